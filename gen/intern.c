/* SPDX-License-Identifier: MIT */
#include "intern.h"

#include "diagnostics.h"
#include "siphash.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

/* The keys come from the input, and uthash stops growing a table when they are aimed at one slot: without knowing the
 * hash's own key, none can be. The numbers of interned things do not depend on it. */
static uint64_t hash_key[2];

static void draw_hash_key(void)
{
    FILE *file = fopen("/dev/urandom", "rb");

    if (!file || fread(hash_key, sizeof hash_key, 1, file) != 1) { /* better than none */
        hash_key[0] = (uint64_t)time(NULL) << 32 ^ (uint64_t)getpid();
        hash_key[1] = (uint64_t)(uintptr_t)&file ^ (uint64_t)clock();
    }
    if (file)
        fclose(file);
    hash_key[0] |= 1; /* drawn */
}

static unsigned hash_of(const void *bytes, size_t size)
{
    if (!hash_key[0])
        draw_hash_key();
    return (unsigned)siphash(hash_key, bytes, size);
}

/* The hash table's own memory comes from the arena too: `interner` is in scope wherever a table grows. */
#define uthash_malloc(size) arena_allocate(interner->arena, size)
#define uthash_free(pointer, size) ((void)(pointer))
#define uthash_fatal(message) fail_out_of_memory()
#define HASH_FUNCTION(bytes, size, value) ((value) = hash_of(bytes, size))
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
