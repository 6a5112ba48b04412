/* SPDX-License-Identifier: MIT
 *
 * A program under test that runs undisturbed once and is then disturbed many times. Each time it must either do
 * everything that it does undisturbed; or report an error, exit with one of its own statuses, and leave earlier output
 * files unchanged.
 */
#ifndef DISTURBED_H
#define DISTURBED_H

#include "run.h"
#include "scratch.h"

#include <stdbool.h>
#include <stddef.h>

struct disturbed {
    const char *scratch;
    char directory[512]; /* for its output files */
    char *arguments[16];
    size_t argument_count;
    const char *files[4]; /* names of the files that it writes there */
    const char *input;    /* for standard input; NULL: none */
    /* what it does undisturbed, and the directory with old files */
    struct run_result plain;
    char *fresh, *old;
    size_t fresh_size, old_size;
};

/* Prepares a program. Its arguments are not copied; "@" at the start of one stands for the scratch directory and "%"
 * for the output directory. */
void disturbed_start(struct disturbed *disturbed, const char *scratch, const char *input, const char *const arguments[],
                     const char *const files[]);
void disturbed_end(struct disturbed *disturbed);

/* Runs it behind the arguments `before`, with `options`; both may be NULL. Fails unless it behaves as above. Returns
 * whether it reported an error, and then sets `said`, unless NULL, to its messages, for free(). */
bool disturb(const struct disturbed *disturbed, const char *const before[], const struct run_options *options,
             char **said);

/* The same for a signal that should end it. Returns whether it did. */
bool disturb_with_signal(const struct disturbed *disturbed, const char *const before[], int number);

/* The programs under test, in order, ending in NULL: all of them; or, with FAULTS=few in the environment, as in
 * scripts/test.sh, one of the generator, one that reads a log and one that writes a file. */
struct program {
    const char *name;
    const char *arguments[14];
    const char *files[4];
    const char *input;
};
const struct program *next_program(const struct program *before); /* NULL: the first */
bool are_programs_few(void);
void program_start(struct disturbed *disturbed, const struct program *program, const char *scratch);

#endif
