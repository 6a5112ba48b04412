/* SPDX-License-Identifier: MIT
 *
 * Interning with uthash and the keyed hash. It knows nothing of what the bytes mean.
 */
#include "intern.h"

#include "diagnostics.h"
#include "host/keyed_hash.h"

/* uthash stops growing a table if many keys share a slot. Keys cannot be chosen to do so, as the hash has a random key.
 * The table's memory comes from the arena: `interner` is in scope wherever a table grows. */
#define uthash_malloc(size) arena_allocate(interner->arena, size)
#define uthash_free(pointer, size) ((void)(pointer))
#define uthash_fatal(message) fail_out_of_memory()
#define HASH_FUNCTION(bytes, size, value) ((value) = keyed_hash(bytes, size))
#include <uthash.h>

struct interned {
    UT_hash_handle hh;
    uint32_t number;
    const char *bytes;
    size_t size;
};

uint32_t intern(struct interner *interner, const void *bytes, size_t size)
{
    struct interned *entry;
    unsigned hash;

    HASH_VALUE(bytes, size, hash);
    HASH_FIND_BYHASHVALUE(hh, interner->table, bytes, size, hash, entry);
    if (entry)
        return entry->number;
    entry = arena_allocate(interner->arena, sizeof *entry);
    entry->number = (uint32_t)interner->count;
    entry->bytes = arena_copy(interner->arena, bytes, size);
    entry->size = size;
    HASH_ADD_KEYPTR_BYHASHVALUE(hh, interner->table, entry->bytes, entry->size, hash, entry);
    interner->by_number = arena_grow(interner->arena, interner->by_number, interner->count, &interner->capacity,
                                     sizeof(struct interned *));
    interner->by_number[interner->count++] = entry;
    return entry->number;
}

bool intern_find(const struct interner *interner, const void *bytes, size_t size, uint32_t *number)
{
    struct interned *entry;

    HASH_FIND(hh, interner->table, bytes, size, entry);
    if (entry)
        *number = entry->number;
    return entry != NULL;
}

const void *interned(const struct interner *interner, uint32_t number, size_t *size)
{
    const struct interned *entry = interner->by_number[number];

    if (size)
        *size = entry->size;
    return entry->bytes;
}
