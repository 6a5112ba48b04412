/* SPDX-License-Identifier: MIT
 *
 * The programs under test, and the comparison of a disturbed run with the undisturbed one.
 */
#include "disturbed.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define FIFTY "01234567890123456789012345678901234567890123456789"
#define THOUSAND                                                                                                       \
    FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY FIFTY  \
        FIFTY

/* Its C takes more than one block of memory. */
static const char mapping[] =
    "- &a {technique_id: T1001, technique: one " THOUSAND THOUSAND
    ", tactic: [discovery], platform: [Windows], event_id: 1, channel: c}\n"
    "- {technique_id: T1001.002, platform: [Windows], event_id: 4688, log_source: p, filter_in: [{k: v}]}\n"
    "- {technique_id: T1003, platform: [Windows], event_id: 4663, event_platform: windows}\n";
static const char collected[] = "event_id\tlog_source\n4663\tMicrosoft-Windows-Security-Auditing\n"
                                "1\tMicrosoft-Windows-Sysmon\n";
static const char lines[] = "{\"EventID\":4698,\"Channel\":\"Security\"}\nno JSON\n"
                            "{\"EventID\":4663,\"attack\":1,\"Channel\":\"Security\",\"ObjectType\":\"Key\"}\n";

static const struct program programs[] = {
    {"generator",
     {GENERATOR, "-o", "%", "--depfile", "%/rule.d", "@/mapping.yaml"},
     {"attack_events_builtin.c", "attack_events_builtin.h", "rule.d"},
     NULL},
    {"generator --stats",
     {GENERATOR, "--stats", "-o", "%", "@/mapping.yaml"},
     {"attack_events_builtin.c", "attack_events_builtin.h"},
     NULL},
    {"generator --check", {GENERATOR, "--check", "--stats", "-"}, {NULL}, mapping},
    {"generator --amalgamate",
     {GENERATOR, "--amalgamate", "-o", "%/one.c", "@/mapping.yaml"},
     {"one.c", "one.h"},
     NULL},
    {"generator --pack",
     {GENERATOR, "--pack", "--date", "2026-11-30", "-o", "%/one.aepack", "--depfile", "%/rule.d", "@/mapping.yaml"},
     {"one.aepack", "rule.d"},
     NULL},
#ifdef TOOL
    {"tag", {TOOL, "tag", "@/log.json"}, {NULL}, NULL},
    {"tag --why", {TOOL, "tag", "--why"}, {NULL}, lines},
    {"tag --summary", {TOOL, "tag", "--summary", "@/log.json"}, {NULL}, NULL},
    {"tag --events", {TOOL, "tag", "--events", "--format", "tsv", "@/log.json"}, {NULL}, NULL},
    {"tag --layer", {TOOL, "tag", "--layer", "%/layer.json", "@/log.json"}, {"layer.json"}, NULL},
    {"coverage", {TOOL, "coverage", "--collected", "@/collected.tsv"}, {NULL}, NULL},
    {"plan", {TOOL, "plan", "--collected", "@/collected.tsv", "-n", "2"}, {NULL}, NULL},
    {"enable", {TOOL, "enable", "T1003.001"}, {NULL}, NULL},
    {"enable -o", {TOOL, "enable", "-o", "%/enable.txt", "T1003.001"}, {"enable.txt"}, NULL},
    {"export", {TOOL, "export", "--as", "rsyslog"}, {NULL}, NULL},
    {"export -o", {TOOL, "export", "--as", "syslog-ng", "-o", "%/export.csv"}, {"export.csv"}, NULL},
    {"report -o", {TOOL, "report", "-o", "%/report.html"}, {"report.html"}, NULL},
    {"layer -o", {TOOL, "layer", "--collected", "@/collected.tsv", "-o", "%/layer.json"}, {"layer.json"}, NULL},
    {"event", {TOOL, "event", "4663"}, {NULL}, NULL},
    {"technique, table", {TOOL, "technique", "--format", "table", "T1003.001"}, {NULL}, NULL},
    {"technique, JSON", {TOOL, "technique", "--format", "json", "T1003.001"}, {NULL}, NULL},
    {"rows", {TOOL, "rows", "--format", "tsv"}, {NULL}, NULL},
    {"top", {TOOL, "top", "data-sources"}, {NULL}, NULL},
    {"info", {TOOL, "info"}, {NULL}, NULL},
    {"info of a pack", {TOOL, "--mapping", PACK, "info"}, {NULL}, NULL},
    {"layer of a pack",
     {TOOL, "--mapping", PACK, "layer", "--event", "4720", "-o", "%/layer.json"},
     {"layer.json"},
     NULL},
    {"graph", {TOOL, "graph", "T1003.001"}, {NULL}, NULL},
    {"graph -o", {TOOL, "graph", "-o", "%/graph.dot", "T1003.001"}, {"graph.dot"}, NULL},
#endif
    {NULL, {NULL}, {NULL}, NULL},
};

bool are_programs_few(void)
{
    const char *asked = getenv("FAULTS");

    return asked && strcmp(asked, "few") == 0;
}

static bool is_of_few(const char *name)
{
    return strcmp(name, "generator") == 0 || strcmp(name, "tag") == 0 || strcmp(name, "enable -o") == 0;
}

const struct program *next_program(const struct program *before)
{
    const struct program *program = before ? before + 1 : programs;

    while (program->name && are_programs_few() && !is_of_few(program->name))
        program++;
    return program->name ? program : NULL;
}

void program_start(struct disturbed *disturbed, const struct program *program, const char *scratch)
{
    write_text(scratch, "mapping.yaml", mapping);
    write_text(scratch, "collected.tsv", collected);
    write_text(scratch, "log.json", lines);
    disturbed_start(disturbed, scratch, program->input, program->arguments, program->files);
}

static char *spelled(const struct disturbed *disturbed, const char *argument)
{
    char *text;
    size_t size;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    if (*argument == '@' || *argument == '%')
        fputs(*argument++ == '@' ? disturbed->scratch : disturbed->directory, file);
    fputs(argument, file);
    fclose(file);
    return text;
}

static void put_old_files(const struct disturbed *disturbed)
{
    for (size_t i = 0; disturbed->files[i]; i++)
        write_text(disturbed->directory, disturbed->files[i], "what stood here before\n");
}

/* Runs the program behind the arguments `before`. */
static void run_behind(const struct disturbed *disturbed, const char *const before[], const struct run_options *options,
                       struct run_result *result)
{
    struct run_options with_input = {0};
    const char *arguments[40];
    size_t count = 0;

    if (options)
        with_input = *options;
    with_input.input = disturbed->input;
    with_input.input_size = disturbed->input ? strlen(disturbed->input) : 0;
    for (size_t i = 0; before && before[i]; i++)
        arguments[count++] = before[i];
    assert_in_range(count + disturbed->argument_count, 0, sizeof arguments / sizeof *arguments - 1);
    memcpy(arguments + count, disturbed->arguments, (disturbed->argument_count + 1) * sizeof *arguments);
    run(arguments, &with_input, result);
}

void disturbed_start(struct disturbed *disturbed, const char *scratch, const char *input, const char *const arguments[],
                     const char *const files[])
{
    memset(disturbed, 0, sizeof *disturbed);
    disturbed->scratch = scratch;
    disturbed->input = input;
    snprintf(disturbed->directory, sizeof disturbed->directory, "%s", make_directory(scratch, "output"));
    for (; arguments[disturbed->argument_count]; disturbed->argument_count++)
        disturbed->arguments[disturbed->argument_count] = spelled(disturbed, arguments[disturbed->argument_count]);
    for (size_t i = 0; files[i]; i++)
        disturbed->files[i] = files[i];
    run_behind(disturbed, NULL, NULL, &disturbed->plain);
    if (disturbed->plain.exit_code != 0)
        fail_msg("undisturbed, it says: %s", disturbed->plain.err);
    disturbed->fresh = read_directory(disturbed->directory, &disturbed->fresh_size);
    put_old_files(disturbed);
    disturbed->old = read_directory(disturbed->directory, &disturbed->old_size);
}

void disturbed_end(struct disturbed *disturbed)
{
    for (size_t i = 0; i < disturbed->argument_count; i++)
        free(disturbed->arguments[i]);
    for (size_t i = 0; disturbed->files[i]; i++)
        remove(path_in(disturbed->directory, disturbed->files[i]));
    assert_int_equal(count_names(disturbed->directory), 0);
    run_result_free(&disturbed->plain);
    free(disturbed->fresh);
    free(disturbed->old);
}

static bool has_written(const struct disturbed *disturbed, const char *bytes, size_t size)
{
    char *now;
    size_t size_now;
    bool same;

    now = read_directory(disturbed->directory, &size_now);
    same = size_now == size && memcmp(now, bytes, size) == 0;
    free(now);
    return same;
}

static void complain(const struct disturbed *disturbed, const char *const before[], const struct run_result *result,
                     const char *what)
{
    fprintf(stderr, "%s:", what);
    for (size_t i = 0; before && before[i]; i++)
        fprintf(stderr, " %s", before[i]);
    for (size_t i = 0; i < disturbed->argument_count; i++)
        fprintf(stderr, " %s", disturbed->arguments[i]);
    fprintf(stderr, "\nstatus %d, signal %d, said: %s\n", result->exit_code, result->signal, result->err);
    fail();
}

static bool is_own(const char *line)
{
    return strstr(line, "attack-events: ") || strstr(line, "attack-events-gen: ") || strstr(line, "shared libraries: ");
}

/* Whether a line is the program's own message, and not one that it also prints undisturbed. */
static bool is_told(const struct disturbed *disturbed, const char *said)
{
    char *rest = strdup(said);
    bool told = false;

    assert_non_null(rest);
    for (char *line = strtok(rest, "\n"); line; line = strtok(NULL, "\n"))
        told = told || (is_own(line) && !strstr(disturbed->plain.err, line));
    free(rest);
    return told;
}

bool disturb(const struct disturbed *disturbed, const char *const before[], const struct run_options *options,
             char **said)
{
    struct run_result result;
    bool is_elsewhere = options && options->output_path;

    put_old_files(disturbed);
    run_behind(disturbed, before, options, &result);
    if (result.signal)
        complain(disturbed, before, &result, "died");
    if (result.exit_code == 0) {
        if (!has_written(disturbed, disturbed->fresh, disturbed->fresh_size))
            complain(disturbed, before, &result, "succeeded with other files");
        if (!is_elsewhere && (result.out_size != disturbed->plain.out_size ||
                              memcmp(result.out, disturbed->plain.out, result.out_size) != 0))
            complain(disturbed, before, &result, "succeeded with another output");
        run_result_free(&result);
        return false;
    }
    if (strstr(result.err, "error while loading shared libraries")) /* it had not started */
        result.exit_code = 3;
    else if (result.exit_code != 1 && result.exit_code != 3)
        complain(disturbed, before, &result, "ended with a status that means something else");
    if (!is_told(disturbed, result.err))
        complain(disturbed, before, &result, "failed without a word");
    if (!has_written(disturbed, disturbed->old, disturbed->old_size))
        complain(disturbed, before, &result, "failed and left other files");
    if (said) {
        *said = result.err;
        result.err = NULL;
    }
    run_result_free(&result);
    return true;
}

bool disturb_with_signal(const struct disturbed *disturbed, const char *const before[], int number)
{
    struct run_result result;
    bool is_dead;

    put_old_files(disturbed);
    run_behind(disturbed, before, NULL, &result);
    is_dead = result.signal == number;
    if (!is_dead && result.exit_code != 0)
        complain(disturbed, before, &result, "did not die by the signal");
    if (!has_written(disturbed, disturbed->fresh, disturbed->fresh_size) &&
        !(is_dead && has_written(disturbed, disturbed->old, disturbed->old_size)))
        complain(disturbed, before, &result, "left other files");
    run_result_free(&result);
    return is_dead;
}
