/* SPDX-License-Identifier: MIT
 *
 * STIX that is wrong or hostile: an error or a warning with the place of what is wrong, and nothing written after an
 * error.
 */
#include "generating.h"
#include "stix_text.h"

#include "cmocka_test.h"

#include <stdlib.h>

#define ONE TECHNIQUE("1", "T1001", "")
#define END COLLECTION("1.0")

static void expect_error(void **state, const char *stix, const char *message)
{
    expect_bad(*state, json_of(stix), message);
}

static void expect_warning(void **state, const char *stix, const char *message)
{
    expect_warnings(*state, json_of(stix), message);
}

/* ---- Texts that are not JSON ------------------------------------------------------------------------------------ */

static void refuses_what_is_not_json(void **state)
{
    expect_error(state, "{'type': 'bundle', 'objects': [" ONE, "NAME:2:1: error: not JSON: *\n");
    expect_error(state, BUNDLE(ONE END) " x", "NAME:2:*: error: not JSON: *\n");
    expect_error(state, BUNDLE(ONE END) "{}", "NAME:2:*: error: not JSON: *\n");
    expect_error(state, "{'type': bundle}", "NAME:1:*: error: not JSON: *\n");
    expect_error(state, "{'objects': [}", "NAME:1:15: error: not JSON: *\n");
    expect_error(state, "{'id': 'x',\n 'objects': [{'type': NaN}]}", "NAME:2:*: error: not JSON: *\n");
    expect_bad_bytes(*state, "{\"id\": \"\xff\"}", 11, "NAME:1:*: error: not JSON: *\n");
}

static void refuses_texts_that_no_mapping_can_hold(void **state)
{
    expect_error(state, BUNDLE("{'type': 'attack-pattern', 'id': 'a', 'name': 'b\\u0000'}"),
                 "NAME:1:*: error: found U+0000 or half of a surrogate pair, which no text can hold\n"
                 "NAME:1:*: warning: an attack-pattern without an id of ATT&CK, ignored\n");
    expect_error(state, BUNDLE("{'type': 'attack-pattern', 'id': 'a', 'name': '\\\"\\udc00'}"),
                 "NAME:1:97: error: found U+0000 or half of a surrogate pair, which no text can hold\n"
                 "NAME:1:*: warning: an attack-pattern without an id of ATT&CK, ignored\n");
}

static void refuses_what_is_nested_too_deep(void **state)
{
    expect_error(state, BUNDLE("{'type': 'malware', 'x': [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}"),
                 "NAME:1:*: error: lists and maps are nested too deep; the limit is 16\n");
    expect_error(state, BUNDLE("{'x_mitre_platforms': [[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]}"),
                 "NAME:1:*: error: lists and maps are nested too deep; the limit is 16\n");
}

/* ---- Wrong types ------------------------------------------------------------------------------------------------ */

#define PATTERN(members) BUNDLE("{'type': 'attack-pattern', 'id': 'a', " members "}," END)

static void refuses_wrong_types(void **state)
{
    expect_error(state, PATTERN(REFERENCE("T1001") ", 'x_mitre_platforms': {'a': 1}"),
                 "NAME:1:*: error: found a map; expected x_mitre_platforms: a list of texts\n");
    expect_error(state, PATTERN(REFERENCE("T1001") ", 'name': ['x']"),
                 "NAME:1:*: error: found a list; expected name: text\n");
    expect_error(state, PATTERN(REFERENCE("T1001") ", 'revoked': 'maybe'"),
                 "NAME:1:*: error: found \"maybe\" in revoked; expected true or false\n");
    expect_error(state, PATTERN(REFERENCE("T1001") ", 'kill_chain_phases': {}"),
                 "NAME:1:*: error: found a map in kill_chain_phases; expected a list\n");
    expect_error(state, PATTERN("'external_references': 'T1001'"),
                 "NAME:1:*: error: found text in external_references; expected a list\n"
                 "NAME:1:*: warning: an attack-pattern without an id of ATT&CK, ignored\n");
    expect_error(state, PATTERN(REFERENCE("T1001.1")),
                 "NAME:1:*: error: malformed technique id \"T1001.1\"; expected T1234 or T1234.001\n");
    expect_error(state, PATTERN(REFERENCE("T1001") ", 'id': 'b'"),
                 "NAME:1:*: error: key \"id\" is given twice in one map\n");
    expect_error(state, BUNDLE("{'type': ['attack-pattern'], 'id': 'a'}"),
                 "NAME:1:*: error: found a list; expected the type of an object\n");
    expect_error(state, BUNDLE("{'id': 'a'}"), "NAME:1:*: error: found no type; expected one in every STIX object\n");
    expect_error(state, BUNDLE("{'type': 'attack-pattern'}"),
                 "NAME:1:*: error: found no id; expected one in every STIX object\n");
    expect_error(state, BUNDLE("{'type': 'attack-pattern', 'id': {}}"),
                 "NAME:1:*: error: found a map; expected id: text\n"
                 "NAME:1:*: error: found no id; expected one in every STIX object\n");
    expect_error(state, BUNDLE("'text'"), "NAME:1:*: error: found text; expected a STIX object: a map\n");
    expect_error(state, BUNDLE("null"), "NAME:1:*: error: found nothing; expected a STIX object: a map\n");
    expect_error(state, BUNDLE("{'type': null}"),
                 "NAME:1:*: error: found no type; expected one in every STIX object\n");
    expect_error(state, BUNDLE("[]"), "NAME:1:*: error: found a list; expected a STIX object: a map\n");
    expect_error(state, "{'type': 'bundle', 'objects': {}}",
                 "NAME:1:31: error: found a map in \"objects\"; expected a list\n");
    expect_error(state, "{'type': 'bundle', 'objects': [], 'objects': []}",
                 "NAME:1:46: error: key \"objects\" is given twice in one map\n");
    expect_error(state, BUNDLE("{'type': 'relationship', 'relationship_type': 'revoked-by', 'id': 'x'}"),
                 "NAME:1:*: error: a relationship without source_ref or target_ref\n");
    expect_error(state, BUNDLE("{'type': 'x-mitre-analytic', 'id': 'a', 'x_mitre_log_source_references': ['x']}"),
                 "NAME:1:*: error: found text; expected a log source: a map\n");
}

static void refuses_what_gives_no_technique(void **state)
{
    expect_error(state, "{'type': 'bundle'}", "*attack_version is left out\nNAME: error: found no technique; *\n");
    expect_error(state, "{'type': 'bundle', 'objects': 5}", "*left out\nNAME: error: found no technique; *\n");
    expect_error(state, BUNDLE("{'type': 'malware', 'id': 'm'}," END), "NAME: error: found no technique; *\n");
}

/* ---- Contradictions --------------------------------------------------------------------------------------------- */

static void refuses_techniques_that_revoke_each_other(void **state)
{
    expect_error(state,
                 BUNDLE(TECHNIQUE("1", "T1001", ", 'revoked': true") TECHNIQUE("2", "T1002", ", 'revoked': true")
                            REVOKED_BY("1", "2") REVOKED_BY("2", "1") END),
                 "NAME:1:*: error: T1001 is revoked by T1002, and the successors go round in a circle\n"
                 "NAME:2:1: error: T1002 is revoked by T1001, and the successors go round in a circle\n");
}

static void refuses_several_domains_and_releases(void **state)
{
    expect_error(
        state,
        BUNDLE(ONE "{'type': 'attack-pattern', 'id': 'b', " REFERENCE(
            "T0001") ", 'kill_chain_phases': [{'kill_chain_name': 'mitre-ics-attack', 'phase_name': 'x'}]}," END),
        "NAME:2:*: error: a technique of ics-attack beside those of enterprise-attack; expected one domain\n");
    expect_error(state, BUNDLE(ONE END ", " COLLECTION("2.0")),
                 "NAME:2:*: error: release \"2.0\" beside release 1.0; expected one\n");
}

static void warns_of_what_is_not_in_the_release(void **state)
{
    expect_warning(
        state,
        BUNDLE(TECHNIQUE("1", "T1001", ", 'revoked': true") REVOKED_BY("1", "9") TECHNIQUE("2", "T1002", "") END),
        "NAME:2:1: warning: revoked-by names \"attack-pattern--9\", which is not in the release\n"
        "NAME:1:*: warning: T1001 is revoked, and the release does not say by what\n");
    expect_warning(
        state, BUNDLE(ONE DETECTS("9", "1") DETECTS("s", "9") STRATEGY("s", "9") DETECTS("s", "1") END),
        "NAME:2:*: warning: \"x-mitre-detection-strategy--9\" is named, but is not in the release (3 cases)\n");
    expect_warning(state,
                   BUNDLE(TECHNIQUE("1", "T1001", ", 'revoked': true") TECHNIQUE("2", "T1002", "")
                              TECHNIQUE("3", "T1003", "") REVOKED_BY("1", "2") REVOKED_BY("1", "3") END),
                   "NAME:5:1: warning: T1001 is revoked by both T1002 and T1003; the second is ignored\n");
    expect_warning(state, BUNDLE(ONE "{'type': 'attack-pattern', 'id': 'capec'}," END),
                   "NAME:2:1: warning: an attack-pattern without an id of ATT&CK, ignored\n");
}

/* The newest version of an object counts; of two objects with one id, the one that is not retired. */
static void warns_of_what_is_given_again(void **state)
{
    expect_warning(state,
                   BUNDLE(TECHNIQUE("1", "T1001", ", 'modified': '2025'")
                              TECHNIQUE("1", "T1001", ", 'modified': '2024', 'revoked': true") END),
                   "NAME:2:1: warning: an object is given more than once; its newest version counts (1 object)\n");
    expect_warning(state, BUNDLE(ONE TECHNIQUE("2", "T1001", ", 'x_mitre_deprecated': true") END), "");
    expect_warning(state, BUNDLE(ONE TECHNIQUE("2", "T1001", "") END),
                   "NAME:2:1: warning: the release has T1001 twice\n");
}

static void tells_a_release_without_its_name(void **state)
{
    expect_warning(state, BUNDLE(TECHNIQUE("1", "T1001", "") "{'type': 'malware'}"),
                   "attack-events-gen: warning: the STIX files do not say their release (no x-mitre-collection): "
                   "attack_version is left out\n");
}

/* ---- Limits ----------------------------------------------------------------------------------------------------- */

static void limits_values_and_keys(void **state)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);

    fputs("{\"type\": \"bundle\", \"objects\": [{\"x_mitre_platforms\": [", file);
    for (int i = 0; i < 1000000; i++)
        fputs("1,", file);
    fputs("1]}]}", file);
    fclose(file);
    expect_bad(*state, text, "NAME:1:*: error: an entry has too many values; the limit is 1000000\n");
    free(text);
    file = open_memstream(&text, &size);
    fputs("{\"type\": \"bundle\", \"objects\": [{", file);
    for (int i = 0; i < 257; i++)
        fputs("\"id\": 1,", file);
    fputs("\"id\": 1}]}", file);
    fclose(file);
    expect_bad(*state, text, "NAME:1:32: error: a map has too many keys; the limit is 256\n");
    free(text);
}

/* Each relationship of a strategy walks its list, and each technique the log sources of its analytics. */
static void limits_what_techniques_and_analytics_are_to_each_other(void **state)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);

    fputs("{\"type\": \"x-mitre-detection-strategy\", \"id\": \"s\", \"x_mitre_analytic_refs\": [", file);
    for (int i = 0; i < 1000; i++)
        fputs("\"a\",", file);
    fputs("\"a\"]}", file);
    fclose(file);
    expect_bad(*state, text, "NAME:1:*: error: too many texts in x_mitre_analytic_refs; the limit is 1000\n");
    free(text);
    file = open_memstream(&text, &size);
    fputs(json_of("{'type': 'bundle', 'objects': [" END ", " STRATEGY("s", "a") COMPONENT(
              "c", "c") "{'type': 'x-mitre-analytic', 'id': 'x-mitre-analytic--a', 'x_mitre_log_source_references': ["),
          file);
    for (int i = 0; i < 20000; i++)
        fprintf(file, "%s{\"x_mitre_data_component_ref\": \"x-mitre-data-component--c\"}", i ? "," : "");
    fputs("]}\n", file);
    for (int i = 0; i < 501; i++) {
        char technique[1024];

        snprintf(technique, sizeof technique,
                 ", {'type': 'attack-pattern', 'id': 'attack-pattern--%d', " REFERENCE(
                     "T1%03d") "}, {'type': 'relationship', 'relationship_type': 'detects', 'source_ref': "
                               "'x-mitre-detection-strategy--s', 'target_ref': 'attack-pattern--%d'}",
                 i, i, i);
        fputs(json_of(technique), file);
    }
    fputs("]}", file);
    fclose(file);
    expect_bad(*state, text,
               "NAME:3:1: error: too many pairs of a technique and a log source; the limit is 10000000\n");
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_what_is_not_json),
        SCRATCH_TEST(refuses_texts_that_no_mapping_can_hold),
        SCRATCH_TEST(refuses_what_is_nested_too_deep),
        SCRATCH_TEST(refuses_wrong_types),
        SCRATCH_TEST(refuses_what_gives_no_technique),
        SCRATCH_TEST(refuses_techniques_that_revoke_each_other),
        SCRATCH_TEST(refuses_several_domains_and_releases),
        SCRATCH_TEST(warns_of_what_is_not_in_the_release),
        SCRATCH_TEST(warns_of_what_is_given_again),
        SCRATCH_TEST(tells_a_release_without_its_name),
        SCRATCH_TEST(limits_values_and_keys),
        SCRATCH_TEST(limits_what_techniques_and_analytics_are_to_each_other),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
