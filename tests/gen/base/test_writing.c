/* SPDX-License-Identifier: MIT
 *
 * Failing reads and writes: no incomplete file is left, and earlier files stay.
 */
#define _DEFAULT_SOURCE /* usleep(), flock() */

#include "generating.h"

#include "cmocka_test.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static void refuses_what_cannot_be_read(void **state)
{
    char directory[512], missing[512], *sound = strdup(write_sound_mapping(*state));

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "a directory.yaml"));
    snprintf(missing, sizeof missing, "%s", path_in(*state, "no such file.yaml"));
    expect_refusal_of(*state, ARGUMENTS(directory), NULL, ENVIRONMENT,
                      "attack-events-gen: error: found no file in NAME whose name ends in .yml or .yaml\n", directory);
    expect_refusal_of(*state, ARGUMENTS(sound, missing), NULL, ENVIRONMENT,
                      "attack-events-gen: error: cannot read NAME: No such file or directory\n", missing);
    free(sound);
}

static void makes_the_directory_where_there_is_none(void **state)
{
    char directory[512];
    struct run_result result;

    snprintf(directory, sizeof directory, "%s", path_in(*state, "one//two/three/"));
    run(ARGUMENTS(GENERATOR, "-o", directory, write_sound_mapping(*state)), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    assert_int_equal(count_names(directory), 2);
    run_result_free(&result);
}

/* Nor is one made for bad data, or with --check. */
static void makes_no_directory_for_nothing(void **state)
{
    char directory[512];
    struct run_result result;

    snprintf(directory, sizeof directory, "%s", path_in(*state, "one"));
    run(ARGUMENTS(GENERATOR, "--check", "-o", directory, write_sound_mapping(*state)), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    run(ARGUMENTS(GENERATOR, "-o", directory, write_text(*state, "bad.yaml", "x")), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
    assert_int_equal(access(directory, F_OK), -1);
}

/* The check comes before gperf is run. */
static void says_at_once_that_it_cannot_make_the_directory(void **state)
{
    static const char *const environment[] = {"PATH=/nonexistent", NULL};
    struct run_options options = {.environment = environment};
    struct run_result result;
    char directory[600], file[512];

    snprintf(file, sizeof file, "%s", write_text(*state, "file", ""));
    snprintf(directory, sizeof directory, "%s/one", file);
    run(ARGUMENTS(GENERATOR, "-o", directory, write_sound_mapping(*state)), &options, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot make the directory NAME: File exists\n", file);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

/* Of a depfile too, and before an input is read: the first is bad. What was made goes again. */
static void says_at_once_that_the_depfile_has_no_directory(void **state)
{
    char directory[512], depfile[600], bad[512];
    struct run_result result;

    snprintf(directory, sizeof directory, "%s", path_in(*state, "one/two"));
    snprintf(depfile, sizeof depfile, "%s", path_in(*state, "none/a.d"));
    snprintf(bad, sizeof bad, "%s", write_text(*state, "bad.yaml", "x"));
    run(ARGUMENTS(GENERATOR, "-o", directory, "--depfile", depfile, bad), NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot write NAME: No such file or directory\n", depfile);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);

    snprintf(depfile, sizeof depfile, "%s/a.d", bad);
    run(ARGUMENTS(GENERATOR, "-o", directory, "--depfile", depfile, bad), NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot write NAME: Not a directory\n", depfile);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
    assert_int_equal(access(path_in(*state, "one"), F_OK), -1);

    snprintf(depfile, sizeof depfile, "%s/a.d", directory); /* which the run makes */
    run(ARGUMENTS(GENERATOR, "-o", directory, "--depfile", depfile, write_sound_mapping(*state)), NULL, &result);
    assert_int_equal(result.exit_code, GOOD);
    assert_int_equal(count_names(directory), 3);
    run_result_free(&result);
}

/* Only what the run made, and a directory that something is in not even then. */
static void leaves_a_directory_that_it_did_not_make(void **state)
{
    char directory[600];
    struct run_result result;

    snprintf(directory, sizeof directory, "%s/two", make_directory(*state, "one"));
    run(ARGUMENTS(GENERATOR, "-o", directory, write_text(*state, "bad.yaml", "x")), NULL, &result);
    assert_int_equal(result.exit_code, BAD_DATA);
    run_result_free(&result);
    assert_int_equal(access(directory, F_OK), -1);
    assert_int_equal(access(path_in(*state, "one"), F_OK), 0);
}

static void leaves_no_directory_when_it_is_interrupted(void **state)
{
    char directory[512], fifo[512];
    struct run_options options = {.input_path = fifo};
    struct process process;
    struct run_result result;
    int held;

    snprintf(directory, sizeof directory, "%s", path_in(*state, "one"));
    snprintf(fifo, sizeof fifo, "%s", path_in(*state, "fifo"));
    assert_int_equal(mkfifo(fifo, 0666), 0);
    held = open(fifo, O_RDWR | O_CLOEXEC);
    process_start(&process, ARGUMENTS(GENERATOR, "-o", path_in(directory, "two"), "-"), &options);
    for (int i = 0; i < 1000 && access(path_in(directory, "two"), F_OK) != 0; i++)
        usleep(10000);
    assert_int_equal(access(path_in(directory, "two"), F_OK), 0);
    kill(process.id, SIGTERM);
    process_finish(&process, &result);
    assert_int_equal(result.signal, SIGTERM);
    assert_int_equal(access(directory, F_OK), -1);
    close(held);
    run_result_free(&result);
}

static char *id_of(const char *directory, const char *name, const char *before)
{
    char path[600], *text, *id;

    snprintf(path, sizeof path, "%s/%s", directory, name);
    text = read_file(path, NULL);
    id = strstr(text, before);
    assert_non_null(id);
    id = strndup(id + strlen(before), 8);
    free(text);
    return id;
}

/* The lock on the directory keeps another program from writing into it. */
static void waits_for_its_turn_to_put_files_in_place(void **state)
{
    char directory[512];
    struct process process;
    struct run_result result;
    int held;

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "generated"));
    held = open(directory, O_RDONLY | O_CLOEXEC);
    assert_int_equal(flock(held, LOCK_EX), 0);
    process_start(&process, ARGUMENTS(GENERATOR, "--index", "none", "-o", directory, write_sound_mapping(*state)),
                  NULL);
    for (int i = 0; i < 1000 && count_names(directory) < 2; i++) /* until it has written both files */
        usleep(10000);
    usleep(300000);
    assert_true(process_runs(&process));
    assert_int_equal(access(path_in(directory, "attack_events_builtin.c"), F_OK), -1);
    close(held);
    process_finish(&process, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    assert_int_equal(count_names(directory), 2);
    run_result_free(&result);
}

static void says_which_directory_is_locked(void **state)
{
    char directory[512], expected[1600];
    struct run_result result;
    int held;

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "generated"));
    held = open(directory, O_RDONLY | O_CLOEXEC);
    assert_int_equal(flock(held, LOCK_EX), 0);
    run(ARGUMENTS(GENERATOR, "--index", "none", "-o", directory, write_sound_mapping(*state)), NULL, &result);
    snprintf(
        expected, sizeof expected,
        "attack-events-gen: error: cannot write %s/attack_events_builtin.c: another process has held a lock on the "
        "directory %s/ for 10 seconds; end that process, or write into another directory\n",
        directory, directory);
    assert_string_equal(result.err, expected);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    assert_int_equal(count_names(directory), 0);
    close(held);
    run_result_free(&result);
}

static void leaves_a_pair_of_one_run_where_several_write_at_once(void **state)
{
    enum { AT_ONCE = 8, ROUNDS = 10 };
    char directory[512], inputs[2][512];

    snprintf(directory, sizeof directory, "%s", make_directory(*state, "generated"));
    snprintf(inputs[0], sizeof inputs[0], "%s", write_text(*state, "a.yaml", "- {technique_id: T1001, event_id: 1}\n"));
    snprintf(inputs[1], sizeof inputs[1], "%s", write_text(*state, "b.yaml", "- {technique_id: T1002, event_id: 2}\n"));
    for (int round = 0; round < ROUNDS; round++) {
        struct process processes[AT_ONCE];
        struct run_result result;
        char *source, *header;

        for (int i = 0; i < AT_ONCE; i++)
            process_start(&processes[i], ARGUMENTS(GENERATOR, "--index", "none", "-o", directory, inputs[i % 2]), NULL);
        for (int i = 0; i < AT_ONCE; i++) {
            process_finish(&processes[i], &result);
            assert_string_equal(result.err, "");
            run_result_free(&result);
        }
        source = id_of(directory, "attack_events_builtin.c", "_mapping_id != 0x");
        header = id_of(directory, "attack_events_builtin.h", "_mapping_id 0x");
        assert_string_equal(source, header);
        assert_int_equal(count_names(directory), 2);
        free(source);
        free(header);
    }
}

static void keeps_the_old_pair_when_the_depfile_cannot_be_written(void **state)
{
    char depfile[512];

    snprintf(depfile, sizeof depfile, "%s", path_in(*state, "no such directory/a.d"));
    expect_refusal_of(*state, ARGUMENTS("--depfile", depfile, write_sound_mapping(*state)), NULL, ENVIRONMENT,
                      "attack-events-gen: error: cannot write NAME: No such file or directory\n", depfile);
}

static void refuses_to_write_over_an_input_or_an_output(void **state)
{
    char input[512], rule[512];
    struct run_result result;

    snprintf(input, sizeof input, "%s", write_text(*state, "name.c", "- {technique_id: T1001}\n"));
    snprintf(rule, sizeof rule, "%s", path_in(*state, "name.h"));
    run(ARGUMENTS(GENERATOR, "-o", *state, "--prefix", "name", input), NULL, &result);
    expect_lines(result.err, "attack-events-gen: error: cannot write NAME: it is an input\n", input);
    assert_int_equal(result.exit_code, USAGE);
    run_result_free(&result);
    expect_refusal_of(*state, ARGUMENTS("--depfile", input, input), NULL, USAGE, "*NAME: it is an input\n", input);
    unlink(input);
    run(ARGUMENTS(GENERATOR, "-o", *state, "--prefix", "name", "--depfile", rule, write_sound_mapping(*state)), NULL,
        &result);
    expect_lines(result.err, "attack-events-gen: error: cannot write NAME: it is another output\n", rule);
    assert_int_equal(result.exit_code, USAGE);
    run_result_free(&result);
}

/* Neither file exists yet, and the directory has two names. */
static void refuses_an_output_by_another_name(void **state)
{
    char folder[512], rule[600];
    struct run_result result;

    snprintf(folder, sizeof folder, "%s", make_directory(*state, "folder"));
    snprintf(rule, sizeof rule, "%s/../folder/name.c", folder);
    run(ARGUMENTS(GENERATOR, "-o", folder, "--prefix", "name", "--depfile", rule, write_sound_mapping(*state)), NULL,
        &result);
    expect_lines(result.err, "attack-events-gen: error: cannot write NAME: it is another output\n", rule);
    assert_int_equal(result.exit_code, USAGE);
    assert_int_equal(count_names(folder), 0);
    run_result_free(&result);
}

static void keeps_who_may_read_its_output(void **state)
{
    struct run_result result;
    struct stat status;
    char source[512];

    snprintf(source, sizeof source, "%s", write_text(*state, "attack_events_builtin.c", "old"));
    assert_int_equal(chmod(source, 0640), 0);
    run(ARGUMENTS(GENERATOR, "-o", *state, write_sound_mapping(*state)), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
    assert_int_equal(stat(source, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
}

/* A mapping whose C has hundreds of kilobytes. */
static const char *write_large_mapping(const char *scratch)
{
    return write_mapping_of(scratch, 1500, 40);
}

static void keeps_the_old_pair_when_a_file_may_not_grow(void **state)
{
    static const unsigned long limits[] = {16 * 1024, 64 * 1024};

    for (size_t i = 0; i < sizeof limits / sizeof *limits; i++) {
        struct run_options options = {.file_bytes = limits[i]};

        expect_refusal_of(*state, ARGUMENTS("--index", "none", write_large_mapping(*state)), &options, ENVIRONMENT,
                          "attack-events-gen: error: cannot write */attack_events_builtin.c: File too large\n", NULL);
    }
}

/* A separate file system that is too small for the mapping. It needs a namespace, which not every machine allows. */
static void keeps_the_old_pair_when_the_disk_is_full(void **state)
{
    static const char script[] = "mount -t tmpfs -o size=64k,nr_inodes=32 none \"$1\" || exit 77\n"
                                 "\"$2\" --index none -o \"$1\" \"$3\" || exit 78\n"
                                 "ls \"$1\" >\"$5\" && cat \"$1\"/* >>\"$5\"\n"
                                 "\"$2\" --index none -o \"$1\" \"$4\"; code=$?\n"
                                 "{ ls \"$1\" && cat \"$1\"/*; } | cmp - \"$5\" || exit 79\n"
                                 "exit $code\n";
    char small[512], large[512], disk[512];
    struct run_result result;

    snprintf(small, sizeof small, "%s", write_sound_mapping(*state));
    snprintf(large, sizeof large, "%s", write_large_mapping(*state));
    snprintf(disk, sizeof disk, "%s", make_directory(*state, "disk"));
    run(ARGUMENTS("sh", "-c", "unshare -rm sh -c \"$@\" || exit $?", "sh", script, "sh", disk, GENERATOR, small, large,
                  path_in(*state, "before")),
        NULL, &result);
    if (result.exit_code == 77 || result.exit_code == 127 || strstr(result.err, "unshare")) {
        run_result_free(&result);
        skip();
    }
    expect_lines(result.err,
                 "attack-events-gen: error: cannot write NAME/attack_events_builtin.c: No space left on device\n"
                 "attack-events-gen: error: cannot write NAME/attack_events_builtin.h: No space left on device\n",
                 disk);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    run_result_free(&result);
}

static void leaves_a_directory_in_the_place_of_an_output(void **state)
{
    char output[512], *before, *after;
    size_t size_before, size_after;
    struct run_result result;

    snprintf(output, sizeof output, "%s", make_directory(*state, "generated"));
    write_text(output, "attack_events_builtin.c", "the old one\n");
    make_directory(output, "attack_events_builtin.h");
    before = read_directory(output, &size_before);
    run(ARGUMENTS(GENERATOR, "-o", output, write_sound_mapping(*state)), NULL, &result);
    expect_lines(result.err,
                 "attack-events-gen: error: cannot write NAME/attack_events_builtin.h: it exists and is not "
                 "a regular file\n",
                 output);
    assert_int_equal(result.exit_code, ENVIRONMENT);
    after = read_directory(output, &size_after);
    assert_string_equal(after, before); /* with the names of directories, which stay */
    free(before);
    free(after);
    run_result_free(&result);
}

/* If a run fails, its output must not be there. */
static void keeps_the_old_pair_when_the_numbers_cannot_be_printed(void **state)
{
    struct run_options full = {.output_path = "/dev/full"};

    expect_refusal_of(*state, ARGUMENTS("--stats", "--technique", "T1003", write_sound_mapping(*state)), &full,
                      ENVIRONMENT,
                      "attack-events-gen: error: cannot write to standard output: No space left on device\n", NULL);
}

/* As root, replacing /dev/null by `--depfile /dev/null` would remove it for the whole machine. */
static void replaces_nothing_but_regular_files(void **state)
{
    char fifo[512];
    struct stat status;
    struct run_options options = {.seconds = 10};
    struct run_result result;
    int reader;

    snprintf(fifo, sizeof fifo, "%s", path_in(*state, "fifo"));
    assert_int_equal(mkfifo(fifo, 0666), 0);
    reader = open(fifo, O_RDWR | O_CLOEXEC);
    run(ARGUMENTS(GENERATOR, "-o", *state, "--depfile", fifo, write_sound_mapping(*state)), &options, &result);
    close(reader);
    run_result_free(&result);
    assert_int_equal(stat(fifo, &status), 0);
    assert_true(S_ISFIFO(status.st_mode));
}

/* A file left by a killed run with the same process id stays, and does no harm. */
static void writes_beside_what_a_killed_run_left(void **state)
{
    static const char script[] = "touch \"$2/attack_events_builtin.c.new.$$.0\" && exec \"$1\" -o \"$2\" \"$3\"";
    char output[512];
    struct run_result result;

    snprintf(output, sizeof output, "%s", make_directory(*state, "generated"));
    run(ARGUMENTS("sh", "-c", script, "sh", GENERATOR, output, write_sound_mapping(*state)), NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(count_names(output), 3);
    run_result_free(&result);
}

/* The first names would be a command and an assignment. In the last one, Make drops the blank. */
static void writes_no_rule_of_a_name_that_make_or_ninja_takes_for_another(void **state)
{
    static const char *const names[] = {"a;touch b;.yaml", "SHELL=x.yaml", "%.yaml",    "*.yaml",   "a?.yaml",
                                        "a[b].yaml",       "a|b.yaml",     "a\\b.yaml", "a(b)",     "a\"b.yaml",
                                        "a&b.yaml",        "a'b.yaml",     "a<b.yaml",  "a>b.yaml", "a^b.yaml",
                                        "a`b.yaml",        "a ",           " ",         "a:",       ":"};

    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        char input[512];

        snprintf(input, sizeof input, "%s", write_text(*state, names[i], "- {technique_id: T1001}\n"));
        expect_refusal_of(*state, ARGUMENTS("--depfile", path_in(*state, "a.d"), input), NULL, ENVIRONMENT,
                          "attack-events-gen: error: --depfile cannot name \"*\": Make or Ninja takes a part of "
                          "it for something else\n",
                          NULL);
        assert_int_equal(access(path_in(*state, "a.d"), F_OK), -1);
    }
}

static void writes_no_rule_of_a_name_that_is_a_word_of_make(void **state)
{
    static const char *const words[] = {"define", "undefine"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        struct run_result result;

        write_text(*state, words[i], "- {technique_id: T1001}\n");
        run(ARGUMENTS("sh", "-c", "cd \"$1\" && exec \"$2\" --depfile a.d \"$3\"", "sh", *state, GENERATOR, words[i]),
            NULL, &result);
        expect_lines(result.err,
                     "attack-events-gen: error: --depfile cannot name \"NAME\": Make or Ninja takes a part of it for "
                     "something else\n",
                     words[i]);
        assert_int_equal(result.exit_code, ENVIRONMENT);
        run_result_free(&result);
    }
}

/* In a rule for make, a line end would start another rule; on a terminal, ESC starts a command. */
static void takes_no_control_character_of_a_file_name_for_its_own(void **state)
{
    char input[512];
    struct run_result result;

    snprintf(input, sizeof input, "%s",
             write_text(*state, "a\n\ttouch\x1b.yaml", "- {technique_id: T1001, nothing: 1}\n"));
    expect_refusal_of(*state, ARGUMENTS("-q", "--depfile", path_in(*state, "a.d"), input), NULL, ENVIRONMENT,
                      "attack-events-gen: error: --depfile cannot name \"*a\\x0a\\x09touch\\x1b.yaml\": Make or Ninja "
                      "takes a part of it for something else\n",
                      NULL);
    assert_int_equal(access(path_in(*state, "a.d"), F_OK), -1);
    run(ARGUMENTS(GENERATOR, "--check", input), NULL, &result);
    assert_null(strpbrk(result.err, "\t\x1b"));
    assert_non_null(strstr(result.err, "/a\\x0a\\x09touch\\x1b.yaml:1:"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(refuses_what_cannot_be_read),
        SCRATCH_TEST(makes_the_directory_where_there_is_none),
        SCRATCH_TEST(makes_no_directory_for_nothing),
        SCRATCH_TEST(says_at_once_that_it_cannot_make_the_directory),
        SCRATCH_TEST(says_at_once_that_the_depfile_has_no_directory),
        SCRATCH_TEST(leaves_a_directory_that_it_did_not_make),
        SCRATCH_TEST(leaves_no_directory_when_it_is_interrupted),
        SCRATCH_TEST(waits_for_its_turn_to_put_files_in_place),
        SCRATCH_TEST(says_which_directory_is_locked),
        SCRATCH_TEST(leaves_a_pair_of_one_run_where_several_write_at_once),
        SCRATCH_TEST(refuses_to_write_over_an_input_or_an_output),
        SCRATCH_TEST(refuses_an_output_by_another_name),
        SCRATCH_TEST(keeps_who_may_read_its_output),
        SCRATCH_TEST(keeps_the_old_pair_when_the_depfile_cannot_be_written),
        SCRATCH_TEST(keeps_the_old_pair_when_a_file_may_not_grow),
        SCRATCH_TEST(keeps_the_old_pair_when_the_disk_is_full),
        SCRATCH_TEST(leaves_a_directory_in_the_place_of_an_output),
        SCRATCH_TEST(keeps_the_old_pair_when_the_numbers_cannot_be_printed),
        SCRATCH_TEST(replaces_nothing_but_regular_files),
        SCRATCH_TEST(writes_beside_what_a_killed_run_left),
        SCRATCH_TEST(writes_no_rule_of_a_name_that_make_or_ninja_takes_for_another),
        SCRATCH_TEST(writes_no_rule_of_a_name_that_is_a_word_of_make),
        SCRATCH_TEST(takes_no_control_character_of_a_file_name_for_its_own),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
