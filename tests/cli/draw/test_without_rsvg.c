/* SPDX-License-Identifier: MIT
 *
 * `attack-events top` where rsvg-convert is not there, or fails: files stay unchanged.
 */
#include "naive_counts.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

/* Fails unless the tool cannot write, prints nothing to standard output, and its message starts like this. */
static void expect_complaint(const char *const arguments[], const struct run_options *options, const char *message)
{
    const char *all[16] = {TOOL, "top"};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(i, 0, 12);
        all[i + 2] = arguments[i];
    }
    run(all, options, &result);
    assert_true(result.err_size >= strlen(message));
    result.err[strlen(message)] = '\0';
    assert_string_equal(result.err, message);
    assert_string_equal(result.out, "");
    assert_int_equal(result.exit_code, 3);
    run_result_free(&result);
}

static void names_what_to_install_without_rsvg_convert(void **state)
{
    static const char message[] = "attack-events: cannot draw: rsvg-convert is not installed\n"
                                  "To draw a PNG, install librsvg (Debian, Ubuntu: librsvg2-bin), or\n";
    const char *path = write_text(*state, "old.png", "as it was");
    char empty[512], *bytes;
    const struct run_options options = {.environment = ARGUMENTS(empty)};
    struct run_result result;

    snprintf(empty, sizeof empty, "PATH=%s", make_directory(*state, "empty"));
    expect_complaint(ARGUMENTS("tactics", "-o", path), &options, message);
    expect_complaint(ARGUMENTS("tactics", "-o", path_in(*state, "new.png")), &options, message);
    bytes = read_file(path, NULL);
    assert_string_equal(bytes, "as it was");
    free(bytes);
    assert_int_equal(count_names(*state), 2);
    run_top(TOOL, ARGUMENTS("tactics", "-o", path_in(*state, "new.svg")), &options, &result);
    assert_int_equal(count_names(*state), 3);
    run_result_free(&result);
}

static void leaves_what_was_there_when_rsvg_convert_fails(void **state)
{
    const char *path = write_text(*state, "old.png", "as it was");
    char stand_ins[600], *bytes;
    const struct run_options options = {.environment = ARGUMENTS(stand_ins)};

    make_directory(*state, "stand-ins");
    write_program(*state, "stand-ins/rsvg-convert", "#!/bin/sh\nprintf '\\211PNG'; echo 'no fonts' >&2; exit 1\n");
    snprintf(stand_ins, sizeof stand_ins, "PATH=%s:/usr/bin:/bin", path_in(*state, "stand-ins"));
    expect_complaint(ARGUMENTS("tactics", "-o", path), &options,
                     "attack-events: cannot draw: rsvg-convert failed with exit code 1\n  no fonts\n");
    bytes = read_file(path, NULL);
    assert_string_equal(bytes, "as it was");
    free(bytes);
    assert_int_equal(count_names(*state), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(names_what_to_install_without_rsvg_convert),
        SCRATCH_TEST(leaves_what_was_there_when_rsvg_convert_fails),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
