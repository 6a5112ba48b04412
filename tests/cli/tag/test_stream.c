/* SPDX-License-Identifier: MIT
 *
 * A log that is still being written: each line is answered before more input comes.
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

/* Waits until the process has printed this many bytes, or for ten seconds. Returns how many there are. */
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
    pipe = open(path, O_RDWR | O_CLOEXEC); /* O_RDWR, so that neither side waits for the other */
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(answers_before_more_comes),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
