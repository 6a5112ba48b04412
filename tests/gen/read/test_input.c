/* SPDX-License-Identifier: MIT
 *
 * Bad data: each error names its place and what was expected, all errors of a run are reported, nothing is written, and
 * earlier files stay.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXPECTED_FORMS "expected a list of rows or of relationships, or a map with 'relationships' or 'techniques'"

/* ---- Not a mapping ---------------------------------------------------------------------------------------------- */

static void refuses_what_is_not_yaml(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  technique: [a\n", "NAME:3:1: error: not YAML: *\n");
    expect_bad(*state, "- technique_id: T1001\n  \"technique: a\n", "NAME:3:1: error: not YAML: *\n");
    expect_bad(*state, "- technique_id: T1001\n technique: a\n", "NAME:2:2: error: not YAML: *\n");
    expect_bad(*state, "- technique_id: T1001\n\ttechnique: a\n", "NAME:2:1: error: not YAML: *\n");
    expect_bad(*state, "%YAML 9\n---\n- technique_id: T1001\n", "NAME:1:8: error: not YAML: *\n");
    expect_bad(*state, "[{\"technique_id\": \"T1001\"}", "NAME:*\n");
}

static void refuses_a_file_that_holds_nothing(void **state)
{
    static const char *const inputs[] = {"", "\n\n", "# nothing but a comment\n", "---\n", "---\n...\n", "~\n"};

    for (size_t i = 0; i < 5; i++)
        expect_bad(*state, inputs[i], "NAME:*:1: error: found an empty file; " EXPECTED_FORMS "\n");
    expect_bad(*state, inputs[5], "NAME:1:1: error: found \"~\"; " EXPECTED_FORMS "\n");
}

static void refuses_what_is_none_of_the_forms(void **state)
{
    expect_bad(*state, "technique_id\n", "NAME:1:1: error: found \"technique_id\"; " EXPECTED_FORMS "\n");
    expect_bad(*state, "\n 4688\n", "NAME:2:2: error: found \"4688\"; " EXPECTED_FORMS "\n");
    expect_bad(*state, "*a\n", "NAME:1:1: error: found an alias; " EXPECTED_FORMS "\n");
    expect_bad(*state, "attack_version: 18\n",
               "NAME:1:1: error: found a map without 'relationships' and 'techniques'; expected one of them, or a list "
               "of rows\n");
    expect_bad(*state, "{}\n",
               "NAME:1:1: error: found a map without 'relationships' and 'techniques'; expected one of them, or a list "
               "of rows\n");
    expect_bad(*state, "[]\n", "NAME:1:1: error: found an empty list; expected rows or relationships\n");
    expect_bad(*state, "- T1001\n- [T1002]\n",
               "NAME:1:3: error: found text; expected a row: a map\n"
               "NAME:2:3: error: found a list; expected a row: a map\n");
    expect_bad(*state, "relationships: []\ntechniques: []\n",
               "NAME: error: found no technique; relationships and rules need a file with 'techniques' beside them\n");
}

static void refuses_a_second_document(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n---\n- technique_id: T1002\n",
               "NAME:2:1: error: a second document starts; expected one document a file\n");
    expect_bad(*state, "- technique_id: T1001\n...\n\n---\n", "NAME:4:1: error: a second document starts; *\n");
}

/* ---- Bytes that are not text ------------------------------------------------------------------------------------- */

static void refuses_bytes_that_are_not_utf8(void **state)
{
    static const struct {
        const char *bytes;
        int column; /* of the byte that is not allowed */
    } bad[] = {{"\xff", 15},
               {"\x80", 15},
               {"\xc3(", 16},
               {"\xe2\x82", 16},
               {"\xc0\xaf", 15},
               {"\xed\xa0\x80", 15},
               {"\xf4\x90\x80\x80", 15},
               {"\xf8\x88\x80\x80\x80", 15}};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char input[80], message[80];

        snprintf(input, sizeof input, "- technique_id: T1001\n  technique: a%sb\n", bad[i].bytes);
        snprintf(message, sizeof message, "NAME:2:%d: error: not valid text: *\n", bad[i].column);
        expect_bad(*state, input, message);
    }
}

static void counts_a_column_in_characters(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  technique: \xc3\xa4\xc3\xb6\xff\n",
               "NAME:2:16: error: not valid text: *\n");
    expect_bad(*state, "- {technique: \xc3\xa4\xc3\xb6, technique_id: [x]}\n",
               "NAME:1:33: error: found a list; expected technique_id: text\n");
}

static void refuses_control_characters(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  technique: a\x01\n",
               "NAME:2:15: error: not valid text: control characters are not allowed; expected UTF-8 without control "
               "characters\n");
    expect_bad(*state, "- technique_id: T1001\r\n  technique: a\x7f\r\n", "NAME:2:15: error: not valid text: *\n");
}

static void says_that_a_pack_is_no_mapping(void **state)
{
    static const char pack[] = "\x89"
                               "AEPK\r\n\x1a\0\0\1\0";

    expect_bad_bytes(*state, pack, sizeof pack - 1,
                     "NAME:1:1: error: found a pack; expected the files that it was made of\n");
    expect_bad_bytes(*state, pack, 7, "NAME:1:1: error: not valid text: *\n"); /* not yet the mark of one */
}

static void refuses_the_character_zero_wherever_it_stands(void **state)
{
    static const char raw[] = "- technique_id: T1001\n  technique: a\0b\n";

    expect_bad_bytes(*state, raw, sizeof raw - 1, "NAME:2:15: error: not valid text: *\n");
    expect_bad(*state, "- technique_id: T1001\n  technique: \"a\\0b\"\n",
               "NAME:2:14: error: found U+0000, which no text of a mapping can hold\n");
    expect_bad(*state, "- technique_id: T1001\n  technique: \"\\0\"\n",
               "NAME:2:14: error: found U+0000, which no text of a mapping can hold\n");
    expect_bad(*state, "- technique_id: T1001\n  platform: [a, \"b\\x00\"]\n",
               "NAME:2:17: error: found U+0000, which no text of a mapping can hold\n");
}

static void refuses_the_character_zero_in_a_key(void **state)
{
    expect_bad(*state, "- \"technique_id\\0\": T1001\n", "NAME:1:3: error: found U+0000, *\n");
    expect_bad(*state, "\"techniques\\0\":\n- technique_id: T1001\n", "NAME:1:1: error: found U+0000, *\n");
}

static void refuses_the_character_zero_in_a_flag_or_a_version(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  is_subtechnique: \"false\\0\"\n",
               "NAME:2:20: error: found U+0000, *\n");
    expect_bad(*state, "schema_version: \"1\\0\"\ntechniques:\n- technique_id: T1001\n",
               "NAME:1:17: error: found U+0000, *\n");
}

static void reports_half_a_surrogate_pair(void **state)
{
    expect_bad(*state, "[{\"technique_id\": \"T1001\",\n  \"technique\": \"\\ud83d\\ude00\"}]\n",
               "NAME:2:19: error: an escape that is no character of its own (half of a surrogate pair?); expected the "
               "character itself, or \\U and eight digits\n");
}

/* ---- Values of the wrong type ------------------------------------------------------------------------------------ */

static void refuses_a_malformed_technique_id(void **state)
{
    static const char *const bad[] = {"t1001",      "T100",      "T10011", "T1001.",    "T1001.1",
                                      "T1001.0011", "T1001_001", "1001",   "T1001.00x", "TA0001"};

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        char input[80], message[160];

        snprintf(input, sizeof input, "- technique: x\n  technique_id: %s\n", bad[i]);
        snprintf(message, sizeof message,
                 "NAME:2:17: error: malformed technique id \"%s\"; expected T1234 or T1234.001\n", bad[i]);
        expect_bad(*state, input, message);
    }
}

static void refuses_a_row_without_technique(void **state)
{
    expect_bad(*state, "- event_id: 1\n- technique_id: ~\n- {technique_id: \"\"}\n- {}\n",
               "NAME:1:3: error: found no technique_id; expected one, T1234 or T1234.001\n"
               "NAME:2:17: error: found no technique_id; expected one, T1234 or T1234.001\n"
               "NAME:3:18: error: found no technique_id; expected one, T1234 or T1234.001\n"
               "NAME:4:3: error: found no technique_id; expected one, T1234 or T1234.001\n");
}

static void refuses_a_list_or_a_map_where_text_belongs(void **state)
{
    expect_bad(*state,
               "- technique_id: [T1001]\n- technique_id: T1001\n  technique: [a]\n- technique_id: T1001\n"
               "  event_id: {a: b}\n- technique_id: T1001\n  platform: [[a]]\n- technique_id: T1001\n"
               "  is_subtechnique: [false]\n",
               "NAME:1:17: error: found a list; expected technique_id: text\n"
               "NAME:3:14: error: found a list; expected technique: text\n"
               "NAME:5:13: error: found a map; expected event_id: text\n"
               "NAME:7:14: error: found a list; expected platform: text\n"
               "NAME:9:20: error: found a list in is_subtechnique; expected true or false\n");
}

static void refuses_a_map_where_a_list_belongs(void **state)
{
    expect_bad(*state, "- technique_id: T1001\n  tactic: {a: b}\n",
               "NAME:2:11: error: found a map; expected tactic: a list of texts\n");
    expect_bad(*state, "relationships: {a: b}\ntechniques: {c: d}\n",
               "NAME:1:16: error: found a map in relationships; expected a list of maps\n"
               "NAME:2:13: error: found a map in techniques; expected a list of maps\n");
    expect_bad(*state,
               "relationships:\n- attack: {data_component: a}\n  security_events: {event_id: 1}\n"
               "techniques:\n- technique_id: T1001\n  data_components: {a: b}\n",
               "NAME:3:20: error: found a map in security_events; expected a list of maps\n"
               "NAME:6:20: error: found a map; expected data_components: a list of texts\n");
}

static void refuses_text_where_a_map_belongs(void **state)
{
    expect_bad(*state,
               "relationships:\n- attack: process\n  behavior: [a]\n  security_events: [4688]\n- x\n"
               "techniques:\n- T1001\n",
               "NAME:3:13: error: found a list; expected a relationship's 'behavior': a map\n"
               "NAME:2:11: error: found text; expected a relationship's 'attack': a map\n"
               "NAME:4:21: error: found text; expected a security event: a map\n"
               "NAME:2:3: warning: a relationship without attack: {data_component: ...} belongs to no technique\n"
               "NAME:5:3: error: found text; expected a relationship: a map\n"
               "NAME:7:3: error: found text; expected a technique: a map\n");
}

static void refuses_a_flag_that_is_none_or_contradicts_the_id(void **state)
{
    expect_bad(*state,
               "- {technique_id: T1001, is_subtechnique: maybe}\n- {technique_id: T1001, is_subtechnique: true}\n"
               "- {technique_id: T1001.001, x_mitre_is_subtechnique: false}\n",
               "NAME:1:42: error: found \"maybe\" in is_subtechnique; expected true or false\n"
               "NAME:2:42: error: is_subtechnique is true, but the id is T1001\n"
               "NAME:3:54: error: is_subtechnique is false, but the id is T1001.001\n");
}

static void refuses_filters_that_are_none(void **state)
{
    expect_bad(*state,
               "- {technique_id: T1001, filter_in: a}\n- {technique_id: T1001, filter_in: [a]}\n"
               "- {technique_id: T1001, filter_in: {a: }}\n- {technique_id: T1001, filter_in: [{a: .nan}]}\n"
               "- {technique_id: T1001, filter_in: {a: {b: c}}}\n- {technique_id: T1001, filter_in: {\"\": b}}\n",
               "NAME:1:36: error: found text in filter_in; expected a map of a field and its value\n"
               "NAME:2:37: error: found text in filter_in; expected a map of a field and its value\n"
               "NAME:3:40: error: filter \"a\" has no value\n"
               "NAME:4:41: error: filter \"a\" has no value\n"
               "NAME:5:40: error: found a map; expected a filter's value: text\n"
               "NAME:6:37: error: a filter has no field\n");
}

static void refuses_an_event_that_cannot_be_joined_or_found(void **state)
{
    expect_bad(*state,
               "relationships:\n- attack: {data_component: a}\n  security_events:\n  - {event_id: 1}\n"
               "  - {platform: windows}\ntechniques:\n- technique_id: T1001\n",
               "NAME:4:5: error: found no platform; expected one in every security event, as events join techniques by "
               "it\n"
               "NAME:5:5: error: found no event_id; expected one in every security event\n");
}

static void refuses_another_schema_version(void **state)
{
    expect_bad(*state, "schema_version: 2\ntechniques:\n- technique_id: T1001\n",
               "NAME:1:17: error: found schema_version \"2\"; expected 1\n");
    expect_bad(*state, "techniques:\n- technique_id: T1001\nschema_version: [1]\n",
               "NAME:3:17: error: found schema_version a list; expected 1\n");
}

static void refuses_files_of_two_attack_versions(void **state)
{
    const char *scratch = *state;
    char one[512], other[512];

    snprintf(one, sizeof one, "%s",
             write_text(scratch, "one.yaml", "attack_version: 17.1\ntechniques:\n- technique_id: T1001\n"));
    snprintf(other, sizeof other, "%s",
             write_text(scratch, "other.yaml", "techniques:\n- technique_id: T1002\nattack_version: \"18.1\"\n"));
    expect_refusal_of(scratch, ARGUMENTS(one, other), NULL, BAD_DATA,
                      "NAME:3:17: error: attack_version is \"18.1\" here and \"17.1\" in *\n", other);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_what_is_not_yaml),
        SCRATCH_TEST(refuses_a_file_that_holds_nothing),
        SCRATCH_TEST(refuses_what_is_none_of_the_forms),
        SCRATCH_TEST(refuses_a_second_document),
        SCRATCH_TEST(refuses_bytes_that_are_not_utf8),
        SCRATCH_TEST(counts_a_column_in_characters),
        SCRATCH_TEST(refuses_control_characters),
        SCRATCH_TEST(says_that_a_pack_is_no_mapping),
        SCRATCH_TEST(refuses_the_character_zero_wherever_it_stands),
        SCRATCH_TEST(refuses_the_character_zero_in_a_key),
        SCRATCH_TEST(refuses_the_character_zero_in_a_flag_or_a_version),
        SCRATCH_TEST(reports_half_a_surrogate_pair),
        SCRATCH_TEST(refuses_a_malformed_technique_id),
        SCRATCH_TEST(refuses_a_row_without_technique),
        SCRATCH_TEST(refuses_a_list_or_a_map_where_text_belongs),
        SCRATCH_TEST(refuses_a_map_where_a_list_belongs),
        SCRATCH_TEST(refuses_text_where_a_map_belongs),
        SCRATCH_TEST(refuses_a_flag_that_is_none_or_contradicts_the_id),
        SCRATCH_TEST(refuses_filters_that_are_none),
        SCRATCH_TEST(refuses_an_event_that_cannot_be_joined_or_found),
        SCRATCH_TEST(refuses_another_schema_version),
        SCRATCH_TEST(refuses_files_of_two_attack_versions),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
