/* SPDX-License-Identifier: MIT
 *
 * Uses rand_s(), the C library's way to the system's random numbers.
 */
#define _CRT_RAND_S

#include "random_bytes.h"

#include <stdlib.h>
#include <string.h>

bool random_bytes(void *bytes, size_t size)
{
    char *at = bytes;

    while (size) {
        unsigned number;
        size_t taken = size < sizeof number ? size : sizeof number;

        if (rand_s(&number) != 0)
            return false;
        memcpy(at, &number, taken);
        at += taken;
        size -= taken;
    }
    return true;
}
