/* SPDX-License-Identifier: MIT
 *
 * Draws the key from /dev/urandom.
 */
#include "keyed_hash.h"

#include "siphash.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static uint64_t hash_key[2];

static void draw_hash_key(void)
{
    FILE *file = fopen("/dev/urandom", "rb");

    if (!file || fread(hash_key, sizeof hash_key, 1, file) != 1) { /* a weaker key is better than none */
        hash_key[0] = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
        hash_key[1] = (uint64_t)(uintptr_t)&file ^ (uint64_t)clock();
    }
    if (file)
        fclose(file);
    hash_key[0] |= 1; /* never 0, which means that no key was drawn yet */
}

uint32_t keyed_hash(const void *bytes, size_t size)
{
    if (!hash_key[0])
        draw_hash_key();
    return (uint32_t)siphash(hash_key, bytes, size);
}
