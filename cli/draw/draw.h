/* SPDX-License-Identifier: MIT
 *
 * DOT to a picture, by Graphviz. It knows nothing of what is drawn.
 */
#ifndef ATTACK_EVENTS_CLI_DRAW_H
#define ATTACK_EVENTS_CLI_DRAW_H

#include <stdbool.h>
#include <stddef.h>

/* Draws the graph `dot` as `format`, "svg" or "png", into memory for free(). Returns false, with a message on standard
 * error and nothing to free, when it cannot, as without Graphviz. */
bool draw(const char *dot, const char *format, char **picture, size_t *size);

#endif
