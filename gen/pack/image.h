/* SPDX-License-Identifier: MIT
 *
 * The packed tables as the runtime would find them in a program, so that the generator can read them back before it
 * writes a byte.
 */
#ifndef GEN_IMAGE_H
#define GEN_IMAGE_H

#include "pack.h"

struct attack_db;

const struct attack_db *make_image(struct arena *arena, const struct packed *packed);

/* Reads the packed mapping back with the runtime's own code: all rows in their order and every field of them, every
 * technique and event by its key, every event's techniques. Returns false, and reports, where that is not what the
 * model holds, which is a fault of this program. */
bool verify_image(const struct model *model, const struct packed *packed, const struct attack_db *db);

#endif
