/* SPDX-License-Identifier: MIT
 *
 * Runs the generator and the compiler, and compares the output.
 */
#include "compiling.h"

#include "cmocka_test.h"
#include "generating.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define RUNTIME PROJECT_DIRECTORY "/runtime"
#define PRINT_ROWS TEST_FIXTURES "/print_rows.c"

enum { ARGUMENTS_LIMIT = 40 };

static void add_arguments(const char *all[ARGUMENTS_LIMIT], size_t *count, const char *const arguments[])
{
    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(*count, 0, ARGUMENTS_LIMIT - 2);
        all[(*count)++] = arguments[i];
    }
    all[*count] = NULL;
}

void generate_quietly(const char *scratch, const char *const arguments[])
{
    const char *all[ARGUMENTS_LIMIT];
    size_t count = 0;
    struct run_result result;

    add_arguments(all, &count, ARGUMENTS(GENERATOR, "-q", "-o", scratch));
    add_arguments(all, &count, arguments);
    run(all, NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

/* Trigraphs are on: a text that forms one would otherwise not be noticed. */
static void compile(const char *const arguments[], struct run_result *result)
{
    static const char *const flags[] = {C_COMPILER,     SANITIZERS "-std=c99",
                                        "-trigraphs",   "-Wall",
                                        "-Wextra",      "-Wpedantic",
                                        "-Wconversion", "-Wshadow",
                                        "-Werror",      "-I",
                                        RUNTIME,        NULL};
    const char *all[ARGUMENTS_LIMIT];
    size_t count = 0;

    add_arguments(all, &count, flags);
    add_arguments(all, &count, arguments);
    run(all, NULL, result);
}

void compile_program(const char *scratch, const char *const arguments[])
{
    const char *all[ARGUMENTS_LIMIT];
    size_t count = 0;
    struct run_result result;

    add_arguments(all, &count,
                  ARGUMENTS("-I", scratch, "-o", path_in(scratch, "program"), RUNTIME "/attack_events.c",
                            RUNTIME "/attack_retired.c"));
    add_arguments(all, &count, arguments);
    compile(all, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

void compile_object(const char *scratch, const char *const arguments[], struct run_result *result)
{
    const char *all[ARGUMENTS_LIMIT];
    size_t count = 0;

    add_arguments(all, &count, arguments);
    add_arguments(all, &count, ARGUMENTS("-c", "-o", path_in(scratch, "object.o")));
    compile(all, result);
}

char *print_mapping(const char *scratch, const char *prefix)
{
    char function[120], header[120], source[120];
    struct run_result result;

    snprintf(function, sizeof function, "-DMAPPING=%s", prefix);
    snprintf(header, sizeof header, "-DMAPPING_HEADER=\"%s.h\"", prefix);
    snprintf(source, sizeof source, "%s.c", prefix);
    compile_program(scratch, ARGUMENTS(function, header, path_in(scratch, source), PRINT_ROWS));
    run(ARGUMENTS(path_in(scratch, "program")), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    free(result.err);
    return result.out;
}

void expect_rows(const char *scratch, const char *input, const char *const options[], const char *expected)
{
    const char *all[ARGUMENTS_LIMIT];
    size_t count = 0;
    char *printed;

    add_arguments(all, &count, options);
    add_arguments(all, &count, ARGUMENTS(write_text(scratch, "input.yaml", input)));
    generate_quietly(scratch, all);
    printed = print_mapping(scratch, "attack_events_builtin");
    assert_string_equal(printed, expected);
    free(printed);
}
