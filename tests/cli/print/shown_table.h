/* SPDX-License-Identifier: MIT
 *
 * Parses the tool's table of a technique, by the positions of its columns.
 */
#ifndef SHOWN_TABLE_H
#define SHOWN_TABLE_H

#include "run.h"
#include "stream.h"

enum { LINE_MOST = 9000 };

struct shown_table {
    struct stream streams[STREAMS];
    bool has[STREAMS];     /* whether there is the column, or the headings */
    bool has_events;       /* there is a table of events */
    bool is_stacked;       /* its rows are blocks of lines */
    struct stream summary; /* without the data sources; only usable if nothing in it is wrapped */
};

void shown_table_read(struct shown_table *table, const char *out);
void shown_table_free(struct shown_table *table);

/* Runs a program with COLUMNS set; it must end with exit code 0. */
void run_at_width(const char *const arguments[], unsigned width, struct run_result *result);

/* Fails if a line is wider than `width` or ends in blanks, or a byte would control the terminal. */
void expect_tidy(const char *out, unsigned width);

/* Takes the next line of `*rest` with each code point as one byte. Returns false when there is none. */
bool take_line(const char **rest, char line[LINE_MOST]);

#endif
