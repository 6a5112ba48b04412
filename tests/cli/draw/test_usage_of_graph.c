/* SPDX-License-Identifier: MIT
 *
 * The messages of `attack-events graph` for wrong usage and failures, after which files stay unchanged.
 */
#include "graphing.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ANSWERED = 0, NOT_FOUND = 1, USAGE = 2, CANNOT_WRITE = 3 };

static void expect_failure(const char *tool, const char *const arguments[], const struct run_options *options, int code,
                           const char *message)
{
    struct run_result result;

    run_graph(tool, arguments, options, &result);
    if (!strstr(result.err, message))
        fail_msg("expected \"%s\" in: %s", message, result.err);
    assert_int_equal(result.exit_code, code);
    assert_string_equal(result.out, "");
    run_result_free(&result);
}

static void refuses_what_it_cannot_read(void **state)
{
    (void)state;
    expect_failure(TOOL, ARGUMENTS(NULL), NULL, USAGE, "'graph' needs ID...");
    expect_failure(TOOL, ARGUMENTS("T1039", "--to", "event"), NULL, USAGE,
                   "--to 'event': expected events or techniques");
    expect_failure(TOOL, ARGUMENTS("T1039", "--to", ""), NULL, USAGE, "expected events or techniques");
    expect_failure(TOOL, ARGUMENTS("T1039", "-o", "graph.pdf"), NULL, USAGE,
                   "expected a name that ends in .svg, .png or .dot");
    expect_failure(TOOL, ARGUMENTS("T1039", "-o", ".svg"), NULL, USAGE, "expected a name that ends in");
    expect_failure(TOOL, ARGUMENTS("T1039", "-o", "svg"), NULL, USAGE, "expected a name that ends in");
    expect_failure(TOOL, ARGUMENTS("T1039", "--format", "json"), NULL, USAGE, "graph has no --format 'json'");
    expect_failure(TOOL, ARGUMENTS("T1039", "--columns", "event_id"), NULL, USAGE, "unknown option '--columns'");
    expect_failure(TOOL, ARGUMENTS("T1039", "--too", "events"), NULL, USAGE, "did you mean --to?");
}

static void names_what_is_near_what_it_does_not_find(void **state)
{
    (void)state;
    expect_failure(TOOL, ARGUMENTS("T1093"), NULL, NOT_FOUND, "no technique 'T1093' in this mapping; did you mean");
    expect_failure(TOOL, ARGUMENTS("T1039", "T9999.*"), NULL, NOT_FOUND, "no technique 'T9999.*' in this mapping");
    expect_failure(TOOL, ARGUMENTS("t1039"), NULL, NOT_FOUND, "did you mean T1039");
    expect_failure(TOOL, ARGUMENTS("--to", "techniques", "4663x"), NULL, NOT_FOUND,
                   "no event '4663x' in this mapping; did you mean 4663");
    expect_failure(TOOL, ARGUMENTS("T1039", "--provider", "Microsoft-Windows-Sysmonn"), NULL, NOT_FOUND,
                   "Microsoft-Windows-Sysmon");
    expect_failure(TOOL, ARGUMENTS("--to", "techniques", "4663", "--provider", "Linux-Sysmon"), NULL, NOT_FOUND,
                   "--provider 'Linux-Sysmon'");
}

static void helps_on_standard_output(void **state)
{
    struct run_result result;

    (void)state;
    run_graph(TOOL, ARGUMENTS("--help"), NULL, &result);
    assert_int_equal(result.exit_code, ANSWERED);
    assert_string_equal(result.err, "");
    assert_non_null(strstr(result.out, "attack-events graph T1039 -o graph.svg"));
    assert_non_null(strstr(result.out, "--to END"));
    run_result_free(&result);
}

static void writes_the_same_dot_to_a_file(void **state)
{
    const char *path = path_in(*state, "graph.DOT");
    struct run_result printed, written;
    size_t size;
    char *dot;

    run_graph(TOOL, ARGUMENTS("T1039"), NULL, &printed);
    run_graph(TOOL, ARGUMENTS("T1039", "--output", path), NULL, &written);
    assert_string_equal(written.err, "");
    assert_int_equal(written.exit_code, ANSWERED);
    assert_int_equal(written.out_size, 0);
    dot = read_file(path, &size);
    assert_int_equal(size, printed.out_size);
    assert_memory_equal(dot, printed.out, size);
    assert_int_equal(count_names(*state), 1);
    free(dot);
    run_result_free(&printed);
    run_result_free(&written);
}

/* Runs the tool where "graph.*" exists already. Fails unless it cannot write, and no other file is there afterwards.
 */
static void expect_no_change(const char *scratch, const char *tool, const char *path, const struct run_options *options,
                             const char *message)
{
    size_t before_size, after_size;
    char *before = read_directory(scratch, &before_size), *after;

    expect_failure(tool, ARGUMENTS("T1003.001", "-o", path), options, CANNOT_WRITE, message);
    after = read_directory(scratch, &after_size);
    assert_int_equal(before_size, after_size);
    assert_memory_equal(before, after, before_size);
    free(before);
    free(after);
}

static void leaves_a_file_as_it_was_when_writing_fails(void **state)
{
    const struct run_options full = {.file_bytes = 1000};

    expect_no_change(*state, TOOL, write_text(*state, "graph.dot", "before"), &full, "graph.dot");
    expect_no_change(*state, TOOL, path_in(*state, "none/graph.dot"), NULL, "No such file or directory");
    make_directory(*state, "a.dot");
    expect_no_change(*state, TOOL, path_in(*state, "a.dot"), NULL, "a.dot");
#ifdef HAS_DOT
    expect_no_change(*state, TOOL, write_text(*state, "graph.svg", "before"), &full, "graph.svg");
    expect_no_change(*state, TOOL, write_text(*state, "graph.png", "before"), &full, "graph.png");
#endif
}

static void says_that_it_cannot_print(void **state)
{
    const struct run_options full = {.output_path = "/dev/full"};
    struct run_result result;

    (void)state;
    run_graph(TOOL, ARGUMENTS("T1039"), &full, &result);
    assert_int_equal(result.exit_code, CANNOT_WRITE);
    assert_non_null(strstr(result.err, "cannot write"));
    run_result_free(&result);
}

static void names_what_to_install_without_dot(void **state)
{
    char path[512];
    const struct run_options options = {.environment = ARGUMENTS(path)};
    struct run_result result;

    snprintf(path, sizeof path, "PATH=%s", make_directory(*state, "empty"));
    expect_no_change(*state, TOOL, path_in(*state, "graph.svg"), &options,
                     "attack-events: cannot draw: dot is not installed\n"
                     "To draw, install Graphviz (Debian, Ubuntu: graphviz), or\n");
    expect_no_change(*state, TOOL, write_text(*state, "graph.png", "before"), &options, "dot -Tsvg");
    run_graph(TOOL, ARGUMENTS("T1039", "-o", path_in(*state, "graph.dot")), &options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, ANSWERED);
    run_result_free(&result);
    run_graph(TOOL, ARGUMENTS("T1039"), &options, &result);
    assert_int_equal(strncmp(result.out, "digraph ", 8), 0);
    assert_int_equal(result.exit_code, ANSWERED);
    run_result_free(&result);
}

/* A dot that is another program, fails half-way or draws nothing. Its message is shown, safe for a terminal. */
static void leaves_a_file_as_it_was_when_dot_fails(void **state)
{
    static const struct {
        const char *script, *message;
    } cases[] = {
        {"echo '<svg>'; printf 'Error: a\\033[31m\\nin line 2\\n' >&2; exit 3",
         "attack-events: cannot draw: dot failed with exit code 3\n  Error: a\\x1b[31m\n  in line 2\n"},
        {"exit 127", "attack-events: cannot draw: dot is not installed\n"},
        {"exec <&-; echo '<svg>'; kill -9 $$", "attack-events: cannot draw: dot was killed by signal 9\n"},
        {"kill -XCPU $$", "attack-events: cannot draw: dot takes longer than 3600 seconds of the processor\n"},
        {"cat >/dev/null", "attack-events: cannot draw: dot has drawn nothing\n"},
    };
    char path[600], script[200];
    const struct run_options options = {.environment = ARGUMENTS(path)};

    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", make_directory(*state, "stand-ins"));
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        snprintf(script, sizeof script, "#!/bin/sh\n%s\n", cases[i].script);
        write_program(*state, "stand-ins/dot", script);
        expect_no_change(*state, TOOL, write_text(*state, "graph.svg", "before"), &options, cases[i].message);
    }
    write_text(*state, "stand-ins/dot", "no program");
    chmod(path_in(*state, "stand-ins/dot"), 0600);
    snprintf(path, sizeof path, "PATH=%s", path_in(*state, "stand-ins"));
    expect_no_change(*state, TOOL, write_text(*state, "graph.svg", "before"), &options,
                     "attack-events: cannot draw: dot cannot be run: Permission denied\n");
}

/* What dot warns of is no news, as that a picture is scaled down. */
static void keeps_warnings_of_dot_to_itself(void **state)
{
    char path[600], *picture;
    const struct run_options options = {.environment = ARGUMENTS(path)};
    struct run_result result;

    make_directory(*state, "stand-ins");
    write_program(*state, "stand-ins/dot", "#!/bin/sh\necho Warning >&2; echo \"$@\"; sed -n 1p\n");
    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", path_in(*state, "stand-ins"));
    run_graph(TOOL, ARGUMENTS("T1039", "-o", path_in(*state, "graph.png")), &options, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, ANSWERED);
    picture = read_file(path_in(*state, "graph.png"), NULL);
    assert_int_equal(strncmp(picture, "-q -Gdpi=144 -Tpng\ndigraph ", 27), 0);
    free(picture);
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(refuses_what_it_cannot_read),
        cmocka_unit_test(names_what_is_near_what_it_does_not_find),
        cmocka_unit_test(helps_on_standard_output),
        SCRATCH_TEST(writes_the_same_dot_to_a_file),
        SCRATCH_TEST(leaves_a_file_as_it_was_when_writing_fails),
        cmocka_unit_test(says_that_it_cannot_print),
        SCRATCH_TEST(names_what_to_install_without_dot),
        SCRATCH_TEST(leaves_a_file_as_it_was_when_dot_fails),
        SCRATCH_TEST(keeps_warnings_of_dot_to_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
