/* SPDX-License-Identifier: MIT
 *
 * Makes static functions of runtime/decode.h callable from a test.
 */
#include "attack_decoding.h"

#include "decode.h"

size_t decoding_equal_start(const char *key, size_t length, const char *string)
{
    return EQUAL_START(key, length, string);
}

size_t decoding_step(void)
{
    return READ_AHEAD ? READ_AHEAD + 1 : 0;
}
