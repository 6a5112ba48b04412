/* SPDX-License-Identifier: MIT
 *
 * Output that cannot be written: no space, a limit on files, a closed stream, a closed pipe, a directory that is not
 * writable or disappears.
 */
#include "disturbed.h"
#include "generating.h"

#include "cmocka_test.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void each(const char *scratch, void (*test)(struct disturbed *, const struct program *))
{
    for (const struct program *program = NULL; (program = next_program(program));) {
        struct disturbed disturbed;

        program_start(&disturbed, program, scratch);
        test(&disturbed, program);
        disturbed_end(&disturbed);
    }
}

/* Fails unless the program prints this message when it is disturbed. */
static void expect_words(const struct disturbed *disturbed, const char *const before[],
                         const struct run_options *options, const char *words)
{
    char *said;

    if (!disturb(disturbed, before, options, &said))
        fail_msg("%s %s succeeded where \"%s\" was expected", disturbed->arguments[0], disturbed->arguments[1], words);
    if (!strstr(said, words))
        fail_msg("expected: %s, but it said: %s", words, said);
    free(said);
}

static bool prints(const struct disturbed *disturbed)
{
    return disturbed->plain.out_size > 0;
}

/* ---- Standard streams ------------------------------------------------------------------------------------------- */

static void fill_output(struct disturbed *disturbed, const struct program *program)
{
    struct run_options full = {.output_path = "/dev/full"};

    (void)program;
    if (prints(disturbed))
        expect_words(disturbed, NULL, &full, "No space left on device");
    else
        assert_false(disturb(disturbed, NULL, &full, NULL));
}

static void tells_that_there_is_no_space_for_its_output(void **state)
{
    each(*state, fill_output);
}

static void close_output(struct disturbed *disturbed, const struct program *program)
{
    (void)program;
    if (prints(disturbed))
        expect_words(disturbed, ARGUMENTS(RUN_WITH, "close=1", "--"), NULL, "Bad file descriptor");
    else
        assert_false(disturb(disturbed, ARGUMENTS(RUN_WITH, "close=1", "--"), NULL, NULL));
}

static void tells_that_its_output_is_closed(void **state)
{
    each(*state, close_output);
}

/* Its messages must not go into a file that it writes. */
static void close_messages(struct disturbed *disturbed, const struct program *program)
{
    (void)program;
    assert_false(disturb(disturbed, ARGUMENTS(RUN_WITH, "close=2", "--"), NULL, NULL));
    if (!disturbed->input)
        assert_false(disturb(disturbed, ARGUMENTS(RUN_WITH, "close=0", "close=2", "--"), NULL, NULL));
    else
        expect_words(disturbed, ARGUMENTS(RUN_WITH, "close=0", "--"), NULL, "Bad file descriptor");
}

static void writes_the_same_without_a_place_for_messages(void **state)
{
    each(*state, close_messages);
}

static void break_output(struct disturbed *disturbed, const struct program *program)
{
    static char ignored[20];

    snprintf(ignored, sizeof ignored, "ignore=%d", SIGPIPE);
    if (!prints(disturbed)) {
        assert_false(disturb(disturbed, ARGUMENTS(RUN_WITH, "pipe=1", "--"), NULL, NULL));
        return;
    }
    assert_true(disturb_with_signal(disturbed, ARGUMENTS(RUN_WITH, "pipe=1", "--"), SIGPIPE));
    if (strncmp(program->name, "generator", 9) == 0)
        expect_words(disturbed, ARGUMENTS(RUN_WITH, ignored, "pipe=1", "--"), NULL, "Broken pipe");
    else /* the tool ignores that SIGPIPE is ignored: `| head` is no error */
        assert_true(disturb_with_signal(disturbed, ARGUMENTS(RUN_WITH, ignored, "pipe=1", "--"), SIGPIPE));
}

static void dies_with_the_reader_of_its_output(void **state)
{
    each(*state, break_output);
}

/* ---- A limit on files ------------------------------------------------------------------------------------------- */

static size_t largest_file(const struct disturbed *disturbed)
{
    size_t largest = 0;

    for (size_t i = 0; disturbed->files[i]; i++) {
        struct stat status;

        assert_int_equal(stat(path_in(disturbed->directory, disturbed->files[i]), &status), 0);
        largest = (size_t)status.st_size > largest ? (size_t)status.st_size : largest;
    }
    return largest;
}

/* Its messages go to a file as well, which needs some room. */
enum { ROOM = 600 };

static void limit_files(struct disturbed *disturbed, const struct program *program)
{
    char limit[40], ignored[40];
    struct run_options plainly = {.output_path = NULL};
    size_t size;

    (void)program;
    snprintf(ignored, sizeof ignored, "ignore=%d", SIGXFSZ);
    assert_false(disturb(disturbed, NULL, &plainly, NULL)); /* the new files, to measure them */
    size = largest_file(disturbed);
    size = prints(disturbed) && disturbed->plain.out_size > size ? disturbed->plain.out_size : size;
    for (size_t most = ROOM; most < size; most += most < 4095 ? 3495 : most < 4097 ? 1 : 1 + size / 11) {
        snprintf(limit, sizeof limit, "file=%lu", (unsigned long)most);
        expect_words(disturbed, ARGUMENTS(RUN_WITH, limit, "--"), NULL, "File too large");
        expect_words(disturbed, ARGUMENTS(RUN_WITH, limit, ignored, "--"), NULL, "File too large");
    }
    snprintf(limit, sizeof limit, "file=%lu", (unsigned long)(size < ROOM ? ROOM : size));
    assert_false(disturb(disturbed, ARGUMENTS(RUN_WITH, limit, "--"), NULL, NULL));
}

static void tells_that_a_file_may_not_grow(void **state)
{
    each(*state, limit_files);
}

/* ---- The directory ---------------------------------------------------------------------------------------------- */

/* Another user, if root runs the test, since root may write anywhere. Returns whether that user can run the program.
 */
static bool can_run_as_nobody(void)
{
    struct run_result result;
    bool can;

    run(ARGUMENTS(RUN_WITH, "user=65534", "--", GENERATOR, "--version"), NULL, &result);
    can = result.exit_code == 0;
    run_result_free(&result);
    return can;
}

static void deny_directory(struct disturbed *disturbed, const struct program *program)
{
    (void)program;
    if (!disturbed->files[0])
        return;
    assert_int_equal(chmod(disturbed->directory, 0555), 0);
    expect_words(disturbed, geteuid() ? NULL : ARGUMENTS(RUN_WITH, "user=65534", "--"), NULL, "Permission denied");
    assert_int_equal(chmod(disturbed->directory, 0755), 0);
}

static void tells_that_a_directory_is_read_only(void **state)
{
    if (geteuid() == 0 && !can_run_as_nobody()) {
        print_message("skipped: there is no user but root who can run what was built\n");
        skip();
    }
    assert_int_equal(chmod(*state, 0755), 0);
    each(*state, deny_directory);
}

/* gperf runs after the input was read and before a file is created. */
static void tells_that_its_directory_went_away_before_it_wrote(void **state)
{
    char path[600], script[1200], directory[512];
    const char *environment[] = {path, NULL};
    struct run_options options = {.environment = environment};
    struct run_result result;

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "gone"));
    make_directory(*state, "stand-ins");
    snprintf(script, sizeof script, "#!/bin/sh\nPATH=/usr/bin:/bin\nrm -rf '%s'\nexec gperf \"$@\"\n", directory);
    write_program(*state, "stand-ins/gperf", script);
    snprintf(path, sizeof path, "PATH=%s:/usr/bin:/bin", path_in(*state, "stand-ins"));
    run(ARGUMENTS(GENERATOR, "-o", directory, write_text(*state, "sound.yaml", "- {technique_id: T1001}\n")), &options,
        &result);
    assert_int_equal(result.exit_code, 3);
    assert_non_null(strstr(result.err, "error: cannot write "));
    assert_non_null(strstr(result.err, ": No such file or directory\n"));
    run_result_free(&result);
}

/* Removes the directory once it has a file. Returns false if all files were in place before. */
static bool remove_while_writing(const char *directory, const char *input)
{
    struct process process;
    struct run_result result;
    bool was_late;

    process_start(&process, ARGUMENTS(GENERATOR, "--index", "none", "-o", directory, input), NULL);
    while (count_names(directory) == 0 && process_runs(&process))
        /* cppcheck-suppress redundantContinue; it only waits */
        continue;
    run(ARGUMENTS("rm", "-rf", directory), NULL, &result);
    run_result_free(&result);
    process_finish(&process, &result);
    was_late = result.exit_code == 0;
    if (!was_late) {
        assert_int_equal(result.exit_code, 3);
        assert_non_null(strstr(result.err, "error: cannot write "));
    }
    run_result_free(&result);
    return !was_late;
}

static void tells_that_its_directory_went_away_while_it_wrote(void **state)
{
    size_t told = 0;
    char input[512], directory[512];

    snprintf(input, sizeof input, "%s", write_huge_mapping(*state));
    for (int i = 0; i < 10; i++) {
        snprintf(directory, sizeof directory, "%s", make_directory(*state, "gone"));
        told += remove_while_writing(directory, input);
    }
    assert_in_range(told, 1, 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(tells_that_there_is_no_space_for_its_output),
        SCRATCH_TEST(tells_that_its_output_is_closed),
        SCRATCH_TEST(writes_the_same_without_a_place_for_messages),
        SCRATCH_TEST(dies_with_the_reader_of_its_output),
        SCRATCH_TEST(tells_that_a_file_may_not_grow),
        SCRATCH_TEST(tells_that_a_directory_is_read_only),
        SCRATCH_TEST(tells_that_its_directory_went_away_before_it_wrote),
        SCRATCH_TEST(tells_that_its_directory_went_away_while_it_wrote),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
