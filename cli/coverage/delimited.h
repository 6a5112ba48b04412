/* SPDX-License-Identifier: MIT
 *
 * Tables as text, as the header line shows them: a row on each line with fields apart by tabs, as `--format tsv` prints
 * them, or CSV (RFC 4180) with commas, semicolons or, where names are in quotes, tabs. A quoted field may go over
 * several lines. UTF-8; a byte order mark, CRLF, blank lines and PowerShell's "#TYPE" line are passed over.
 */
#ifndef ATTACK_EVENTS_CLI_DELIMITED_H
#define ATTACK_EVENTS_CLI_DELIMITED_H

#include "text/tool_limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

struct delimited {
    FILE *file;
    const char *name;
    unsigned long line;                   /* on which the row began that was read last, or that is wrong */
    unsigned long lines;                  /* read so far */
    char separator;                       /* 0 before the header line */
    bool quotes;                          /* a field may stand in quotes; else it has escapes */
    bool failed;                          /* it was not read to its end, and why was said */
    char *fields[DELIMITED_FIELDS_LIMIT]; /* of the row, until the next one is read */
    size_t count;
    char *text;
    size_t length, capacity;
};

/* Opens a file; "-" is standard input. Returns false after a message. */
bool delimited_open(struct delimited *table, const char *path);

/* Reads the next row, the header line first. Returns false at the end, and after a message when it cannot. */
bool delimited_next(struct delimited *table);

/* Says what is wrong with the row that was read last. */
void delimited_complain(struct delimited *table, const char *what);

void delimited_close(struct delimited *table);

#endif
