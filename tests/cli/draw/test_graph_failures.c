/* SPDX-License-Identifier: MIT
 *
 * `attack-events graph` where it cannot write, or dot is not there or fails: files stay unchanged.
 */
#include "graphing.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { ANSWERED = 0, CANNOT_WRITE = 3 };

/* Runs the tool where "graph.*" exists already. Fails unless it cannot write, and no other file is there afterwards.
 */
static void expect_no_change(const char *scratch, const char *tool, const char *path, const struct run_options *options,
                             const char *message)
{
    size_t before_size, after_size;
    char *before = read_directory(scratch, &before_size), *after;
    struct run_result result;

    run_graph(tool, ARGUMENTS("T1003.001", "-o", path), options, &result);
    if (!strstr(result.err, message))
        fail_msg("expected \"%s\" in: %s", message, result.err);
    assert_int_equal(result.exit_code, CANNOT_WRITE);
    assert_string_equal(result.out, "");
    run_result_free(&result);
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
        SCRATCH_TEST(leaves_a_file_as_it_was_when_writing_fails),
        SCRATCH_TEST(names_what_to_install_without_dot),
        SCRATCH_TEST(leaves_a_file_as_it_was_when_dot_fails),
        SCRATCH_TEST(keeps_warnings_of_dot_to_itself),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
