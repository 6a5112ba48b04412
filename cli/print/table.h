/* SPDX-License-Identifier: MIT
 *
 * An aligned table for people that fits the terminal's width. Wide cells are wrapped; if that would make them
 * unreadable, dispensable columns are omitted; if that is not enough, each row becomes a block of lines with a heading
 * and a value each. It needs two passes: all rows are measured before the first is printed. It knows nothing of ATT&CK.
 */
#ifndef ATTACK_EVENTS_CLI_TABLE_H
#define ATTACK_EVENTS_CLI_TABLE_H

#include "cell.h"
#include "layout.h"

struct table_column {
    size_t whole, word;             /* columns of its widest cell, and of its longest word */
    size_t short_whole, short_word; /* the same without the dull prefix */
    size_t width;                   /* assigned by table_fit() */
    bool is_shortened;              /* some cell has the dull prefix */
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

/* Returns the width of the table without wrapping. */
size_t table_whole_width(const struct table *table);

/* Divides `width` among the columns after all rows were measured, then prints the headings. */
void table_fit(struct table *table, size_t line);
void table_header(struct table *table);

void table_row(struct table *table, const struct value *values);

/* Reports on standard error which columns were omitted. */
void table_note(const struct table *table);

void table_free(struct table *table);

#endif
