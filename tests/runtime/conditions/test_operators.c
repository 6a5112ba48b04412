/* SPDX-License-Identifier: MIT
 *
 * Operators of conditions on texts, wildcards and fields, with values and answers written down by hand from Sigma's
 * specification.
 */
#include "made.h"
#include "passing.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static void compares_texts_without_case_unless_cased(void **state)
{
    static const struct example equal[] = {
        {"cmd.exe", "cmd.exe", true},
        {"CMD.exe", "cmd.EXE", true},
        {"cmd.exe ", "cmd.exe", false},
        {"cmd.ex", "cmd.exe", false},
        {"", "", true},
        {"", "a", false},
        {"a", "", false},
        {"[", "{", false},
        {"@", "`", false},
        {"\xc3\x84", "\xc3\xa4", false},
        {"\xff", "\xff", true},
        {"a*b", "a*b", true},
        {"axb", "a*b", false},
        {"a?b", "a?b", true},
        {"axb", "a?b", false},
    };
    static const struct example starts[] = {
        {"C:\\Windows\\a", "c:\\windows\\", true},
        {"C:\\Windows", "c:\\windows\\", false},
        {"abc", "", true},
        {"", "", true},
        {"", "a", false},
        {"bab", "ab", false},
    };
    static const struct example ends[] = {
        {"C:\\X\\MSHTA.EXE", "\\mshta.exe", true},
        {"mshta.exe", "\\mshta.exe", false},
        {"abc", "", true},
        {"", "a", false},
        {"aba", "ab", false},
    };
    static const struct example contains[] = {
        {"powershell -ENC aaa", " -enc ", true},
        {"-enc", "-enc", true},
        {"-en", "-enc", false},
        {"xy", "", true},
        {"", "", true},
        {"aab", "ab", true},
        {"aaab", "aab", true},
        {"abababac", "ababac", true},
        {"abababab", "ababac", false},
        {"xB", "b", true},
        {"1*2", "*", true},
        {"12", "*", false},
    };
    static const struct example cased[] = {
        {"Cmd", "Cmd", true},
        {"cmd", "Cmd", false},
        {"aCmdb", "Cmd", false},
    };
    static const struct example cased_contains[] = {
        {"aCmdb", "Cmd", true},
        {"acmdb", "Cmd", false},
        {"cmdCMDCmd", "Cmd", true},
    };

    (void)state;
    EXPECT_ALL("equal", false, equal);
    EXPECT_ALL("startswith", false, starts);
    EXPECT_ALL("endswith", false, ends);
    EXPECT_ALL("contains", false, contains);
    EXPECT_ALL("equal", true, cased);
    EXPECT_ALL("contains", true, cased_contains);
}

static void compares_all_bytes_of_a_value(void **state)
{
    (void)state;
    expect_passes("equal", false, "ab\0c", 4, "ab", false);
    expect_passes("contains", false, "ab\0c", 4, "c", true);
    expect_passes("contains", false, "\0\0cmd", 5, "cmd", true);
    expect_passes("endswith", false, "ab\0c", 4, "c", true);
    expect_passes("endswith", false, "ab\0", 3, "ab", false);
    expect_passes("startswith", false, "\0a", 2, "a", false);
    expect_passes("matches", false, "a\0b", 3, "a?b", true);
    expect_passes("matches", false, "a\0\xff\xfe", 4, "A*", true);
    expect_passes("null", false, "\0", 1, "", false);
    expect_passes("gt", false, "7\0", 2, "5", false);
    expect_passes("cidr", false, "10.1.2.3\0", 9, "10.0.0.0/8", false);
}

static void knows_wildcards_and_their_escapes(void **state)
{
    static const struct example matches[] = {
        {"abc", "a*c", true},
        {"ac", "a*c", true},
        {"abcd", "a*c", false},
        {"ABXC", "a*c", true},
        {"abc", "a?c", true},
        {"ac", "a?c", false},
        {"abbc", "a?c", false},
        {"", "*", true},
        {"", "?", false},
        {"", "", true},
        {"x", "", false},
        {"abcbc", "a*bc", true},
        {"aXbXc", "a*b*c", true},
        {"aXcXb", "a*b*c", false},
        {"ab", "*?*?*", true},
        {"a", "*?*?*", false},
        {"a*c", "a\\*c", true},
        {"abc", "a\\*c", false},
        {"a?c", "a\\?c", true},
        {"abc", "a\\?c", false},
        {"a\\xyz", "a\\\\*", true},
        {"a*", "a\\\\*", false},
        {"a\\*", "a\\\\\\*", true},
        {"a\\b", "a\\\\\\*", false},
        {"a\\b*", "a\\b\\*", true},
        {"C:\\x\\y", "C:\\*y", false},
        {"C:*y", "C:\\*y", true},
        {"C:\\x\\y", "C:\\\\*\\y", true}, /* a backslash and a wildcard */
        {"a\\\\b", "a\\\\\\b*", true},    /* three backslashes are two */
        {"a\\\\b", "a\\\\\\\\b*", true},  /* as are four */
        {"a\\b", "a\\\\b*", true},        /* two are one */
        {"x\\", "*\\", true},             /* one at the end is plain */
        {"J\xc3\xb6rg", "J?rg", true},    /* one character, two bytes */
        {"\xe2\x82\xac", "?", true},
        {"\xe2\x82\xac", "??", false},
        {"\xe2\x82\xac", "*??", false},
        {"\xf0\x9f\x98\x80x", "??", true},
        {"\xff\xff", "?", false},
        {"a\x80\x80\x80\x80", "?", false},
        {"a\x80\x80\x80", "?", true},
        {"\x80", "?", true},
        {"mississippi", "m*iss*ip*i", true},
        {"mississippi", "m*iss*ix*", false},
    };
    static const struct example cased[] = {{"aBc", "a*c", true}, {"ABC", "a*c", false}};

    (void)state;
    EXPECT_ALL("matches", false, matches);
    EXPECT_ALL("matches", true, cased);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

static enum said_truth with(const char *operator_name, const char *first, const char *second)
{
    struct said said = {.kind = 't', .test = {.operator_name = operator_name}};
    struct said_event event = {.counts = {0}};

    said.test.count = strcmp(operator_name, "exists") != 0 && strcmp(operator_name, "null") != 0;
    said.test.values[0] = "wanted";
    for (const char *const values[] = {first, second}, *const *value = values; value < values + 2 && *value; value++) {
        event.values[0][event.counts[0]].bytes = *value;
        event.values[0][event.counts[0]++].length = strlen(*value);
    }
    return holds(&said, &event);
}

static void is_unknown_without_the_field(void **state)
{
    (void)state;
    assert_int_equal(with("equal", NULL, NULL), SAID_UNKNOWN);
    assert_int_equal(with("contains", NULL, NULL), SAID_UNKNOWN);
    assert_int_equal(with("gt", NULL, NULL), SAID_UNKNOWN);
    assert_int_equal(with("exists", NULL, NULL), SAID_FALSE);
    assert_int_equal(with("exists", "", NULL), SAID_TRUE);
    assert_int_equal(with("exists", "x", NULL), SAID_TRUE);
    assert_int_equal(with("null", NULL, NULL), SAID_TRUE);
    assert_int_equal(with("null", "", NULL), SAID_TRUE);
    assert_int_equal(with("null", "x", NULL), SAID_FALSE);
}

static void one_of_several_values_is_enough(void **state)
{
    (void)state;
    assert_int_equal(with("equal", "other", "wanted"), SAID_TRUE);
    assert_int_equal(with("equal", "wanted", "other"), SAID_TRUE);
    assert_int_equal(with("equal", "other", "another"), SAID_FALSE);
    assert_int_equal(with("null", "x", ""), SAID_TRUE);
    assert_int_equal(with("equal", "", "wanted"), SAID_TRUE);
}

static void compares_with_another_field(void **state)
{
    struct said said = {.kind = 't',
                        .test = {.operator_name = "equal", .asks_fields = true, .count = 1, .fields = {3}}};
    struct said_event event = {.counts = {1, 0, 0, 1}};

    (void)state;
    event.values[0][0] = (struct said_text){"a\0B", 3};
    event.values[3][0] = (struct said_text){"A\0b", 3};
    assert_int_equal(holds(&said, &event), SAID_TRUE);
    said.test.is_cased = true;
    assert_int_equal(holds(&said, &event), SAID_FALSE);
    said.test.is_cased = false;
    event.values[3][0] = (struct said_text){"A\0c", 3};
    assert_int_equal(holds(&said, &event), SAID_FALSE);
    event.values[3][event.counts[3]++] = (struct said_text){"a\0b", 3};
    assert_int_equal(holds(&said, &event), SAID_TRUE);
    said.test.operator_name = "contains";
    event.values[3][0] = (struct said_text){"\0", 1};
    assert_int_equal(holds(&said, &event), SAID_TRUE);
    event.counts[3] = 0;
    assert_int_equal(holds(&said, &event), SAID_UNKNOWN);
    event.counts[3] = 1;
    event.counts[0] = 0;
    assert_int_equal(holds(&said, &event), SAID_UNKNOWN);
}

static void looks_at_any_value(void **state)
{
    struct said said = {
        .kind = 't', .test = {.field = ANY_VALUE, .operator_name = "contains", .count = 2, .values = {"mimi", "katz"}}};
    struct said_event event = {.counts = {1, 0, 0, 2}};
    struct attack_log_event known;
    struct made *made;
    struct attack_result result;
    size_t bytes;
    union attack_scratch *scratch;

    (void)state;
    event.values[0][0] = event.values[3][0] = (struct said_text){"cat", 3};
    event.values[3][1] = (struct said_text){"KATZE", 5};
    assert_int_equal(holds(&said, &event), SAID_TRUE);
    event.counts[3] = 1;
    assert_int_equal(holds(&said, &event), SAID_FALSE);
    event.counts[0] = event.counts[3] = 0;
    assert_int_equal(holds(&said, &event), SAID_FALSE);
    made = made_of(&said, 0, false);
    scratch = made_scratch(&made->db, &bytes);
    made_event(&known, "Log", &event);
    known.value = NULL;
    attack_answers(&made->db, &known, scratch, bytes, NULL, 0, &result);
    assert_int_equal(result.unknown, 1);
    free(scratch);
    made_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(compares_texts_without_case_unless_cased),
        cmocka_unit_test(compares_all_bytes_of_a_value),
        cmocka_unit_test(knows_wildcards_and_their_escapes),
        cmocka_unit_test(is_unknown_without_the_field),
        cmocka_unit_test(one_of_several_values_is_enough),
        cmocka_unit_test(compares_with_another_field),
        cmocka_unit_test(looks_at_any_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
