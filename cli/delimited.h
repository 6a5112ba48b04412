/* SPDX-License-Identifier: MIT
 *
 * Tables as text: a line for each row, fields apart by tabs, or by commas with quotes where needed (RFC 4180), as the
 * header line has it. UTF-8; a byte order mark, CRLF, blank lines and PowerShell's "#TYPE" line are passed over.
 */
#ifndef ATTACK_EVENTS_CLI_DELIMITED_H
#define ATTACK_EVENTS_CLI_DELIMITED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

enum { DELIMITED_LINE = 1 << 16, DELIMITED_FIELDS = 64 }; /* a longer line is an error; fields beyond are ignored */

struct delimited {
    FILE *file;
    const char *name;
    unsigned long line;             /* the number of the one that was read last */
    char separator;                 /* 0 before the header line */
    bool failed;                    /* it was not read to its end, and why was said */
    char *fields[DELIMITED_FIELDS]; /* of the line, until the next one is read */
    size_t count;
    char text[DELIMITED_LINE];
};

/* Opens a file; "-" is standard input. Returns false after a message. */
bool delimited_open(struct delimited *table, const char *path);

/* Reads the next line, the header line first. Returns false at the end, and after a message when it cannot. */
bool delimited_next(struct delimited *table);

/* Says what is wrong with the line that was read last. */
void delimited_complain(struct delimited *table, const char *what);

void delimited_close(struct delimited *table);

#endif
