/* SPDX-License-Identifier: MIT
 *
 * Suspicious data gives a warning with place and count, and is compiled unchanged. What OSSEM-DM's files contain gives
 * none.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void warns_of_a_provider_one_letter_from_a_more_frequent_one(void **state)
{
    expect_warnings(
        *state,
        "- {technique_id: T1001, event_id: 1, log_source: Linux-Sysmon}\n"
        "- {technique_id: T1001, event_id: 2, log_source: Lonux-Sysmon}\n"
        "- {technique_id: T1001, event_id: 3, log_source: Linux-Sysmon}\n"
        "- {technique_id: T1001, event_id: 4, log_source: Linux-Sysmon}\n"
        "- {technique_id: T1001, event_id: 5, log_source: Lonux-Sysmon}\n"
        "- {technique_id: T1001, event_id: 6, log_source: Other}\n",
        "NAME:2:50: warning: provider \"Lonux-Sysmon\" in 2 rows; did you mean \"Linux-Sysmon\", as in 3 rows?\n");
}

static void warns_of_a_channel_one_letter_from_a_more_frequent_one(void **state)
{
    expect_warnings(
        *state,
        "- {technique_id: T1001, event_id: 1, channel: DeviceEvents}\n"
        "- {technique_id: T1001, event_id: 2, channel: DeviceREvents}\n"
        "- {technique_id: T1001, event_id: 3, log_channel: DeviceEvents}\n",
        "NAME:2:47: warning: channel \"DeviceREvents\" in 1 row; did you mean \"DeviceEvents\", as in 2 rows?\n");
}

static void compares_providers_letter_by_letter_but_for_their_case(void **state)
{
    expect_warnings(*state,
                    "- {technique_id: T1001, event_id: 1, log_source: Sysmon}\n"
                    "- {technique_id: T1001, event_id: 2, log_source: Sysmon}\n"
                    "- {technique_id: T1001, event_id: 3, log_source: Syysmon}\n"
                    "- {technique_id: T1001, event_id: 4, log_source: Symon}\n"
                    "- {technique_id: T1001, event_id: 5, log_source: sysmon}\n"
                    "- {technique_id: T1001, event_id: 6, log_source: Seismon}\n",
                    "NAME:3:50: warning: provider \"Syysmon\" in 1 row; did you mean \"Sysmon\", as in 2 rows?\n"
                    "NAME:4:50: warning: provider \"Symon\" in 1 row; did you mean \"Sysmon\", as in 2 rows?\n");
}

static void warns_of_names_that_differ_by_a_trailing_dot(void **state)
{
    expect_warnings(*state,
                    "- {technique_id: T1001, event_id: 1, event_name: FileCreate}\n"
                    "- {technique_id: T1001, event_id: 2, event_name: FileCreate.}\n"
                    "- {technique_id: T1001, event_id: 3, event_name: FileCreate}\n"
                    "- {technique_id: T1001, event_id: 4, event_name: Alone.}\n",
                    "NAME:2:50: warning: event names \"FileCreate.\" in 1 row and \"FileCreate\" in 2 rows differ by a "
                    "trailing dot\n");
    expect_warnings(*state,
                    "- {technique_id: T1001, event_id: 1, name: User read File.}\n"
                    "- {technique_id: T1001, event_id: 2, name: User read File.}\n"
                    "- {technique_id: T1001, event_id: 3, name: User read File}\n",
                    "NAME:3:44: warning: relationship names \"User read File.\" in 2 rows and \"User read File\" in 1 "
                    "row differ by a trailing dot\n");
}

static void warns_of_an_event_on_a_platform_that_the_technique_lacks(void **state)
{
    expect_warnings(*state,
                    "- {technique_id: T1001, platform: [Windows], event_id: 1, event_platform: windows}\n"
                    "- {technique_id: T1002, platform: [Windows, IaaS], event_id: 2, event_platform: linux}\n"
                    "- {technique_id: T1003, platform: [Windows], event_id: 3, event_platform: linux}\n"
                    "- {technique_id: T1004, platform: [IaaS], event_id: 4, event_platform: aws}\n"
                    "- {technique_id: T1004, platform: [IaaS], event_id: 4, event_platform: Azure}\n"
                    "- {technique_id: T1004, platform: [IaaS], event_id: 4, event_platform: GCP}\n"
                    "- {technique_id: T1005, platform: [Windows], event_id: 5, event_platform: aws}\n",
                    "NAME:2:3: warning: event platform \"linux\" is not among the technique's (here T1002) in 2 rows\n"
                    "NAME:7:3: warning: event platform \"aws\" is not among the technique's (here T1005) in 1 row\n");
}

static void says_that_it_does_not_compare_very_many_names(void **state)
{
    for (int most = 2000; most <= 2001; most++) {
        char *text;
        size_t size;
        FILE *file = open_memstream(&text, &size);

        assert_non_null(file);
        for (int i = 0; i < most; i++)
            fprintf(file, "- {technique_id: T1001, event_id: 1, log_source: %d}\n", i);
        fclose(file);
        expect_warnings(*state, text,
                        most == 2000 ? "NAME:1:35: warning: *candidates; *\n"
                                     : "attack-events-gen: note: 2001 providers; their spelling is not compared above "
                                       "2000\nNAME:1:35: warning: *candidates; *\n");
        free(text);
    }
}

/* Nor long names. */
static void compares_the_spelling_of_names_of_255_bytes(void **state)
{
    for (int length = 255; length <= 256; length++) {
        char name[257] = "", text[2000];

        memset(name, 'a', (size_t)length - 1);
        snprintf(text, sizeof text,
                 "- {technique_id: T1001, event_id: 1, log_source: %sb}\n"
                 "- {technique_id: T1001, event_id: 2, log_source: %sb}\n"
                 "- {technique_id: T1001, event_id: 3, log_source: %sc}\n",
                 name, name, name);
        expect_warnings(*state, text, length == 255 ? "NAME:3:50: warning: *; did you mean *\n" : "");
    }
}

/* Events of one id, each in another channel. */
static void warns_of_an_event_id_that_takes_much_room(void **state)
{
    for (int most = 1000; most <= 1001; most++) {
        char *text;
        size_t size;
        FILE *file = open_memstream(&text, &size);

        assert_non_null(file);
        for (int i = 0; i < most; i++)
            fprintf(file, "- {technique_id: T1001, event_id: %s, log_channel: 'channel %d'}\n", i % 2 ? "ID" : "id",
                    10 * i);
        fclose(file);
        expect_warnings(*state, text,
                        most == 1000 ? ""
                                     : "NAME:1:35: warning: an event of a log with the id \"id\" has up to 1001 "
                                       "candidates; programs that match it may have room for only 1000\n");
        free(text);
    }
}

static void warns_of_what_is_not_seen_in_what_is_looked_up(void **state)
{
    expect_warnings(
        *state,
        "- {technique_id: T1001, event_id: \"46\\u200B88\", log_channel: \"a\\e\", event_name: \"\\u200B\"}\n"
        "- {technique_id: T1002, event_id: \"46\\u200B88\", log_source: \"\\uFEFFa\"}\n",
        "NAME:1:35: warning: event_id \"46\\xe2\\x80\\x8b88\" has U+200B, which is invisible\n"
        "NAME:1:62: warning: log_channel \"a\\x1b\" has U+001B, which is invisible\n"
        "NAME:2:61: warning: log_source \"\\xef\\xbb\\xbfa\" has U+FEFF, which is invisible\n");
}

/* Each compared key, with a zero-width space, with another blank than U+0020, and with a blank at either end. Keys
 * that are only displayed may have them. */
static void warns_of_what_is_not_seen_in_every_text_that_is_compared(void **state)
{
    static const struct {
        const char *before, *after; /* text around the character */
        const char *name;           /* in the message; NULL: not compared */
    } keys[] = {
        {"event_id: ", "", "event_id"},
        {"event_id: 1, event_platform: &a ", ", platform: [*a]", "event_platform"},
        {"event_id: 1, audit_category: ", "", "audit_category"},
        {"event_id: 1, audit_sub_category: ", "", "audit_sub_category"},
        {"event_id: 1, channel: ", "", "log_channel"},
        {"event_id: 1, log_source: ", "", "log_source"},
        {"event_id: 1, filter_in: [{", ": a}]", "filter_in"},
        {"event_id: 1, filter_in: [{a: ", "}]", "filter_in"},
        {"event_id: 1, platform: [", "]", "platform"},
        {"event_id: 1, tactic: [", "]", "tactic"},
        {"event_id: 1, data_source: ", "", "data_source"},
        {"event_id: 1, data_component: ", "", "data_component"},
        {"event_id: 1, relationship_id: ", "", "relationship_id"},
        {"event_id: 1, technique: ", "", NULL},
        {"event_id: 1, event_name: ", "", NULL},
        {"event_id: 1, name: ", "", NULL},
    };
    static const struct {
        const char *text, *shown, *what;
    } texts[] = {
        {"Pro\\u200Bcess", "Pro\\xe2\\x80\\x8bcess", "U+200B, which is invisible"},
        {"a\\u00A0b",
         "a\xC2\xA0"
         "b",
         "U+00A0, which looks like a blank and is not U+0020"},
        {"a\\u3000b",
         "a\xE3\x80\x80"
         "b",
         "U+3000, which looks like a blank and is not U+0020"},
        {" a", " a", "U+0020, a blank, at its start or end"},
        {"a ", "a ", "U+0020, a blank, at its start or end"},
        {"a b", "a b", NULL},
    };

    for (size_t k = 0; k < sizeof keys / sizeof *keys; k++)
        for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
            char mapping[400], message[300] = "";

            snprintf(mapping, sizeof mapping, "- {technique_id: T1001, %s\"%s\"%s}\n", keys[k].before, texts[t].text,
                     keys[k].after);
            if (keys[k].name && texts[t].what)
                snprintf(message, sizeof message, "NAME:1:*: warning: %s \"%s\" has %s\n", keys[k].name, texts[t].shown,
                         texts[t].what);
            expect_warnings(*state, mapping, message);
        }
}

/* Rows of an earlier component, and of another technique, do not count. */
static void limits_the_data_components_of_a_technique(void **state)
{
    for (int most = 1000; most <= 1001; most++) {
        char *text;
        size_t size;
        FILE *file = open_memstream(&text, &size);

        assert_non_null(file);
        fputs("- {technique_id: T1002, data_component: other, event_id: 1}\n", file);
        for (int i = 0; i < 2 * most; i++)
            fprintf(file, "- {technique_id: T1001, data_component: component %d, event_id: %d}\n", i % most, i);
        fclose(file);
        if (most == 1000)
            expect_warnings(*state, text, "");
        else
            expect_bad(*state, text, "NAME:1002:3: error: T1001 has too many data components; the limit is 1000\n");
        free(text);
    }
}

static void warns_of_a_technique_whose_rows_differ_in_name_tactics_or_platforms(void **state)
{
    expect_warnings(
        *state,
        "- {technique_id: T1001, technique: a, tactic: [x], platform: [y], event_id: 1}\n"
        "- {technique_id: T1001, technique: b, tactic: [x], platform: [y], event_id: 2}\n"
        "- {technique_id: T1001, technique: b, tactic: [x], platform: [y], event_id: 3}\n"
        "- {technique_id: T1002, technique: a, tactic: [x], platform: [y], event_id: 1}\n"
        "- {technique_id: T1002, technique: a, tactic: [x, z], platform: [y], event_id: 2}\n"
        "- {technique_id: T1003, technique: a, tactic: [x], platform: [y], event_id: 1}\n"
        "- {technique_id: T1003, technique: a, tactic: [x], platform: [z], event_id: 2}\n",
        "NAME:2:3: warning: T1001 has another name here, and in 2 rows in all, than at NAME:1\n"
        "NAME:5:3: warning: T1002 has another list of tactics here, and in 1 row in all, than at NAME:4\n"
        "NAME:7:3: warning: T1003 has another list of platforms here, and in 1 row in all, than at NAME:6\n");
}

#define RELATIONSHIPS                                                                                                  \
    "relationships:\n- relationship_id: R\n  attack: {data_source: file, data_component: File Creation}\n"             \
    "  security_events: [{event_id: 11, platform: windows}]\n"

static void warns_of_a_data_component_without_relationships(void **state)
{
    expect_warnings(*state,
                    RELATIONSHIPS
                    "techniques:\n"
                    "- {technique_id: T1001, platform: windows, data_components: [file creation, file deletion]}\n"
                    "- {technique_id: T1002, platform: windows, data_components: [File Deletion]}\n"
                    "- {technique_id: T1003, platform: windows, data_components: [noise]}\n",
                    "NAME:6:77: warning: data component \"file deletion\" has no relationships, and is named by 2 "
                    "techniques\n"
                    "NAME:8:62: warning: data component \"noise\" has no relationships, and is named by 1 technique\n");
}

static void warns_of_a_component_that_another_source_has(void **state)
{
    expect_warnings(
        *state,
        RELATIONSHIPS "techniques:\n- {technique_id: T1001, platform: windows, data_components: file "
                      "creation}\n- {technique_id: T1003, platform: windows, data_components: ['process: "
                      "file creation']}\n",
        "NAME:7:62: warning: data component \"process: file creation\" has no relationships, and is named by "
        "1 technique\n");
}

static void warns_of_what_is_written_down_and_leads_to_nothing(void **state)
{
    expect_warnings(
        *state,
        RELATIONSHIPS "- {attack: {data_component: a}, security_events: [{event_id: 1, platform: macOS}, {event_id: 2, "
                      "platform: linux}]}\n- {attack: {data_component: b}, security_events: []}\n"
                      "- {attack: {data_component: c}, security_events: []}\n"
                      "techniques:\n- {technique_id: T1001, platform: windows, data_components: [file creation, a]}\n"
                      "- {technique_id: T1002, platform: windows, data_components: a}\n"
                      "- {technique_id: T1003, platform: IaaS, data_components: a}\n",
        "NAME:6:3: warning: no technique names the data component of this relationship; so in 2 "
        "relationships\n"
        "NAME:5:51: warning: no technique of this data component has the event's platform; so in 2 events\n"
        "NAME:10:3: warning: no event of this technique's data components has one of its platforms; so in 2 "
        "techniques\n");
}

static void warns_of_a_relationship_without_a_data_component(void **state)
{
    expect_warnings(*state,
                    RELATIONSHIPS "- name: x\n  security_events: [{event_id: 1, platform: windows}]\n"
                                  "techniques:\n- {technique_id: T1001, platform: windows, data_components: file "
                                  "creation}\n",
                    "NAME:5:3: warning: a relationship without attack: {data_component: ...} belongs to no technique\n"
                    "NAME:5:3: warning: no technique names the data component of this relationship; so in 1 "
                    "relationship\n");
}

static void warns_of_unknown_keys_with_the_nearest_spelling(void **state)
{
    expect_warnings(
        *state,
        "- {technique_id: T1001, filter_inn: {a: b}}\n- {technique_id: T1002, filter_inn: {a: b}}\n"
        "- {technique_id: T1003, entirely_different: c}\n",
        "NAME:1:25: warning: unknown key \"filter_inn\" in a row, ignored 2 times; did you mean 'filter_in'?\n"
        "NAME:3:25: warning: unknown key \"entirely_different\" in a row, ignored 1 time\n");
    expect_warnings(
        *state,
        "relationship:\n- x\n"
        "relationships:\n- atack: {data_component: x}\n  attack: {data_component: x, sorce: a}\n"
        "  behavior: {tarrget: b}\n  security_events: [{event_id: 1, platform: w, log_sorce: c}]\n"
        "techniques:\n- {technique_id: T1001, platform: w, data_components: x, data_component: y}\n",
        "NAME:1:1: warning: unknown key \"relationship\" in a mapping, ignored 1 time; did you mean "
        "'relationships'?\n"
        "NAME:4:3: warning: unknown key \"atack\" in a relationship, ignored 1 time; did you mean 'attack'?\n"
        "NAME:6:14: warning: unknown key \"tarrget\" in a relationship's 'behavior', ignored 1 time; did you "
        "mean 'target'?\n"
        "NAME:5:31: warning: unknown key \"sorce\" in a relationship's 'attack', ignored 1 time\n"
        "NAME:7:48: warning: unknown key \"log_sorce\" in a security event, ignored 1 time; did you mean "
        "'log_source'?\n"
        "NAME:9:58: warning: unknown key \"data_component\" in a technique, ignored 1 time; did you mean "
        "'data_components'?\n");
}

static void says_nothing_of_the_keys_that_ossem_dm_has(void **state)
{
    expect_warnings(*state,
                    "relationships:\n- relationship_id: R\n  contributors: [a, b]\n  references: [c]\n  notes: d\n"
                    "  attack: {data_source: file, data_component: file creation}\n"
                    "  security_events: [{event_id: 11, event_version: 1, platform: windows}]\n"
                    "techniques:\n- {technique_id: T1001, platform: windows, data_components: file creation}\n",
                    "");
    expect_warnings(*state, "- {technique_id: T1001, event_id: 1, event_version: 0, platform: w, event_platform: w}\n",
                    "");
}

static void counts_the_duplicates_that_it_drops(void **state)
{
    expect_warnings(*state,
                    "- {technique_id: T1001, event_id: 1}\n- {event_id: '1', technique_id: T1001}\n"
                    "- {technique_id: T1001, event_id: 1, channel: null}\n- {technique_id: T1001, event_id: 01}\n",
                    "attack-events-gen: note: 2 exact duplicate rows dropped\n");
    expect_warnings(*state, "- {technique_id: T1001, event_id: 1}\n- {technique_id: T1001, event_id: 1}\n",
                    "attack-events-gen: note: 1 exact duplicate row dropped\n");
}

/* ---- The effect of a warning ------------------------------------------------------------------------------------- */

#define SUSPICIOUS                                                                                                     \
    "- {technique_id: T1001, platform: [a], event_id: 1, event_platform: b, event_name: X., log_source: Sysmon}\n"     \
    "- {technique_id: T1001, platform: [a], event_id: 2, event_platform: b, event_name: X, log_source: Sysmon}\n"      \
    "- {technique_id: T1001, platform: [c], event_id: 3, event_platform: b, event_name: X, log_source: Symon}\n"

static void alters_nothing_that_it_warns_of(void **state)
{
    expect_rows(*state, SUSPICIOUS, ARGUMENTS("-q"),
                "T1001\tplatform=a\tevent_id=1\tevent_name=X.\tevent_platform=b\tlog_source=Sysmon\n"
                "T1001\tplatform=a\tevent_id=2\tevent_name=X\tevent_platform=b\tlog_source=Sysmon\n"
                "T1001\tplatform=c\tevent_id=3\tevent_name=X\tevent_platform=b\tlog_source=Symon\n"
                "* T1001\n");
}

static void makes_errors_of_warnings_when_strict(void **state)
{
    const char *path = write_text(*state, "suspicious.yaml", SUSPICIOUS);
    static const char message[] = "NAME:3:99: error: provider \"Symon\" *\nNAME:1:84: error: event names \"X.\" *\n"
                                  "NAME:1:3: error: event platform \"b\" *\nNAME:3:3: error: T1001 has another *\n";
    char name[512];

    snprintf(name, sizeof name, "%s", path);
    expect_refusal_of(*state, ARGUMENTS("--strict", name), NULL, BAD_DATA, message, name);
    expect_refusal_of(*state, ARGUMENTS("--strict", "-q", name), NULL, BAD_DATA, message, name);
    expect_refusal_of(*state, ARGUMENTS("--strict", "--check", name), NULL, BAD_DATA, message, name);
}

static void prints_a_hundred_warnings_and_says_that_there_are_more(void **state)
{
    char input[8000] = "", *end = input;
    struct run_result result;
    size_t lines = 0;

    for (int i = 0; i < 150; i++)
        end += sprintf(end, "- {technique_id: T%d, unknown_%d: x}\n", 1000 + i, i);
    run(ARGUMENTS(GENERATOR, "--check", write_text(*state, "input.yaml", input)), NULL, &result);
    for (const char *at = result.err; (at = strstr(at, ": warning: ")) != NULL; at++)
        lines++;
    assert_int_equal(lines, 100);
    assert_non_null(strstr(result.err, "\nattack-events-gen: more than 100 warnings; the rest are not shown\n"));
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

static void makes_no_errors_of_notes_when_strict(void **state)
{
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--strict", "-o", *state,
                  write_text(*state, "a.yaml",
                             "- {technique_id: T1001, event_id: 1}\n- {technique_id: T1001, event_id: 1}\n")),
        NULL, &result);
    assert_string_equal(result.err, "attack-events-gen: note: 1 exact duplicate row dropped\n");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

static void is_silent_when_quiet(void **state)
{
    char input[2000] = SUSPICIOUS;

    generate_quietly(
        *state, ARGUMENTS(write_text(*state, "a.yaml", strcat(input, SUSPICIOUS "- {technique_id: T1002, x: y}\n"))));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(warns_of_a_provider_one_letter_from_a_more_frequent_one),
        SCRATCH_TEST(warns_of_a_channel_one_letter_from_a_more_frequent_one),
        SCRATCH_TEST(compares_providers_letter_by_letter_but_for_their_case),
        SCRATCH_TEST(warns_of_names_that_differ_by_a_trailing_dot),
        SCRATCH_TEST(warns_of_an_event_on_a_platform_that_the_technique_lacks),
        SCRATCH_TEST(says_that_it_does_not_compare_very_many_names),
        SCRATCH_TEST(compares_the_spelling_of_names_of_255_bytes),
        SCRATCH_TEST(warns_of_an_event_id_that_takes_much_room),
        SCRATCH_TEST(warns_of_what_is_not_seen_in_what_is_looked_up),
        SCRATCH_TEST(warns_of_what_is_not_seen_in_every_text_that_is_compared),
        SCRATCH_TEST(limits_the_data_components_of_a_technique),
        SCRATCH_TEST(warns_of_a_technique_whose_rows_differ_in_name_tactics_or_platforms),
        SCRATCH_TEST(warns_of_a_data_component_without_relationships),
        SCRATCH_TEST(warns_of_a_component_that_another_source_has),
        SCRATCH_TEST(warns_of_what_is_written_down_and_leads_to_nothing),
        SCRATCH_TEST(warns_of_a_relationship_without_a_data_component),
        SCRATCH_TEST(warns_of_unknown_keys_with_the_nearest_spelling),
        SCRATCH_TEST(says_nothing_of_the_keys_that_ossem_dm_has),
        SCRATCH_TEST(counts_the_duplicates_that_it_drops),
        SCRATCH_TEST(alters_nothing_that_it_warns_of),
        SCRATCH_TEST(makes_errors_of_warnings_when_strict),
        SCRATCH_TEST(prints_a_hundred_warnings_and_says_that_there_are_more),
        SCRATCH_TEST(makes_no_errors_of_notes_when_strict),
        SCRATCH_TEST(is_silent_when_quiet),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
