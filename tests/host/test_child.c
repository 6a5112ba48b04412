/* SPDX-License-Identifier: MIT
 *
 * Running a child: all bytes arrive both ways in whatever order it reads and writes, and each way to fail has a result.
 */
#include "host/child.h"

#include "cmocka_test.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum { LARGE = 3 << 20 }; /* many times what a pipe holds */

static char shell[] = "/bin/sh", option[] = "-c";

/* Runs a script of the shell. The caller frees the output. */
static enum child_result run_script(struct child *child, const char *script, const char *input, size_t size)
{
    char text[200];
    char *const arguments[] = {shell, option, text, NULL};
    struct child fresh = {
        .arguments = arguments,
        .input = input,
        .input_size = size,
        .processor_seconds = 20,
        .seconds = child->seconds ? child->seconds : 60,
        .output_limit = child->output_limit ? child->output_limit : 2 * LARGE,
        .keeps_messages = child->keeps_messages,
    };
    enum child_result result;

    snprintf(text, sizeof text, "%s", script);
    result = child_run(&fresh);
    fresh.arguments = NULL;
    *child = fresh;
    return result;
}

static char *large_text(void)
{
    char *text = malloc(LARGE);

    assert_non_null(text);
    for (size_t i = 0; i < LARGE; i++)
        text[i] = (char)(i * 31 >> 4);
    return text;
}

static void passes_every_byte_through(void **state)
{
    static const char *const scripts[] = {"cat", "cat <&0 | cat", "cat >&2 2>/dev/null; :", "exec 2>&-; cat"};
    char *text = large_text();

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct child child = {.keeps_messages = i % 2 == 0};

        assert_int_equal(run_script(&child, scripts[i], text, LARGE), CHILD_SUCCEEDED);
        assert_int_equal(child.output_size, i == 2 ? 0 : LARGE);
        assert_memory_equal(child.output, text, child.output_size);
        assert_int_equal(child.output[child.output_size], '\0');
        free(child.output);
    }
    free(text);
}

/* Much on both outputs before anything is read, and nothing read at all. */
static void waits_for_no_child_in_turn(void **state)
{
    struct child child = {.keeps_messages = true};
    char *text = large_text();

    (void)state;
    assert_int_equal(run_script(&child,
                                "head -c 1000000 /dev/zero >&2; head -c 1000000 /dev/zero; cat; "
                                "head -c 1000000 /dev/zero >&2",
                                text, LARGE),
                     CHILD_SUCCEEDED);
    assert_int_equal(child.output_size, 1000000 + LARGE);
    assert_memory_equal(child.output + 1000000, text, LARGE);
    free(child.output);
    child.keeps_messages = false;
    assert_int_equal(run_script(&child, "echo done", text, LARGE), CHILD_SUCCEEDED);
    assert_string_equal(child.output, "done\n");
    free(child.output);
    assert_int_equal(run_script(&child, "exec <&-; echo done; exit 4", text, LARGE), CHILD_FAILED);
    assert_int_equal(child.number, 4);
    free(text);
}

static void keeps_the_start_of_what_it_says(void **state)
{
    struct child child = {.keeps_messages = true};

    (void)state;
    assert_int_equal(run_script(&child, "echo one >&2; echo two; echo three >&2; exit 3", "", 0), CHILD_FAILED);
    assert_int_equal(child.number, 3);
    assert_string_equal(child.messages, "one\nthree\n");
    assert_null(child.output);
    assert_int_equal(child.output_size, 0);
    assert_int_equal(run_script(&child, "yes | head -n 10000 >&2", "", 0), CHILD_SUCCEEDED);
    assert_int_equal(strlen(child.messages), sizeof child.messages - 1);
    assert_string_equal(child.output, "");
    free(child.output);
}

static void says_how_it_ended(void **state)
{
    static char missing[] = "/no such program";
    char *const arguments[] = {missing, NULL};
    struct child child = {.output_limit = 5000};
    struct child nothing = {.arguments = arguments, .input = "", .processor_seconds = 1, .seconds = 1};
    enum child_result result = child_run(&nothing);

    (void)state;
    assert_true((result == CHILD_NOT_STARTED && nothing.number == ENOENT) ||
                (result == CHILD_FAILED && nothing.number == 127));
    assert_int_equal(run_script(&child, "kill -KILL $$", "", 0), CHILD_KILLED);
    assert_int_equal(child.number, SIGKILL);
    assert_int_equal(run_script(&child, "kill -XCPU $$", "", 0), CHILD_WORKS_TOO_LONG);
    assert_int_equal(run_script(&child, "head -c 5001 /dev/zero", "", 0), CHILD_PRINTS_TOO_MUCH);
    assert_null(child.output);
    assert_int_equal(run_script(&child, "head -c 5000 /dev/zero", "", 0), CHILD_SUCCEEDED);
    assert_int_equal(child.output_size, 5000);
    free(child.output);
}

/* One that holds its output, one that has closed it, and one that holds only its messages. */
static void waits_no_longer_than_it_should(void **state)
{
    static const char *const scripts[] = {"exec sleep 100", "exec sleep 100 >&- 2>&-", "exec sleep 100 >&-"};

    (void)state;
    for (size_t i = 0; i < sizeof scripts / sizeof *scripts; i++) {
        struct child child = {.seconds = 1, .keeps_messages = true};
        time_t before = time(NULL);

        assert_int_equal(run_script(&child, scripts[i], "", 0), CHILD_TAKES_TOO_LONG);
        assert_null(child.output);
        assert_in_range(time(NULL) - before, 0, 30);
    }
}

/* What it changes for a child is as it was afterwards. */
static void leaves_the_process_as_it_was(void **state)
{
    struct child child = {0};
    struct sigaction before, after;
    int first = dup(0), last;

    (void)state;
    close(first);
    sigaction(SIGPIPE, NULL, &before); /* as an earlier test left it: caught */
    assert_int_equal(run_script(&child, ":", "", 0), CHILD_SUCCEEDED);
    free(child.output);
    sigaction(SIGPIPE, NULL, &after);
    assert_true(before.sa_handler == after.sa_handler && after.sa_handler != SIG_IGN);
    assert_int_equal(run_script(&child, "kill -PIPE $$; exit 1", "", 0), CHILD_KILLED);
    assert_int_equal(child.number, SIGPIPE);
    last = dup(0);
    assert_int_equal(last, first);
    close(last);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(passes_every_byte_through),       cmocka_unit_test(waits_for_no_child_in_turn),
        cmocka_unit_test(keeps_the_start_of_what_it_says), cmocka_unit_test(says_how_it_ended),
        cmocka_unit_test(waits_no_longer_than_it_should),  cmocka_unit_test(leaves_the_process_as_it_was),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
