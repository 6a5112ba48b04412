/* SPDX-License-Identifier: MIT
 *
 * The hash for every table of input data. Its key is random for each run, so that nobody can write a mapping or a log
 * whose texts collide. Output must never depend on it.
 */
#ifndef HOST_KEYED_HASH_H
#define HOST_KEYED_HASH_H

#include <stddef.h>
#include <stdint.h>

/* Draws the key, unless there is one. The first hash does so, too; but threads need it before they start. */
void keyed_hash_start(void);

uint32_t keyed_hash(const void *bytes, size_t size);

#endif
