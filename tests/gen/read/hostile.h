/* SPDX-License-Identifier: MIT
 *
 * Writes hostile conditions and rules, and expects that the generator ends with a limit, within seconds.
 */
#ifndef HOSTILE_H
#define HOSTILE_H

#include "conditions.h"
#include "generating.h"
#include "rules.h"

#include "cmocka_test.h"

#include <stdlib.h>

/* Sanitizers need more memory for each block. */
static const char *const sanitizers[] = {SANITIZERS NULL};
enum { SECONDS = 60, MEMORY_KIB = 1024 * 1024 * (sizeof sanitizers > sizeof *sanitizers ? 4 : 1) };

struct input {
    char *text;
    size_t size;
    FILE *file;
};

static inline struct input *begin(struct input *input)
{
    input->file = open_memstream(&input->text, &input->size);
    assert_non_null(input->file);
    return input;
}

static inline void put(struct input *input, const char *text, size_t times)
{
    while (times--)
        fputs(text, input->file);
}

/* Fails unless events of this input are refused with this message, in time. */
static inline void expect_limit(const char *scratch, struct input *input, const char *message)
{
    struct run_options options = {.seconds = SECONDS};
    const char *path;

    fclose(input->file);
    path = write_conditions(scratch, "", input->text);
    free(input->text);
    expect_refusal_of(scratch, ARGUMENTS("-q", path), &options, BAD_DATA, message, path);
    assert_true(most_memory_of_programs() < MEMORY_KIB);
}

/* Runs the generator on rules, and `mapping.yaml` with T1001, in time. */
static inline void run_rules(const char *scratch, const char *path, const char *option, struct run_result *result)
{
    struct run_options options = {.seconds = SECONDS};
    char rules[512];

    snprintf(rules, sizeof rules, "%s", path);
    run(ARGUMENTS(GENERATOR, "--check", "--rules", "--logsources", write_text(scratch, "logs.yaml", own_logs),
                  write_text(scratch, "mapping.yaml", "- {technique_id: T1001}\n"), rules, option),
        &options, result);
    assert_int_equal(result->signal, 0);
    assert_true(most_memory_of_programs() < MEMORY_KIB);
}

#define TOO_MUCH "error: conditions have too many tests and values, counted for each event; the limit is 50000000\n"

#endif
