/* SPDX-License-Identifier: MIT
 *
 * Where the system gives no random bytes, a weaker key is better than none.
 */
#include "keyed_hash.h"

#include "random_bytes.h"
#include "siphash.h"

#include <time.h>

static uint64_t hash_key[2];

void keyed_hash_start(void)
{
    if (hash_key[0])
        return;
    if (!random_bytes(hash_key, sizeof hash_key)) {
        hash_key[0] = (uint64_t)time(NULL) << 32 ^ (uint64_t)clock();
        hash_key[1] = (uint64_t)(uintptr_t)&hash_key;
    }
    hash_key[0] |= 1; /* never 0, which means that no key was drawn yet */
}

uint32_t keyed_hash(const void *bytes, size_t size)
{
    keyed_hash_start();
    return (uint32_t)siphash(hash_key, bytes, size);
}
