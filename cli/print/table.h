/* SPDX-License-Identifier: MIT
 *
 * An aligned table for people, within the terminal's width: cells that are too wide are wrapped; columns that can be
 * spared are left out where wrapping alone would leave nothing to read; and where that is not enough, each row is
 * printed as a block of lines, a heading and its value in each. It is walked twice: all rows are measured before the
 * first is printed.
 */
#ifndef ATTACK_EVENTS_CLI_TABLE_H
#define ATTACK_EVENTS_CLI_TABLE_H

#include "cell.h"
#include "layout.h"

struct table_column {
    size_t whole, word;             /* columns of its widest cell, and of its longest word */
    size_t short_whole, short_word; /* the same without the dull prefix */
    size_t width;                   /* what it has been given */
    bool is_shortened;              /* a cell has the dull prefix */
    bool left_out;
};

struct table {
    const struct layout *layout;
    size_t indent;     /* of every row */
    bool is_shortened; /* cells lose their dull prefix */
    bool is_stacked;   /* rows are blocks of lines */
    bool any;          /* a row was printed */
    size_t line;       /* columns of the terminal */
    size_t heading;    /* columns of the widest heading */
    struct table_column columns[COLUMNS_MOST];
    struct cell cells[COLUMNS_MOST];
};

void table_start(struct table *table, const struct layout *layout, size_t indent);
void table_measure(struct table *table, const struct value *values);

/* Returns the columns that the table takes when nothing in it is wrapped. */
size_t table_whole_width(const struct table *table);

/* Shares `width` columns out, once all rows are measured; then prints the headings. */
void table_fit(struct table *table, size_t line);
void table_header(struct table *table);

void table_row(struct table *table, const struct value *values);

/* Says on standard error which columns were left out. */
void table_note(const struct table *table);

void table_free(struct table *table);

#endif
