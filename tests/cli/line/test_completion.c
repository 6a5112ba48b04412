/* SPDX-License-Identifier: MIT
 *
 * Completion as bash and zsh call it: the test sources the scripts, sets the words of a command line where the shell
 * does, and compares the completions with what a naive reader finds in the mapping.
 */
#include "ask_tool.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

static int read_files(void **state)
{
    (void)state;
    read_mapping(&mapping, files, sizeof files / sizeof *files);
    return 0;
}

static int free_files(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

/* Returns bash's completions of the last of these words, one a line, for the caller to free. */
static char *complete_in_bash(const char *const words[])
{
    static const char script[] = "source '" CLI_DIRECTORY "/completion/attack-events.bash' || exit 9\n"
                                 "COMP_WORDS=('" TOOL "' \"$@\"); COMP_CWORD=$#\n"
                                 "_attack_events\n"
                                 "((${#COMPREPLY[@]} == 0)) || printf '%s\\n' \"${COMPREPLY[@]}\"\n";
    const char *arguments[20] = {"bash", "-u", "-c", script, "bash"};
    struct run_result result;

    for (size_t i = 0; words[i]; i++)
        arguments[5 + i] = words[i];
    run_shell(arguments, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    free(result.err);
    return result.out;
}

/* The same for zsh, whose compadd filters the words; the test prints all of them. */
static char *complete_in_zsh(const char *const words[])
{
    static const char script[] = "compadd() { [[ $1 == -a ]] && print -rl -- ${(P)2} }\n"
                                 "_describe() { print -rl -- ${${(P)2}%%:*} }\n"
                                 "_files() { print -- FILES }\n"
                                 "compset() { return 0 }\n"
                                 "words=('" TOOL "' \"$@\"); CURRENT=$#words\n"
                                 "source '" CLI_DIRECTORY "/completion/_attack-events'\n";
    const char *arguments[20] = {"zsh", "-f", "-c", script, "zsh"};
    struct run_result result;

    for (size_t i = 0; words[i]; i++)
        arguments[5 + i] = words[i];
    run_shell(arguments, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    free(result.err);
    return result.out;
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Fails unless `offered` has exactly these values, in any order. */
static void expect_values(const char *offered, char **values, size_t count)
{
    char *text = naive_copy(offered);
    char **lines = calloc(strlen(offered) + 1, sizeof *lines);
    size_t found = 0;

    assert_non_null(lines);
    for (char *line = strtok(text, "\n"); line; line = strtok(NULL, "\n"))
        lines[found++] = line;
    qsort(lines, found, sizeof *lines, compare_texts);
    qsort(values, count, sizeof *values, compare_texts);
    assert_true(count > 0);
    assert_int_equal(found, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(lines[i], values[i]);
    free(lines);
    free(text);
}

static void expect_offer(char *offered, const char *expected)
{
    assert_string_equal(offered, expected);
    free(offered);
}

typedef char *complete(const char *const words[]);

static void expect_values_of_options(complete *complete_in)
{
    for (size_t i = 0; i < NARROWING_COLUMNS; i++) {
        size_t count;
        char **values = list_values(&mapping, narrowing_columns[i], &count);
        char *offered = complete_in(ARGUMENTS("rows", option_of_column(narrowing_columns[i]), "\""));

        expect_values(offered, values, count);
        free(offered);
        free_values(values, count);
    }
}

/* Techniques with rows, and the families of those that have sub-techniques. */
static void expect_techniques(complete *complete_in, const char *command)
{
    char **values = calloc(2 * mapping.rows.count, sizeof *values);
    char *offered = complete_in(ARGUMENTS(command, "\""));
    size_t count = 0;

    assert_non_null(values);
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const char *id = mapping.rows.row[i].field[NAIVE_TECHNIQUE_ID];
        char family[100];

        snprintf(family, sizeof family, "%.*s.*", (int)strcspn(id, "."), id);
        for (int is_family = 0; is_family < (strchr(id, '.') ? 2 : 1); is_family++) {
            const char *value = is_family ? family : id;
            size_t known = 0;

            while (known < count && strcmp(values[known], value) != 0)
                known++;
            if (known == count)
                values[count++] = naive_copy(value);
        }
    }
    expect_values(offered, values, count);
    free(offered);
    free_values(values, count);
}

static void expect_events(complete *complete_in)
{
    char **values = calloc(mapping.rows.count, sizeof *values);
    char *offered = complete_in(ARGUMENTS("event", "'")); /* where "!" stays as it is */
    size_t count = 0;

    assert_non_null(values);
    for (size_t i = 0; i < mapping.rows.count; i++) {
        const char *id = mapping.rows.row[i].field[NAIVE_EVENT_ID];
        size_t known = 0;

        while (id && known < count && strcmp(values[known], id) != 0)
            known++;
        if (id && known == count)
            values[count++] = naive_copy(id);
    }
    expect_values(offered, values, count);
    free(offered);
    free_values(values, count);
}

static void offers_the_names_of_the_mapping_in_bash(void **state)
{
    (void)state;
    expect_values_of_options(complete_in_bash);
    expect_techniques(complete_in_bash, "technique");
    expect_techniques(complete_in_bash, "graph");
    expect_events(complete_in_bash);
}

static void offers_what_begins_as_typed_in_bash(void **state)
{
    (void)state;
    expect_offer(complete_in_bash(ARGUMENTS("tec")), "technique\n");
    expect_offer(complete_in_bash(ARGUMENTS("--fo")), "--format\n");
    expect_offer(complete_in_bash(ARGUMENTS("--format", "")), "table\ntsv\njson\n");
    expect_offer(complete_in_bash(ARGUMENTS("--format", "json", "eve")), "event\n");
    expect_offer(complete_in_bash(ARGUMENTS("technique", "T1039", "--pl")), "--platform\n");
    expect_offer(complete_in_bash(ARGUMENTS("event", "4663", "--col")), "");
    expect_offer(complete_in_bash(ARGUMENTS("technique", "T1003.00")),
                 "T1003.001\nT1003.002\nT1003.003\nT1003.004\nT1003.005\nT1003.006\nT1003.007\nT1003.008\n");
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--columns", "event_i")), "event_id\n");
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--columns", "name,event_i")), "name,event_id\n");
    expect_offer(complete_in_bash(ARGUMENTS("top", "--by", "")), "pairs\ntechniques\n");
    expect_offer(complete_in_bash(ARGUMENTS("top", "--ascii", "tac")), "tactics\n");
    expect_offer(complete_in_bash(ARGUMENTS("graph", "--to", "techniques", "466")), "4660\n4661\n4662\n4663\n");
    expect_offer(complete_in_bash(ARGUMENTS("nothing", "")), "");
}

/* bash splits "--tactic=cred" at the "=". */
static void completes_behind_an_equals_sign_in_bash(void **state)
{
    (void)state;
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--tactic", "=", "cred")), "credential-access\n");
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--format", "=")), "table\ntsv\njson\n");
    expect_offer(complete_in_bash(ARGUMENTS("--format", "=", "json", "inf")), "info\n");
}

/* The pack has other events than the mapping that is linked. */
static void offers_the_names_of_a_pack_in_bash(void **state)
{
    (void)state;
    expect_offer(complete_in_bash(ARGUMENTS("--mapping", RULED_PACK, "event", "472")), "4720\n");
    expect_offer(complete_in_bash(ARGUMENTS("--mapping", "=", RULED_PACK, "technique", "T96")),
                 "T9601\nT9602\nT9603\nT9604\n");
    expect_offer(complete_in_bash(ARGUMENTS("technique", "--mapping", "'" RULED_PACK "'", "T1003")), "");
    expect_offer(complete_in_bash(ARGUMENTS("--mapping", "")), "");
    expect_offer(complete_in_bash(ARGUMENTS("--mapping", "=", "/")), "");
    expect_offer(complete_in_bash(ARGUMENTS("--mapping", RULED_PACK, "inf")), "info\n");
}

static void quotes_blanks_and_stars_in_bash(void **state)
{
    (void)state;
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--provider", "Microsoft\\ D")),
                 "Microsoft\\ Defender\\ for\\ Endpoint\nMicrosoft\\ Defender\\ for\\ Office\\ 365\n");
    expect_offer(complete_in_bash(ARGUMENTS("rows", "--provider", "'Microsoft D")),
                 "Microsoft Defender for Endpoint\nMicrosoft Defender for Office 365\n");
    expect_offer(complete_in_bash(ARGUMENTS("technique", "T1003.\\*")), "T1003.\\*\n");
}

static void is_registered_in_bash(void **state)
{
    struct run_result result;

    (void)state;
    run(ARGUMENTS("bash", "-c", "source '" CLI_DIRECTORY "/completion/attack-events.bash'; complete -p attack-events"),
        NULL, &result);
    assert_string_equal(result.out, "complete -F _attack_events attack-events\n");
    run_result_free(&result);
    run(ARGUMENTS("bash", "-n", CLI_DIRECTORY "/completion/attack-events.bash"), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    assert_string_equal(result.err, "");
    run_result_free(&result);
}

static void need_zsh(void)
{
    if (!has_program("zsh")) {
        print_message("skipped: there is no zsh\n");
        skip();
    }
}

static void offers_the_names_of_the_mapping_in_zsh(void **state)
{
    (void)state;
    need_zsh();
    expect_values_of_options(complete_in_zsh);
    expect_techniques(complete_in_zsh, "technique");
    expect_techniques(complete_in_zsh, "graph");
    expect_events(complete_in_zsh);
}

static void offers_the_names_of_a_pack_in_zsh(void **state)
{
    (void)state;
    need_zsh();
    expect_offer(complete_in_zsh(ARGUMENTS("--mapping", RULED_PACK, "event", "")),
                 "*\n1\n4688\n4720\n4741\nDeviceProcessEvents\n");
    expect_offer(complete_in_zsh(ARGUMENTS("technique", "--mapping='" RULED_PACK "'", "")),
                 "T9601\nT9602\nT9603\nT9604\n");
    expect_offer(complete_in_zsh(ARGUMENTS("--mapping", "")), "FILES\n");
    expect_offer(complete_in_zsh(ARGUMENTS("info", "--mapping=")), "FILES\n");
}

static void offers_commands_options_and_values_in_zsh(void **state)
{
    struct run_result result;

    (void)state;
    need_zsh();
    expect_offer(complete_in_zsh(ARGUMENTS("event", "4663", "--")),
                 "--platform\n--provider\n--channel\n--layer\n--mapping\n--format\n--help\n--version\n");
    expect_offer(complete_in_zsh(ARGUMENTS("--format", "")), "table\ntsv\njson\n");
    expect_offer(complete_in_zsh(ARGUMENTS("info", "--format=")), "table\ntsv\njson\n");
    expect_offer(complete_in_zsh(ARGUMENTS("graph", "T1039", "-o", "")), "FILES\n");
    expect_offer(complete_in_zsh(ARGUMENTS("top", "--by", "")), "pairs\ntechniques\n");
    run(ARGUMENTS("zsh", "-n", CLI_DIRECTORY "/completion/_attack-events"), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    assert_string_equal(result.err, "");
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(offers_the_names_of_the_mapping_in_bash),
        cmocka_unit_test(offers_what_begins_as_typed_in_bash),
        cmocka_unit_test(completes_behind_an_equals_sign_in_bash),
        cmocka_unit_test(offers_the_names_of_a_pack_in_bash),
        cmocka_unit_test(quotes_blanks_and_stars_in_bash),
        cmocka_unit_test(is_registered_in_bash),
        cmocka_unit_test(offers_the_names_of_the_mapping_in_zsh),
        cmocka_unit_test(offers_the_names_of_a_pack_in_zsh),
        cmocka_unit_test(offers_commands_options_and_values_in_zsh),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
