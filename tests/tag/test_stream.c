/* SPDX-License-Identifier: MIT
 *
 * A log that is still being written: what came is answered before more comes. And what a terminal is shown.
 */
#define _DEFAULT_SOURCE

#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Waits until the process has printed a number of bytes, or for ten seconds. Returns how many it has. */
static long wait_for_output(const struct process *process, long size)
{
    struct stat now = {.st_size = 0};

    for (int i = 0; i < 1000; i++) {
        assert_int_equal(fstat(fileno(process->out), &now), 0);
        if (now.st_size >= size)
            break;
        usleep(10000);
    }
    return (long)now.st_size;
}

static void answers_before_more_comes(void **state)
{
    static const char line[] = "{\"EventID\":0}\n";
    static const char tagged[] = "{\"EventID\":0,\"attack\":{\"techniques\":[]}}\n";
    const char *path = path_in(*state, "log");
    struct run_options options = {.input_path = path};
    struct process process;
    struct run_result result;
    int pipe;

    assert_int_equal(mkfifo(path, 0600), 0);
    pipe = open(path, O_RDWR | O_CLOEXEC); /* so that neither side waits for the other */
    assert_true(pipe >= 0);
    process_start(&process, ARGUMENTS(TOOL, "tag"), &options);
    for (int i = 1; i <= 3; i++) {
        assert_int_equal(write(pipe, line, 5), 5);
        usleep(20000);
        assert_int_equal(write(pipe, line + 5, strlen(line) - 5), (long)strlen(line) - 5);
        assert_int_equal(wait_for_output(&process, (long)strlen(tagged) * i), strlen(tagged) * (size_t)i);
        assert_true(process_runs(&process));
    }
    close(pipe);
    process_finish(&process, &result);
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(result.out_size, 3 * strlen(tagged));
    assert_string_equal(result.err, "");
    run_result_free(&result);
}

static void need_script(void)
{
    struct run_result result;

    run(ARGUMENTS("sh", "-c", "script --version"), NULL, &result);
    if (result.exit_code != 0 || !strstr(result.out, "util-linux")) {
        run_result_free(&result);
        print_message("skipped: there is no script of util-linux\n");
        skip();
    }
    run_result_free(&result);
}

/* script(1) runs it on a terminal. */
static void steers_no_terminal(void **state)
{
    static const char lines[] = "{\"EventID\":0,\"a\":\"\xC2\x9B\xFF\"}\r\n\033[31m\0x\ry\n"
                                "{\"EventID\":0\r}\n{\"a\":0\r,\"attack\":0}\nend\r";
    const char *log = write_bytes(*state, "log.json", lines, sizeof lines - 1);
    struct run_result result;
    char command[1000];

    need_script();
    snprintf(command, sizeof command, "'%s' tag '%s' 2>/dev/null", TOOL, log);
    run(ARGUMENTS("script", "-qec", command, "/dev/null"), NULL, &result);
    assert_non_null(strstr(result.out, "{\"EventID\":0,\"a\":\"\\xc2\\x9b\\xff\",\"attack\":{\"techniques\":[]}}\r"));
    assert_non_null(strstr(result.out, "\n\\x1b[31m\\x00x\\ry\r\n"));
    assert_non_null(strstr(result.out, "\n{\"EventID\":0\\r,\"attack\":{\"techniques\":[]}}\r\n"));
    assert_non_null(strstr(result.out, "\n{\"a\":0\\r,\"attack\":{\"techniques\":[]}}\r\nend\\r"));
    assert_null(strchr(result.out, '\033'));
    run_result_free(&result);
}

static void counts_on_a_terminal_that_shows_nothing_else(void **state)
{
    struct run_result result;
    char command[1000];

    (void)state;
    need_script();
    snprintf(command, sizeof command, "(echo '{\"EventID\":0}'; sleep 0.5; echo '{}'; sleep 0.3) | '%s' tag >/dev/null",
             TOOL);
    run(ARGUMENTS("script", "-qec", command, "/dev/null"), NULL, &result);
    assert_non_null(strstr(result.out, "\r2 lines, 0.0 MB"));
    assert_non_null(strstr(result.out, "\r\033[K"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(answers_before_more_comes),
        SCRATCH_TEST(steers_no_terminal),
        cmocka_unit_test(counts_on_a_terminal_that_shows_nothing_else),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
