/* SPDX-License-Identifier: MIT
 *
 * Reading the packed tables back, before a byte is written.
 */
#ifndef GEN_VERIFY_H
#define GEN_VERIFY_H

#include "packed.h"

/* Reads the packed mapping back with the runtime's own code: all rows in their order and every field of them, every
 * technique and event by its key, every event's techniques. Returns false, and reports, where that is not what the
 * model holds, which is a fault of this program. */
bool verify_packed(const struct model *model, const struct packed *packed);

#endif
