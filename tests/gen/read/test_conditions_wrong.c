/* SPDX-License-Identifier: MIT
 *
 * Conditions with a wrong word: each is refused with its place, what was found and what was expected.
 */
#include "conditions.h"
#include "generating.h"

#include "cmocka_test.h"

struct wrong {
    const char *event, *message;
};

static void expect_all(const char *scratch, const struct wrong wrongs[], size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_bad_condition(scratch, wrongs[i].event, wrongs[i].message);
}
#define EXPECT(scratch, wrongs) expect_all(scratch, wrongs, sizeof(wrongs) / sizeof *(wrongs))

/* The event begins in column 9; its first key in column 10; that of `event_id: 1, filter_in: {` in column 36. */
static void refuses_wrong_modifiers(void **state)
{
    static const struct wrong wrongs[] = {
        {"event_id: 1, filter_in: {a|contain: b}",
         "NAME:5:37: error: unknown modifier \"contain\"; expected 'contains', or one of contains, startswith, "
         "endswith, "
         "all, cased, exists, cidr, gt, gte, lt, lte, windash, base64, base64offset, wide, fieldref or re\n"},
        {"event_id: 1, filter_in: {a|: b}",
         "NAME:5:37: error: unknown modifier \"\"; expected one of contains, startswith, endswith, all, cased, exists, "
         "cidr, gt, gte, lt, lte, windash, base64, base64offset, wide, fieldref or re\n"},
        {"event_id: 1, filter_in: {a|re|contains: b}",
         "NAME:5:40: error: modifier contains contradicts re before it\n"},
        {"event_id: 1, filter_in: {a|re|windash: b}", "NAME:5:40: error: modifier windash contradicts re before it\n"},
        {"event_id: 1, filter_in: {a|re|cased: b}", "NAME:5:40: error: modifier cased contradicts re before it\n"},
        {"event_id: 1, filter_in: {a|i: b}", "NAME:5:37: error: modifier i without re before it\n"},
        {"event_id: 1, filter_in: {a|re|s|s: b}", "NAME:5:42: error: modifier s is given twice\n"},
        {"event_id: 1, filter_in: {a|expand: b}",
         "NAME:5:37: error: modifier \"expand\" is not supported in conditions\n"},
        {"event_id: 1, filter_in: {a|contains|startswith: b}",
         "NAME:5:46: error: modifier startswith contradicts contains before it\n"},
        {"event_id: 1, filter_in: {a|contains|contains: b}", "NAME:5:46: error: modifier contains is given twice\n"},
        {"event_id: 1, filter_in: {a|cidr|cased: b}", "NAME:5:42: error: modifier cased contradicts cidr before it\n"},
        {"event_id: 1, filter_in: {a|exists|all: b}", "NAME:5:44: error: modifier all contradicts exists before it\n"},
        {"event_id: 1, filter_in: {a|gt|lt: 1}", "NAME:5:40: error: modifier lt contradicts gt before it\n"},
        {"event_id: 1, filter_in: {a|base64|windash: b}",
         "NAME:5:44: error: modifier windash contradicts base64 before it\n"},
        {"event_id: 1, filter_in: {a|base64|wide: b}",
         "NAME:5:44: error: modifier wide stands behind base64; expected it before, as texts are encoded in the order "
         "of the modifiers\n"},
        {"event_id: 1, filter_in: {a|wide|contains: b}",
         "NAME:5:35: error: modifier wide without base64 or base64offset behind it\n"},
        {"event_id: 1, filter_in: {'|cidr': 10.0.0.0/8}",
         "NAME:5:35: error: found no field before the modifiers; expected one\n"},
    };

    EXPECT(*state, wrongs);
}

static void refuses_wrong_values(void **state)
{
    static const struct wrong wrongs[] = {
        {"event_id: 1, filter_in: {a: []}", "NAME:5:38: error: found an empty list; expected a value or several\n"},
        {"event_id: 1, filter_in: {a: [[b]]}", "NAME:5:39: error: found a list; expected a value: text\n"},
        {"event_id: 1, filter_in: {a|contains: {b: c}}", "NAME:5:47: error: found a map; expected a value: text\n"},
        {"event_id: 1, filter_in: {a|contains: null}",
         "NAME:5:47: error: found null or an empty text with a modifier; expected text\n"},
        {"event_id: 1, filter_in: {a|contains: ''}",
         "NAME:5:47: error: found null or an empty text with a modifier; expected text\n"},
        {"event_id: 1, filter_in: {a|fieldref: ~}",
         "NAME:5:47: error: found null or an empty text with a modifier; expected text\n"},
        {"event_id: 1, filter_in: {a|contains: b, c: }",
         "NAME:5:53: error: found no value; expected one, or null for a field that is absent or empty\n"},
        {"event_id: 1, filter_in: {a|exists: yes}",
         "NAME:5:45: error: found \"yes\" with modifier exists; expected true or false\n"},
        {"event_id: 1, filter_in: {a|cidr: 10.0.0.0}",
         "NAME:5:43: error: found \"10.0.0.0\"; expected a network, as 10.0.0.0/8 or fe80::/10\n"},
        {"event_id: 1, filter_in: {a|cidr: 10.0.0.0/33}",
         "NAME:5:43: error: found \"10.0.0.0/33\"; expected a network, as 10.0.0.0/8 or fe80::/10\n"},
        {"event_id: 1, filter_in: {a|cidr: 10.0.0.256/8}",
         "NAME:5:43: error: found \"10.0.0.256/8\"; expected a network, as 10.0.0.0/8 or fe80::/10\n"},
        {"event_id: 1, filter_in: {a|gt: many}",
         "NAME:5:41: error: found \"many\"; expected a whole number of up to 64 bits\n"},
        {"event_id: 1, filter_in: {a|gt: 1.5}",
         "NAME:5:41: error: found \"1.5\"; expected a whole number of up to 64 bits\n"},
        {"event_id: 1, filter_in: {a|lte: 9223372036854775808}",
         "NAME:5:42: error: found \"9223372036854775808\"; expected a whole number of up to 64 bits\n"},
        {"event_id: 1, filter_in: {a|base64: 'b*'}",
         "NAME:5:45: error: found a wildcard in \"b*\", which is to be encoded; expected plain text, or \\* and \\?\n"},
        {"event_id: 1, filter_in: {a|contains: b, a|contains: c}",
         "NAME:5:50: error: key \"a|contains\" is given twice in one map\n"},
    };

    EXPECT(*state, wrongs);
}

/* The expression is a plain value, and begins in column 41. */
static void refuses_wrong_regular_expressions(void **state)
{
    static const struct wrong wrongs[] = {
        {"event_id: 1, filter_in: {a|re: ''}",
         "NAME:5:41: error: found null or an empty text with a modifier; expected text\n"},
        {"event_id: 1, filter_in: {a|re: a(?=b)}",
         "NAME:5:42: error: look-around is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: (?<!a)b}",
         "NAME:5:41: error: look-around is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: (a)\\1}",
         "NAME:5:44: error: a back-reference or an octal number is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: (?P<n>a)(?P=n)}",
         "NAME:5:49: error: a reference to a group is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: a++b}",
         "NAME:5:42: error: a possessive repeat is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: a(?i)b}",
         "NAME:5:42: error: found a kind of group that is not supported in a regular expression; expected (?:, or "
         "(?i), (?m), (?s) at its start\n"},
        {"event_id: 1, filter_in: {a|re: (?>a)b}",
         "NAME:5:41: error: found a kind of group that is not supported in a regular expression; expected (?:, or "
         "(?i), (?m), (?s) at its start\n"},
        {"event_id: 1, filter_in: {a|re: (*COMMIT)b}",
         "NAME:5:41: error: a verb is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: b\\Qa}",
         "NAME:5:42: error: found a backslash before a letter that is not supported\n"},
        {"event_id: 1, filter_in: {a|re: a\\x4g}",
         "NAME:5:44: error: found \\x without two hexadecimal digits behind it\n"},
        {"event_id: 1, filter_in: {a|re: a\\}", "NAME:5:42: error: found a backslash at the end\n"},
        {"event_id: 1, filter_in: {a|re: (a}", "NAME:5:41: error: found ( without the ) that ends its group\n"},
        {"event_id: 1, filter_in: {a|re: a)}", "NAME:5:42: error: found ) without a ( before it\n"},
        {"event_id: 1, filter_in: {a|re: a**}",
         "NAME:5:43: error: found a repeat behind a repeat; expected a group between them\n"},
        {"event_id: 1, filter_in: {a|re: a|+}", "NAME:5:43: error: found a repeat of nothing\n"},
        {"event_id: 1, filter_in: {a|re: a^*}",
         "NAME:5:43: error: found a repeat of a place; expected a repeat of a character or a group\n"},
        {"event_id: 1, filter_in: {a|re: 'a{2,1}'}",
         "NAME:5:41: error: found a repeat whose least number is above its greatest\n"},
        {"event_id: 1, filter_in: {a|re: 'a{70000}'}", "NAME:5:41: error: found a repeat of more than 65535 times\n"},
        {"event_id: 1, filter_in: {a|re: 'a{,3}'}",
         "NAME:5:41: error: found {, and a number, which some read as plain text; expected {0,\n"},
        {"event_id: 1, filter_in: {a|re: '[ab'}", "NAME:5:41: error: found [ without the ] that ends its class\n"},
        {"event_id: 1, filter_in: {a|re: '[b-a]'}",
         "NAME:5:41: error: found a range whose first character is behind its last\n"},
        {"event_id: 1, filter_in: {a|re: '[\\w-z]'}",
         "NAME:5:41: error: found a range from or to several characters; expected \\- for a minus\n"},
        {"event_id: 1, filter_in: {a|re: '[[:alpha:]]'}",
         "NAME:5:41: error: a POSIX class is not supported in a regular expression\n"},
        {"event_id: 1, filter_in: {a|re: 'a{256}'}",
         "NAME:5:41: error: found a regular expression of 256 positions; the limit is 255\n"},
        {"event_id: 1, filter_in: {a|re: '((a{9999}){9999}){9999}'}",
         "NAME:5:41: error: found a regular expression of at least 1000000000 positions; the limit is 255\n"},
    };

    EXPECT(*state, wrongs);
}

static void refuses_wrong_detections(void **state)
{
    static const struct wrong wrongs[] = {
        {"event_id: 1, detection: [a]", "NAME:5:34: error: found a list; expected detection: a map of selections and a "
                                        "condition\n"},
        {"event_id: 1, detection: {s: {a: b}}",
         "NAME:5:34: error: found no condition in detection; expected one, as 'condition: selection'\n"},
        {"event_id: 1, detection: {s: {a: b}, condition: [s, [s]]}",
         "NAME:5:61: error: found a list; expected one condition, as 'selection and not filter'\n"},
        {"event_id: 1, detection: {s: {}, condition: s}",
         "NAME:5:38: error: found an empty selection; expected a map or a list\n"},
        {"event_id: 1, detection: {s: [], condition: s}",
         "NAME:5:38: error: found an empty selection; expected a map or a list\n"},
        {"event_id: 1, detection: {s: {a: b}, timeframe: 5m, condition: s}",
         "NAME:5:46: error: found timeframe, but a condition is about one event\n"},
        {"event_id: 1, detection: {[s]: {a: b}, condition: s}",
         "NAME:5:35: error: found a list as a key; expected the name of a selection, or 'condition'\n"
         "NAME:5:59: error: found \"s\" in a condition, which is no selection\n"},
    };

    EXPECT(*state, wrongs);
}

/* The text of a condition begins in column 70. */
#define DETECTION "event_id: 1, detection: {sel: {a: b}, y: {c: d}, condition: "
static void refuses_wrong_words_of_a_condition(void **state)
{
    static const struct wrong wrongs[] = {
        {DETECTION "sel and sell or y}",
         "NAME:5:78: error: found \"sell\" in a condition, which is no selection; did you mean \"sel\"\n"},
        {DETECTION "sel and (y}", "NAME:5:80: error: found its end in a condition; expected 'and', 'or' or ')'\n"},
        {DETECTION "sel and y)}", "NAME:5:79: error: found \")\" in a condition; expected 'and', 'or' or its end\n"},
        {DETECTION "sel y}", "NAME:5:74: error: found \"y\" in a condition; expected 'and', 'or' or its end\n"},
        {DETECTION "sel and}", "NAME:5:77: error: found its end in a condition; expected a selection, 'not', '1 of', "
                               "'all of' or '('\n"},
        {DETECTION "or sel}",
         "NAME:5:70: error: found \"or\" in a condition; expected a selection, 'not', '1 of', 'all "
         "of' or '('\n"},
        {DETECTION "()}",
         "NAME:5:71: error: found \")\" in a condition; expected a selection, 'not', '1 of', 'all of' or "
         "'('\n"},
        {DETECTION "2 of them}", "NAME:5:70: error: found \"2\" in a condition; expected '1 of' or 'all of'\n"},
        {DETECTION "1 of x*}", "NAME:5:75: error: found \"x*\" in a condition; expected a name that a selection has\n"},
        {DETECTION "1 of}", "NAME:5:74: error: found its end in a condition; expected 'them', or a name with *\n"},
        {DETECTION "s*}",
         "NAME:5:70: error: found \"s*\" in a condition; expected '1 of' or 'all of' before a name with "
         "*\n"},
        {DETECTION "sel | count() > 1}",
         "NAME:5:74: error: found \"|\" in a condition; expected 'and', 'or' or its end\n"},
        {DETECTION "'sel  nand y'}",
         "NAME:5:70: error: found \"nand\" in a condition; expected 'and', 'or' or its end\n"}, /* quoted: no column */
    };

    EXPECT(*state, wrongs);
}

static void refuses_what_a_class_says_already(void **state)
{
    static const struct wrong wrongs[] = {
        {"class: process_creation, channel: c",
         "NAME:5:44: error: found channel beside class, whose carriers say it\n"},
        {"class: process_creation, event_id: 1",
         "NAME:5:45: error: found event_id beside class, whose carriers say it\n"},
        {"class: process_creation, alias: a", "NAME:5:42: error: found alias beside class, which has several ids\n"},
        {"class: proces_creation", "NAME:5:17: error: unknown class \"proces_creation\"; did you mean "
                                   "\"process_creation\"\n"},
        {"class: zzz", "NAME:5:17: error: unknown class \"zzz\"\n"},
    };

    EXPECT(*state, wrongs);
}

static void warns_of_what_is_not_meant(void **state)
{
    const char *path = write_conditions(
        *state, "",
        "      - {event_id: 1, platform: windows, filter_in: {a: '*b'}, techniques: [T1001]}\n"
        "      - {event_id: 2, platform: windows, detection: {s: {a: b}, f: {c: d}, condition: s}, "
        "techniques: [T1001]}\n"
        "      - {event_id: 3, platform: windows, filter_in: {a|startswith: [C:\\b\\*, C:\\b\\\\*, "
        "'iam:\\*', 'x \\*', '\\*b\\*', \\*\\b\\*]}, techniques: [T1001]}\n"
        "      - {event_id: 4, platform: windows, filter_in: [{a: \\\\*\\IPC$, b: 'c\\*d\\?'}, {e: f*g}, "
        "{h: 'i?j'}, {k: \\\\*\\l*}], techniques: [T1001]}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path), NULL, &result);
    expect_lines(
        result.err,
        "NAME:5:57: warning: filter \"a\" is compared with \"*b\" as it is; for a wildcard, give the field a "
        "modifier such as contains\n"
        "NAME:6:65: warning: selection \"f\" is in no condition\n"
        "NAME:7:69: warning: \"C:\\b\\*\" ends with a plain star; expected \\\\* for a backslash and any text\n"
        "NAME:7:113: warning: \"\\*\\b\\*\" ends with a plain star; expected \\\\* for a backslash and any text\n"
        "NAME:8:86: warning: filter \"e\" is compared with \"f*g\" as it is; for a wildcard, give the field a "
        "modifier such as contains\n"
        "NAME:8:96: warning: filter \"h\" is compared with \"i?j\" as it is; for a wildcard, give the field a "
        "modifier such as contains\n"
        "NAME:8:108: warning: filter \"k\" is compared with \"\\\\*\\l*\" as it is; for a wildcard, give the field a "
        "modifier such as contains\n",
        path);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_wrong_modifiers),
        SCRATCH_TEST(refuses_wrong_values),
        SCRATCH_TEST(refuses_wrong_regular_expressions),
        SCRATCH_TEST(refuses_wrong_detections),
        SCRATCH_TEST(refuses_wrong_words_of_a_condition),
        SCRATCH_TEST(refuses_what_a_class_says_already),
        SCRATCH_TEST(warns_of_what_is_not_meant),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
