/* SPDX-License-Identifier: MIT
 *
 * Conditions as text: the form that attack_events.h documents, and buffers that are too small.
 */
#include "made.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

static void expect_text(struct said *said, const char *expected)
{
    for (int i = 0; i < 2; i++) {
        struct made *made = made_of(said, i == 1 ? WIDE_CELLS : 0, i == 1);
        struct attack_event event;
        char text[500];

        assert_true(attack_db_verify(&made->db));
        assert_true(attack_event_at(&made->db, 1, &event));
        assert_true(attack_event_has_condition(&made->db, &event));
        assert_int_equal(attack_condition_text(&made->db, &event, text, sizeof text), strlen(expected));
        assert_string_equal(text, expected);
        made_free(made);
    }
}

static void writes_each_operator(void **state)
{
    struct said said[] = {
        TEST(0, "equal", false, false, 1, {"x"}),
        TEST(0, "equal", true, false, 2, {"x", "Y"}),
        TEST(2, "startswith", false, false, 1, {"C:\\"}),
        TEST(2, "endswith", false, false, 1, {"\\mshta.exe"}),
        TEST(1, "contains", false, false, 3, {"a", "it's", "''"}),
        TEST(1, "contains", true, false, 1, {"x"}),
        TEST(1, "matches", false, false, 1, {"a*\\*?b"}),
        TEST(1, "exists", false, false, 0, {0}),
        TEST(1, "null", false, false, 0, {0}),
        TEST(3, "cidr", false, false, 2, {"10.0.0.0/8", "::1"}),
        TEST(5, "gt", false, false, 1, {"5"}),
        TEST(5, "gte", false, false, 1, {"0x1F"}),
        TEST(5, "lt", false, false, 2, {"-5", "6"}),
        TEST(5, "lte", false, false, 1, {"5"}),
        TEST_OF_FIELDS(0, "equal", false, true, 1, {0}, {3}),
        TEST_OF_FIELDS(0, "contains", false, true, 2, {0}, {3, 1}),
        TEST(ANY_VALUE, "contains", false, false, 1, {"x"}),
        TEST(ANY_VALUE, "equal", false, false, 1, {""}),
    };
    static const char *const texts[] = {
        "F0 = 'x'",
        "F0|cased = ('x' or 'Y')",
        "F2|startswith 'C:\\'",
        "F2|endswith '\\mshta.exe'",
        "F1|contains ('a' or 'it''s' or '''''')",
        "F1|contains|cased 'x'",
        "F1 = 'a*\\*?b'",
        "F1 exists",
        "F1 is null",
        "F3|cidr ('10.0.0.0/8' or '::1')",
        "F5 > 5",
        "F5 >= 0x1F",
        "F5 < (-5 or 6)",
        "F5 <= 5",
        "F0 = F3",
        "F0|contains (F3 or F1)",
        "any value|contains 'x'",
        "any value = ''",
    };

    (void)state;
    for (size_t i = 0; i < sizeof said / sizeof *said; i++)
        expect_text(&said[i], texts[i]);
    said[0].kind = 'n';
    expect_text(&said[0], "not F0 = 'x'");
}

/* As in Sigma: a backslash makes a wildcard or a backslash behind it plain, and is plain before anything else. */
static void escapes_plain_wildcards(void **state)
{
    static const char *const values[][2] = {
        {"a*b", "F0 = 'a\\*b'"},       {"?", "F0 = '\\?'"},         {"C:\\x", "F0 = 'C:\\x'"},
        {"C:\\*", "F0 = 'C:\\\\\\*'"}, {"\\\\a", "F0 = '\\\\\\a'"}, {"\\\\?\\a", "F0 = '\\\\\\\\\\?\\a'"},
        {"'\\", "F0 = '''\\'"},        {"\\\\", "F0 = '\\\\\\'"},   {"a\\'", "F0 = 'a\\'''"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof values / sizeof *values; i++) {
        struct said said = TEST(0, "equal", false, false, 1, {values[i][0]});

        expect_text(&said, values[i][1]);
    }
}

/* In a long run of backslashes, what follows it is not looked for once for each of them: that would take minutes. */
static void writes_many_backslashes(void **state)
{
    enum { BACKSLASHES = 4 << 20 };
    char *value = malloc(BACKSLASHES + 2);
    struct said said = TEST(0, "equal", false, false, 1, {value});
    struct attack_event event;
    struct made *made;

    (void)state;
    assert_non_null(value);
    memset(value, '\\', BACKSLASHES);
    for (int has_wildcard = 0; has_wildcard < 2; has_wildcard++) {
        strcpy(value + BACKSLASHES, has_wildcard ? "?" : "");
        made = made_of(&said, 0, false);
        assert_true(attack_event_at(&made->db, 1, &event));
        assert_int_equal(attack_condition_text(&made->db, &event, NULL, 0),
                         strlen("F0 = '\\'") + 2 * (BACKSLASHES - 1) + (has_wildcard ? 3 : 0));
        made_free(made);
    }
    free(value);
}

static struct said of(char kind, struct said *first, struct said *second, struct said *third)
{
    struct said said = {.kind = kind, .count = third ? 3 : 2, .children = {first, second, third}};

    return said;
}

static void puts_an_or_in_an_and_in_parentheses(void **state)
{
    struct said a = TEST(0, "exists", false, false, 0, {0}), b = TEST(1, "equal", false, false, 2, {"x", "y"}),
                c = TEST(2, "null", false, false, 0, {0});
    struct said either, both, outer;

    (void)state;
    c.kind = 'n';
    both = of('&', &a, &b, &c);
    expect_text(&both, "F0 exists and F1 = ('x' or 'y') and not F2 is null");
    either = of('|', &a, &b, NULL);
    expect_text(&either, "F0 exists or F1 = ('x' or 'y')");
    both = of('&', &a, &either, &c);
    expect_text(&both, "F0 exists and (F0 exists or F1 = ('x' or 'y')) and not F2 is null");
    outer = of('|', &both, &a, NULL);
    expect_text(&outer, "F0 exists and (F0 exists or F1 = ('x' or 'y')) and not F2 is null or F0 exists");
    both = of('&', &c, &either, NULL);
    expect_text(&both, "not F2 is null and (F0 exists or F1 = ('x' or 'y'))");
}

static void writes_the_deepest_condition(void **state)
{
    struct said test = TEST(0, "exists", false, false, 0, {0}), levels[ATTACK_CONDITION_DEPTH];

    (void)state;
    for (int i = 0; i < ATTACK_CONDITION_DEPTH; i++)
        levels[i] = of(i % 2 ? '&' : '|', &test, i ? &levels[i - 1] : &test, NULL);
    expect_text(&levels[ATTACK_CONDITION_DEPTH - 1],
                "F0 exists and (F0 exists or F0 exists and (F0 exists or F0 exists and (F0 exists or F0 exists and (F0 "
                "exists or F0 exists))))");
}

static void cuts_a_text_and_says_its_length(void **state)
{
    struct said said = TEST(0, "equal", false, false, 1, {"abc"});
    struct made *made = made_of(&said, 0, false);
    struct attack_event event;
    const char expected[] = "F0 = 'abc'";

    (void)state;
    assert_true(attack_event_at(&made->db, 1, &event));
    for (size_t room = 0; room < sizeof expected + 2; room++) {
        char text[sizeof expected + 2];

        memset(text, '#', sizeof text);
        assert_int_equal(attack_condition_text(&made->db, &event, text, room), sizeof expected - 1);
        if (room) {
            size_t length = room < sizeof expected ? room - 1 : sizeof expected - 1;

            assert_memory_equal(text, expected, length);
            assert_int_equal(text[length], '\0');
        }
        for (size_t i = room < sizeof expected ? room : sizeof expected; i < sizeof text; i++)
            assert_int_equal(text[i], '#');
    }
    assert_int_equal(attack_condition_text(&made->db, &event, NULL, 9), sizeof expected - 1);
    made_free(made);
}

static void writes_nothing_without_a_condition(void **state)
{
    struct said said = TEST(0, "equal", false, false, 1, {"abc"});
    struct made *made = made_of(&said, 0, false);
    struct attack_event event;
    char text[4] = "old";

    (void)state;
    assert_true(attack_event_at(&made->db, 0, &event));
    assert_false(attack_event_has_condition(&made->db, &event));
    assert_int_equal(attack_condition_text(&made->db, &event, text, sizeof text), 0);
    assert_string_equal(text, "");
    assert_int_equal(attack_condition_text(NULL, &event, text, sizeof text), 0);
    assert_int_equal(attack_condition_text(&made->db, NULL, text, sizeof text), 0);
    event.index = 1000;
    assert_int_equal(attack_condition_text(&made->db, &event, text, sizeof text), 0);
    made_free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(writes_each_operator),
        cmocka_unit_test(escapes_plain_wildcards),
        cmocka_unit_test(writes_many_backslashes),
        cmocka_unit_test(puts_an_or_in_an_and_in_parentheses),
        cmocka_unit_test(writes_the_deepest_condition),
        cmocka_unit_test(cuts_a_text_and_says_its_length),
        cmocka_unit_test(writes_nothing_without_a_condition),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
