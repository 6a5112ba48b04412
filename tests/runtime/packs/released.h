/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of packs: those of support/fixtures/packs, and what attack_pack_open() says.
 */
#ifndef RELEASED_H
#define RELEASED_H

#include "attack_events.h"
#include "pack_bytes.h"

#define OWN_ORDER (is_big_endian() ? "big" : "little")

/* Returns the pack of format 1.0 in this machine's byte order; `kind` is "" or "-hashed". */
struct bytes released(const char *kind);

/* Fails unless attack_pack_open() says this, which may also be that the pack is open. */
void expect_result(const struct bytes *bytes, const struct attack_db *floor, enum attack_pack_result expected);

#endif
