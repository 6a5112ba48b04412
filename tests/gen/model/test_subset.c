/* SPDX-License-Identifier: MIT
 *
 * Subsets: the values of a repeated option are alternatives, different options must all match, and techniques without
 * rows are dropped.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define INPUT                                                                                                          \
    "- {technique_id: T1003, tactic: [discovery, impact], platform: [Windows, Linux], event_id: 1, "                   \
    "event_platform: Windows, log_source: Sysmon}\n"                                                                   \
    "- {technique_id: T1003, tactic: [discovery, impact], platform: [Windows, Linux], event_id: 2, "                   \
    "event_platform: linux, log_source: Linux-Sysmon}\n"                                                               \
    "- {technique_id: T1003.001, tactic: [discovery], platform: [Windows], event_id: 3, event_platform: windows, "     \
    "log_source: Security}\n"                                                                                          \
    "- {technique_id: T1003.002, tactic: [impact], platform: [Linux], event_id: 4, event_platform: Linux, "            \
    "log_source: linux-sysmon}\n"                                                                                      \
    "- {technique_id: T1004, tactic: [Collection], platform: [Windows], event_id: 5, event_platform: windows, "        \
    "log_source: Sysmon}\n"                                                                                            \
    "- {technique_id: T1005, technique: Without Event, tactic: [collection]}\n"

/* Fails unless the subset for these options has these rows, each as "TECHNIQUE/EVENT ", no other technique, and this
 * description. */
static void expect_subset(const char *scratch, const char *const options[], const char *rows, const char *selection)
{
    const char *all[20] = {"-q"};
    size_t count = 1;
    char found[400] = "", described[200], *printed, *line;

    for (; *options; options++)
        all[count++] = *options;
    all[count] = write_text(scratch, "input.yaml", INPUT);
    generate_quietly(scratch, all);
    printed = print_mapping(scratch, "attack_events_builtin");
    snprintf(described, sizeof described, "#\tselection=%s\n", selection);
    assert_int_equal(strncmp(printed, described, strlen(described)), 0);
    for (char *rest = printed; (line = strtok_r(rest, "\n", &rest)) != NULL;) {
        const char *event = strstr(line, "event_id=");
        size_t length = strlen(found);

        if (*line == 'T')
            snprintf(found + length, sizeof found - length, "%.*s/%.1s ", (int)strcspn(line, "\t"), line,
                     event ? event + 9 : "-");
        else if (*line == '*') {
            line[strcspn(line, "\t")] = '\0';
            if (!strstr(found, line + 2))
                fail_msg("%s is there without a row", line);
        }
    }
    assert_string_equal(found, rows);
    free(printed);
}

static void chooses_by_the_platform_of_events(void **state)
{
    expect_subset(*state, ARGUMENTS("--platform", "LINUX"), "T1003/2 T1003.002/4 ", "--platform LINUX");
    expect_subset(*state, ARGUMENTS("--platform", "linux", "--platform=windows"),
                  "T1003/1 T1003/2 T1003.001/3 T1003.002/4 T1004/5 ", "--platform linux --platform windows");
}

static void chooses_by_the_tactics_of_techniques(void **state)
{
    expect_subset(*state, ARGUMENTS("--tactic", "impact"), "T1003/1 T1003/2 T1003.002/4 ", "--tactic impact");
    expect_subset(*state, ARGUMENTS("--tactic", "COLLECTION"), "T1004/5 T1005/- ", "--tactic COLLECTION");
}

static void chooses_by_provider(void **state)
{
    expect_subset(*state, ARGUMENTS("--provider", "Linux-sysmon"), "T1003/2 T1003.002/4 ", "--provider Linux-sysmon");
}

static void chooses_by_technique_or_family(void **state)
{
    expect_subset(*state, ARGUMENTS("--technique", "T1003"), "T1003/1 T1003/2 ", "--technique T1003");
    expect_subset(*state, ARGUMENTS("--technique", "T1003.001"), "T1003.001/3 ", "--technique T1003.001");
    expect_subset(*state, ARGUMENTS("--technique", "T1003.*"), "T1003/1 T1003/2 T1003.001/3 T1003.002/4 ",
                  "--technique T1003.*");
    expect_subset(*state, ARGUMENTS("--technique", "T1003.002", "--technique", "T1004.*"), "T1003.002/4 T1004/5 ",
                  "--technique T1003.002 --technique T1004.*");
}

static void takes_different_options_for_and(void **state)
{
    expect_subset(*state, ARGUMENTS("--platform", "windows", "--tactic", "discovery", "--tactic", "impact"),
                  "T1003/1 T1003.001/3 ", "--platform windows --tactic discovery --tactic impact");
    expect_subset(*state,
                  ARGUMENTS("--technique", "T1003.*", "--platform", "linux", "--provider", "linux-sysmon", "--tactic",
                            "discovery"),
                  "T1003/2 ", "--platform linux --tactic discovery --provider linux-sysmon --technique T1003.*");
}

static void drops_techniques_without_rows_and_keeps_the_components_of_the_others(void **state)
{
    expect_rows(*state,
                "relationships:\n- attack: {data_component: a}\n  security_events: [{event_id: 1, platform: x}]\n"
                "- attack: {data_component: b}\n  security_events: [{event_id: 2, platform: y}]\n"
                "techniques:\n- {technique_id: T1001, platform: [x, y], data_components: [a, b]}\n"
                "- {technique_id: T1002, platform: [y], data_components: [b]}\n",
                ARGUMENTS("--platform", "x"),
                "#\tselection=--platform x\n"
                "T1001\tplatform=x,y\tdata_component=a\tevent_id=1\tevent_platform=x\n* T1001\tcomponent=a"
                "\tcomponent=b\n");
}

static void warns_of_a_value_that_matches_no_row(void **state)
{
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "-o", *state, "--technique", "T1001", "--technique", "T1009.*", "--platform", "windows",
                  "--platform", "windos", write_sound_mapping(*state)),
        NULL, &result);
    assert_string_equal(result.err, "attack-events-gen: warning: no row matches --platform \"windos\"\n"
                                    "attack-events-gen: warning: no row matches --technique \"T1009.*\"\n");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

/* Of an alias whose event is not in the subset, nothing is there, not even its text. */
static void drops_aliases_without_an_event(void **state)
{
    static const char input[] =
        "relationships:\n- attack: {data_component: a}\n  security_events:\n"
        "  - {event_id: exec, platform: macos, alias: ALIAS_OF_EXEC}\n"
        "  - {event_id: fork, platform: linux, alias: ALIAS_OF_FORK}\n"
        "techniques:\n- {technique_id: T1001, platform: [macos, linux], data_components: [a]}\n";
    const char *scratch = *state;
    char path[4200], *generated;

    generate_quietly(scratch,
                     (const char *[]){"-q", "--platform", "macos", write_text(scratch, "aliases.yaml", input), NULL});
    snprintf(path, sizeof path, "%s/attack_events_builtin.c", scratch);
    generated = read_file(path, NULL);
    assert_non_null(strstr(generated, "'o','f','_','e','x','e','c'"));
    assert_null(strstr(generated, "'o','f','_','f','o','r','k'"));
    free(generated);
}

/* An id that ATT&CK retired stands for what took its place, and says so. */
static void chooses_the_successors_of_retired_techniques(void **state)
{
    static const char input[] =
        "relationships:\n- attack: {data_component: a}\n  security_events: [{event_id: 1, platform: linux}]\n"
        "techniques:\n"
        "- {technique_id: T1001, platform: linux, data_components: [a]}\n"
        "- {technique_id: T1002.001, platform: linux, data_components: [a]}\n"
        "- {technique_id: T1003, platform: linux, data_components: [a]}\n"
        "- {technique_id: T1002.002, revoked_by: T1002.003}\n"
        "- {technique_id: T1002.003, revoked_by: T1001}\n"
        "- {technique_id: T1002.004, revoked_by: T1002.001}\n"
        "- {technique_id: T1004, deprecated: true}\n";
    static const struct {
        const char *value, *techniques, *messages;
    } choices[] = {
        {"T1002.002", "\ntechniques 1\n",
         "attack-events-gen: warning: --technique T1002.002 was revoked; T1001 took its place\n"},
        {"T1002.*", "\ntechniques 2\n",
         "attack-events-gen: note: T1002.002 of --technique T1002.* was revoked; T1001 took its place\n"
         "attack-events-gen: note: T1002.003 of --technique T1002.* was revoked; T1001 took its place\n"},
        {"T1003", "\ntechniques 1\n", ""},
    };
    const char *path = write_text(*state, "retired.yaml", input);
    struct run_result result;

    for (size_t i = 0; i < sizeof choices / sizeof *choices; i++) {
        run(ARGUMENTS(GENERATOR, "--check", "--stats", "--index", "none", "--technique", choices[i].value, path), NULL,
            &result);
        assert_int_equal(result.exit_code, GOOD);
        assert_string_equal(result.err, choices[i].messages);
        assert_non_null(strstr(result.out, choices[i].techniques));
        run_result_free(&result);
    }
    run(ARGUMENTS(GENERATOR, "--check", "--technique", "T1004", path), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(chooses_by_the_platform_of_events),
        SCRATCH_TEST(chooses_by_the_tactics_of_techniques),
        SCRATCH_TEST(chooses_by_provider),
        SCRATCH_TEST(chooses_by_technique_or_family),
        SCRATCH_TEST(takes_different_options_for_and),
        SCRATCH_TEST(drops_techniques_without_rows_and_keeps_the_components_of_the_others),
        SCRATCH_TEST(warns_of_a_value_that_matches_no_row),
        SCRATCH_TEST(drops_aliases_without_an_event),
        SCRATCH_TEST(chooses_the_successors_of_retired_techniques),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
