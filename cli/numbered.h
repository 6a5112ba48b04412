/* SPDX-License-Identifier: MIT
 *
 * Texts, each kept once and numbered from 0 in the order in which they first come. A text may be added whole or piece
 * by piece. Where memory runs out, `failed` stays set and every later text is number 0.
 */
#ifndef ATTACK_EVENTS_CLI_NUMBERED_H
#define ATTACK_EVENTS_CLI_NUMBERED_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct numbered {
    char *bytes; /* the texts one after another, each with its NUL */
    size_t used, capacity;
    size_t open;    /* where the text under way begins */
    size_t *starts; /* of the texts, by their number */
    uint32_t count, starts_capacity;
    uint32_t *slots; /* a hash table with open addressing: number + 1, or 0 */
    uint32_t slot_count;
    bool failed;
};

/* Appends to the text under way. */
void numbered_append(struct numbered *texts, const char *piece);

/* Ends the text under way. Returns its number. */
uint32_t numbered_end(struct numbered *texts);

/* Both at once. */
uint32_t numbered_add(struct numbered *texts, const char *text);

/* Returns a text by its number; it lives until the next one is added. */
const char *numbered_text(const struct numbered *texts, uint32_t number);

void numbered_free(struct numbered *texts);

#endif
