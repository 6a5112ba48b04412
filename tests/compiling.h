/* SPDX-License-Identifier: MIT
 *
 * From an input to a program: generates a mapping, compiles it with the compiler of this build as C99 with all warnings
 * as errors, links it with the runtime and fixtures/print_rows.c, and gives back what that prints.
 */
#ifndef COMPILING_H
#define COMPILING_H

#include "run.h"

/* Generates into the scratch directory with these arguments; fails unless that goes well without a word. */
void generate_quietly(const char *scratch, const char *const arguments[]);

/* Compiles and links these sources, objects and options with the runtime into `scratch`/program. Fails unless the
 * compiler is content. */
void compile_program(const char *scratch, const char *const arguments[]);

/* Compiles one file to an object, and gives back how that went. */
void compile_object(const char *scratch, const char *const arguments[], struct run_result *result);

/* Compiles the mapping `prefix`.c, which is in `scratch`, and runs it. Returns what the program prints, to be freed. */
char *print_mapping(const char *scratch, const char *prefix);

/* Fails unless a mapping of this input, generated with these options, prints these lines. */
void expect_rows(const char *scratch, const char *input, const char *const options[], const char *expected);

#endif
