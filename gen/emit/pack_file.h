/* SPDX-License-Identifier: MIT
 *
 * --pack: the packed tables as bytes, in the layout of runtime/pack_format.h.
 */
#ifndef GEN_PACK_FILE_H
#define GEN_PACK_FILE_H

#include "pack/packed.h"

enum byte_order { BYTE_ORDER_LITTLE, BYTE_ORDER_BIG };

/* Returns the bytes of a pack, which the runtime has opened if they are in the order of this machine. Returns NULL,
 * having reported, if it would be too large. */
const uint8_t *make_pack(struct arena *arena, const struct packed *packed, enum byte_order order, size_t *size);

#endif
