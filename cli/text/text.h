/* SPDX-License-Identifier: MIT
 *
 * Text as a terminal may show it: UTF-8 taken apart into glyphs, each with the columns it takes, and with an escape in
 * the place of every byte that would steer the terminal. It knows nothing of ATT&CK, of tables or of formats.
 */
#ifndef ATTACK_EVENTS_CLI_TEXT_H
#define ATTACK_EVENTS_CLI_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

/* What is shown at once: the bytes to write, and the columns they take. */
struct glyph {
    char bytes[20];
    size_t width;
};

/* Takes one glyph from `text`, which is not at its end. Returns the bytes read. */
size_t text_take(const char *text, struct glyph *glyph);

/* Writes text, or only measures it, up to a limit of columns. */
struct pen {
    FILE *file;   /* NULL: only measure */
    size_t used;  /* columns so far */
    size_t limit; /* columns at most; what comes after the first glyph that does not fit is left out */
    bool full;    /* something was left out */
};

void pen_text(struct pen *pen, const char *text);

/* Returns the columns that `text` takes; NULL takes none. */
size_t text_width(const char *text);

/* Writes `text` as shown, whole. NULL writes nothing. */
void text_show(FILE *file, const char *text);

#endif
