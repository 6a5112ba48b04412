/* SPDX-License-Identifier: MIT
 *
 * Regular expressions with known answers, from PCRE's documentation: what matches, and which texts each match must
 * have.
 */
#include "matching.h"
#include "model/regex.h"
#include "pack/pack_regex.h"

#include "cmocka_test.h"

#include <string.h>

struct example {
    const char *expression, *text;
    bool matches;
};

/* The steps that a search takes at most: tests of its bound set this. */
static uint32_t work_left;

static bool finds(const char *expression, const char *text, size_t length)
{
    struct arena arena = {NULL};
    struct byte_stream stream = {.arena = &arena};
    struct matching matching = {.work = ATTACK_WORK_MOST + 1};
    struct regex_fault fault;
    bool matches;

    if (!regex_parse(&arena, expression, strlen(expression), &fault))
        fail_msg("%s: %s", expression, fault.message);
    pack_regex(&stream, expression);
    matches = attack_regex_matches(&matching, text, length, stream.bytes);
    work_left = matching.work;
    arena_free(&arena);
    return matches;
}

static void expect_all(const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (finds(examples[i].expression, examples[i].text, strlen(examples[i].text)) != examples[i].matches)
            fail_msg("%s in \"%s\": expected %d", examples[i].expression, examples[i].text, examples[i].matches);
}
#define EXPECT_ALL(examples) expect_all(examples, sizeof(examples) / sizeof *(examples))

static void finds_characters_and_classes(void **state)
{
    static const struct example examples[] = {
        {"b", "abc", true},         {"B", "abc", false},
        {"(?i)B", "abc", true},     {"(?i)[^B]", "b", false},
        {"a.c", "abc", true},       {"a.c", "a\nc", false},
        {"(?s)a.c", "a\nc", true},  {"[0-9a-f]", "xyzg", false},
        {"[]x]", "]", true},        {"[^]x]", "]x", false},
        {"[a-]", "-", true},        {"[\\d-]", "-", true},
        {"[\\b]", "\b", true},      {"\\x41\\t", "A\t", true},
        {"\\e\\a", "\x1b\a", true}, {"\\d\\D\\w\\W\\s\\S", "1a_- b", true},
        {"a{", "a{", true},         {"a{x}", "a{x}", true},
        {"]}", "]}", true},         {"\\\\\\.", "\\.", true},
    };

    (void)state;
    EXPECT_ALL(examples);
}

/* A dot and a negated class take a character, whatever its bytes; \w is about ASCII. */
static void finds_characters_of_utf_8(void **state)
{
    static const struct example examples[] = {
        {"^.$", "\xe2\x80\x93", true},
        {"^[^a]$", "\xf0\x9f\x98\x80", true},
        {"^..$", "\xe2\x80\x93", false},
        {"[-/\xe2\x80\x93]", "\xe2\x80\x93", true},
        {"[-/\xe2\x80\x93]", "\xe2\x80\x94", false},
        {"[\xe2\x80\x90-\xe2\x80\x95]", "\xe2\x80\x94", true},
        {"[^\xe2\x80\x93]", "\xe2\x80\x93", false},
        {"\\w", "\xc3\xa4", false},
        {"\\W", "\xc3\xa4", true},
        {"\\xe4", "\xc3\xa4", true},
        {"\xc3\xa4+", "\xc3\xa4\xc3\xa4", true},
        {"(?i)\xc3\xa4", "\xc3\x84", false},
        {"^.$", "\xff", true},
        {"^a.$", "a\x80", true},
        {"^[\\x01-\xe2\x80\x93]$", "\x80", false},
    };

    (void)state;
    EXPECT_ALL(examples);
}

static void finds_repeats_and_alternatives(void **state)
{
    static const struct example examples[] = {
        {"ab*c", "ac", true},
        {"ab+c", "ac", false},
        {"ab?c", "abbc", false},
        {"^a{2,3}$", "aaa", true},
        {"^a{2,3}$", "aaaa", false},
        {"^a{2}$", "aaa", false},
        {"^a{2,}$", "aaaaa", true},
        {"^a{0}b$", "b", true},
        {"^(ab|c)+$", "abcab", true},
        {"^(?:a|b|)c$", "c", true},
        {"^(?P<n>a)(?<m>b)$", "ab", true},
        {"a+?b", "aab", true},
        {"^(a+)+$", "aaab", false},
        {"(a*)*", "", true},
        {"^(a|ab)(c|bcd)$", "abcd", true},
        {"x|", "", true},
    };

    (void)state;
    EXPECT_ALL(examples);
}

static void finds_places(void **state)
{
    static const struct example examples[] = {
        {"^b", "ab", false},          {"b$", "ab\n", true},
        {"b$", "ab\n\n", false},      {"b$", "b\nc", false},
        {"(?m)b$", "b\nc", true},     {"(?m)^c", "b\nc", true},
        {"^c", "b\nc", false},        {"\\bb", "ab b", true},
        {"\\bb", "ab", false},        {"\\Bb", "ab", true},
        {"\\bab\\b", "-ab_", false},  {"(^|/)\\.x", "/.x", true},
        {"(^|/)\\.x", "a.x", false},  {"^$", "", true},
        {"^$", "a", false},           {"(^a$)|(^bb$)", "bb", true},
        {"(x\\b|y)*-z", "x-z", true}, {"a(?:\\.|\\b)b", "ab", false},
        {"(\\b|^)*a", "a", true},     {"a^b", "ab", false},
    };

    (void)state;
    EXPECT_ALL(examples);
}

/* The steps grow with the length alone, where others try all ways. */
static void takes_bounded_steps(void **state)
{
    char text[4096];

    (void)state;
    memset(text, 'a', sizeof text);
    text[sizeof text - 1] = 'b';
    assert_false(finds("^(a+)+$", text, sizeof text));
    assert_in_range(ATTACK_WORK_MOST - work_left, sizeof text, 16 * sizeof text);
    assert_false(finds("(a|aa)*c", text, sizeof text));
    assert_in_range(ATTACK_WORK_MOST - work_left, sizeof text, 16 * sizeof text);
    assert_true(finds("a{200}", text, sizeof text));
}

static void needs_texts(void **state)
{
    static const struct {
        const char *expression, *texts; /* of each need, the last one first */
    } examples[] = {
        {"[Rr][Uu]NDLL\\s+x?", "rundll;"},
        {"clip\\.exe.*(Clipboard|[a-c]|i`?n)", "clip.exe;"},
        {"\\\\Windows\\\\(System32|SysWOW64)x", "system32,syswow64;\\windows\\;"},
        {"(abcd|ef)+gh", ""},
        {"a{5}b?cdef", "cdef;aaaaa;"},
        {"(abcd)?(efgh)*(ijkl)+", "ijkl;"},
        {"\xe2\x80\x93\\bab", "\xe2\x80\x93"
                              "ab;"},
    };

    (void)state;
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        struct arena arena = {NULL};
        struct regex_fault fault;
        const char *expression = examples[i].expression;
        char found[256] = "";

        for (const struct regex_need *need =
                 regex_needs_of(&arena, regex_parse(&arena, expression, strlen(expression), &fault), 4);
             need; need = need->next)
            for (size_t text = 0; text < need->count; text++) {
                strcat(found, need->texts[text]);
                strcat(found, text + 1 < need->count ? "," : ";");
            }
        assert_string_equal(found, examples[i].texts);
        arena_free(&arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_characters_and_classes),
        cmocka_unit_test(finds_characters_of_utf_8),
        cmocka_unit_test(finds_repeats_and_alternatives),
        cmocka_unit_test(finds_places),
        cmocka_unit_test(takes_bounded_steps),
        cmocka_unit_test(needs_texts),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
