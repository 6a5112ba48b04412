/* SPDX-License-Identifier: MIT
 *
 * The text of a cell as shown, and its lines: where a text that is too wide is broken, so that it reads well. It knows
 * nothing of tables.
 */
#ifndef ATTACK_EVENTS_CLI_CELL_H
#define ATTACK_EVENTS_CLI_CELL_H

#include "value.h"

#include <stddef.h>
#include <stdio.h>

/* Starts as zeros; whoever fills it frees it. */
struct cell {
    char *text; /* ends in NUL once anything was added */
    size_t length, capacity;
};

void cell_clear(struct cell *cell);
void cell_free(struct cell *cell);

/* Add to the end: a text, with escapes for what would steer a terminal (NULL adds nothing), or all of a value. */
void cell_add(struct cell *cell, const char *text);
void cell_add_value(struct cell *cell, const struct value *value);

/* Takes a beginning that many cells share away, and puts an ellipsis in its place. Returns false when it is not there.
 */
bool cell_shorten(struct cell *cell, const char *prefix);

/* Returns the columns that it takes on one line, or that its longest word takes. */
size_t cell_width(const struct cell *cell);
size_t cell_longest_word(const struct cell *cell);

/* A line of a cell. */
struct cell_line {
    const char *text; /* `length` bytes of it, without the blanks at the end */
    size_t length;
    size_t width;
};

/* Takes the next line, of at most `width` columns but at least one glyph, from `*rest`: the text of a cell at first.
 * Returns false when none is left. */
bool cell_next_line(const char **rest, size_t width, struct cell_line *line);

/* Writes a cell as a paragraph: each line after the first is indented by `indent`; the first begins at column `used`.
 * It ends without a line's end. */
void cell_print(FILE *file, const struct cell *cell, size_t used, size_t indent, size_t width);

#endif
