/* SPDX-License-Identifier: MIT
 *
 * Reading the packed tables back, before a byte is written.
 */
#ifndef GEN_VERIFY_H
#define GEN_VERIFY_H

#include "packed.h"

/* Reads the packed mapping back with the runtime's code: all rows in order with every field, every technique and event
 * by its key, and every event's techniques. Returns false, and reports, if anything differs from the model, which would
 * be a bug in this program. */
bool verify_packed(const struct model *model, const struct packed *packed);

#endif
