/* SPDX-License-Identifier: MIT
 *
 * A condition in a line of text, so that those of two models can be compared.
 */
#ifndef GEN_CONDITION_LINE_H
#define GEN_CONDITION_LINE_H

#include "line.h"

/* Adds the condition with this number as attack_condition_text() writes it, with the line's escapes:
 * Image|endswith ('\\a.exe' or '\\b.exe') and not User = 'x'. */
void line_add_condition(struct line *line, const struct model *model, uint32_t condition);

#endif
