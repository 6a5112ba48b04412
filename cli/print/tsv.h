/* SPDX-License-Identifier: MIT
 *
 * Tab-separated values: one header line, one line for each row, and no tab or line end within a value. It knows nothing
 * of what columns mean.
 */
#ifndef ATTACK_EVENTS_CLI_TSV_H
#define ATTACK_EVENTS_CLI_TSV_H

#include "layout.h"

void tsv_header(const struct layout *layout);

/* `is_shown`: standard output is a terminal. */
void tsv_row(const struct layout *layout, const struct value *values, bool is_shown);

#endif
