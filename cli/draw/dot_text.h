/* SPDX-License-Identifier: MIT
 *
 * Escapes text of a mapping for DOT, so that it cannot inject anything into DOT or into Graphviz's SVG. Controls and
 * bytes that are not UTF-8 become visible escapes, as on a terminal. It knows nothing of graphs.
 */
#ifndef ATTACK_EVENTS_CLI_DOT_TEXT_H
#define ATTACK_EVENTS_CLI_DOT_TEXT_H

#include <stddef.h>
#include <stdio.h>

/* Writes `text` for use inside "...", or on one line of an HTML-like label <...>, which needs the same escapes. NULL
 * writes nothing. */
void dot_html(FILE *file, const char *text);

/* The same for a tooltip. Graphviz 2.42 unescapes tooltips twice, and reads past the end of one that ends in a
 * backslash. So a zero-width space follows each backslash. */
void dot_tip(FILE *file, const char *text);

/* How text is broken: at most `lines` lines of at most `width` columns; "…" marks omitted text. */
struct dot_block {
    size_t width, lines;
    size_t indent; /* columns of the first line that are already in use, fewer than it has */
};

/* Writes `text` for a label, broken at spaces or, in a long word, anywhere. Lines are left-aligned; the last one is not
 * ended. */
void dot_html_block(FILE *file, const char *text, struct dot_block block);

#endif
