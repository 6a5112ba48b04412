/* SPDX-License-Identifier: MIT
 *
 * A program that is run undisturbed once, and disturbed many times. Each time it must do all that it does undisturbed,
 * or say what is wrong, end with a status of its own, and leave the files that stood in the place of its output.
 */
#ifndef SUBJECT_H
#define SUBJECT_H

#include "run.h"
#include "scratch.h"

#include <stdbool.h>
#include <stddef.h>

struct subject {
    const char *scratch;
    char directory[512]; /* of its output files */
    char *arguments[16];
    size_t argument_count;
    const char *files[4]; /* that it writes into the directory */
    const char *input;    /* for standard input; NULL: none */
    /* what it does undisturbed, and the directory with old files */
    struct run_result plain;
    char *fresh, *old;
    size_t fresh_size, old_size;
};

/* Begins with a program. Its arguments are kept; "@" at the start of one stands for the scratch directory and "%" for
 * that of the output. */
void subject_start(struct subject *subject, const char *scratch, const char *input, const char *const arguments[],
                   const char *const files[]);
void subject_end(struct subject *subject);

/* Runs it behind the arguments of `before`, which may be NULL, with `options`, which may be NULL too. Fails unless it
 * did as above. Returns whether it was refused, and then leaves what it said in `said` for free(), unless NULL. */
bool subject_disturb(const struct subject *subject, const char *const before[], const struct run_options *options,
                     char **said);

/* The same where it is to die by a signal. Returns whether it did. */
bool subject_kill(const struct subject *subject, const char *const before[], int number);

/* The programs that the tests disturb, first to last, NULL at the end: all, or with FAULTS=few in the environment,
 * which scripts/test.sh has, one of the generator, one that reads a log and one that writes a file. */
struct program {
    const char *name;
    const char *arguments[14];
    const char *files[4];
    const char *input;
};
const struct program *next_program(const struct program *before); /* NULL: the first */
bool are_programs_few(void);
void program_start(struct subject *subject, const struct program *program, const char *scratch);

#endif
