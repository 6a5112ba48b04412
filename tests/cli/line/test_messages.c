/* SPDX-License-Identifier: MIT
 *
 * Messages when the tool cannot answer, or not completely: on standard error, with the nearest spelling, and with an
 * exit code that distinguishes wrong usage from a name that is not in the mapping. The names are those of mapping.yaml.
 */
#include "ask_tool.h"

#include "../../../cli/text/tool_limits.h"
#include "cmocka_test.h"

#include <string.h>

#define USAGE_OF_TOOL "usage: attack-events COMMAND *"

static void names_the_nearest_command(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("tecnique", "T1003"), 2, NULL,
               "attack-events: unknown command 'tecnique'; did you mean technique[?]\n" USAGE_OF_TOOL);
    expect_run(TOOL, ARGUMENTS("xyzzy"), 2, NULL, "attack-events: unknown command 'xyzzy'\n" USAGE_OF_TOOL);
    expect_run(TOOL, ARGUMENTS(NULL), 2, NULL, "attack-events: no command is given\n" USAGE_OF_TOOL);
}

static void names_the_nearest_option(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("technique", "T1003", "--plattform", "windows"), 2, NULL,
               "attack-events: unknown option '--plattform'; did you mean --platform[?]\n"
               "usage: attack-events technique ID... *");
    expect_run(TOOL, ARGUMENTS("rows", "--colums=event_id"), 2, NULL,
               "attack-events: unknown option '--colums=event_id'; did you mean --columns[?]\n"
               "usage: attack-events rows *");
    expect_run(TOOL, ARGUMENTS("rows", "-x"), 2, NULL,
               "attack-events: unknown option '-x'\nusage: attack-events rows *");
    expect_run(TOOL, ARGUMENTS("rows", "--tactic"), 2, NULL,
               "attack-events: option '--tactic' needs an argument\nusage: attack-events rows *");
    expect_run(TOOL, ARGUMENTS("technique"), 2, NULL,
               "attack-events: 'technique' needs ID...\nusage: attack-events technique *");
}

static void takes_as_many_options_as_it_has_room_for(void **state)
{
    const char *arguments[OPTIONS_LIMIT + 4] = {"technique", "T1003"};
    size_t count = 2;

    (void)state;
    while (count < OPTIONS_LIMIT + 3)
        arguments[count++] = "--tactic=credential-access";
    expect_run(TOOL, arguments, 2, NULL,
               "attack-events: too many options: '--tactic' is one too many\nusage: attack-events technique ID... *");
    arguments[--count] = NULL;
    expect_run(TOOL, arguments, 0, "*", NULL);
}

/* A command rejects an option of another one. */
static void takes_options_of_a_command_from_it_alone(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("event", "4663", "--tactic", "discovery"), 2, NULL,
               "attack-events: unknown option '--tactic'\nusage: attack-events event ID *");
    expect_run(TOOL, ARGUMENTS("info", "--columns", "key"), 2, NULL,
               "attack-events: unknown option '--columns'\nusage: attack-events info *");
}

static void names_the_nearest_format(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("info", "--format", "jason"), 2, NULL,
               "attack-events: unknown format 'jason': table, tsv and json are known; did you mean json[?]\n*");
}

static void names_the_nearest_column(void **state)
{
    (void)state;
    for (int i = 0; i < 3; i++) {
        static const char *const formats[] = {"table", "tsv", "json"};

        expect_run(TOOL, ARGUMENTS("technique", "T1003", "--columns", "event_id,evnt_name", "--format", formats[i]), 2,
                   NULL, "attack-events: unknown column 'evnt_name'; did you mean event_name[?]\nthe columns are\n*");
    }
    expect_run(TOOL, ARGUMENTS("rows", "--columns", "event_id,"), 2, NULL,
               "attack-events: unknown column ''\nthe columns are\n  technique_id, *, filter_in\n");
    expect_run(TOOL, ARGUMENTS("rows", "--columns", "techniques"), 2, NULL, /* of an event's JSON */
               "attack-events: unknown column 'techniques'; did you mean technique[?]\n*");
    expect_run(TOOL, ARGUMENTS("rows", "--columns", "event_id", "--columns", "name,EVENT_ID"), 2, NULL,
               "attack-events: column 'event_id' is given twice\n");
}

static void answers_the_others_when_one_technique_is_not_there(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("technique", "T1003.1", "T1039", "T9999.*", "--columns", "technique_id"), 1,
               "technique_id\nT1039\n*T1039\n",
               "attack-events: no technique 'T1003.1' in this mapping; did you mean T1003.001, T1003 or T1001[?]\n"
               "attack-events: no technique 'T9999.[*]' in this mapping*\n");
    expect_run(TOOL, ARGUMENTS("technique", "T1003.1", "T1039", "--format", "table"), 1, "T1039 *",
               "attack-events: no technique 'T1003.1' in this mapping*\n");
    expect_run(TOOL, ARGUMENTS("technique", "nothing"), 1, NULL,
               "attack-events: no technique 'nothing' in this mapping\n");
    expect_run(TOOL, ARGUMENTS("technique", "t1003.001"), 1, NULL,
               "attack-events: no technique 't1003.001' in this mapping; did you mean T1003.001[?]\n");
    expect_run(TOOL, ARGUMENTS("technique", "T100.*"), 1, NULL, /* a family needs a whole id */
               "attack-events: no technique 'T100.[*]' in this mapping*\n");
}

/* The message repeats what was typed, but cannot control the terminal. */
static void shows_control_bytes_as_escapes(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("technique", "\033[1mT\n"), 1, NULL,
               "attack-events: no technique '\\\\x1b[[]1mT\\\\n' in this mapping\n");
    expect_run(TOOL, ARGUMENTS("rows", "--columns", "\a"), 2, NULL, "attack-events: unknown column '\\\\x07'\n*");
    expect_run(TOOL, ARGUMENTS("rows", "--tactic", "\302\233m"), 1, NULL, "*tactic '\\\\xc2\\\\x9bm' in this*\n");
}

static void says_what_leaves_nothing(void **state)
{
    static const char *const formats[] = {"table", "tsv", "json"};

    (void)state;
    for (int i = 0; i < 3; i++) {
        expect_run(TOOL,
                   ARGUMENTS("technique", "T1003.001", "--platform", "linux", "--platform", "aws", "--provider",
                             "Linux-Sysmon", "--format", formats[i]),
                   1, NULL,
                   "attack-events: no row is left by --platform 'linux' --platform 'aws' --provider 'Linux-Sysmon'\n");
        expect_run(TOOL, ARGUMENTS("rows", "--tactic", "impact", "--channel", "", "--format", formats[i]), 1, NULL,
                   "attack-events: no channel '' in this mapping\n"
                   "attack-events: no row is left by --tactic 'impact' --channel ''\n");
    }
}

static void names_the_nearest_value_and_answers_the_others(void **state)
{
    (void)state;
    expect_run(
        TOOL,
        ARGUMENTS("technique", "T1039", "--tactic", "colection", "--tactic", "collection", "--columns", "technique_id"),
        1, "technique_id\nT1039\n*",
        "attack-events: no tactic 'colection' in this mapping; did you mean collection[?]\n");
    expect_run(TOOL, ARGUMENTS("rows", "--data-component", "process acess"), 1, NULL,
               "attack-events: no data-component 'process acess' in this mapping; did you mean process access[?]\n"
               "attack-events: no row is left by --data-component 'process acess'\n");
}

static void says_where_an_event_comes_from(void **state)
{
    static const char *const formats[] = {"table", "tsv", "json"};

    (void)state;
    for (int i = 0; i < 3; i++)
        expect_run(TOOL, ARGUMENTS("event", "4663", "--provider", "microsoft-windows-SYSMON", "--format", formats[i]),
                   1, NULL,
                   "attack-events: no row is left by --provider 'microsoft-windows-SYSMON'\n"
                   "events of this id come from\n"
                   "  provider Microsoft-Windows-Security-Auditing, channel Security, platform windows\n");
    expect_run(TOOL, ARGUMENTS("event", "466333"), 1, NULL, "attack-events: no event '466333' in this mapping*\n");
}

/* Each line of TSV is an event with one of its techniques; all options apply to it. */
static void narrows_events_as_it_narrows_rows(void **state)
{
    struct run_result result;
    size_t lines = 0;

    (void)state;
    run(ARGUMENTS(TOOL, "event", "1", "--provider", "LINUX-sysmon", "--provider", "Microsoft-Windows-Sysmon",
                  "--platform", "Linux", "--format", "tsv"),
        NULL, &result);
    assert_int_equal(result.exit_code, 0);
    for (char *line = strchr(result.out, '\n') + 1; *line; line = strchr(line, '\n') + 1) {
        assert_true(strncmp(line, "1\t", 2) == 0);
        assert_non_null(strstr(line, "\tlinux\t"));
        lines++;
    }
    assert_true(lines > 0);
    assert_null(strstr(result.out, "Microsoft-Windows-Sysmon\t"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_the_nearest_command),
        cmocka_unit_test(names_the_nearest_option),
        cmocka_unit_test(takes_as_many_options_as_it_has_room_for),
        cmocka_unit_test(takes_options_of_a_command_from_it_alone),
        cmocka_unit_test(names_the_nearest_format),
        cmocka_unit_test(names_the_nearest_column),
        cmocka_unit_test(answers_the_others_when_one_technique_is_not_there),
        cmocka_unit_test(shows_control_bytes_as_escapes),
        cmocka_unit_test(says_what_leaves_nothing),
        cmocka_unit_test(names_the_nearest_value_and_answers_the_others),
        cmocka_unit_test(says_where_an_event_comes_from),
        cmocka_unit_test(narrows_events_as_it_narrows_rows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
