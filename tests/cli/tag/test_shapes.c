/* SPDX-License-Identifier: MIT
 *
 * Every log format of docs/tagging.md: the lines of ../log/formats/ *.json, each with its content, read by hand. A
 * naive reader finds in the mapping what such an event could show.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const files[] = {FILES};
static struct naive_mapping mapping;

static int read_files(void **state)
{
    (void)state;
    return naive_read(&mapping, files, sizeof files / sizeof *files) ? 0 : -1;
}

static int free_files(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

/* Tags a file of ../log/formats/, expecting this message, and compares line by line. Returns how many of the lines show
 * anything. */
static size_t expect_shape(const char *name, const char *const arguments[], const struct logged *logged, size_t count,
                           const char *said)
{
    static struct ids actual, expected;
    char path[1000];
    struct run_result result;
    size_t size, showing = 0;
    char *bytes, *line;

    snprintf(path, sizeof path, FORMATS "/%s", name);
    bytes = read_file(path, &size);
    tag_bytes(TOOL, arguments, bytes, size, &result);
    assert_string_equal(result.err, said);
    line = result.out;
    for (size_t i = 0; i < count; i++) {
        size_t length = strcspn(line, "\n");

        assert_true(line[length] == '\n');
        tagged_ids(line, length, &actual);
        sort_ids(&actual);
        naive_ids(&mapping, &logged[i], &expected);
        drop_conditions(line, &actual, &expected);
        if (actual.count != expected.count || memcmp(actual.id, expected.id, sizeof actual.id) != 0)
            fail_msg("%s:%zu shows %zu techniques and not %zu", name, i + 1, actual.count, expected.count);
        showing += expected.count > 0;
        line += length + 1;
    }
    assert_int_equal(*line, '\0');
    run_result_free(&result);
    free(bytes);
    return showing;
}

#define AUDITING "Microsoft-Windows-Security-Auditing"
#define SYSMON "Microsoft-Windows-Sysmon"
#define DEFENDER "Microsoft Defender for Endpoint"
#define EXPECT_SHAPE(name, arguments, logged)                                                                          \
    expect_shape(name, arguments, logged, sizeof(logged) / sizeof *(logged), "")
#define ALL ARGUMENTS("--top", "all")

static void reads_flat_lines(void **state)
{
    static const struct logged logged[] = {
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Key"}},
        {"4663", NULL, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, NULL, {"ObjectType", "File", "AccessMask", "0x2"}},
        {"4663", AUDITING, "Security", {NULL}},
        {"4663", AUDITING, "Security", {NULL}},
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", "Another-Provider", "Security", {"ObjectType", "Process"}},
        {"4663", NULL, NULL, {"ObjectType", "Process"}},
        {"3", SYSMON, SYSMON "/Operational", {"Initiated", "true"}},
        {"3", SYSMON, SYSMON "/Operational", {"Initiated", "false"}},
        {"10", SYSMON, NULL, {NULL}},
    };

    (void)state;
    assert_true(EXPECT_SHAPE("flat.json", ALL, logged) >= 7);
}

/* A value in EventData takes precedence over a member of the line with the same name. The fifth line has only values
 * without names. */
static void reads_fluent_bit(void **state)
{
    static const struct logged logged[] = {
        {"4663", AUDITING, "Security", {"ObjectType", "Key", "AccessMask", "0x10"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Process", "AccessMask", "0x10"}},
        {"4663", AUDITING, "Security", {"ObjectType", "File", "AccessMask", "0x2"}},
        {"3", SYSMON, SYSMON "/Operational", {"Initiated", "true"}},
        {"4663", AUDITING, "Security", {NULL}},
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Key"}},
    };
    static const char said[] = "attack-events: 1 line has values without names (StringInserts), which match no event "
                               "with a filter: in Fluent Bit set event_data_as_map, or use --unknown\n";

    (void)state;
    assert_true(expect_shape("fluent_bit.json", ALL, logged, sizeof logged / sizeof *logged, said) >= 6);
}

static void reads_winlogbeat(void **state)
{
    static const struct logged logged[] = {
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Key"}},
        {"4663", NULL, "Security", {"ObjectType", "File", "AccessMask", "0x2"}},
        {"4663", NULL, "Security", {"ObjectType", "Process"}},
        {"4663", NULL, "Security", {NULL}},
    };

    (void)state;
    assert_true(EXPECT_SHAPE("winlogbeat.json", ALL, logged) >= 4);
}

static void reads_evtx_dump(void **state)
{
    static const struct logged logged[] = {
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Key"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", NULL, "Security", {"ObjectType", "File", "AccessMask", "0x2"}},
        {"4663", NULL, "Security", {NULL}},
    };

    (void)state;
    assert_true(EXPECT_SHAPE("evtx_dump.json", ALL, logged) >= 4);
}

static void reads_wazuh(void **state)
{
    static const struct logged logged[] = {
        {"4663", AUDITING, "Security", {"ObjectType", "Process"}},
        {"4663", AUDITING, "Security", {"ObjectType", "Key"}},
        {"4663", NULL, "Security", {"ObjectType", "File", "AccessMask", "0x2"}},
    };

    (void)state;
    assert_int_equal(EXPECT_SHAPE("wazuh.json", ALL, logged), 3);
}

static void reads_defenders_streaming_api(void **state)
{
    static const struct logged logged[] = {
        {"DeviceProcessEvents", DEFENDER, NULL, {"ActionType", "ProcessCreated"}},
        {"DeviceRegistryEvents", DEFENDER, NULL, {"ActionType", "RegistryValueSet"}},
        {"DeviceProcessEvents", DEFENDER, NULL, {"ActionType", "NothingKnown"}},
    };

    (void)state;
    assert_true(EXPECT_SHAPE("defender.json", ALL, logged) >= 2);
}

static void reads_exported_rows_of_a_table_that_is_named(void **state)
{
    static const struct logged logged[] = {
        {"DeviceProcessEvents", DEFENDER, NULL, {"ActionType", "ProcessCreated"}},
        {"DeviceProcessEvents", DEFENDER, NULL, {"ActionType", "NothingKnown"}},
        {"DeviceRegistryEvents", DEFENDER, NULL, {"ActionType", "RegistryValueSet"}},
    };

    (void)state;
    assert_true(
        EXPECT_SHAPE("defender_rows.json", ARGUMENTS("--top", "all", "--table", "deviceprocessevents"), logged) >= 2);
}

static void reads_cloudtrail(void **state)
{
    static const struct logged logged[] = {
        {"StopLogging", "cloudtrail.amazonaws.com", NULL, {"eventType", "AwsApiCall"}},
        {"StopLogging", "cloudtrail.amazonaws.com", NULL, {"eventType", "AwsConsoleAction"}},
        {"ListTrails", "cloudtrail.amazonaws.com", NULL, {"eventType", "AwsApiCall"}},
    };

    (void)state;
    assert_true(EXPECT_SHAPE("cloudtrail.json", ALL, logged) >= 2);
}

static void finds_defenders_action_where_the_mapping_has_it_as_event_id(void **state)
{
    static const char tagged[] = "\"attack\":{\"techniques\":[{\"id\":\"T1059\",\"name\":\"Command and Scripting "
                                 "Interpreter\",\"kind\":\"candidate\",\"score\":1048576},{\"id\":\"T1106\",\"name\":"
                                 "\"Native API\",\"kind\":\"candidate\",\"score\":"
                                 "1048576}]}}\n";
    char expected[500];

    (void)state;
    snprintf(expected, sizeof expected, "{\"ActionType\":\"processcreated\",%s", tagged);
    expect_tagged(OLD_TOOL, ARGUMENTS("--table", "DeviceProcessEvents"), "{\"ActionType\":\"processcreated\"}\n",
                  expected, "");
    snprintf(expected, sizeof expected,
             "{\"category\":\"AdvancedHunting-DeviceProcessEvents\",\"properties\":{\"ActionType\":\"ProcessCreated\"}"
             ",%s",
             tagged);
    expect_tagged(OLD_TOOL, ARGUMENTS(NULL),
                  "{\"category\":\"AdvancedHunting-DeviceProcessEvents\",\"properties\":{\"ActionType\":"
                  "\"ProcessCreated\"}}\n",
                  expected, "");
}

/* If the action has the same name as the table, in any case, the event is found once. */
static void counts_an_event_of_defender_once(void **state)
{
    (void)state;
    expect_tagged(OLD_TOOL, ARGUMENTS("--table", "DeviceProcessEvents"),
                  "{\"ActionType\":\"deviceprocessevents\"}\n{\"ActionType\":\"DeviceProcessEvents\"}\n",
                  "{\"ActionType\":\"deviceprocessevents\",\"attack\":{\"techniques\":[{\"id\":\"T1106\",\"name\":"
                  "\"Native API\",\"kind\":\"candidate\",\"score\":1048576}]}}\n"
                  "{\"ActionType\":\"DeviceProcessEvents\",\"attack\":{\"techniques\":[{\"id\":\"T1106\",\"name\":"
                  "\"Native API\",\"kind\":\"candidate\",\"score\":1048576}]}}\n",
                  "");
}

static void says_when_no_line_has_a_known_shape(void **state)
{
    (void)state;
    expect_tagged(TOOL, ARGUMENTS(NULL), "{\"a\":1}\n{}\n",
                  "{\"a\":1,\"attack\":{\"techniques\":[]}}\n{\"attack\":{\"techniques\":[]}}\n",
                  "attack-events: no event was found: 2 lines, in no known log format *\n");
    expect_tagged(TOOL, ARGUMENTS(NULL), "{\"EventID\":0}\n{}\n",
                  "{\"EventID\":0,\"attack\":{\"techniques\":[]}}\n{\"attack\":{\"techniques\":[]}}\n", "");
}

static void says_that_a_table_or_a_platform_is_unknown(void **state)
{
    struct run_options options = {.input = "{}\n", .input_size = 3};
    struct run_result result;

    (void)state;
    expect_tagged(TOOL, ARGUMENTS("--table", "Device\033"), "", "",
                  "attack-events: this mapping has no event of a table 'Device\\\\x1b'\n");
    run(ARGUMENTS(TOOL, "tag", "--platform", "windwos"), &options, &result);
    assert_int_equal(result.exit_code, 1);
    assert_non_null(strstr(result.err, "did you mean windows?"));
    assert_string_equal(result.out, "{\"attack\":{\"techniques\":[]}}\n");
    run_result_free(&result);
}

static void lets_events_match_that_lack_a_field_when_asked_to(void **state)
{
    static const char line[] = "{\"EventID\":4662,\"Channel\":\"Security\"}\n";
    static struct ids without, with;
    struct run_result result;

    (void)state;
    tag_bytes(TOOL, ARGUMENTS(NULL), line, strlen(line), &result);
    tagged_ids(result.out, result.out_size, &without);
    run_result_free(&result);
    tag_bytes(TOOL, ARGUMENTS("--unknown"), line, strlen(line), &result);
    tagged_ids(result.out, result.out_size, &with);
    run_result_free(&result);
    assert_true(with.count > without.count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_flat_lines),
        cmocka_unit_test(reads_fluent_bit),
        cmocka_unit_test(reads_winlogbeat),
        cmocka_unit_test(reads_evtx_dump),
        cmocka_unit_test(reads_wazuh),
        cmocka_unit_test(reads_defenders_streaming_api),
        cmocka_unit_test(reads_exported_rows_of_a_table_that_is_named),
        cmocka_unit_test(reads_cloudtrail),
        cmocka_unit_test(finds_defenders_action_where_the_mapping_has_it_as_event_id),
        cmocka_unit_test(counts_an_event_of_defender_once),
        cmocka_unit_test(says_when_no_line_has_a_known_shape),
        cmocka_unit_test(says_that_a_table_or_a_platform_is_unknown),
        cmocka_unit_test(lets_events_match_that_lack_a_field_when_asked_to),
    };

    return cmocka_run_group_tests(tests, read_files, free_files);
}
