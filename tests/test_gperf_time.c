/* SPDX-License-Identifier: MIT
 *
 * A gperf that never ends. By itself, as it takes as long as gperf is given.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>

static const char *run_path(const char *scratch, const char *rest)
{
    static char path[1024];
    const char *stand_ins = make_directory(scratch, "stand-ins");

    snprintf(path, sizeof path, "PATH=%s%s%s", stand_ins, *rest ? ":" : "", rest);
    return path;
}

/* Both wait for gperf's end: one for that of its output, the other for that of the process. */
static void stops_a_gperf_that_never_ends(void **state)
{
    static const char *const scripts[] = {"#!/bin/sh\nexec sleep 100\n", "#!/bin/sh\nexec >&- sleep 100\n"};
    const char *environment[] = {NULL, NULL};
    struct run_options options = {.environment = environment, .seconds = 75};
    struct process processes[2];
    struct run_result results[2];

    for (size_t i = 0; i < 2; i++) {
        const char *directory = make_directory(*state, i == 0 ? "one" : "other");

        environment[0] = run_path(directory, "/usr/bin:/bin");
        write_program(directory, "stand-ins/gperf", scripts[i]);
        process_start(&processes[i], ARGUMENTS(GENERATOR, "-o", directory, write_sound_mapping(*state)), &options);
    }
    for (size_t i = 0; i < 2; i++) {
        process_finish(&processes[i], &results[i]);
        assert_string_equal(results[i].err, "attack-events-gen: error: gperf takes longer than 30 seconds\n");
        assert_int_equal(results[i].exit_code, ENVIRONMENT);
        run_result_free(&results[i]);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(stops_a_gperf_that_never_ends),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
