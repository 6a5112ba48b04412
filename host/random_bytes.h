/* SPDX-License-Identifier: MIT
 *
 * Bytes that nobody can guess, from the system.
 */
#ifndef HOST_RANDOM_BYTES_H
#define HOST_RANDOM_BYTES_H

#include <stdbool.h>
#include <stddef.h>

/* Returns false if there are none. */
bool random_bytes(void *bytes, size_t size);

#endif
