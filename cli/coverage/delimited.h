/* SPDX-License-Identifier: MIT
 *
 * Reads tables as text in UTF-8. The header line decides the format: tab-separated, as `--format tsv` prints it; or CSV
 * (RFC 4180) with commas, semicolons or, if names are in quotes, tabs. A quoted field may span lines. A byte order
 * mark, CRLF, blank lines and PowerShell's "#TYPE" line are ignored. It knows nothing of what columns mean.
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
    unsigned long line;                   /* the first line of the last row, or of the row that is wrong */
    unsigned long lines;                  /* read so far */
    char separator;                       /* 0 before the header line */
    bool quotes;                          /* fields may be quoted; else they have escapes */
    bool failed;                          /* there was an error, which was reported */
    char *fields[DELIMITED_FIELDS_LIMIT]; /* of the row; valid until the next one is read */
    size_t count;
    char *text;
    size_t length, capacity;
};

/* Opens a file; "-" is standard input. Returns false after a message. */
bool delimited_open(struct delimited *table, const char *path);

/* Reads the next row, the header line first. Returns false at the end, and after an error, which it reports. */
bool delimited_next(struct delimited *table);

/* Reports an error in the last row. Returns false. */
bool delimited_complain(struct delimited *table, const char *what);

void delimited_close(struct delimited *table);

#endif
