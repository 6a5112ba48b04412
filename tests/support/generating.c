/* SPDX-License-Identifier: MIT
 *
 * Runs the generator and compares its messages and files. It must not know the formats of mappings.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_LIMIT = 24 };

const char *write_sound_mapping(const char *scratch)
{
    return write_text(scratch, "sound.yaml",
                      "- {technique_id: T1001, platform: [Windows], event_id: 1, event_platform: windows}\n"
                      "- {technique_id: T1001.002, platform: [Windows], event_id: 4688, event_platform: windows}\n"
                      "- {technique_id: T1003, platform: [Windows], event_id: 4663, event_platform: windows}\n");
}

const char *write_mapping_of(const char *scratch, int techniques, int length)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    const char *path;

    assert_non_null(file);
    for (int i = 0; i < techniques; i++)
        fprintf(file, "- {technique_id: T%d, technique: %0*d}\n", 1000 + i, length, i);
    fclose(file);
    path = write_bytes(scratch, "long.yaml", text, size);
    free(text);
    return path;
}

const char *write_huge_mapping(const char *scratch)
{
    return write_mapping_of(scratch, 100, 60000);
}

/* Whether a line is as expected. Both end in a newline or in NUL. */
static bool is_expected(const char *line, const char *expected, const char *name)
{
    for (;; line++, expected++) {
        while (name && strncmp(expected, "NAME", 4) == 0 && strncmp(line, name, strlen(name)) == 0) {
            line += strlen(name);
            expected += 4;
        }
        if (*expected == '*')
            return is_expected(line, expected + 1, name) ||
                   (*line && *line != '\n' && is_expected(line + 1, expected, name));
        if (*line != *expected)
            return false;
        if (!*line || *line == '\n')
            return true;
    }
}

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return *line ? line + 1 : line;
}

void expect_lines(const char *text, const char *expected, const char *name)
{
    const char *line = text, *wanted = expected;

    for (; *line || *wanted; line = next_line(line), wanted = next_line(wanted))
        if (!is_expected(line, wanted, name)) {
            fprintf(stderr, "expected:\n%sbut this was printed:\n%s", expected, text);
            fail();
        }
}

char *output_of(const char *const arguments[], const struct run_options *options)
{
    struct run_result result;
    char *out;

    run(arguments, options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    out = result.out;
    result.out = NULL;
    run_result_free(&result);
    return out;
}

/* Runs the generator with `arguments`, between the output option and the inputs. */
static void generate(const char *output, const char *const arguments[], const struct run_options *options,
                     struct run_result *result)
{
    const char *all[ARGUMENTS_LIMIT] = {GENERATOR, "-o", output};
    size_t count = 3;

    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(count, 0, ARGUMENTS_LIMIT - 2);
        all[count++] = arguments[i];
    }
    run(all, options, result);
}

void expect_refusal_of(const char *scratch, const char *const arguments[], const struct run_options *options, int code,
                       const char *message, const char *name)
{
    char output[512], *before, *after;
    size_t size_before, size_after;
    struct run_result result;

    snprintf(output, sizeof output, "%s", make_directory(scratch, "generated"));
    generate(output, ARGUMENTS(write_sound_mapping(scratch)), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    before = read_directory(output, &size_before);
    generate(output, arguments, options, &result);
    expect_lines(result.err, message, name);
    assert_int_equal(result.signal, 0);
    assert_int_equal(result.exit_code, code);
    after = read_directory(output, &size_after);
    assert_int_equal(size_before, size_after);
    assert_memory_equal(before, after, size_before);
    free(before);
    free(after);
    run_result_free(&result);
}

void expect_bad_bytes(const char *scratch, const void *input, size_t size, const char *message)
{
    const char *path = write_bytes(scratch, "bad input.yaml", input, size);
    char name[512];

    snprintf(name, sizeof name, "%s", path);
    expect_refusal_of(scratch, ARGUMENTS(name), NULL, BAD_DATA, message, name);
}

void expect_bad(const char *scratch, const char *input, const char *message)
{
    expect_bad_bytes(scratch, input, strlen(input), message);
}

void expect_warnings(const char *scratch, const char *input, const char *message)
{
    const char *path = write_text(scratch, "input.yaml", input);
    struct run_result result;

    generate(scratch, ARGUMENTS(path), NULL, &result);
    expect_lines(result.err, message, path);
    assert_int_equal(result.exit_code, GOOD);
    free(read_file(path_in(scratch, "attack_events_builtin.c"), NULL));
    free(read_file(path_in(scratch, "attack_events_builtin.h"), NULL));
    run_result_free(&result);
}
