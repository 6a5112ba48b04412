/* SPDX-License-Identifier: MIT
 *
 * Every command answers the same from a pack as from tables of the same mapping that are linked.
 */
#include "ask_tool.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define COLLECTED "--collected", CLI_DIRECTORY "/../tests/cli/coverage/collected.csv"
#define LOG(name) CLI_DIRECTORY "/../tests/cli/log/formats/" name ".json"
#define LOGS LOG("cloudtrail"), LOG("defender"), LOG("evtx_dump"), LOG("flat"), LOG("wazuh"), LOG("winlogbeat")

enum { WORDS_MOST = 14 };

/* Some have no answer, so that messages are compared. A new command must be added here. */
static const char *const questions[][WORDS_MOST] = {
    {"technique", "T1003.001", "--format", "table"},
    {"technique", "T1059.*", "--format", "json"},
    {"technique", "T1562.001", "T1003.1", "--columns", "technique_id,event_id,condition,rule"},
    {"event", "4663", "--format", "table"},
    {"event", "4688", "--format", "json"},
    {"event", "46633"},
    {"rows", "--format", "tsv"},
    {"rows", "--format", "json", "--provider", "auditd"},
    {"rows", "--tactic", "nonsense"},
    {"rules"},
    {"top", "data-sources", "--format", "table"},
    {"top", "events", "--all", "-n", "100000"},
    {"top", "tactics", "--techniques"},
    {"graph", "T1003.001"},
    {"graph", "--to", "techniques", "4663"},
    {"report"},
    {"coverage", COLLECTED},
    {"coverage", COLLECTED, "--all"},
    {"plan", "-n", "100000"},
    {"plan", COLLECTED, "--platform", "windows", "--format", "json"},
    {"coverage", COLLECTED, "--layer=-"},
    {"event", "4663", "--layer=-"},
    {"tag", "--why", LOGS},
    {"tag", "--summary", LOGS},
    {"tag", "--events", LOGS},
    {"enable"},
    {"enable", "--as", "sysmon", "T1003.001"},
    {"--version"},
};
enum { QUESTIONS = sizeof questions / sizeof *questions };

/* Asks with these words before the command, which end in NULL. */
static void ask_with(const char *const before[], const char *const question[], struct run_result *result)
{
    const char *arguments[WORDS_MOST + 4] = {TOOL};
    size_t count = 1;

    for (size_t i = 0; before[i]; i++)
        arguments[count++] = before[i];
    for (size_t i = 0; i < WORDS_MOST && question[i]; i++)
        arguments[count++] = question[i];
    run(arguments, NULL, result);
}

static void answers_the_same_from_a_pack(void **state)
{
    (void)state;
    for (size_t i = 0; i < QUESTIONS; i++) {
        struct run_result linked, packed;

        ask_with(ARGUMENTS(NULL), questions[i], &linked);
        ask_with(ARGUMENTS("--mapping", PACK), questions[i], &packed);
        if (packed.exit_code != linked.exit_code || strcmp(packed.err, linked.err) != 0 ||
            packed.out_size != linked.out_size || memcmp(packed.out, linked.out, linked.out_size) != 0)
            fail_msg("%s %s: from the pack, it ends with %d and %zu bytes, %s\nand not with %d and %zu bytes, %s",
                     questions[i][0], questions[i][1] ? questions[i][1] : "", packed.exit_code, packed.out_size,
                     packed.err, linked.exit_code, linked.out_size, linked.err);
        assert_true(linked.out_size + linked.err_size > 0);
        run_result_free(&linked);
        run_result_free(&packed);
    }
}

static bool is_asked(const char *command, size_t length)
{
    for (size_t i = 0; i < QUESTIONS; i++)
        if (strlen(questions[i][0]) == length && strncmp(questions[i][0], command, length) == 0)
            return true;
    return strncmp(command, "info", length) == 0;
}

static void is_asked_with_every_command(void **state)
{
    struct run_result help;
    const char *line;
    size_t count = 0;

    (void)state;
    run(ARGUMENTS(TOOL, "--help"), NULL, &help);
    line = strstr(help.out, "\ncommands:\n");
    assert_non_null(line);
    for (line += strlen("\ncommands:\n"); *line == ' '; line = strchr(line, '\n') + 1, count++)
        if (!is_asked(line + 2, strcspn(line + 2, " ")))
            fail_msg("this test does not ask: %.*s", (int)strcspn(line, "\n"), line);
    assert_true(count >= 12);
    run_result_free(&help);
}

/* Returns whether a line of the output of `info` tells of the file and not of what is in it. */
static bool is_of_file(const char *line)
{
    return strncmp(line, "pack_", strlen("pack_")) == 0 || strncmp(line, "date\t", strlen("date\t")) == 0;
}

static void says_the_same_of_the_data_and_more_of_the_pack(void **state)
{
    static const char *const question[WORDS_MOST] = {"info", "--format", "tsv"};
    struct run_result linked, packed;
    const char *line, *packed_line;
    size_t pack_lines = 0;

    (void)state;
    ask_with(ARGUMENTS(NULL), question, &linked);
    ask_with(ARGUMENTS("--mapping", PACK), question, &packed);
    line = linked.out;
    for (packed_line = packed.out; *packed_line; packed_line = strchr(packed_line, '\n') + 1) {
        size_t key = strcspn(line, "\t"), whole = strcspn(line, "\n");

        assert_memory_equal(packed_line, line, key + 1);
        if (!is_of_file(line))
            assert_memory_equal(packed_line, line, whole + 1);
        if (strncmp(line, "pack_", strlen("pack_")) == 0) {
            assert_int_equal(whole, key + 1); /* nothing is linked that this could say */
            assert_true(packed_line[key + 1] != '\n');
            pack_lines++;
        }
        line += whole + 1;
    }
    assert_int_equal(*line, '\0');
    assert_true(pack_lines >= 4);
    assert_non_null(strstr(packed.out, "\ndate\t2026-11-30T00:00:00Z\n"));
    run_result_free(&linked);
    run_result_free(&packed);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(answers_the_same_from_a_pack),
        cmocka_unit_test(is_asked_with_every_command),
        cmocka_unit_test(says_the_same_of_the_data_and_more_of_the_pack),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
