/* SPDX-License-Identifier: MIT */
#ifndef GEN_EMIT_CONDITIONS_H
#define GEN_EMIT_CONDITIONS_H

#include "pack/packed_conditions.h"

#include <stdio.h>

/* Writes the tables of conditions, and their descriptor `all_conditions`. */
void emit_conditions(FILE *file, const struct packed_conditions *conditions);

#endif
