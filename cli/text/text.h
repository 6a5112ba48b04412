/* SPDX-License-Identifier: MIT
 *
 * Text for a terminal: UTF-8 split into glyphs, each with its width in columns, and an escape for every byte that would
 * control the terminal. It knows nothing of ATT&CK, of tables or of formats.
 */
#ifndef ATTACK_EVENTS_CLI_TEXT_H
#define ATTACK_EVENTS_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* A unit of output: the bytes to write, and their width in columns. */
struct glyph {
    char bytes[20];
    size_t width;
};

/* Takes one glyph from `text`, which must not be empty. Returns the number of bytes read. */
size_t text_take(const char *text, struct glyph *glyph);

/* Writes text, or only measures it, up to a limit of columns. */
struct pen {
    FILE *file;   /* NULL: only measure */
    size_t used;  /* columns so far */
    size_t limit; /* most columns; everything from the first glyph that does not fit is left out */
    bool full;    /* something was left out */
};

void pen_text(struct pen *pen, const char *text);

/* Returns the width of `text` in columns; 0 for NULL. */
size_t text_width(const char *text);

/* Writes all of `text` with escapes. NULL writes nothing. */
void text_show(FILE *file, const char *text);

/* Begins a message on standard error: "attack-events: ", `before`, and `text` with escapes. The caller goes on. */
void text_begin_message(const char *before, const char *text);

/* Whether a word is one of `words`, each of which stands between two blanks. */
bool text_has_word(const char *words, const char *word, size_t length);

#endif
