/* SPDX-License-Identifier: MIT
 *
 * A chart of horizontal bars: what it says, and where the numbers on its axis are. bars.c draws it in text, picture.c
 * as SVG or PNG.
 */
#ifndef ATTACK_EVENTS_CLI_CHART_H
#define ATTACK_EVENTS_CLI_CHART_H

#include "ask/ranking.h"

#include <stddef.h>

struct chart {
    const char *title;
    const char *unit; /* what the numbers are: the label of the axis */
    const struct ranking_item *items;
    size_t count; /* at least 1 */
};

/* Returns the highest count, which is that of the first item. */
uint32_t chart_largest(const struct chart *chart);

/* Returns the distance between the numbers on the axis: 1, 2 or 5 times a power of ten, and so large that at most
 * `most` of them, at least 1, follow the zero. */
uint32_t chart_step(const struct chart *chart, uint32_t most);

#endif
