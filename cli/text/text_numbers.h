/* SPDX-License-Identifier: MIT
 *
 * Interns texts, which may contain any byte: each distinct text gets a number, from 0 in the order in which they first
 * come. A text can be added at once or in pieces. Lookups use a keyed hash; the numbers do not depend on it.
 */
#ifndef ATTACK_EVENTS_CLI_TEXT_NUMBERS_H
#define ATTACK_EVENTS_CLI_TEXT_NUMBERS_H

#include <stddef.h>
#include <stdint.h>

struct text_numbers_slot {
    uint32_t hash;
    uint32_t number; /* 1 + the number; 0: free */
};

/* Starts as zeros. */
struct text_numbers {
    char *bytes; /* all texts, each followed by a NUL */
    size_t used, capacity;
    size_t open;    /* start of the text that is being added */
    size_t *starts; /* of the texts, by number */
    uint32_t count, starts_capacity;
    struct text_numbers_slot *slots; /* a hash table with open addressing */
    uint32_t slot_count;
};

#define TEXT_NUMBERS_NONE UINT32_MAX

/* Append to the open text: bytes, a text, a text in lower case, or that as a part of a key, where NULL is not "". */
void text_numbers_append_bytes(struct text_numbers *texts, const void *bytes, size_t size);
void text_numbers_append(struct text_numbers *texts, const char *piece);
void text_numbers_append_folded(struct text_numbers *texts, const char *piece);
void text_numbers_append_key(struct text_numbers *texts, const char *text);

/* Ends the open text. Returns its number. */
uint32_t text_numbers_end(struct text_numbers *texts);

/* Discards the open text. Returns the number of an equal one, or TEXT_NUMBERS_NONE. */
uint32_t text_numbers_find(struct text_numbers *texts);

/* Add a whole text. */
uint32_t text_numbers_add(struct text_numbers *texts, const char *text);
uint32_t text_numbers_add_bytes(struct text_numbers *texts, const void *bytes, size_t size);

/* Returns a text by its number; it is valid until the next one is added. */
const char *text_numbers_text(const struct text_numbers *texts, uint32_t number);

void text_numbers_free(struct text_numbers *texts);

#endif
