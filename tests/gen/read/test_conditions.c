/* SPDX-License-Identifier: MIT
 *
 * Conditions of an event: modifiers, values, wildcards, detections. What is expected follows Sigma's specification; the
 * values in base64 are those that base64(1) prints.
 */
#include "conditions.h"
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define EXPECT(scratch, cases) expect_conditions(scratch, "", cases, sizeof(cases) / sizeof *(cases))

static void keeps_the_form_of_ossem(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, filter_in: [{a: b}, {c: 4}]", "1 a=b,c=4 direct\n"},
        {"event_id: 2, filter_in: {a: b, c: d}", "2 a=b,c=d direct\n"},
        {"event_id: 3, filter_in: {ShareName: '\\\\*\\IPC$'}", "3 ShareName=\\\\\\\\*\\\\IPC$ direct\n"},
        {"event_id: 4", "4  direct\n"},
    };

    EXPECT(*state, cases);
}

static void takes_values_and_modifiers(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, filter_in: {a: [b, c]}", "1 a = ('b' or 'c') condition\n"},
        {"event_id: 2, filter_in: {a|contains: b, c: d}", "2 a|contains 'b' and c = 'd' condition\n"},
        {"event_id: 3, filter_in: [{a|startswith: b}, {a|endswith: c}]",
         "3 a|startswith 'b' and a|endswith 'c' condition\n"},
        {"event_id: 4, filter_in: {a|contains|all: [b, c]}", "4 a|contains 'b' and a|contains 'c' condition\n"},
        {"event_id: 5, filter_in: {a|all|contains|cased: [B]}", "5 a|contains|cased 'B' condition\n"},
        {"event_id: 6, filter_in: {a|exists: true, b|exists: false}", "6 a exists and not b exists condition\n"},
        {"event_id: 6, filter_in: {a|exists: TRUE}", "6 a exists condition\n"},
        {"event_id: 7, filter_in: {a: null, b: [~, x], c|contains: y}",
         "7 a is null and (b = 'x' or b is null) and c|contains 'y' condition\n"},
        {"event_id: 8, filter_in: {a|cidr: [10.0.0.0/8, 'fe80::/10']}",
         "8 a|cidr ('10.0.0.0/8' or 'fe80::/10') condition\n"},
        {"event_id: 9, filter_in: {a|gt: -1, b|gte: 0x1F, c|lt: 9223372036854775807, d|lte: 0}",
         "9 a > -1 and b >= 0x1F and c < 9223372036854775807 and d <= 0 condition\n"},
        {"event_id: 10, filter_in: {a|fieldref: b, c|fieldref|startswith: d}",
         "10 a = b and c|startswith d condition\n"},
        {"event_id: 11, filter_in: {'|all': [x, y]}",
         "11 any value|contains 'x' and any value|contains 'y' condition\n"},
        {"event_id: 12, filter_in: {a|contains: [0010, true]}", "12 a|contains ('0010' or 'true') condition\n"},
        {"event_id: 13, filter_in: {a|contains: b}, detection: {s: {c: d}, condition: s}",
         "13 a|contains 'b' and c = 'd' condition\n"},
    };

    EXPECT(*state, cases);
}

static void takes_wildcards_and_escapes(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, filter_in: {a: ['*x', 'x*', '*x*', 'x', '**x']}",
         "1 a = 'x' or a|startswith 'x' or a|endswith ('x' or 'x') or a|contains 'x' condition\n"},
        {"event_id: 2, filter_in: {a: ['x*y', '?x', 'x?*']}", "2 a = ('x*y' or '?x' or 'x?*') condition\n"},
        {"event_id: 3, filter_in: {a: ['*']}", "3 a exists condition\n"},
        {"event_id: 4, filter_in: {a|contains: 'x*y', a|startswith: '*x', a|endswith: 'x*'}",
         "4 a = '*x*y*' and a|contains 'x' condition\n"},
        {"event_id: 5, filter_in: {a: ['x\\*y', 'x\\?']}", "5 a = ('x\\\\*y' or 'x\\\\?') condition\n"},
        {"event_id: 6, filter_in: {a: ['C:\\x', 'C:\\\\x', '\\\\\\\\srv', 'x\\']}",
         "6 a = ('C:\\\\x' or 'C:\\\\x' or '\\\\\\\\\\\\srv' or 'x\\\\') condition\n"},
        {"event_id: 7, filter_in: {a: ['C:\\\\*', '*\\\\x', 'C:\\*']}",
         "7 a = 'C:\\\\*' or a|startswith 'C:\\\\' or a|endswith '\\\\x' condition\n"},
        {"event_id: 8, filter_in: {a: ['C:\\\\*\\x?', '\\\\\\*?', '?\\x\\\\\\\\y']}",
         "8 a = ('C:\\\\\\\\*\\\\x?' or '\\\\\\\\\\\\*?' or '?\\\\x\\\\\\\\\\\\y') condition\n"},
        {"event_id: 9, filter_in: {a|cidr: '10.0.0.0/8', b|fieldref: 'x*'}",
         "9 a|cidr '10.0.0.0/8' and b = x* condition\n"},
    };

    EXPECT(*state, cases);
}

static void takes_regular_expressions(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, filter_in: {a|re: [b+, 'c''d']}", "1 a|re ('b+' or 'c''d') condition\n"},
        {"event_id: 2, filter_in: {a|re|all: [b, c]}", "2 a|re 'b' and a|re 'c' condition\n"},
        {"event_id: 3, filter_in: {a|re|s|i: b, c|re|m: '(?i)(?s)d'}",
         "3 a|re '(?is)b' and c|re '(?ims)d' condition\n"},
        {"event_id: 4, filter_in: {'|re': '\\d{2,}\\.[^a-z]$'}", "4 any value|re '\\\\d{2,}\\\\.[^a-z]$' condition\n"},
    };

    EXPECT(*state, cases);
}

static void makes_variants_and_encodings(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, filter_in: {a|windash|contains: ' -x'}",
         "1 a|contains (' -x' or ' /x' or ' \xe2\x80\x93x' or ' \xe2\x80\x94x' or ' \xe2\x80\x95x') condition\n"},
        {"event_id: 2, filter_in: {a|windash: 'x-y z- /?'}", "2 a = 'x-y z- /?' condition\n"},
        {"event_id: 3, filter_in: {a|windash|startswith: '/1'}", "3 a|startswith ('-1' or '/1' or '\xe2\x80\x93"
                                                                 "1' or '\xe2\x80\x94"
                                                                 "1' or '\xe2\x80\x95"
                                                                 "1') condition\n"},
        {"event_id: 4, filter_in: {a|base64: [foo, ab, a]}", "4 a = ('Zm9v' or 'YWI=' or 'YQ==') condition\n"},
        /* "foobar", and what is common to "xfoobar" and "yfoobar", "xxfoobar" and "xyfoobar", without the last digit
         * that a byte behind them would change */
        {"event_id: 5, filter_in: {a|base64offset|contains: foobar}",
         "5 a|contains ('Zm9vYmFy' or 'Zvb2Jhc' or 'mb29iYX') condition\n"},
        {"event_id: 6, filter_in: {a|wide|base64: ab}", "6 a = 'YQBiAA==' condition\n"},
        {"event_id: 7, filter_in: {a|utf16le|base64offset|contains: '\xf0\x9f\x98\x80\xc3\xa4'}",
         "7 a|contains ('PdgA3uQA' or '3YAN7kA' or '92ADe5A') condition\n"},
        {"event_id: 8, filter_in: {a|base64: 'a\\*'}", "8 a = 'YSo=' condition\n"},
    };

    EXPECT(*state, cases);
}

static void takes_detections(void **state)
{
    static const struct condition_case cases[] = {
        {"event_id: 1, detection: {s: {a: b, c: [d, e]}, condition: s}", "1 a = 'b' and c = ('d' or 'e') condition\n"},
        {"event_id: 2, detection: {s: [{a: b}, {c: d, e: f}], condition: s}",
         "2 a = 'b' or c = 'd' and e = 'f' condition\n"},
        {"event_id: 3, detection: {s: [x, 'y*z'], condition: s}",
         "3 any value|contains 'x' or any value = '*y*z*' condition\n"},
        {"event_id: 4, detection: {s: {a: b}, f: {c: d, e: f}, condition: s and not f}",
         "4 a = 'b' and (not c = 'd' or not e = 'f') condition\n"},
        {"event_id: 5, detection: {s: {a: b}, f: {c: d}, g: {e: f}, condition: not (s or not (f and g)) }",
         "5 not a = 'b' and c = 'd' and e = 'f' condition\n"},
        {"event_id: 6, detection: {x: {a: b}, y: {c: d}, z: {e: f}, condition: x or y and z}",
         "6 a = 'b' or c = 'd' and e = 'f' condition\n"},
        {"event_id: 7, detection: {x1: {a: b}, x2: {c: d}, y: {e: f}, condition: 1 of x* and not y}",
         "7 (a = 'b' or c = 'd') and not e = 'f' condition\n"},
        {"event_id: 8, detection: {x1: {a: b}, x2: {c: d}, y: {e: f}, condition: any of x* and y}",
         "8 (a = 'b' or c = 'd') and e = 'f' condition\n"},
        {"event_id: 8, detection: {x1: {a: b}, x2: {c: d}, _y: {e: f}, condition: all of them or _y}",
         "8 a = 'b' and c = 'd' or e = 'f' condition\n"},
        {"event_id: 9, detection: {x: {a: b}, condition: NOT NOT x AND ((x))}", "9 a = 'b' condition\n"},
        {"event_id: 10, detection: {a_x_1: {a: b}, b_x_2: {c: d}, condition: all of *_x_*}",
         "10 a = 'b' and c = 'd' condition\n"},
        {"event_id: 11, detection: {all: {a: b}, 1: {c: d}, condition: all and 1}",
         "11 a = 'b' and c = 'd' condition\n"},
    };

    EXPECT(*state, cases);
}

static void makes_candidates_of_a_condition_without_techniques(void **state)
{
    const char *path = write_conditions(*state, "", "      - {event_id: 1, platform: windows, filter_in: {a: [b]}}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path, "--against", write_text(*state, "empty.yaml", "- technique_id: T1002\n")),
        NULL, &result);
    assert_non_null(strstr(result.out, "\ta = 'b'\tcandidate\n"));
    run_result_free(&result);
}

static void takes_conditions_in_rows(void **state)
{
    const char *path =
        write_text(*state, "rows.yaml", "- {technique_id: T1001, event_id: 1, filter_in: {a|endswith: b}}\n");
    struct run_result result;

    run(ARGUMENTS(GENERATOR, "--check", path, "--against", write_text(*state, "empty.yaml", "- technique_id: T1002\n")),
        NULL, &result);
    assert_string_equal(result.err, "");
    assert_non_null(strstr(result.out, "\ta|endswith 'b'\tcandidate\n"));
    run_result_free(&result);
}

/* The events of docs/conditions.md, indented as those of a relationship. */
static void accepts_what_the_documentation_shows(void **state)
{
    char *document = read_file(PROJECT_DIRECTORY "/docs/conditions.md", NULL), *events, *rest = NULL;
    char *block = strstr(document, "```yaml\n") + strlen("```yaml\n");
    size_t size;
    FILE *file = open_memstream(&events, &size);
    struct run_result result;

    assert_non_null(file);
    *strstr(block, "```") = '\0';
    for (char *line = strtok_r(block, "\n", &rest); line; line = strtok_r(NULL, "\n", &rest))
        fprintf(file, "      %s\n", line);
    fclose(file);
    run(ARGUMENTS(GENERATOR, "--check", write_conditions(*state, "", events), "--against",
                  write_text(*state, "empty.yaml", "- technique_id: T1002\n")),
        NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_null(strstr(result.err, "error"));
    run_result_free(&result);
    free(events);
    free(document);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(keeps_the_form_of_ossem),
        SCRATCH_TEST(takes_values_and_modifiers),
        SCRATCH_TEST(takes_wildcards_and_escapes),
        SCRATCH_TEST(takes_regular_expressions),
        SCRATCH_TEST(makes_variants_and_encodings),
        SCRATCH_TEST(takes_detections),
        SCRATCH_TEST(makes_candidates_of_a_condition_without_techniques),
        SCRATCH_TEST(takes_conditions_in_rows),
        SCRATCH_TEST(accepts_what_the_documentation_shows),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
