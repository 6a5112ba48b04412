/* SPDX-License-Identifier: MIT
 *
 * --stats: rows, techniques, events, and the bytes of each table.
 */
#ifndef GEN_STATS_H
#define GEN_STATS_H

#include "packed.h"

void print_stats(const struct model *model, const struct packed *packed);

#endif
