/* SPDX-License-Identifier: MIT
 *
 * Hostile rules: the generator ends within seconds and a bounded memory, with a limit or with what it could read, and
 * what it prints cannot control a terminal.
 */
#include "hostile.h"
#include "rules.h"

#include <string.h>

#define HEAD "title: t\nid: one\ntags: [attack.t1001]\nlogsource: {service: own}\n"
#define WORK "conditions have too many tests and values, counted for each event; the limit is 50000000\n"

/* Fails unless this file of rules ends the run with this code, and messages that begin so. */
static void expect_end(const char *scratch, struct input *input, int code, const char *message)
{
    struct run_result result;
    const char *path;

    fclose(input->file);
    path = write_bytes(scratch, "rules.yml", input->text, input->size);
    free(input->text);
    run_rules(scratch, path, NULL, &result);
    path = path_in(scratch, "rules.yml");
    if (strncmp(result.err, path, strlen(path)) != 0 || !strstr(result.err, message))
        print_error("%.1000s", result.err);
    assert_int_equal(strncmp(result.err, path, strlen(path)), 0);
    assert_non_null(strstr(result.err, message));
    assert_int_equal(result.exit_code, code);
    run_result_free(&result);
}

static void put_list(struct input *input, size_t count)
{
    put(input, "[", 1);
    for (size_t i = 0; i < count; i++)
        fprintf(input->file, "%lu,", (unsigned long)i);
    put(input, "]", 1);
}

/* ---- Work ------------------------------------------------------------------------------------------------------- */

static void limits_ids_of_a_rule(void **state)
{
    struct input input;

    put(begin(&input), HEAD "detection:\n  s:\n    EventID: ", 1);
    put_list(&input, 1000);
    put(&input, "\n  condition: s\n---\n" HEAD "detection:\n  s:\n    EventID: ", 1);
    put_list(&input, 1001);
    put(&input, "\n  condition: s\n", 1);
    expect_end(*state, &input, GOOD,
               "rule one is refused: too many event ids, providers and channels of one rule; the limit is 1000\n");
    put(begin(&input), HEAD "detection:\n  s:\n    EventID: ", 1);
    put_list(&input, 101);
    put(&input, "\n    Provider_Name: ", 1);
    put_list(&input, 10);
    put(&input, "\n  condition: s\n", 1);
    expect_end(*state, &input, GOOD,
               "rule one is refused: too many event ids, providers and channels of one rule; the limit is 1000\n");
}

/* Each rule's ids are found again on each log. */
static void limits_the_search_for_ids(void **state)
{
    struct input input;

    begin(&input);
    for (int i = 0; i < 200; i++) {
        put(&input, "---\n" HEAD "detection:\n  s: {EventID: &v ", 1);
        put_list(&input, 9990);
        put(&input, "}\n  t: {EventID: *v}\n  condition: s and t\n", 1);
    }
    expect_end(*state, &input, BAD_DATA, WORK);
    put(begin(&input), HEAD "detection:\n  s: {EventID: ", 1);
    put_list(&input, 900);
    put(&input, "}\n  condition: [", 1);
    put(&input, "s, ", 20000);
    put(&input, "]\n", 1);
    expect_end(*state, &input, BAD_DATA, WORK);
    put(begin(&input), HEAD "detection:\n  s: {EventID: ", 1);
    put_list(&input, 900);
    put(&input, "}\n  condition: [", 1);
    put(&input, "not (not s or not s or not s), ", 20000);
    put(&input, "]\n", 1);
    expect_end(*state, &input, BAD_DATA, WORK);
}

/* A known id is compared with the values of tests: a text of which almost every start is another's. */
static void is_not_held_up_by_long_ids(void **state)
{
    struct input input;

    put(begin(&input), HEAD "detection:\n  s:\n    EventID: '", 1);
    put(&input, "a", 60000);
    put(&input, "'\n    EventID|contains:\n", 1);
    for (int i = 0; i < 300; i++) {
        put(&input, "      - '", 1);
        put(&input, "a", 30000);
        fprintf(input.file, "b%d'\n", i);
    }
    put(&input, "  condition: s\n---\n- text\n", 1);
    expect_end(*state, &input, GOOD, "rule rules.yml is refused: found a list without detection");
}

static void limits_rules(void **state)
{
    struct input input;

    put(begin(&input), "title: t\n", 1);
    put(&input, "--- a\n", 100001);
    expect_end(*state, &input, BAD_DATA, "error: too many rules; the limit is 100000\n");
    put(begin(&input), "title: t\n--- a\n", 1);
    put(&input, "---\n", 100001);
    expect_end(*state, &input, BAD_DATA, "error: too many rules; the limit is 100000\n");
}

/* Anchors are forgotten at the end of each document. */
static void is_not_held_up_by_anchors_of_many_documents(void **state)
{
    struct input input;

    put(begin(&input), "title: t\nlists:\n", 1);
    for (int i = 0; i < 100; i++) {
        put(&input, "- [", 1);
        for (int k = 0; k < 900; k++)
            fprintf(input.file, "&a%d 1,", 900 * i + k);
        put(&input, "]\n", 1);
    }
    put(&input, "---\n", 80000);
    put(&input, "--- [*a5]\n", 1);
    expect_end(*state, &input, GOOD, "alias *\"a5\" has no anchor before it");
}

static void limits_depth_and_aliases(void **state)
{
    struct input input;

    put(begin(&input), HEAD "detection: {s: ", 1);
    put(&input, "[", 100000);
    expect_end(*state, &input, GOOD, "is refused: lists and maps are nested too deep; the limit is 16; the rest ");
    put(begin(&input), HEAD "detection: {s: {a: b}, condition: ", 1);
    put(&input, "(", 2000);
    put(&input, "s}\n", 1);
    expect_end(*state, &input, GOOD, "is refused: parentheses are nested too deep; the limit is 32\n");
    put(begin(&input), HEAD "a: &a [", 1);
    put(&input, "x,", 1000);
    put(&input, "]\ndetection: [", 1);
    put(&input, "*a,", 4001);
    put(&input, "]\n", 1);
    expect_end(*state, &input, GOOD, "is refused: aliases stand for too many values; the limit is 4000000; ");
    put(begin(&input), HEAD "detection: {s: {a: ", 1);
    put_list(&input, 10001);
    put(&input, "}, condition: s}\n", 1);
    expect_end(*state, &input, GOOD, "is refused: too many values of one field; the limit is 10000\n");
}

/* Above the limit of all together, no rule may lose its expression and be compiled without it. */
static void limits_positions_of_all_rules(void **state)
{
    struct input input;

    begin(&input);
    for (int i = 0; i < 4010; i++)
        fprintf(input.file, "---\n" HEAD "detection: {s: {a: %d, b|re: '[a-z]{250}'}, condition: s}\n", i);
    expect_end(*state, &input, BAD_DATA,
               "error: regular expressions have too many positions, all together; the limit is 1000000\n");
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static void refuses_what_is_no_text(void **state)
{
    static const char *const bad[] = {"author: \xff\n", "author: \xc3\n", "author: \x07\n", "author: \xed\xa0\x80\n"};
    static const char nul[] = "title: a\0b\n" HEAD;
    struct input input;

    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        put(begin(&input), HEAD, 1);
        put(&input, bad[i], 1);
        expect_end(*state, &input, GOOD, "is refused: not valid text: ");
    }
    begin(&input);
    fwrite(nul, 1, sizeof nul - 1, input.file);
    expect_end(*state, &input, GOOD, "is refused: not valid text: ");
}

/* Fails unless a text holds nothing but printable characters of ASCII, tabs and newlines. */
static void expect_plain(const char *text)
{
    for (; *text; text++)
        assert_true((*text >= ' ' && *text <= '~') || *text == '\t' || *text == '\n');
}

static void prints_nothing_that_controls_a_terminal(void **state)
{
    const char *directory = make_directory(*state, "rules");
    struct run_result result;

    write_text(directory, "\x1b[31m\t\xc2\x9b\n.yml",
               "title: \"\\e[31m \\t \\n \\u009b \\u202e \\x7f\"\nid: \"\\e[1m\\u202e\"\nauthor: \"\\u202e\\a\"\n"
               "tags: [attack.t1001]\nlogsource: {service: \"\\e[31m\\u009b\", product: \"a\\tb\\nc\"}\n"
               "detection: {a: {b: c}, condition: a}\n");
    run_rules(*state, directory, NULL, &result);
    expect_plain(result.out);
    expect_plain(result.err);
    assert_non_null(strstr(result.out, "\\xe2\\x80\\xae"));
    assert_non_null(
        strstr(result.err, "/\\x1b[31m\\x09\\xc2\\x9b\\x0a.yml:1:1: warning: rule \\x1b[1m\\xe2\\x80\\xae is refused"));
    run_result_free(&result);
    write_text(directory, "long.yml",
               "---\ntitle: t\nlogsource: {service: x}\ntags: [attack.t1001]\ndetection: {a: {b: c}, condition: a}\n");
    run_rules(*state, directory, "--strict", &result);
    expect_plain(result.err);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(limits_ids_of_a_rule),
        SCRATCH_TEST(limits_the_search_for_ids),
        SCRATCH_TEST(is_not_held_up_by_long_ids),
        SCRATCH_TEST(limits_rules),
        SCRATCH_TEST(is_not_held_up_by_anchors_of_many_documents),
        SCRATCH_TEST(limits_depth_and_aliases),
        SCRATCH_TEST(limits_positions_of_all_rules),
        SCRATCH_TEST(refuses_what_is_no_text),
        SCRATCH_TEST(prints_nothing_that_controls_a_terminal),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
