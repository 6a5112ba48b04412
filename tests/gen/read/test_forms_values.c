/* SPDX-License-Identifier: MIT
 *
 * Spellings of values: numbers as text, absent values, filters, and what a row may lack.
 */
#include "compiling.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static void keeps_numbers_as_they_are_written(void **state)
{
    expect_rows(*state,
                "- {technique_id: T1001, event_id: 0010, event_name: 0x1F, channel: 1_000, log_source: 1e3}\n"
                "- {technique_id: T1001, event_id: 10, event_name: true, channel: .inf, log_source: 2021-10-01}\n"
                "- {technique_id: T1001, event_id: +10, event_name: no, channel: -0, log_source: 1.50}\n"
                "- {technique_id: T1001, filter_in: {a: 0010, 7: yes}}\n",
                ARGUMENTS("-q"),
                "T1001\tevent_id=0010\tevent_name=0x1F\tchannel=1_000\tlog_source=1e3\n"
                "T1001\tevent_id=10\tevent_name=true\tchannel=.inf\tlog_source=2021-10-01\n"
                "T1001\tevent_id=+10\tevent_name=no\tchannel=-0\tlog_source=1.50\n"
                "T1001\tfilter_in=a=0010,7=yes\n* T1001\n");
}

static void takes_all_ways_to_say_nothing_for_one(void **state)
{
    static const char *const nothings[] = {".nan", ".NaN", ".NAN", "null", "Null", "NULL",
                                           "~",    "NaN",  "\"\"", "''",   ""};
    char input[2000] = "- {technique_id: T1001, event_id: 1}\n";
    struct run_result result;

    for (size_t i = 0; i < sizeof nothings / sizeof *nothings; i++) {
        strcat(strcat(input, "- technique_id: T1001\n  event_id: 1\n  event_name: "), nothings[i]);
        strcat(strcat(input, "\n  channel: "), nothings[i]);
        strcat(strcat(input, "\n  tactic: "), nothings[i]);
        strcat(strcat(input, "\n  filter_in: "), nothings[i]);
        strcat(strcat(input, "\n  is_subtechnique: "), nothings[i]);
        strcat(strcat(input, "\n  platform: ["), *nothings[i] ? nothings[i] : "~");
        strcat(input, "]\n");
    }
    run(ARGUMENTS(GENERATOR, "-o", *state, write_text(*state, "input.yaml", input)), NULL, &result);
    assert_string_equal(result.err, "attack-events-gen: note: 11 exact duplicate rows dropped\n");
    run_result_free(&result);
    expect_rows(*state, input, ARGUMENTS("-q"), "T1001\tevent_id=1\n* T1001\n");
}

static void takes_quoted_words_for_text(void **state)
{
    expect_rows(*state,
                "- {technique_id: T1001, event_id: \"null\", event_name: '~', channel: \".nan\", log_source: 'NaN'}\n"
                "- {technique_id: T1001, event_id: !!str null, event_name: nan, channel: none, log_source: nil}\n"
                "- technique_id: T1001\n  event_id: |-\n    null\n  event_name: >-\n    NaN\n",
                ARGUMENTS("-q"),
                "T1001\tevent_id=null\tevent_name=~\tchannel=.nan\tlog_source=NaN\n"
                "T1001\tevent_id=null\tevent_name=nan\tchannel=none\tlog_source=nil\n"
                "T1001\tevent_id=null\tevent_name=NaN\n* T1001\n");
}

static void reads_filters_as_a_list_a_map_and_several_maps(void **state)
{
    expect_rows(
        *state,
        "- {technique_id: T1001, event_id: 1, filter_in: {A: x, B: y}}\n"
        "- {technique_id: T1001, event_id: 2, filter_in: [{A: x, B: y}]}\n"
        "- {technique_id: T1001, event_id: 3, filter_in: [{A: x}, {B: y}]}\n"
        "- {technique_id: T1001, event_id: 4, filter_in: [{A: x}, {A: z}]}\n"
        "- {technique_id: T1001, event_id: 5, filter_in: [{B: y}, {A: x}]}\n"
        "- {technique_id: T1001, event_id: 6, filter_in: []}\n"
        "- {technique_id: T1001, event_id: 7, filter_in: {}}\n"
        "- {technique_id: T1001, event_id: 8, filter_in: [{}]}\n",
        ARGUMENTS(NULL),
        "T1001\tevent_id=1\tfilter_in=A=x,B=y\nT1001\tevent_id=2\tfilter_in=A=x,B=y\n"
        "T1001\tevent_id=3\tfilter_in=A=x,B=y\nT1001\tevent_id=4\tfilter_in=A=x,A=z\n"
        "T1001\tevent_id=5\tfilter_in=B=y,A=x\nT1001\tevent_id=6\nT1001\tevent_id=7\nT1001\tevent_id=8\n* T1001\n");
}

static void keeps_rows_without_an_event(void **state)
{
    expect_rows(*state,
                "- {technique_id: T1001, technique: Nothing else}\n"
                "- {technique_id: T1002, data_source: file, data_component: file access}\n"
                "- {technique_id: T1002, data_source: file, data_component: file access, name: x, event_id: 1}\n"
                "- {technique_id: T1003, data_component: a, name: y, event_id: .nan, filter_in: null}\n"
                "- {technique_id: T1003, data_source: b}\n",
                ARGUMENTS(NULL),
                "T1001\ttechnique=Nothing else\n"
                "T1002\tdata_source=file\tdata_component=file access\n"
                "T1002\tdata_source=file\tdata_component=file access\tname=x\tevent_id=1\n"
                "T1003\tdata_component=a\tname=y\n"
                "T1003\tdata_source=b\n"
                "* T1001\ttechnique=Nothing else\n* T1002\tcomponent=file: file access\n"
                "* T1003\tcomponent=a\tcomponent=b: -\n");
}

static void gives_back_each_row_with_the_name_that_it_has(void **state)
{
    expect_rows(*state,
                "- {technique_id: T1001, technique: One, tactic: [a], event_id: 1}\n"
                "- {technique_id: T1001, technique: Two, tactic: [a], event_id: 2}\n"
                "- {technique_id: T1001, technique: One, tactic: [a, b], event_id: 3}\n"
                "- {technique_id: T1001, tactic: [a], event_id: 4}\n"
                "- {technique_id: T1001, technique: One, tactic: [a], event_id: 5}\n"
                "- {technique_id: T1002, technique: Two, tactic: [a], event_id: 1}\n",
                ARGUMENTS("-q"),
                "T1001\ttechnique=One\ttactic=a\tevent_id=1\nT1001\ttechnique=Two\ttactic=a\tevent_id=2\n"
                "T1001\ttechnique=One\ttactic=a,b\tevent_id=3\nT1001\ttactic=a\tevent_id=4\n"
                "T1001\ttechnique=One\ttactic=a\tevent_id=5\nT1002\ttechnique=Two\ttactic=a\tevent_id=1\n"
                "* T1001\ttechnique=One\n* T1002\ttechnique=Two\n");
}

static void takes_one_text_for_a_list_of_one(void **state)
{
    expect_rows(*state, "- {technique_id: T1001, tactic: a, platform: b}\n- {technique_id: T1002, tactic: [a, a, c]}\n",
                ARGUMENTS(NULL), "T1001\ttactic=a\tplatform=b\nT1002\ttactic=a,a,c\n* T1001\n* T1002\n");
}

static void reads_other_line_ends_and_a_byte_order_mark(void **state)
{
    expect_rows(*state, "\xef\xbb\xbf- technique_id: T1001\r\n  event_id: 1\r\n- technique_id: T1002\r\n",
                ARGUMENTS(NULL), "T1001\tevent_id=1\nT1002\n* T1001\n* T1002\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(keeps_numbers_as_they_are_written), SCRATCH_TEST(takes_all_ways_to_say_nothing_for_one),
        SCRATCH_TEST(takes_quoted_words_for_text),       SCRATCH_TEST(reads_filters_as_a_list_a_map_and_several_maps),
        SCRATCH_TEST(keeps_rows_without_an_event),       SCRATCH_TEST(gives_back_each_row_with_the_name_that_it_has),
        SCRATCH_TEST(takes_one_text_for_a_list_of_one),  SCRATCH_TEST(reads_other_line_ends_and_a_byte_order_mark),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
