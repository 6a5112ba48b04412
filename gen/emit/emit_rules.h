/* SPDX-License-Identifier: MIT */
#ifndef GEN_EMIT_RULES_H
#define GEN_EMIT_RULES_H

#include "pack/packed_rules.h"

#include <stdio.h>

/* Writes the tables of rules, and their descriptor `all_rules`. */
void emit_rules(FILE *file, const struct packed_rules *rules);

#endif
