/* SPDX-License-Identifier: MIT
 *
 * The text of a table cell as shown, and where it is broken into lines. It knows nothing of tables.
 */
#ifndef ATTACK_EVENTS_CLI_CELL_H
#define ATTACK_EVENTS_CLI_CELL_H

#include "value.h"

#include <stddef.h>
#include <stdio.h>

/* Starts as zeros. The caller frees it. */
struct cell {
    char *text; /* NULL until something is added, then NUL-terminated */
    size_t length, capacity;
};

void cell_clear(struct cell *cell);
void cell_free(struct cell *cell);

/* Append a text, with escapes for whatever would control a terminal (NULL adds nothing), or a whole value. */
void cell_add(struct cell *cell, const char *text);
void cell_add_value(struct cell *cell, const struct value *value);

/* Replaces a prefix that many cells share by an ellipsis. Returns false if the cell does not start with it. */
bool cell_shorten(struct cell *cell, const char *prefix);

/* Return its width on one line, and the width of its longest word, in columns. */
size_t cell_width(const struct cell *cell);
size_t cell_longest_word(const struct cell *cell);

/* A line of a cell. */
struct cell_line {
    const char *text; /* `length` bytes, without trailing blanks */
    size_t length;
    size_t width;
};

/* Takes the next line from `*rest`, which starts as the text of a cell. A line has at most `width` columns, but at
 * least one glyph. Returns false when none is left. */
bool cell_next_line(const char **rest, size_t width, struct cell_line *line);

/* Writes a cell as a paragraph. The first line starts at column `used`, the others are indented by `indent`. The last
 * line is not ended. */
void cell_print(FILE *file, const struct cell *cell, size_t used, size_t indent, size_t width);

#endif
