/* SPDX-License-Identifier: MIT
 *
 * What runtime/decode.h does for speed alone: no answer shows whether it is done.
 */
#ifndef ATTACK_DECODING_H
#define ATTACK_DECODING_H

#include <stddef.h>

/* equal_start(); 0 where the runtime is compiled for size, without it. */
size_t decoding_equal_start(const char *key, size_t length, const char *string);

/* How many bytes it compares at a time; 0 where it is not there. */
size_t decoding_step(void);

#endif
