/* SPDX-License-Identifier: MIT
 *
 * Text of a mapping as DOT takes it: whatever it holds, it stays text, in DOT and in the XML that Graphviz makes of it.
 * Controls and what is not UTF-8 become visible escapes, as on a terminal. It knows nothing of graphs.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_TEXT_H
#define ATTACK_EVENTS_CLI_DOT_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Writes `text` for the inside of "..."; NULL writes nothing. */
void dot_quoted(FILE *file, const char *text);

/* The same for a tooltip, whose escapes Graphviz 2.42 undoes twice: behind a backslash it would take the next character
 * for an order, and read on behind the text where there is none. A space of no width stands there. */
void dot_tip(FILE *file, const char *text);

/* Writes `text` for the inside of an HTML-like label <...>, on one line. */
void dot_html(FILE *file, const char *text);

/* How text is broken: lines of at most `width` columns, at most `lines` of them; what is left out becomes "…". */
struct dot_block {
    size_t width, lines;
    size_t indent; /* columns of the first line that are taken already, fewer than it has */
};

/* The same, broken at spaces or, in a long word, anywhere; lines are left-aligned, and the last one is left open. */
void dot_html_block(FILE *file, const char *text, struct dot_block block);

/* Returns a copy of `text` as shown, for free(). */
char *dot_shown(const char *text);

#endif
