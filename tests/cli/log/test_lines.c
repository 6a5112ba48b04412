/* SPDX-License-Identifier: MIT
 *
 * What `attack-events tag` does with the bytes of a log: they stay, except for the added member. With a small mapping,
 * the expected output is short enough to be written down.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define NOTHING "\"attack\":{\"techniques\":[]}"

#define EXPECT(arguments, text, expected, said) expect_tagged(TOOL, arguments, text, expected, said)
#define NONE ARGUMENTS(NULL)

static void adds_the_member_at_the_end(void **state)
{
    (void)state;
    EXPECT(NONE, "{}\n{ }\n{\"a\" : 1 }\n{\"EventID\":0}\n",
           "{" NOTHING "}\n{ " NOTHING "}\n{\"a\" : 1 ," NOTHING "}\n{\"EventID\":0," NOTHING "}\n", "");
}

static void passes_blank_lines_and_line_ends_on_as_they_are(void **state)
{
    (void)state;
    EXPECT(NONE, "", "", "");
    EXPECT(NONE, "\n \t\r\n\n", "\n \t\r\n\n", "");
    EXPECT(NONE, "{\"EventID\":0}\r\n\r\n{\"EventID\":0} \t\r\n",
           "{\"EventID\":0," NOTHING "}\r\n\r\n{\"EventID\":0," NOTHING "} \t\r\n", "");
    EXPECT(NONE, "{\"EventID\":0}\n{\"EventID\":0}", "{\"EventID\":0," NOTHING "}\n{\"EventID\":0," NOTHING "}", "");
    EXPECT(NONE, "{\"EventID\":0}\n ", "{\"EventID\":0," NOTHING "}\n ", "");
    EXPECT(ARGUMENTS("--skip-malformed"), "\n\n", "\n\n", "");
}

static void passes_a_byte_order_mark_over(void **state)
{
    (void)state;
    EXPECT(NONE, "\xEF\xBB\xBF{\"EventID\":0}\n", "\xEF\xBB\xBF{\"EventID\":0," NOTHING "}\n", "");
    EXPECT(NONE, "\xEF\xBB\xBF", "\xEF\xBB\xBF", "");
    EXPECT(NONE, "{\"EventID\":0}\n\xEF\xBB\xBF{}\n", "{\"EventID\":0," NOTHING "}\n\xEF\xBB\xBF{}\n",
           "attack-events: standard input:2: *; passed on as it is\n");
}

static void replaces_an_attack_that_is_there(void **state)
{
    (void)state;
    EXPECT(NONE, "{\"EventID\":0,\"attack\":{\"techniques\":[]}}\n", "{\"EventID\":0," NOTHING "}\n", "");
    EXPECT(NONE, "{\"attack\":null}\n{\"attack\" : \"}\\\"{\" , \"EventID\":0}\n",
           "{" NOTHING "}\n{ \"EventID\":0," NOTHING "}\n", "");
    EXPECT(NONE, "{\"EventID\":0 , \"attack\":[[{\"x\":\"\\\\\"}],3], \"b\":{\"attack\":1}}\n",
           "{\"EventID\":0 , \"b\":{\"attack\":1}," NOTHING "}\n", "");
    EXPECT(NONE, "{\"attack\":1,\"EventID\":0,\"attack\":2,\"att\\u0061ck\":3}\n", "{\"EventID\":0," NOTHING "}\n", "");
    EXPECT(NONE, "{\"EventID\":0,\"Attack\":1,\"attacks\":2}\n",
           "{\"EventID\":0,\"Attack\":1,\"attacks\":2," NOTHING "}\n", "");
}

static void tags_what_it_has_tagged_to_the_same(void **state)
{
    static const char line[] = "{\"EventID\":4698,\"Channel\":\"Security\"}\n";
    struct run_result once, twice;

    (void)state;
    tag_bytes(TOOL, ARGUMENTS("--why"), line, strlen(line), &once);
    tag_bytes(TOOL, ARGUMENTS("--why"), once.out, once.out_size, &twice);
    assert_string_equal(twice.out, once.out);
    run_result_free(&twice);
    run_result_free(&once);
}

static void reports_malformed_lines_and_loses_none(void **state)
{
    static const char text[] =
        "{\"EventID\":0}\n{\"EventID\":0\nno\n[1]\n\"x\"\n7\n{} {}\n{}x\n{\"EventID\":0}\n{\"a\":";
    static const char said[] = "attack-events: standard input:2: *\nattack-events: standard input:3: *\n"
                               "attack-events: standard input:4: not a JSON object*\n"
                               "attack-events: standard input:5: not a JSON object*\n"
                               "attack-events: standard input:6: not a JSON object*\n"
                               "attack-events: standard input:7: *\nattack-events: standard input:8: *\n"
                               "attack-events: standard input:10: *\n";

    (void)state;
    EXPECT(NONE, text,
           "{\"EventID\":0," NOTHING "}\n{\"EventID\":0\nno\n[1]\n\"x\"\n7\n{} {}\n{}x\n{\"EventID\":0," NOTHING
           "}\n{\"a\":",
           said);
    EXPECT(ARGUMENTS("--skip-malformed"), text, "{\"EventID\":0," NOTHING "}\n{\"EventID\":0," NOTHING "}\n", said);
}

static void reads_files_in_their_order_and_goes_on_past_one_that_it_cannot_read(void **state)
{
    const char *first = write_text(*state, "first.json", "{\"EventID\":1}\nno\n");
    const char *second = write_text(*state, "second.json", "\xEF\xBB\xBF{\"EventID\":3}\nno");
    struct run_options options = {.input = "{\"EventID\":2}\n", .input_size = 14};
    struct run_result result;
    char expected[2000];

    run(ARGUMENTS(TOOL, "tag", first, "-", path_in(*state, "none.json"), (char *)*state, second), &options, &result);
    assert_int_equal(result.exit_code, 1);
    assert_string_equal(result.out, "{\"EventID\":1," NOTHING "}\nno\n{\"EventID\":2," NOTHING
                                    "}\n{\"EventID\":3," NOTHING "}\nno");
    snprintf(expected, sizeof expected,
             "attack-events: %s:2: lexical error: invalid string in json text; passed on as it is\n"
             "attack-events: cannot read %s: No such file or directory\n"
             "attack-events: cannot read %s: Is a directory\n"
             "attack-events: %s:2: lexical error: invalid string in json text; passed on as it is\n",
             first, path_in(*state, "none.json"), (char *)*state, second);
    assert_string_equal(result.err, expected);
    run_result_free(&result);
}

/* Each file is read separately, and the output consists of lines. */
static void keeps_the_lines_of_files_apart(void **state)
{
    static const struct {
        const char *first, *second, *expected;
    } cases[] = {
        {"{\"a\":1}", "\xEF\xBB\xBF{\"b\":1}\r\n", "{\"a\":1," NOTHING "}\n{\"b\":1," NOTHING "}\r\n"},
        {"no", "\xEF\xBB\xBFno", "no\nno"},
        {"no\n", "\xEF\xBB\xBF\n", "no\n\n"},
        {"{\"a\":1}", "", "{\"a\":1," NOTHING "}"},
        {"{\"a\":1}", "\xEF\xBB\xBF", "{\"a\":1," NOTHING "}"},
        {"", "\xEF\xBB\xBF{\"b\":1}", "\xEF\xBB\xBF{\"b\":1," NOTHING "}"},
        {"\xEF\xBB\xBF", "\xEF\xBB\xBF{\"b\":1}", "\xEF\xBB\xBF\n{\"b\":1," NOTHING "}"},
        {"\t", "{\"b\":1}\n", "\t\n{\"b\":1," NOTHING "}\n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        const char *first = write_text(*state, "first.json", cases[i].first);
        const char *second = write_text(*state, "second.json", cases[i].second);
        struct run_result result;

        run(ARGUMENTS(TOOL, "tag", first, second), NULL, &result);
        assert_string_equal(result.out, cases[i].expected);
        assert_int_equal(result.exit_code, 0);
        run_result_free(&result);
    }
}

/* A dropped line needs no line end. */
static void ends_no_line_that_it_has_dropped(void **state)
{
    const char *first = write_text(*state, "first.json", "{\"a\":1}\nno");
    const char *second = write_text(*state, "second.json", "{\"b\":1}");
    struct run_result result;

    run(ARGUMENTS(TOOL, "tag", "--skip-malformed", first, second), NULL, &result);
    assert_string_equal(result.out, "{\"a\":1," NOTHING "}\n{\"b\":1," NOTHING "}");
    run_result_free(&result);
}

static size_t count_lines(const char *text)
{
    size_t count = 0;

    for (; (text = strchr(text, '\n')) != NULL; text++)
        count++;
    return count;
}

static void counts_malformed_lines_when_it_has_reported_twenty(void **state)
{
    static const char *const calls[][2] = {
        {NULL, "; passed on as they are"}, {"--skip-malformed", "; dropped"}, {"--summary", ""}};
    enum { LINES = 5000 };
    char text[2 * LINES + 1], said[200];

    (void)state;
    for (size_t i = 0; i < LINES; i++)
        memcpy(text + 2 * i, "x\n", 3);
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct run_result result;

        tag_bytes(TOOL, ARGUMENTS(calls[i][0]), text, sizeof text - 1, &result);
        if (i == 0)
            assert_string_equal(result.out, text);
        assert_int_equal(count_lines(result.err), 22);
        assert_non_null(strstr(result.err, "attack-events: standard input:20: "));
        assert_null(strstr(result.err, "input:21: "));
        snprintf(said, sizeof said, "\nattack-events: 5000 lines in all could not be read%s\n", calls[i][1]);
        assert_non_null(strstr(result.err, said));
        run_result_free(&result);
    }
}

static void names_the_best_first_and_as_many_as_it_is_asked_for(void **state)
{
    static const char line[] = "{\"EventID\":4688,\"Channel\":\"Security\"}\n";
    static struct ids all, some;
    static const size_t tops[] = {1, 3, 10};

    (void)state;
    for (size_t i = 0; i < 4; i++) {
        struct run_result result;
        char top[20];

        snprintf(top, sizeof top, "%zu", i ? tops[i - 1] : 999);
        tag_bytes(TOOL, i == 3 ? NONE : ARGUMENTS("--top", top), line, strlen(line), &result);
        tagged_ids(result.out, result.out_size, i ? &some : &all);
        if (i) {
            assert_int_equal(some.count, tops[i - 1]);
            assert_memory_equal(some.id, all.id, some.count * sizeof *some.id);
        }
        for (char *at = strstr(result.out, "\"score\":"), *next; at; at = next) {
            next = strstr(at + 1, "\"score\":");
            assert_true(!next || strtoul(at + 8, NULL, 10) >= strtoul(next + 8, NULL, 10));
        }
        run_result_free(&result);
    }
    assert_true(all.count > 10);
}

static void says_why(void **state)
{
    static const char rows[] =
        ",\"rows\":[{\"data_source\": \"process\", \"data_component\": \"process creation\", \"relationship_id\": "
        "null, "
        "\"name\": \"Process created Process\", \"source\": \"process\", \"relationship\": \"created\", \"target\": "
        "\"process\", \"event_id\": \"DeviceProcessEvents\", \"event_name\": \"DeviceProcessEvents\", "
        "\"event_platform\": \"Windows\", \"audit_category\": null, \"audit_sub_category\": null, \"channel\": null, "
        "\"log_source\": \"Microsoft Defender for Endpoint\", \"filter_in\": null}]}]}}\n";
    char expected[2000];

    (void)state;
    snprintf(expected, sizeof expected,
             "{\"ActionType\":\"x\",\"attack\":{\"techniques\":[{\"id\":\"T1106\",\"name\":\"Native API\",\"score\":"
             "1048576%s",
             rows);
    expect_tagged(OLD_TOOL, ARGUMENTS("--why", "--table", "DeviceProcessEvents"), "{\"ActionType\":\"x\"}\n", expected,
                  "");
}

static void refuses_what_does_not_go_together(void **state)
{
    static const char *const calls[][5] = {
        {"--summary", "--events"},
        {"--events", "--layer", "x.json"},
        {"--summary", "--why"},
        {"--events", "--top", "3"},
        {"--top", "0"},
        {"--top", "x"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof calls / sizeof *calls; i++) {
        struct run_result result;

        run(ARGUMENTS(TOOL, "tag", calls[i][0], calls[i][1], calls[i][2]), NULL, &result);
        assert_int_equal(result.exit_code, 2);
        assert_string_equal(result.out, "");
        assert_non_null(strstr(result.err, "usage: attack-events tag"));
        run_result_free(&result);
    }
}

static void reports_what_it_cannot_write(void **state)
{
    struct run_options options = {.input = "{}\n", .input_size = 3, .output_path = "/dev/full"};
    struct run_result result;

    (void)state;
    run(ARGUMENTS(TOOL, "tag"), &options, &result);
    assert_int_equal(result.exit_code, 3);
    assert_non_null(strstr(result.err, "No space left on device"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_the_member_at_the_end),
        cmocka_unit_test(passes_blank_lines_and_line_ends_on_as_they_are),
        cmocka_unit_test(passes_a_byte_order_mark_over),
        cmocka_unit_test(replaces_an_attack_that_is_there),
        cmocka_unit_test(tags_what_it_has_tagged_to_the_same),
        cmocka_unit_test(reports_malformed_lines_and_loses_none),
        SCRATCH_TEST(reads_files_in_their_order_and_goes_on_past_one_that_it_cannot_read),
        SCRATCH_TEST(keeps_the_lines_of_files_apart),
        SCRATCH_TEST(ends_no_line_that_it_has_dropped),
        cmocka_unit_test(counts_malformed_lines_when_it_has_reported_twenty),
        cmocka_unit_test(names_the_best_first_and_as_many_as_it_is_asked_for),
        cmocka_unit_test(says_why),
        cmocka_unit_test(refuses_what_does_not_go_together),
        cmocka_unit_test(reports_what_it_cannot_write),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
