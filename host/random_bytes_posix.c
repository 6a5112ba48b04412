/* SPDX-License-Identifier: MIT
 *
 * Reads /dev/urandom, which every system has.
 */
#include "random_bytes.h"

#include <stdio.h>

bool random_bytes(void *bytes, size_t size)
{
    FILE *file = fopen("/dev/urandom", "rb");
    bool is_read = file && fread(bytes, size, 1, file) == 1;

    if (file)
        fclose(file);
    return is_read;
}
