/* SPDX-License-Identifier: MIT
 *
 * The hash of every table that holds what was read: with a key that is drawn once for each run, so that nobody who
 * writes a mapping or a log can aim many keys at one slot. Nothing that is printed may depend on it.
 */
#ifndef GEN_KEYED_HASH_H
#define GEN_KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>

uint32_t keyed_hash(const void *bytes, size_t size);

#endif
