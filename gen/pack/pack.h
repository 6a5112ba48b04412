/* SPDX-License-Identifier: MIT
 *
 * From the model to the packed tables: sorting, factoring into runs, choosing offsets, finding hashes, and reading it
 * all back. It knows neither YAML nor C.
 */
#ifndef GEN_PACK_H
#define GEN_PACK_H

#include "packed.h"

/* Packs the model; `sha256` and `selection` describe the input. What is packed has been read back with the runtime's
 * own code and is what the model holds. Returns false, having reported, when gperf cannot be run or finds no hash that
 * must be, and where what was read back differs, which is a fault of this program. */
bool pack(const struct model *model, const char *sha256, const char *selection, enum index index,
          struct packed *packed);

#endif
