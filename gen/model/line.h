/* SPDX-License-Identifier: MIT
 *
 * Lines of text in which the numbers of a model are written out, so that two models can be compared. Separators are
 * escaped inside texts, so that equal lines mean equal values.
 */
#ifndef GEN_LINE_H
#define GEN_LINE_H

#include "model.h"

/* A line being built; a piece of it may contain any byte of the input. */
struct line {
    struct arena *arena;
    char *text;
    size_t length, capacity;
};

void line_add_byte(struct line *line, char byte);
void line_add_word(struct line *line, const char *word);

/* Adds text, with escapes for separators, for characters that control a terminal and for invisible ones. */
void line_add_piece(struct line *line, const char *text, size_t length, const char *separators);
void line_add_text(struct line *line, const struct model *model, uint32_t text, const char *separators);

/* Adds texts, each after a tab. */
void line_add_texts(struct line *line, const struct model *model, const uint32_t *texts, size_t count);

/* Adds, after a tab, the texts of a list, with alternating separators between them. */
void line_add_list(struct line *line, const struct model *model, uint32_t list, const char *separators);

#endif
