/* SPDX-License-Identifier: MIT
 *
 * A gperf that never ends. These tests are separate, as each takes as long as gperf's time limit.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *run_path(const char *scratch, const char *rest)
{
    static char path[1024];
    const char *stand_ins = make_directory(scratch, "stand-ins");

    snprintf(path, sizeof path, "PATH=%s%s%s", stand_ins, *rest ? ":" : "", rest);
    return path;
}

/* Two scripts hang: one before the end of its output, one after it. The third is busy. A hash is required, so that
 * gperf runs only once. */
static void stops_a_gperf_that_never_ends(void **state)
{
    static const struct {
        const char *name, *script, *message;
    } all[] = {
        {"one", "#!/bin/sh\nexec sleep 300\n", "attack-events-gen: error: gperf has not ended after 120 seconds\n"},
        {"other", "#!/bin/sh\nexec >&- sleep 300\n",
         "attack-events-gen: error: gperf has not ended after 120 seconds\n"},
        {"third", "#!/bin/sh\nwhile :; do :; done\n",
         "attack-events-gen: error: gperf takes longer than 30 seconds of the processor\n"},
    };
    enum { COUNT = sizeof all / sizeof *all };
    const char *environment[] = {NULL, NULL};
    struct run_options options = {.environment = environment, .seconds = 200};
    struct process processes[COUNT];
    struct run_result results[COUNT];

    for (size_t i = 0; i < COUNT; i++) {
        char directory[512];

        snprintf(directory, sizeof directory, "%s", make_directory(*state, all[i].name));
        environment[0] = run_path(directory, "/usr/bin:/bin");
        write_program(directory, "stand-ins/gperf", all[i].script);
        process_start(&processes[i],
                      ARGUMENTS(GENERATOR, "--index", "gperf", "-o", directory, write_sound_mapping(directory)),
                      &options);
    }
    for (size_t i = 0; i < COUNT; i++) {
        process_finish(&processes[i], &results[i]);
        assert_string_equal(results[i].err, all[i].message);
        assert_int_equal(results[i].exit_code, ENVIRONMENT);
        run_result_free(&results[i]);
    }
}

/* The real gperf takes a minute for 2,000 similar keys of 40 letters; a fast machine may finish in time. */
static void compiles_keys_that_take_gperf_too_long(void **state)
{
    struct run_options options = {.seconds = 300};
    struct run_result result;
    uint64_t random = 1;
    size_t size;
    char *text, *source;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    for (int key = 0; key < 2000; key++) {
        fputs("- {technique_id: T1001, event_id: ", file);
        for (int letter = 0; letter < 40; letter++) {
            random = random * 6364136223846793005u + 1442695040888963407u;
            putc(random >> 61 ? 'a' : 'b', file);
        }
        fputs("}\n", file);
    }
    fclose(file);
    run(ARGUMENTS(GENERATOR, "-o", *state, write_text(*state, "keys.yaml", text)), &options, &result);
    assert_int_equal(result.exit_code, GOOD);
    source = read_file(path_in(*state, "attack_events_builtin.c"), NULL);
    assert_non_null(strstr(source, "technique_hash_slots["));
    assert_int_equal(strstr(source, "event_hash_slots[") == NULL,
                     strstr(result.err, "; event ids are found by binary search\n") != NULL);
    free(source);
    run_result_free(&result);
    free(text);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(stops_a_gperf_that_never_ends),
        SCRATCH_TEST(compiles_keys_that_take_gperf_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
