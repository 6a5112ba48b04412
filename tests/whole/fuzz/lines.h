/* SPDX-License-Identifier: MIT
 *
 * The expected output of `attack-events tag`, computed from the lines.
 */
#ifndef LINES_H
#define LINES_H

#include "fuzz.h"

/* The output that has not been checked yet. */
struct said {
    const char *out, *out_end; /* standard output */
    const char *said, *end;    /* standard error, which ends in NUL */
    const char *out_start;
    bool owes_end;         /* another file has started behind a line without a line end */
    unsigned long reports; /* lines that must be reported or counted */
};

/* Checks the output for the lines of one file; call it for the files in order. */
void check_lines(struct part lines, const char *path, bool skips_malformed, struct said *left);

/* Checks the message about a file that cannot be read to its end, behind its lines. */
void check_unreadable(const char *path, const char *error, struct said *left);

/* Checks the messages about all files together. */
void check_count(const struct said *left);

#endif
