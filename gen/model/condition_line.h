/* SPDX-License-Identifier: MIT
 *
 * A condition in a line of text, so that those of two models can be compared: equal texts mean equal conditions.
 */
#ifndef GEN_CONDITION_LINE_H
#define GEN_CONDITION_LINE_H

#include "line.h"

/* Adds, after a tab, the condition with this number: ([Image|endswith=\\a.exe,\\b.exe] and not [User=x]). */
void line_add_condition(struct line *line, const struct model *model, uint32_t condition);

#endif
