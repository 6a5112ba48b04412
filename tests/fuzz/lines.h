/* SPDX-License-Identifier: MIT
 *
 * What `attack-events tag` must make of lines, told by a reader of JSON (RFC 8259) that shares nothing with it.
 */
#ifndef LINES_H
#define LINES_H

#include "fuzz.h"

/* What was written, as far as it has not been checked. */
struct said {
    const char *out, *out_end; /* standard output */
    const char *said, *end;    /* standard error, which ends in NUL */
    const char *out_start;
    bool owes_end;         /* another file has begun behind a line without its end */
    unsigned long reports; /* lines that must be reported or counted */
};

/* Checks what was made of one file; files come in their order. */
void check_lines(struct bytes file, const char *path, bool skips_malformed, struct said *left);

/* Checks what is said of all files together. */
void check_count(const struct said *left);

#endif
