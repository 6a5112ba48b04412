/* SPDX-License-Identifier: MIT
 *
 * Failing system calls, and signals during system calls: each call in turn, injected by strace.
 */
#include "disturbed.h"
#include "generating.h"

#include "cmocka_test.h"

#include <signal.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { CALLS_MOST = 1000, EACH_OF = 40, KINDS_MOST = 20 };

static bool can_inject(const char *scratch)
{
    struct run_result result;
    bool can;

    run(ARGUMENTS("sh", "-c", "strace -o \"$1\" -e trace=write -e inject=write:error=ENOSPC:when=1 echo x", "sh",
                  path_in(scratch, "log")),
        NULL, &result);
    can = result.exit_code == 1 && strstr(result.err, "No space left");
    run_result_free(&result);
    return can;
}

static void need_strace(const char *scratch)
{
    if (!can_inject(scratch)) {
        print_message("skipped: there is no strace that can make calls fail\n");
        skip();
    }
}

/* Whether the fault was injected; if not, there are fewer calls. */
static bool has_come(const char *log, const char *sign)
{
    char *text = read_file(log, NULL);
    bool has = strstr(text, sign) != NULL;

    free(text);
    return has;
}

/* A kind of call, the injected fault, and whether at least one such fault must lead to an error: a program can do
 * without a link, and repeats some calls. */
struct fault {
    const char *call, *how;
    bool refuses;
};

/* Whether the fault hit the program itself, and not the loader before it. */
static bool refuses(const struct disturbed *disturbed, const char *const before[])
{
    char *said = NULL;
    bool refused = disturb(disturbed, before, NULL, &said) && !strstr(said, "error while loading shared libraries");

    free(said);
    return refused;
}

/* Injects a fault into each call of one kind, or into each and all later ones; each signal must end the program.
 * Returns about how many calls there were, and adds to `refused` those that led to an error. */
static int disturb_calls(const struct disturbed *disturbed, const struct fault *fault, bool from_then_on, int number,
                         int *refused)
{
    char log[512], trace[60], inject[120];
    const char *const before[] = {"strace", "-qq", "-o", log, "-e", trace, "-e", inject, NULL};
    int n = 1;

    snprintf(log, sizeof log, "%s", path_in(disturbed->scratch, "log"));
    snprintf(trace, sizeof trace, "trace=%s", fault->call);
    for (; n < CALLS_MOST; n += n < EACH_OF ? 1 : n / 8) { /* later ones are alike */
        snprintf(inject, sizeof inject, "inject=%s:%s:when=%d%s", fault->call, fault->how, n, from_then_on ? "+" : "");
        bool died = number && disturb_with_signal(disturbed, before, number);

        if (!number)
            *refused += refuses(disturbed, before);
        if (!has_come(log, number ? "--- SIGTERM" : "(INJECTED)"))
            break;
        if (number && !died)
            fail_msg("%s outlived the signal at %s %d", disturbed->arguments[0], fault->call, n);
    }
    assert_in_range(n, 1, CALLS_MOST - 1);
    return n - 1;
}

/* Every kind of call is made by some program. */
static void each(const char *scratch, const struct fault *faults, bool from_then_on, int number)
{
    int calls[KINDS_MOST] = {0}, refused[KINDS_MOST] = {0};

    for (const struct program *program = NULL; (program = next_program(program));) {
        struct disturbed disturbed;

        if (!program->files[0] && strcmp(program->name, "tag") != 0 && strcmp(program->name, "coverage") != 0)
            continue; /* the others write in the same way */
        program_start(&disturbed, program, scratch);
        for (size_t i = 0; faults[i].call; i++)
            calls[i] += disturb_calls(&disturbed, &faults[i], from_then_on, number, &refused[i]);
        disturbed_end(&disturbed);
    }
    for (size_t i = 0; faults[i].call; i++) {
        print_message("%s: %d calls, %d refused\n", faults[i].call, calls[i], refused[i]);
        assert_in_range(calls[i], 1, 100000);
        assert_true(refused[i] > 0 || !faults[i].refuses);
    }
}

static void bears_each_call_that_fails(void **state)
{
    static const struct fault calls[] = {
        {"write", "error=ENOSPC", true},
        {"openat", "error=EMFILE", true},
        {"read", "error=EIO", true},
        {"rename", "error=EIO", true},
        {"link", "error=EPERM", false},
        {"newfstatat", "error=EIO", false},
        {"wait4", "error=EINTR", false},
        {"poll", "error=EINTR", false},
        {"pipe2", "error=EMFILE", true},
        {"fcntl", "error=EMFILE", false},
        {"clone,clone3,vfork", "error=EAGAIN", true},
        {NULL, NULL, false},
    };

    need_strace(*state);
    each(*state, calls, false, 0);
}

/* Not write(), which the messages need as well. */
static void bears_calls_that_fail_from_then_on(void **state)
{
    static const struct fault calls[] = {{"rename", "error=EIO", true},
                                         {"link", "error=EPERM", false},
                                         {"openat", "error=EMFILE", true},
                                         {NULL, NULL, false}};

    need_strace(*state);
    each(*state, calls, true, 0);
}

/* On a network file system, close() may be the call that reports a failed write. Without gperf, whose pipe has to be
 * closed. */
static void bears_a_close_that_fails(void **state)
{
    static const struct fault fault = {"close", "error=EIO", true};
    static const char *const generated[] = {"attack_events_builtin.c", "attack_events_builtin.h", NULL};
    struct disturbed disturbed;
    int refused = 0;

    need_strace(*state);
    write_text(*state, "one.yaml", "- {technique_id: T1001, event_id: 1}\n");
    disturbed_start(&disturbed, *state, NULL, ARGUMENTS(GENERATOR, "--index", "none", "-o", "%", "@/one.yaml"),
                    generated);
    assert_in_range(disturb_calls(&disturbed, &fault, false, 0, &refused), 2, 100);
    assert_int_equal(refused, 2); /* one for each file, none for the input */
    disturbed_end(&disturbed);
}

/* The tool also closes standard output, which is unrelated to the file. */
static void bears_a_close_of_its_file_that_fails(void **state)
{
#ifdef TOOL
    char file[512];
    int refused = 0;

    need_strace(*state);
    snprintf(file, sizeof file, "%s", path_in(*state, "enable.txt"));
    for (int n = 1; n <= 30; n++) {
        char inject[60], *text;
        struct run_result result;

        write_text(*state, "enable.txt", "old");
        snprintf(inject, sizeof inject, "inject=close:error=EIO:when=%d", n);
        run(ARGUMENTS("strace", "-qq", "-o", "/dev/null", "-e", inject, TOOL, "enable", "-o", file, "T1003.001"), NULL,
            &result);
        text = read_file(file, NULL);
        if (strstr(result.err, file)) {
            assert_string_equal(text, "old");
            assert_int_equal(result.exit_code, 3);
            refused++;
        }
        free(text);
        run_result_free(&result);
    }
    assert_int_equal(refused, 1);
#else
    (void)state;
    skip();
#endif
}

static size_t count_text(const char *text, size_t size, const char *wanted)
{
    size_t count = 0, length = strlen(wanted);

    for (size_t i = 0; i + length <= size; i++)
        count += memcmp(text + i, wanted, length) == 0;
    return count;
}

/* Without links, an earlier file is renamed. If renaming fails from then on, it cannot be restored: it stays under
 * its second name, which is reported. */
static void keeps_what_it_cannot_put_back(void **state)
{
    static const char old[] = "what stood here before";
    char input[512];
    bool was_kept = false;

    need_strace(*state);
    snprintf(input, sizeof input, "%s", write_text(*state, "one.yaml", "- {technique_id: T1001, event_id: 1}\n"));
    for (int n = 1; n <= 6; n++) {
        char name[40], output[512], inject[80], *files;
        struct run_result result;
        size_t size, left;

        snprintf(name, sizeof name, "moved %d", n);
        snprintf(output, sizeof output, "%s", make_directory(*state, name));
        write_text(output, "attack_events_builtin.c", old);
        write_text(output, "attack_events_builtin.h", old);
        snprintf(inject, sizeof inject, "inject=rename:error=EIO:when=%d+", n);
        run(ARGUMENTS("strace", "-qq", "-o", "/dev/null", "-e", "inject=link:error=EPERM", "-e", inject, GENERATOR,
                      "--index", "none", "-o", output, input),
            NULL, &result);
        files = read_directory(output, &size);
        left = count_text(files, size, old);
        if (result.exit_code == 0 ? left != 0 : left != 2 || result.exit_code != 3)
            fail_msg("%s: status %d, %zu old files left: %s", inject, result.exit_code, left, result.err);
        if (access(path_in(output, "attack_events_builtin.c"), R_OK) != 0) {
            was_kept = true;
            assert_non_null(strstr(result.err, "; it is kept as "));
        }
        free(files);
        run_result_free(&result);
    }
    assert_true(was_kept);
}

static void bears_a_signal_at_each_call(void **state)
{
    static const struct fault calls[] = {
        {"write", "signal=SIGTERM", false},  {"openat", "signal=SIGTERM", false},
        {"rename", "signal=SIGTERM", false}, {"link", "signal=SIGTERM", false},
        {"unlink", "signal=SIGTERM", false}, {"close", "signal=SIGTERM", false},
        {"wait4", "signal=SIGTERM", false},  {NULL, NULL, false},
    };

    need_strace(*state);
    each(*state, calls, false, SIGTERM);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(bears_each_call_that_fails),    SCRATCH_TEST(bears_calls_that_fail_from_then_on),
        SCRATCH_TEST(bears_a_close_that_fails),      SCRATCH_TEST(bears_a_close_of_its_file_that_fails),
        SCRATCH_TEST(keeps_what_it_cannot_put_back), SCRATCH_TEST(bears_a_signal_at_each_call),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
