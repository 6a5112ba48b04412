/* SPDX-License-Identifier: MIT
 *
 * Lines that an attacker may have written. Each stands between two ordinary ones. It must come out unchanged, tagged or
 * reported, and the ordinary ones must be tagged.
 */
#include "tagging.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* A sanitizer needs more memory for each block. What this test holds itself, some 120 MiB, counts as the program's
 * until it is started. */
static const char *const sanitizers[] = {SANITIZERS NULL};
enum { MEMORY_KIB = 200 * 1024 * (sizeof sanitizers > sizeof *sanitizers ? 10 : 1) };

static const char ordinary[] = "{\"EventID\":4698,\"Channel\":\"Security\"}\n";
static char *ordinary_tagged;

static int tag_ordinary(void **state)
{
    struct run_result result;

    (void)state;
    tag_bytes(TOOL, ARGUMENTS(NULL), ordinary, strlen(ordinary), &result);
    assert_non_null(strstr(result.out, "\"id\":\"T1053"));
    ordinary_tagged = result.out;
    free(result.err);
    return 0;
}

static int free_ordinary(void **state)
{
    (void)state;
    free(ordinary_tagged);
    return 0;
}

/* A text being built. */
struct text {
    char *bytes;
    size_t size;
};

static void append(struct text *text, const void *bytes, size_t size, size_t times)
{
    text->bytes = realloc(text->bytes, text->size + size * times);
    assert_non_null(text->bytes);
    for (; times; times--, text->size += size)
        memcpy(text->bytes + text->size, bytes, size);
}

#define APPEND(text, literal, times) append(text, literal, sizeof(literal) - 1, times)

enum fate { TAGGED, REPORTED, DROPPED };

/* Tags the line between ordinary ones; if it is TAGGED, `added` comes before its last byte. Frees it. */
static void expect_fate(struct text *line, enum fate fate, const char *added, const char *said)
{
    struct text input = {NULL, 0}, expected = {NULL, 0};
    struct run_result result;

    append(&input, ordinary, strlen(ordinary), 1);
    append(&input, line->bytes, line->size, 1);
    APPEND(&input, "\n", 1);
    append(&input, ordinary, strlen(ordinary), 1);
    append(&expected, ordinary_tagged, strlen(ordinary_tagged), 1);
    if (fate == TAGGED) {
        append(&expected, line->bytes, line->size - 1, 1);
        append(&expected, added, strlen(added), 1);
        APPEND(&expected, "}", 1);
    } else if (fate == REPORTED) {
        append(&expected, line->bytes, line->size, 1);
    }
    if (fate != DROPPED)
        APPEND(&expected, "\n", 1);
    append(&expected, ordinary_tagged, strlen(ordinary_tagged), 1);
    tag_bytes(TOOL, fate == DROPPED ? ARGUMENTS("--skip-malformed") : ARGUMENTS(NULL), input.bytes, input.size,
              &result);
    assert_int_equal(result.out_size, expected.size);
    assert_int_equal(memcmp(result.out, expected.bytes, expected.size), 0);
    if (said ? !strstr(result.err, said) : result.err_size != 0)
        fail_msg("said was: %s", result.err);
    run_result_free(&result);
    free(input.bytes);
    free(expected.bytes);
    free(line->bytes);
    memset(line, 0, sizeof *line);
}

#define NOTHING ",\"attack\":{\"techniques\":[]}"

static void bounds_the_nesting_of_a_line(void **state)
{
    struct text line = {NULL, 0};

    (void)state;
    for (size_t depth = 1022; depth <= 102300; depth = depth == 1022 ? 1023 : 100 * depth) {
        bool is_good = depth <= 1023;

        APPEND(&line, "{\"a\":", 1);
        APPEND(&line, "[", depth);
        APPEND(&line, "]", depth);
        APPEND(&line, "}", 1);
        expect_fate(&line, is_good ? TAGGED : REPORTED, NOTHING, is_good ? NULL : ":2: nested too deeply");
        APPEND(&line, "{\"a\":", depth + 1);
        APPEND(&line, "1", 1);
        APPEND(&line, "}", depth + 1);
        expect_fate(&line, is_good ? TAGGED : REPORTED, NOTHING, is_good ? NULL : ":2: nested too deeply");
    }
    APPEND(&line, "[", 1000000);
    expect_fate(&line, REPORTED, NULL, ":2: not a JSON object");
}

static void bears_long_values(void **state)
{
    struct text line = {NULL, 0};

    (void)state;
    APPEND(&line, "{\"EventID\":0,\"a\":\"", 1);
    APPEND(&line, "x", 1 << 20);
    APPEND(&line, "\"}", 1);
    expect_fate(&line, TAGGED, NOTHING, NULL);
    APPEND(&line, "{\"EventID\":0,\"a\":\"", 1);
    APPEND(&line, "\\n\\u0000", 1 << 17);
    APPEND(&line, "\"}", 1);
    expect_fate(&line, TAGGED, NOTHING, NULL);
    APPEND(&line, "{\"EventID\":", 1);
    APPEND(&line, "1", 1 << 20);
    APPEND(&line, "}", 1);
    expect_fate(&line, TAGGED, NOTHING, NULL);
}

/* The longest line has 16 MiB with its line end. */
static void bounds_the_length_of_a_line(void **state)
{
    static const enum fate fates[] = {TAGGED, REPORTED, DROPPED, REPORTED};
    struct text line = {NULL, 0};

    (void)state;
    for (int over = 0; over < 4; over++) {
        APPEND(&line, "{\"a\":\"", 1);
        APPEND(&line, "x", (16u << 20) - 9 + (over == 3 ? 20u << 20 : over > 0));
        APPEND(&line, "\"}", 1);
        expect_fate(&line, fates[over], NOTHING, over ? "standard input:2: longer than 16 MiB" : NULL);
    }
}

static void bounds_the_members_of_a_line(void **state)
{
    struct text line = {NULL, 0};

    (void)state;
    APPEND(&line, "{", 1);
    APPEND(&line, "\"\":1,", 2000000);
    APPEND(&line, "\"a\":1}", 1);
    expect_fate(&line, REPORTED, NULL, "standard input:2: too many members");
}

static void reports_a_nul_and_goes_on(void **state)
{
    struct text line = {NULL, 0};

    (void)state;
    APPEND(&line, "\0", 3);
    expect_fate(&line, REPORTED, NULL, ":2: ");
    APPEND(&line, "{\"EventID\":4698,\"Channel\":\"Secur\0ity\"}", 1);
    expect_fate(&line, REPORTED, NULL, ":2: ");
    APPEND(&line, "{\"EventID\":0}\0", 1);
    expect_fate(&line, REPORTED, NULL, ":2: ");
}

/* Returns what is added to an ordinary line, for free(). */
static char *added(void)
{
    char *copy = malloc(strlen(ordinary_tagged));

    assert_non_null(copy);
    strcpy(copy, ordinary_tagged + strlen(ordinary) - 2);
    copy[strlen(copy) - 2] = '\0';
    return copy;
}

static void tags_what_is_not_utf_8(void **state)
{
    struct text line = {NULL, 0};
    char *techniques = added();

    (void)state;
    APPEND(&line, "{\"EventID\":4698,\"a\":\"\xFF\xC0\x80\xED\xA0\x80\",\"\x80\":1,\"Channel\":\"Security\"}", 1);
    expect_fate(&line, TAGGED, techniques, NULL);
    APPEND(&line, "{\"EventID\":4698,\"a\":\"\\uD800\",\"b\":\"\\uDC00\\uD800\\u0041\",\"Channel\":\"Security\"}", 1);
    expect_fate(&line, TAGGED, techniques, NULL);
    free(techniques);
}

static void reads_escaped_names_and_values(void **state)
{
    struct text line = {NULL, 0};
    char *techniques = added();

    (void)state;
    APPEND(&line, "{\"Ev\\u0065ntID\":\"\\u00346\\u00398\",\"Channel\":\"S\\u0065curity\"}", 1);
    expect_fate(&line, TAGGED, techniques, NULL);
    free(techniques);
}

static void takes_the_last_of_members_with_one_name(void **state)
{
    struct text line = {NULL, 0};
    char *techniques = added();

    (void)state;
    APPEND(&line, "{\"EventID\":1,\"Channel\":\"x\",\"channel\":\"Security\",\"EventID\":4698}", 1);
    expect_fate(&line, TAGGED, techniques, NULL);
    APPEND(&line, "{\"EventID\":4698,\"Channel\":\"Security\",\"EventID\":0}", 1);
    expect_fate(&line, TAGGED, NOTHING, NULL);
    free(techniques);
}

static void passes_values_of_any_type_over(void **state)
{
    static const char *const lines[] = {
        "{\"EventID\":null,\"Channel\":\"Security\"}",
        "{\"EventID\":{},\"Channel\":\"Security\"}",
        "{\"EventID\":4698,\"Channel\":[\"Security\"]}",
        "{\"EventID\":4698,\"Channel\":4698,\"SourceName\":true,\"ProviderName\":{}}",
        "{\"EventID\":4698.0,\"Channel\":\"Security\"}",
        "{\"EventID\":-4698,\"Channel\":\"Security\"}",
        "{\"EventID\":\"\",\"Channel\":\"\"}",
        "{\"winlog\":[],\"Event\":{\"System\":7},\"data\":{\"win\":null},\"category\":3,\"properties\":{}}",
        "{\"category\":\"AdvancedHunting-\",\"properties\":{}}",
        "{\"Event\":{\"System\":{\"EventID\":{\"#text\":[4698]}}}}",
        "{\"Event\":{\"System\":{\"EventID\":4663,\"Channel\":\"Security\"},\"EventData\":[],\"UserData\":[1,[],{}]}}",
        "{\"Event\":{\"System\":{\"EventID\":4663,\"Channel\":\"Security\"},\"EventData\":{\"Data\":[1,null,[],{}]}}}",
        "{\"eventVersion\":1,\"eventSource\":{},\"eventName\":null}",
        "{\"\":1,\".\":2,\"winlog.\":{\"\":3},\"winlog..event_id\":4}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct text line = {NULL, 0};

        append(&line, lines[i], strlen(lines[i]), 1);
        expect_fate(&line, TAGGED, NOTHING, NULL);
    }
}

/* The last line of a file may lack its line end; YAJL then ignores an incomplete token behind the object. */
static void reports_what_begins_behind_the_object(void **state)
{
    static const char *const lines[] = {"{}\"", "{ }\"a}", "{\"a\":1} tru", "{} 12", "{}]", "{} \"\\"};

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct run_result result;

        tag_bytes(TOOL, ARGUMENTS(NULL), lines[i], strlen(lines[i]), &result);
        assert_string_equal(result.out, lines[i]);
        assert_non_null(strstr(result.err, "standard input:1: something follows the JSON object"));
        run_result_free(&result);
    }
}

static void takes_little_memory_for_any_of_these(void **state)
{
    (void)state;
    (void)sanitizers;
    if (most_memory_of_programs() > MEMORY_KIB)
        fail_msg("one of the runs took %ld MiB", most_memory_of_programs() / 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bounds_the_nesting_of_a_line),
        cmocka_unit_test(bears_long_values),
        cmocka_unit_test(bounds_the_length_of_a_line),
        cmocka_unit_test(bounds_the_members_of_a_line),
        cmocka_unit_test(reports_a_nul_and_goes_on),
        cmocka_unit_test(tags_what_is_not_utf_8),
        cmocka_unit_test(reads_escaped_names_and_values),
        cmocka_unit_test(takes_the_last_of_members_with_one_name),
        cmocka_unit_test(passes_values_of_any_type_over),
        cmocka_unit_test(reports_what_begins_behind_the_object),
        cmocka_unit_test(takes_little_memory_for_any_of_these),
    };

    return cmocka_run_group_tests(tests, tag_ordinary, free_ordinary);
}
