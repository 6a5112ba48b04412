/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of pictures: Graphviz's own DOT reader, colours of a PNG, and xmllint if it is installed.
 */
#ifndef PICTURING_H
#define PICTURING_H

#include "graphing.h"

#include <stdbool.h>
#include <stddef.h>

/* Runs `tool graph arguments... -o PATH` and fails unless it draws without a message. */
void draw_to(const char *tool, const char *const arguments[], const char *path);

/* Fails unless Graphviz reads the tool's DOT with exactly the nodes and edges of `graph`. */
void expect_graphviz_agrees(const char *tool, const char *const arguments[], const struct graph *graph);

/* Fails unless the file is well-formed XML. Returns false if xmllint is not installed. */
bool is_well_formed(const char *path);

/* Returns whether a PNG has a pixel of this colour. Fails if it is not a PNG. */
bool png_has_colour(const char *path, unsigned red, unsigned green, unsigned blue);

#endif
