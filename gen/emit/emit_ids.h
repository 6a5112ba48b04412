/* SPDX-License-Identifier: MIT
 *
 * --emit-ids: a constant for each technique in NAME.h.
 */
#ifndef GEN_EMIT_IDS_H
#define GEN_EMIT_IDS_H

#include "pack/packed.h"

#include <stdio.h>

/* Writes PREFIX_T1003_001 and so on: the indexes of techniques. That of a revoked one is marked deprecated.
 */
void emit_ids(FILE *file, const struct packed *packed, const char *prefix);

#endif
