/* SPDX-License-Identifier: MIT
 *
 * How much a mapping holds and where its bytes go.
 */
#ifndef GEN_STATS_H
#define GEN_STATS_H

#include "packed.h"

void print_stats(const struct model *model, const struct packed *packed);

#endif
