/* SPDX-License-Identifier: MIT
 *
 * Interns texts, which may contain any byte: each distinct text gets a number, from 0 in the order in which they first
 * come. A text can be added at once or in pieces. Lookups use a keyed hash; the numbers do not depend on it.
 */
#ifndef ATTACK_EVENTS_CLI_NUMBERED_H
#define ATTACK_EVENTS_CLI_NUMBERED_H

#include <stddef.h>
#include <stdint.h>

struct numbered_slot {
    uint32_t hash;
    uint32_t number; /* 1 + the number; 0: free */
};

/* Starts as zeros. */
struct numbered {
    char *bytes; /* all texts, each followed by a NUL */
    size_t used, capacity;
    size_t open;    /* start of the text that is being added */
    size_t *starts; /* of the texts, by number */
    uint32_t count, starts_capacity;
    struct numbered_slot *slots; /* a hash table with open addressing */
    uint32_t slot_count;
};

#define NUMBERED_NONE UINT32_MAX

/* Append to the open text: bytes, a text, a text in lower case, or that as a part of a key, where NULL is not "".
 */
void numbered_append_bytes(struct numbered *texts, const void *bytes, size_t size);
void numbered_append(struct numbered *texts, const char *piece);
void numbered_append_folded(struct numbered *texts, const char *piece);
void numbered_append_key(struct numbered *texts, const char *text);

/* Ends the open text. Returns its number. */
uint32_t numbered_end(struct numbered *texts);

/* Discards the open text. Returns the number of an equal one, or NUMBERED_NONE. */
uint32_t numbered_find(struct numbered *texts);

/* Add a whole text. */
uint32_t numbered_add(struct numbered *texts, const char *text);
uint32_t numbered_add_bytes(struct numbered *texts, const void *bytes, size_t size);

/* Returns a text by its number; it is valid until the next one is added. */
const char *numbered_text(const struct numbered *texts, uint32_t number);

void numbered_free(struct numbered *texts);

#endif
