/* SPDX-License-Identifier: MIT
 *
 * Shared by the generator's tests: runs attack-events-gen on an input, and compares its messages and files with
 * expected ones. Every function takes the test's scratch directory; NAME in a message stands for the path of the input.
 */
#ifndef GENERATING_H
#define GENERATING_H

#include "run.h"
#include "scratch.h"

#include <stddef.h>

enum { GOOD = 0, BAD_DATA = 1, USAGE = 2, ENVIRONMENT = 3 };

/* Returns a mapping that is accepted without a message, written to a file in the scratch directory. */
const char *write_sound_mapping(const char *scratch);

/* Returns a mapping with so many techniques, whose names have this length. */
const char *write_mapping_of(const char *scratch, int techniques, int length);

/* Returns a mapping that takes so long to write that a test can act in the meantime. */
const char *write_huge_mapping(const char *scratch);

/* Fails unless `text` has exactly the lines of `expected`, in which NAME stands for `name` and `*` for anything. */
void expect_lines(const char *text, const char *expected, const char *name);

/* Runs a program. Fails unless it succeeds without a message. Returns what it prints, for free(). */
char *output_of(const char *const arguments[], const struct run_options *options);

/* Runs the generator with these arguments into a directory with an earlier mapping. Fails unless it ends with this
 * exit code and message, and the directory contains the earlier files, byte for byte, and no others. */
void expect_refusal_of(const char *scratch, const char *const arguments[], const struct run_options *options, int code,
                       const char *message, const char *name);

/* The same for an input of bad data, as the only argument. */
void expect_bad_bytes(const char *scratch, const void *input, size_t size, const char *message);
void expect_bad(const char *scratch, const char *input, const char *message);

/* Runs the generator on an input. Fails unless it succeeds with these messages and writes both files. */
void expect_warnings(const char *scratch, const char *input, const char *message);

#endif
