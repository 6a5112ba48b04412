/* SPDX-License-Identifier: MIT
 *
 * SipHash-2-4 of J.-P. Aumasson and D. J. Bernstein, "SipHash: a fast short-input PRF" (2012): a hash for
 * which nobody can find collisions without the key. It draws no key.
 */
#ifndef HOST_SIPHASH_H
#define HOST_SIPHASH_H

#include <stddef.h>
#include <stdint.h>

uint64_t siphash(const uint64_t key[2], const void *bytes, size_t size);

#endif
