/* SPDX-License-Identifier: MIT
 *
 * The outputs of `attack-events tag` that replace the lines: the summary, the events and the layer. Log and mapping are
 * so small that the expected output is written down.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* The mapping has two events: the first line matches both, the next two match one each; the others match none. */
static const char rows[] = "{\"ActionType\":\"ProcessCreated\"}\n{\"ActionType\":\"x\"}\n{}\n";
static const char others[] = "{\"EventID\":1,\"Channel\":\"Security\"}\nno\n\n";

static void sums_a_log_up(void **state)
{
    (void)state;
    expect_tagged(TOOL, ARGUMENTS("--summary", "--table", "DeviceProcessEvents"), rows,
                  "technique_id\tevents\trank\tscore\ttechnique\ttactic\tplatform\n"
                  "T1059\t1\t1\t1048576\tCommand and Scripting Interpreter\texecution\tWindows\n"
                  "T1106\t3\t1\t1048576\tNative API\texecution\tWindows\n",
                  "");
    expect_tagged(
        TOOL, ARGUMENTS("--summary", "--table", "DeviceProcessEvents", "--top", "1", "--format", "json"), rows,
        "[\n{\"technique_id\": \"T1059\", \"events\": 1, \"rank\": 1, \"score\": 1048576, \"technique\": "
        "\"Command and Scripting Interpreter\", \"tactic\": [\"execution\"], \"platform\": [\"Windows\"]}\n]\n",
        "");
}

static void lists_the_events_of_a_log(void **state)
{
    (void)state;
    expect_tagged(
        TOOL, ARGUMENTS("--events", "--table", "DeviceProcessEvents"), rows,
        "event_id\tevent_name\tevent_platform\tchannel\tlog_source\tfilter_in\tcount\n"
        "DeviceProcessEvents\tDeviceProcessEvents\tWindows\t\tMicrosoft Defender for Endpoint\t\t3\n"
        "ProcessCreated\tProcessCreated\tWindows\tDeviceProcessEvents\tMicrosoft Defender for Endpoint\t\t1\n",
        "");
}

static void reports_malformed_lines_that_it_does_not_print(void **state)
{
    (void)state;
    expect_tagged(TOOL, ARGUMENTS("--summary"), others,
                  "technique_id\tevents\trank\tscore\ttechnique\ttactic\tplatform\n",
                  "attack-events: standard input:2: lexical error: invalid string in json text\n"
                  "attack-events: lines that match no event of the mapping: 1 of 1\n*");
    expect_tagged(TOOL, ARGUMENTS("--events", "--format", "json"), "", "[]\n", "");
}

static void writes_a_layer(void **state)
{
    const char *path = path_in(*state, "layer.json");
    char *layer;

    expect_tagged(TOOL, ARGUMENTS("--layer", path, "--table", "DeviceProcessEvents"), rows, "", "");
    layer = read_file(path, NULL);
    assert_non_null(strstr(layer, "T1059"));
    assert_non_null(strstr(layer, "3 events of the log\\nrank 1"));
    assert_non_null(strstr(layer, "1000"));
    assert_null(strstr(layer, "T1003"));
    free(layer);
}

static void lists_events_as_coverage_reads_them(void **state)
{
    struct run_result result;

    (void)state;
    run(ARGUMENTS("sh", "-c",
                  "'" TOOL "' tag --events --table DeviceProcessEvents | '" TOOL "' coverage --collected -"),
        &(struct run_options){.input = rows, .input_size = sizeof rows - 1}, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    assert_non_null(strstr(result.out, "\nexecution\t2\t2\t0\t"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(sums_a_log_up),
        cmocka_unit_test(lists_the_events_of_a_log),
        cmocka_unit_test(reports_malformed_lines_that_it_does_not_print),
        SCRATCH_TEST(writes_a_layer),
        cmocka_unit_test(lists_events_as_coverage_reads_them),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
