/* SPDX-License-Identifier: MIT
 *
 * Pictures that other programs draw: Graphviz's dot a graph, librsvg's rsvg-convert a PNG of an SVG. It knows nothing
 * of what is drawn.
 */
#ifndef ATTACK_EVENTS_CLI_DRAW_H
#define ATTACK_EVENTS_CLI_DRAW_H

#include <stdbool.h>
#include <stddef.h>

/* The forms of a picture, and DOT, which is drawn elsewhere. */
enum draw_form { DRAW_SVG, DRAW_PNG, DRAW_DOT, DRAW_FORMS };

/* Returns the form that a file has by the ending of its name; DRAW_FORMS if it is none of these. */
enum draw_form draw_form_of(const char *path);

/* Draws the graph `dot` as SVG or PNG into memory for free(). Returns false, with a message on standard
 * error and nothing to free, when it cannot, as where Graphviz is not installed. */
bool draw_graph(const char *dot, size_t dot_size, enum draw_form form, char **picture, size_t *size);

/* Draws an SVG as PNG, in the same way. */
bool draw_png(const char *svg, size_t svg_size, char **picture, size_t *size);

#endif
