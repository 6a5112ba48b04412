/* SPDX-License-Identifier: MIT
 *
 * Writing what a run makes: the C files or the pack, and the depfile.
 */
#ifndef GEN_OUTPUTS_H
#define GEN_OUTPUTS_H

#include "emit.h"
#include "places.h"

/* Writes all of them or none. Returns false, and reports, if it cannot. */
bool write_outputs(struct arena *arena, const struct places *places, const struct emission *emission);

#endif
