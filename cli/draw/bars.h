/* SPDX-License-Identifier: MIT
 *
 * A chart for a terminal. No line is wider than the terminal, as long as that has BARS_NARROWEST columns.
 */
#ifndef ATTACK_EVENTS_CLI_BARS_H
#define ATTACK_EVENTS_CLI_BARS_H

#include "chart.h"

enum { BARS_NARROWEST = 24 };

struct bars_style {
    size_t width; /* of the terminal */
    bool ascii;   /* no byte above 0x7F, whatever the names hold */
    bool coloured;
};

void bars_print(const struct chart *chart, const struct bars_style *style);

#endif
