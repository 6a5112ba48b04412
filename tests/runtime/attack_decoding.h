/* SPDX-License-Identifier: MIT
 *
 * Parts of runtime/decode.h that only affect speed, so that no answer shows whether they work.
 */
#ifndef ATTACK_DECODING_H
#define ATTACK_DECODING_H

#include <stddef.h>

/* equal_start(); returns 0 if the runtime is compiled for size, without it. */
size_t decoding_equal_start(const char *key, size_t length, const char *string);

/* How many bytes it compares at a time; 0 if it is not there. */
size_t decoding_step(void);

#endif
