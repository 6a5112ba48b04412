/* SPDX-License-Identifier: MIT
 *
 * Texts, each kept once and numbered from 0 in the order in which they first come; bytes of any kind will do. A text
 * may be added whole or piece by piece. They are looked up by a keyed hash, on which no number depends.
 */
#ifndef ATTACK_EVENTS_CLI_NUMBERED_H
#define ATTACK_EVENTS_CLI_NUMBERED_H

#include <stddef.h>
#include <stdint.h>

struct numbered_slot {
    uint32_t hash;
    uint32_t number; /* plus one; 0: free */
};

/* Starts as zeros. */
struct numbered {
    char *bytes; /* the texts one after another, each with its NUL */
    size_t used, capacity;
    size_t open;    /* where the text under way begins */
    size_t *starts; /* of the texts, by their number */
    uint32_t count, starts_capacity;
    struct numbered_slot *slots; /* a hash table with open addressing */
    uint32_t slot_count;
};

#define NUMBERED_NONE UINT32_MAX

/* Append to the text under way: bytes, a text, a text in lower case, or that as a part of a key, where NULL is not "".
 */
void numbered_append_bytes(struct numbered *texts, const void *bytes, size_t size);
void numbered_append(struct numbered *texts, const char *piece);
void numbered_append_folded(struct numbered *texts, const char *piece);
void numbered_append_key(struct numbered *texts, const char *text);

/* Ends the text under way. Returns its number. */
uint32_t numbered_end(struct numbered *texts);

/* Drops the text under way. Returns the number that an equal one has, or NUMBERED_NONE. */
uint32_t numbered_find(struct numbered *texts);

/* Add one at once. */
uint32_t numbered_add(struct numbered *texts, const char *text);
uint32_t numbered_add_bytes(struct numbered *texts, const void *bytes, size_t size);

/* Returns a text by its number; it lives until the next one is added. */
const char *numbered_text(const struct numbered *texts, uint32_t number);

void numbered_free(struct numbered *texts);

#endif
