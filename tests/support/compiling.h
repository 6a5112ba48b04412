/* SPDX-License-Identifier: MIT
 *
 * Compiles an input to a program and runs it: generates a mapping, compiles it with this build's compiler as C99 with
 * all warnings as errors, links it with the runtime and fixtures/print_rows.c, and returns the program's output.
 */
#ifndef COMPILING_H
#define COMPILING_H

#include "run.h"

/* Generates into the scratch directory with these arguments. Fails unless that succeeds without a message. */
void generate_quietly(const char *scratch, const char *const arguments[]);

/* Compiles and links these sources, objects and options with the runtime into `scratch`/program. Fails unless the
 * compiler succeeds. */
void compile_program(const char *scratch, const char *const arguments[]);

/* Compiles one file to an object, and returns the result of the compiler. */
void compile_object(const char *scratch, const char *const arguments[], struct run_result *result);

/* Compiles the mapping `prefix`.c in `scratch`, and runs it. Returns the program's output, for free(). */
char *print_mapping(const char *scratch, const char *prefix);

/* Fails unless a mapping of this input, generated with these options, prints these lines. */
void expect_rows(const char *scratch, const char *input, const char *const options[], const char *expected);

#endif
