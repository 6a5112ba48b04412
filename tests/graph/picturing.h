/* SPDX-License-Identifier: MIT
 *
 * What the tests of pictures share: Graphviz's own reader of DOT, colours of a PNG, and xmllint where it is installed.
 */
#ifndef PICTURING_H
#define PICTURING_H

#include "graphing.h"

#include <stdbool.h>
#include <stddef.h>

/* Runs `tool graph arguments... -o PATH` and fails unless it draws without a word. */
void draw_to(const char *tool, const char *const arguments[], const char *path);

/* Fails unless Graphviz reads the DOT that the tool prints, with the nodes and edges that `graph` has, and no others.
 */
void expect_graphviz_agrees(const char *tool, const char *const arguments[], const struct graph *graph);

/* Fails unless the file is well-formed XML. Returns false where no xmllint is installed. */
bool is_well_formed(const char *path);

/* Says whether a PNG has a pixel of this colour. Fails when it is no PNG. */
bool png_has_colour(const char *path, unsigned red, unsigned green, unsigned blue);

#endif
