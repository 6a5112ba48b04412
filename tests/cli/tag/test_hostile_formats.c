/* SPDX-License-Identifier: MIT
 *
 * Lines with very many events, lines inside lines, and files of log formats that are damaged: none may crash the tool,
 * nor take it long, nor much memory.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A sanitizer needs more memory and time. */
enum {
    TIMES = sizeof((const char *[]){SANITIZERS NULL}) > sizeof(char *) ? 10 : 1,
    MEMORY_KIB = 256 * 1024 * TIMES,
    SECONDS = 20 * TIMES
};

struct text {
    char *bytes;
    size_t size, capacity;
};

static void append(struct text *text, const char *bytes, size_t times)
{
    size_t size = strlen(bytes), needed = text->size + size * times + 1;

    if (needed > text->capacity) { /* a sanitizer copies in each realloc() */
        text->capacity = 2 * needed;
        text->bytes = realloc(text->bytes, text->capacity);
        assert_non_null(text->bytes);
    }
    for (; times; times--, text->size += size)
        memcpy(text->bytes + text->size, bytes, size);
    text->bytes[text->size] = '\0';
}

/* Tags one line, which must come out with the techniques of an event, or without any. Frees it. */
static void expect_line(struct text *line, bool shows)
{
    struct run_result result;

    append(line, "\n", 1);
    tag_bytes(TOOL, ARGUMENTS(NULL), line->bytes, line->size, &result);
    assert_true(result.out_size > line->size);
    assert_int_equal(memcmp(result.out, line->bytes, line->size - 2), 0);
    if (shows != !strstr(result.out + line->size - 2, "\"techniques\":[]"))
        fail_msg("it ends in %s", result.out + line->size - 2);
    if (result.seconds > SECONDS)
        fail_msg("it took %.1f seconds", result.seconds);
    run_result_free(&result);
    free(line->bytes);
    memset(line, 0, sizeof *line);
}

#define EVENT "{\"EventID\":4698,\"Channel\":\"Security\"}"

static void bears_very_many_events_in_a_line(void **state)
{
    struct text line = {NULL, 0, 0};

    (void)state;
    append(&line, "{\"Records\":[" EVENT, 1);
    append(&line, "," EVENT, 300000);
    append(&line, "]}", 1);
    expect_line(&line, true);
    append(&line, "{\"Records\":[{}", 1);
    append(&line, ",{}", 1000000);
    append(&line, "]}", 1);
    expect_line(&line, false);
}

/* Each record may ask for fields of the whole line. */
static void bears_very_many_records_of_one_event(void **state)
{
    struct text line = {NULL, 0, 0};

    (void)state;
    append(&line, "{\"ID\":\"1.2:3\",\"PATH\":[{}", 1);
    append(&line, ",{}", 300000);
    append(&line, "]", 1);
    for (unsigned i = 0; i < 300000; i++) {
        char member[40];

        snprintf(member, sizeof member, ",\"m%u\":1", i);
        append(&line, member, 1);
    }
    append(&line, "}", 1);
    expect_line(&line, false);
}

/* Puts a line into a string of another one, as many times. */
static void wrap(struct text *line, unsigned times)
{
    for (; times; times--) {
        struct text outer = {NULL, 0, 0};

        append(&outer, "{\"message\":\"", 1);
        for (size_t i = 0; i < line->size; i++) {
            char bytes[3] = {'\\', line->bytes[i], '\0'};

            append(&outer, strchr("\"\\", bytes[1]) ? bytes : bytes + 1, 1);
        }
        append(&outer, "\"}", 1);
        free(line->bytes);
        *line = outer;
    }
}

static void bounds_the_depth_of_lines_in_lines(void **state)
{
    struct text line = {NULL, 0, 0};

    (void)state;
    for (unsigned depth = 0; depth < 8; depth++) {
        append(&line, EVENT, 1);
        wrap(&line, depth);
        expect_line(&line, depth <= 3);
    }
    append(&line, "{\"data\":", 4);
    append(&line, EVENT, 1);
    append(&line, "}", 4);
    expect_line(&line, true);
    append(&line, "{\"data\":", 5);
    append(&line, EVENT, 1);
    append(&line, "}", 5);
    expect_line(&line, false);
}

static void bounds_the_length_of_a_line_in_a_line(void **state)
{
    struct text line = {NULL, 0, 0};

    (void)state;
    for (unsigned is_longer = 0; is_longer < 2; is_longer++) {
        append(&line, "{\"message\":\"{\\\"EventID\\\":4698,\\\"Channel\\\":\\\"Security\\\",\\\"a\\\":\\\"", 1);
        append(&line, "x", (1 << 20) - 44 + is_longer);
        append(&line, "\\\"}\"}", 1);
        expect_line(&line, !is_longer);
    }
    append(&line, "{\"message\":\"{\\\"Records\\\":[{}", 1);
    append(&line, ",{}", 340000);
    append(&line, "]}\"}", 1);
    expect_line(&line, false);
}

static void passes_over_what_is_no_line(void **state)
{
    static const char *const lines[] = {
        "{\"message\":\"{\"}",
        "{\"message\":\"{}\",\"log\":\"[{}]\",\"msg\":\" \\t\\n{\\\"EventID\\\":\"}",
        "{\"Records\":[[[{\"a\":1}],null],\"x\",7]}",
        "{\"Records\":{\"Records\":{\"Records\":[]}}}",
        "{\"hits\":{\"hits\":[{\"_source\":[]},{\"_source\":\"\"},[{\"_source\":{}}]]}}",
        "{\"event_type\":9,\"event\":{\"exec\":null}}",
        "{\"event_type\":9,\"event.exec\":{}}",
        "{\"name\":\"a\",\"action\":\"added\",\"unixTime\":1,\"columns\":\"x\",\"snapshot\":[[],1]}",
        "{\"id.applicationName\":\"login\",\"events\":[{\"name\":7},{\"name\":null},[],{\"parameters\":1}]}",
        "{\"EventID\":{\"EventID\":{}},\"winlog\":{\"winlog\":{}},\"Event\":[{\"System\":{}}]}",
    };

    (void)state;
    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++) {
        struct text line = {NULL, 0, 0};

        append(&line, lines[i], 1);
        expect_line(&line, false);
    }
}

/* Damages the shipped formats, a few bytes at a time: the file is refused with a place, or read. */
static void bears_damaged_files_of_formats(void **state)
{
    static const char bytes[] = "{}[]\":,.*@#0a\n\\\x7f\xff ";
    size_t size, refused = 0;
    char *shipped = read_file(FORMATS_JSON, &size);
    unsigned long long random = 1;

    for (unsigned round = 0; round < 150; round++) {
        char *damaged = malloc(size);
        struct run_options options = {.input = EVENT "\n", .input_size = sizeof EVENT};
        struct run_result result;
        const char *path;

        assert_non_null(damaged);
        memcpy(damaged, shipped, size);
        for (unsigned i = 0; i <= round % 3; i++) {
            random = random * 6364136223846793005ULL + 1442695040888963407ULL;
            damaged[(random >> 33) % size] = bytes[(random >> 20) % (sizeof bytes - 1)];
        }
        path = write_bytes(*state, "damaged.json", damaged, round % 10 == 9 ? (random >> 33) % size : size);
        run(ARGUMENTS(TOOL, "tag", "--formats", path), &options, &result);
        assert_true(result.exit_code == 0 || result.exit_code == 1);
        if (result.exit_code == 1) {
            assert_non_null(strstr(result.err, "/damaged.json"));
            assert_string_equal(result.out, "");
            refused++;
        }
        run_result_free(&result);
        free(damaged);
    }
    free(shipped);
    assert_true(refused > 20 && refused < 150);
}

static void takes_little_memory_for_any_of_these(void **state)
{
    (void)state;
    if (most_memory_of_programs() > MEMORY_KIB)
        fail_msg("one of the runs took %ld MiB", most_memory_of_programs() / 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(bears_very_many_events_in_a_line),     cmocka_unit_test(bears_very_many_records_of_one_event),
        cmocka_unit_test(bounds_the_depth_of_lines_in_lines),   cmocka_unit_test(bounds_the_length_of_a_line_in_a_line),
        cmocka_unit_test(passes_over_what_is_no_line),          SCRATCH_TEST(bears_damaged_files_of_formats),
        cmocka_unit_test(takes_little_memory_for_any_of_these),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
