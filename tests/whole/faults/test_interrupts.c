/* SPDX-License-Identifier: MIT
 *
 * Signals: the signal ends the program, earlier output files stay, and no process is left running.
 */
#include "disturbed.h"
#include "generating.h"

#include "cmocka_test.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGXCPU};
enum { NUMBERS = sizeof numbers / sizeof *numbers, PATIENCE = 20000 /* milliseconds */ };

/* Waits for bytes from `file`, or for its end. Returns how many bytes came. */
static size_t wait_for_bytes(int file)
{
    struct pollfd readable = {file, POLLIN, 0};
    char bytes[100];
    ssize_t got;

    if (poll(&readable, 1, PATIENCE) != 1)
        fail_msg("nothing happened in time");
    got = read(file, bytes, sizeof bytes);
    assert_true(got >= 0);
    return (size_t)got;
}

static void make_fifo(const char *scratch, char fifo[512])
{
    snprintf(fifo, 512, "%s", path_in(scratch, "fifo"));
    assert_int_equal(mkfifo(fifo, 0666), 0);
}

/* Runs a program that reads an endless fifo, and fails unless each signal ends it. */
static void expect_deaths_while_reading(const char *scratch, const char *const arguments[])
{
    char fifo[512];
    struct run_options options = {.input_path = fifo, .seconds = 20};
    int writer;

    make_fifo(scratch, fifo);
    writer = open(fifo, O_RDWR | O_CLOEXEC);
    for (size_t i = 0; i < NUMBERS; i++) {
        struct process process;
        struct run_result result;

        process_start(&process, arguments, &options);
        pause_for(100);
        kill(process.id, numbers[i]);
        process_finish(&process, &result);
        assert_int_equal(result.signal, numbers[i]);
        run_result_free(&result);
    }
    close(writer);
}

static void dies_by_the_signal_that_interrupts_its_reading(void **state)
{
    expect_deaths_while_reading(*state, ARGUMENTS(GENERATOR, "-o", *state, "-"));
    assert_int_equal(count_names(*state), 1);
}

/* Interrupts a run once it has started to write. Returns false if it finished earlier. */
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

/* When the file first appears, it is empty. */
static void leaves_both_files_or_none_when_its_writing_is_interrupted(void **state)
{
    char huge[512];
    int interrupted = 0;

    snprintf(huge, sizeof huge, "%s", write_huge_mapping(*state));
    for (size_t i = 0; i < NUMBERS; i++) {
        char name[40], output[512];

        snprintf(name, sizeof name, "generated %zu", i);
        snprintf(output, sizeof output, "%s", make_directory(*state, name));
        interrupted += interrupt_writing(output, huge, numbers[i]);
        if (count_names(output) != 0) {
            assert_int_equal(count_names(output), 2);
            assert_int_equal(access(path_in(output, "attack_events_builtin.c"), R_OK), 0);
            assert_int_equal(access(path_in(output, "attack_events_builtin.h"), R_OK), 0);
        }
    }
    assert_in_range(interrupted, NUMBERS / 2, NUMBERS);
}

/* A program that opens a fifo to report that it runs, and keeps it open while it runs. */
static void make_stand_in(const char *scratch, const char *name, char path[600], char fifo[512])
{
    char script[1200], file[100];

    make_fifo(scratch, fifo);
    make_directory(scratch, "stand-ins");
    snprintf(script, sizeof script, "#!/bin/sh\nexec 3>'%s'\necho runs >&3\nexec sleep 100\n", fifo);
    snprintf(file, sizeof file, "stand-ins/%s", name);
    write_program(scratch, file, script);
    snprintf(path, 600, "PATH=%s:/usr/bin:/bin", path_in(scratch, "stand-ins"));
}

/* Fails unless each signal that a program dies by takes the stand-in with it, which it runs meanwhile. */
static void expect_no_stand_in_left(const char *scratch, const char *name, const char *const arguments[])
{
    char path[600], fifo[512];
    const char *environment[] = {path, NULL};
    struct run_options options = {.environment = environment};

    make_stand_in(scratch, name, path, fifo);
    for (size_t i = 0; i < NUMBERS; i++) {
        int reader = open(fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
        struct process process;
        struct run_result result;

        process_start(&process, arguments, &options);
        assert_int_equal(wait_for_bytes(reader), 5);
        kill(process.id, numbers[i]);                /* only the process, not its group */
        assert_int_equal(wait_for_bytes(reader), 0); /* nobody has the fifo open any more */
        process_finish(&process, &result);
        assert_int_equal(result.signal, numbers[i]);
        assert_string_equal(result.err, "");
        run_result_free(&result);
        close(reader);
    }
}

static void leaves_no_gperf_running(void **state)
{
    const char *input = write_text(*state, "sound.yaml", "- {technique_id: T1001}\n");

    expect_no_stand_in_left(*state, "gperf", ARGUMENTS(GENERATOR, "-o", *state, input));
    assert_int_equal(count_names(*state), 3);
}

/* The same when the generator stops because of a limit. */
static void leaves_no_gperf_running_that_prints_too_much(void **state)
{
    char path[600], fifo[512], script[1200];
    const char *environment[] = {path, NULL};
    struct run_options options = {.environment = environment};
    struct run_result result;
    int reader;

    make_stand_in(*state, "gperf", path, fifo);
    snprintf(script, sizeof script, "#!/bin/sh\nexec 3>'%s'\necho runs >&3\nexec yes 'static unsigned char'\n", fifo);
    write_program(*state, "stand-ins/gperf", script);
    reader = open(fifo, O_RDONLY | O_NONBLOCK | O_CLOEXEC);
    run(ARGUMENTS(GENERATOR, "--index", "gperf", "-o", *state,
                  write_text(*state, "sound.yaml", "- {technique_id: T1001}\n")),
        &options, &result);
    assert_int_equal(result.exit_code, 3);
    run_result_free(&result);
    assert_int_equal(wait_for_bytes(reader), 5);
    assert_int_equal(wait_for_bytes(reader), 0);
    close(reader);
}

#ifdef TOOL

/* Waits until the process has printed something. */
static void wait_for_output(const struct process *process)
{
    struct stat now = {.st_size = 0};

    for (int i = 0; i < PATIENCE / 10 && now.st_size == 0; i++) {
        pause_for(10);
        assert_int_equal(fstat(fileno(process->out), &now), 0);
    }
    assert_true(now.st_size > 0);
}

static void tag_dies_by_the_signal_that_interrupts_it(void **state)
{
    static const char line[] = "{\"EventID\":0}\n{\"EventID\":";
    static const char tagged[] = "{\"EventID\":0,\"attack\":{\"techniques\":[]}}\n";
    char fifo[512];
    struct run_options options = {.input_path = fifo};
    int writer;

    make_fifo(*state, fifo);
    for (size_t i = 0; i < NUMBERS; i++) {
        struct process process;
        struct run_result result;

        writer = open(fifo, O_RDWR | O_CLOEXEC);
        process_start(&process, ARGUMENTS(TOOL, "tag"), &options);
        assert_int_equal(write(writer, line, strlen(line)), (long)strlen(line));
        wait_for_output(&process);
        kill(process.id, numbers[i]);
        process_finish(&process, &result);
        assert_int_equal(result.signal, numbers[i]);
        assert_string_equal(result.out, tagged);
        assert_string_equal(result.err, "");
        run_result_free(&result);
        close(writer);
    }
    assert_int_equal(count_names(*state), 1);
}

static void tag_leaves_the_old_layer_when_it_is_interrupted(void **state)
{
    char layer[512], *text;

    snprintf(layer, sizeof layer, "%s", write_text(*state, "layer.json", "the old one\n"));
    expect_deaths_while_reading(*state, ARGUMENTS(TOOL, "tag", "--layer", layer));
    text = read_file(layer, NULL);
    assert_string_equal(text, "the old one\n");
    free(text);
    assert_int_equal(count_names(*state), 2);
}

static void leaves_nothing_running_that_draws(void **state)
{
    char file[512];

    snprintf(file, sizeof file, "%s", path_in(*state, "new.png"));
    expect_no_stand_in_left(*state, "rsvg-convert", ARGUMENTS(TOOL, "top", "events", "-o", file));
    assert_int_equal(count_names(*state), 2);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(dies_by_the_signal_that_interrupts_its_reading),
        SCRATCH_TEST(leaves_both_files_or_none_when_its_writing_is_interrupted),
        SCRATCH_TEST(leaves_no_gperf_running),
        SCRATCH_TEST(leaves_no_gperf_running_that_prints_too_much),
#ifdef TOOL
        SCRATCH_TEST(tag_dies_by_the_signal_that_interrupts_it),
        SCRATCH_TEST(tag_leaves_the_old_layer_when_it_is_interrupted),
        SCRATCH_TEST(leaves_nothing_running_that_draws),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
