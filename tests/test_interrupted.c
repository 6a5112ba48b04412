/* SPDX-License-Identifier: MIT
 *
 * A run that is interrupted dies by the signal, and leaves both files or neither and nothing else.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { RUNS = 12 };

/* Interrupts a run that goes on for ever, and fails unless it dies by the signal and leaves `names` names. */
static void expect_clean_death(const char *scratch, const char *const arguments[], const struct run_options *options,
                               int number, size_t names)
{
    struct process process;
    struct run_result result;

    process_start(&process, arguments, options);
    pause_for(100);
    kill(process.id, number);
    process_finish(&process, &result);
    assert_int_equal(result.signal, number);
    assert_int_equal(count_names(scratch), names);
    run_result_free(&result);
}

static void dies_by_the_signal_that_interrupts_it(void **state)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    char fifo[512], path[600];
    const char *environment[] = {path, NULL};
    struct run_options reading = {.input_path = fifo, .seconds = 20},
                       searching = {.environment = environment, .seconds = 20};
    int writer;

    snprintf(fifo, sizeof fifo, "%s", path_in(*state, "fifo"));
    assert_int_equal(mkfifo(fifo, 0666), 0);
    writer = open(fifo, O_RDWR | O_CLOEXEC);
    make_directory(*state, "stand-ins");
    write_program(*state, "stand-ins/gperf", "#!/bin/sh\nexec sleep 100\n");
    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", path_in(*state, "stand-ins"));
    write_sound_mapping(*state);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        expect_clean_death(*state, ARGUMENTS(GENERATOR, "-o", *state, "-"), &reading, numbers[i], 3);
        expect_clean_death(*state, ARGUMENTS(GENERATOR, "-o", *state, path_in(*state, "sound.yaml")), &searching,
                           numbers[i], 3);
    }
    close(writer);
}

/* Interrupts a run once it has begun to write. Returns false when it was done before that. */
static bool interrupt_writing(const char *output, const char *input, int number)
{
    struct process process;
    struct run_result result;
    bool interrupted;

    process_start(&process, ARGUMENTS(GENERATOR, "--index", "none", "-o", output, input), NULL);
    while (count_names(output) == 0 && process_runs(&process)) {
    }
    kill(process.id, number);
    process_finish(&process, &result);
    interrupted = result.signal == number;
    assert_true(interrupted || result.exit_code == GOOD);
    run_result_free(&result);
    return interrupted;
}

/* Often, as there are many moments: the first of them is when there is a file and nothing in it. */
static void leaves_both_files_or_none_when_its_writing_is_interrupted(void **state)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    char huge[512];
    int interrupted = 0;

    snprintf(huge, sizeof huge, "%s", write_huge_mapping(*state));
    for (int i = 0; i < RUNS; i++) {
        char name[40], output[512];

        snprintf(name, sizeof name, "generated %d", i);
        snprintf(output, sizeof output, "%s", make_directory(*state, name));
        interrupted += interrupt_writing(output, huge, numbers[i % 3]);
        if (count_names(output) != 0) {
            assert_int_equal(count_names(output), 2);
            assert_int_equal(access(path_in(output, "attack_events_builtin.c"), R_OK), 0);
            assert_int_equal(access(path_in(output, "attack_events_builtin.h"), R_OK), 0);
        }
    }
    assert_in_range(interrupted, RUNS / 2, RUNS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(dies_by_the_signal_that_interrupts_it),
        SCRATCH_TEST(leaves_both_files_or_none_when_its_writing_is_interrupted),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
