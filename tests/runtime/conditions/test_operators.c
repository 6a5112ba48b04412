/* SPDX-License-Identifier: MIT
 *
 * Each operator of a condition, with values and answers written down by hand from Sigma's specification.
 */
#include "made.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* Returns whether a test holds for an event: SAID_UNKNOWN if nothing holds, but one condition was unknown. */
static enum said_truth holds(struct said *said, const struct said_event *said_event)
{
    struct made *made = made_of(said, false, false);
    struct attack_log_event event;
    struct attack_result result;
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);

    made_event(&event, "Log", said_event);
    assert_true(attack_db_verify(&made->db));
    attack_answer(&made->db, &event, scratch, bytes, NULL, 0, &result);
    assert_false(result.is_cut_short);
    assert_true(result.conditions + result.unknown <= 1);
    free(scratch);
    made_free(made);
    return result.conditions ? SAID_TRUE : result.unknown ? SAID_UNKNOWN : SAID_FALSE;
}

static void expect(const char *operator_name, bool is_cased, const char *value, size_t length, const char *wanted,
                   bool passes)
{
    struct said said = {.kind = 't', .test = {.operator_name = operator_name, .is_cased = is_cased, .count = 1}};
    struct said_event event = {.counts = {1}};

    said.test.values[0] = wanted;
    event.values[0][0].bytes = value;
    event.values[0][0].length = length;
    if (holds(&said, &event) != (passes ? SAID_TRUE : SAID_FALSE))
        fail_msg("'%s' %s '%s' should be %s", value, operator_name, wanted, passes ? "true" : "false");
    if (length == strlen(value) &&
        said_passes(operator_name, is_cased, event.values[0][0], (struct said_text){wanted, strlen(wanted)}) !=
            passes &&
        !strchr(value, '%'))
        fail_msg("the naive evaluation disagrees: '%s' %s '%s'", value, operator_name, wanted);
    said.kind = 'n';
    assert_int_equal(holds(&said, &event), passes ? SAID_FALSE : SAID_TRUE);
}

struct example {
    const char *value, *wanted;
    bool passes;
};

static void expect_all(const char *operator_name, bool is_cased, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect(operator_name, is_cased, examples[i].value, strlen(examples[i].value), examples[i].wanted,
               examples[i].passes);
}

#define EXPECT_ALL(operator_name, is_cased, examples)                                                                  \
    expect_all(operator_name, is_cased, examples, sizeof(examples) / sizeof *(examples))

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
    expect("equal", false, "ab\0c", 4, "ab", false);
    expect("contains", false, "ab\0c", 4, "c", true);
    expect("contains", false, "\0\0cmd", 5, "cmd", true);
    expect("endswith", false, "ab\0c", 4, "c", true);
    expect("endswith", false, "ab\0", 3, "ab", false);
    expect("startswith", false, "\0a", 2, "a", false);
    expect("matches", false, "a\0b", 3, "a?b", true);
    expect("matches", false, "a\0\xff\xfe", 4, "A*", true);
    expect("null", false, "\0", 1, "", false);
    expect("gt", false, "7\0", 2, "5", false);
    expect("cidr", false, "10.1.2.3\0", 9, "10.0.0.0/8", false);
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

static void knows_addresses_and_networks(void **state)
{
    static const struct example networks[] = {
        {"10.0.0.0", "10.0.0.0/8", true},
        {"10.255.255.255", "10.0.0.0/8", true},
        {"11.0.0.0", "10.0.0.0/8", false},
        {"192.168.1.7", "192.168.0.0/23", true},
        {"192.168.2.7", "192.168.0.0/23", false},
        {"1.2.3.4", "0.0.0.0/0", true},
        {"1.2.3.4", "1.2.3.4", true},
        {"1.2.3.5", "1.2.3.4", false},
        {"1.2.3.4", "1.2.3.4/32", true},
        {"1.2.3.5", "1.2.3.4/31", true},
        {"10.1.2", "10.0.0.0/8", false},
        {"10.1.2.3.4", "10.0.0.0/8", false},
        {"10.1.2.", "10.0.0.0/8", false},
        {"10.1.2.256", "10.0.0.0/8", false},
        {"10.01.2.3", "10.0.0.0/8", false},
        {"10.1.2.3 ", "10.0.0.0/8", false},
        {"", "10.0.0.0/8", false},
        {"-", "10.0.0.0/8", false},
        {"10.1.2.0003", "10.0.0.0/8", false},
        {"fe80::1", "fe80::/10", true},
        {"febf:ffff::", "fe80::/10", true},
        {"fec0::", "fe80::/10", false},
        {"::1", "::1", true},
        {"0:0:0:0:0:0:0:1", "::1/128", true},
        {"::2", "::1/128", false},
        {"::", "::/128", true},
        {"2001:DB8::A", "2001:db8::a", true},
        {"1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", true},
        {"::8", "0:0:0:0:0:0:0:8", true},
        {"1:2:3:4:5:6:7:8:9", "::/0", false},
        {"1:2:3:4:5:6:7", "::/0", false},
        {"1::2::3", "::/0", false},
        {"1:2:3:4::5:6:7:8", "::/0", false},
        {":1", "::/0", false},
        {"1:", "::/0", false},
        {":::", "::/0", false},
        {":", "::/0", false},
        {"12345::", "::/0", false},
        {"g::", "::/0", false},
        {"1::", "::/0", true},
        {"::ffff:10.1.2.3", "10.0.0.0/8", true},
        {"::FFFF:a01:203", "10.0.0.0/8", true},
        {"::ffff:11.1.2.3", "10.0.0.0/8", false},
        {"10.1.2.3", "::ffff:10.0.0.0/104", true},
        {"64:ff9b::10.1.2.3", "64:ff9b::a01:203", true},
        {"1:2:3:4:5:6:1.2.3.4", "1:2:3:4:5:6:102:304", true},
        {"1:2:3:4:5:6:7:1.2.3.4", "::/0", false},
        {"::1.2.3", "::/0", false},
        {"::1.2.3.4.5", "::/0", false},
        {"10.1.2.3", "::/0", false},
        {"::1", "0.0.0.0/0", false},
        {"fe80::1%eth0", "fe80::/10", true},
        {"fe80::1%", "fe80::/10", false},
        {"10.1.2.3%1", "10.0.0.0/8", false},
        {"0000:0000:0000:0000:0000:ffff:192.168.100.228", "192.168.0.0/16", true},
        {"00000:0000:0000:0000:0000:0000:ffff:192.168.100.228", "::/0", false},
    };

    (void)state;
    EXPECT_ALL("cidr", false, networks);
}

static void knows_numbers(void **state)
{
    static const struct example above[] = {
        {"6", "5", true},
        {"5", "5", false},
        {"-6", "5", false},
        {"10", "9", true},
        {"0x10", "15", true},
        {"0XfF", "254", true},
        {"16", "0x10", false},
        {"-1", "-2", true},
        {"-2", "-1", false},
        {"0", "-1", true},
        {"+7", "6", true},
        {"007", "6", true},
        {"-0", "0", false},
        {"0", "-0", false},
        {"9223372036854775807", "9223372036854775806", true},
        {"9223372036854775808", "1", false},
        {"0x7fffffffffffffff", "0x7ffffffffffffffe", true},
        {"0x8000000000000000", "1", false},
        {"99999999999999999999", "1", false},
        {"18446744073709551617", "0", false},
        {"0x10000000000000001", "0", false},
        {"-9223372036854775807", "-9223372036854775808", true},
        {"-9223372036854775809", "-9223372036854775808", false},
        {"", "0", false},
        {"x", "0", false},
        {"0x", "0", false},
        {"5a", "0", false},
        {"0xg", "0", false},
        {"-", "-1", false},
        {"+", "-1", false},
        {" 5", "0", false},
        {"5 ", "0", false},
        {"1.5", "0", false},
        {"--5", "-9", false},
        {"1e3", "0", false},
        {"a", "0", false},
        {"0b1", "0", false},
        {"0000000000000000000000000000000000000000000000000000000000000000000000000009", "8", true},
    };
    static const struct example not_below[] = {{"5", "5", true},
                                               {"4", "5", false},
                                               {"-9223372036854775808", "-9223372036854775808", true},
                                               {"0", "-0", true},
                                               {"-0x8000000000000000", "-9223372036854775808", true}};
    static const struct example below[] = {
        {"4", "5", true}, {"5", "5", false}, {"-5", "5", true}, {"", "5", false}, {"4294967296", "4294967297", true}};
    static const struct example not_above[] = {{"5", "5", true}, {"6", "5", false}, {"nothing", "5", false}};

    (void)state;
    EXPECT_ALL("gt", false, above);
    EXPECT_ALL("gte", false, not_below);
    EXPECT_ALL("lt", false, below);
    EXPECT_ALL("lte", false, not_above);
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
    made = made_of(&said, false, false);
    scratch = made_scratch(&made->db, &bytes);
    made_event(&known, "Log", &event);
    known.value = NULL;
    attack_answer(&made->db, &known, scratch, bytes, NULL, 0, &result);
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
        cmocka_unit_test(knows_addresses_and_networks),
        cmocka_unit_test(knows_numbers),
        cmocka_unit_test(is_unknown_without_the_field),
        cmocka_unit_test(one_of_several_values_is_enough),
        cmocka_unit_test(compares_with_another_field),
        cmocka_unit_test(looks_at_any_value),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
