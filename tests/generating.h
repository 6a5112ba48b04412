/* SPDX-License-Identifier: MIT
 *
 * What the generator's tests share: running attack-events-gen on an input and holding what it says and writes against
 * what is expected. Every function takes the test's scratch directory; NAME in a message stands for the input's path.
 */
#ifndef GENERATING_H
#define GENERATING_H

#include "run.h"
#include "scratch.h"

#include <stddef.h>

enum { GOOD = 0, BAD_DATA = 1, USAGE = 2, ENVIRONMENT = 3 };

/* A mapping that is read without a word, under a name of its own in the scratch directory. */
const char *write_sound_mapping(const char *scratch);

/* One of so many techniques, whose names are all of this length. */
const char *write_mapping_of(const char *scratch, int techniques, int length);

/* One that takes so long to write that a test sees it happen. */
const char *write_huge_mapping(const char *scratch);

/* Fails unless `text` has exactly the lines of `expected`, in which NAME stands for `name` and `*` for anything. */
void expect_lines(const char *text, const char *expected, const char *name);

/* Runs the generator with these arguments into a directory that holds an earlier mapping. Fails unless it ends with
 * this exit code and message, and what was generated before is all there is, byte for byte. */
void expect_refusal_of(const char *scratch, const char *const arguments[], const struct run_options *options, int code,
                       const char *message, const char *name);

/* The same for an input of bad data, alone and without options. */
void expect_bad_bytes(const char *scratch, const void *input, size_t size, const char *message);
void expect_bad(const char *scratch, const char *input, const char *message);

/* Runs the generator on an input. Fails unless it writes a pair of files and ends well with these messages. */
void expect_warnings(const char *scratch, const char *input, const char *message);

#endif
