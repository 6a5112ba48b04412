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
};

/* Checks what was made of one file. */
void check_lines(struct bytes file, const char *path, bool skips_malformed, struct said *left);

#endif
