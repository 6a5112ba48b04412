/* SPDX-License-Identifier: MIT
 *
 * The library against the model, answer by answer: each key and what is near it, each row, each name, and random events
 * by the million. What the parts of test_differential share.
 */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#include "matching.h"

struct differential {
    uint32_t events;   /* how many random ones */
    bool every_byte;   /* near a key is every byte in every place, not a choice of them; and every log with every id */
    uint64_t compared; /* answers: what one call gave, all of it, was what the model gives */
    uint64_t with_match; /* random events that matched something */
};

extern struct differential differential;

/* Looks a key up. It ends where an allocated block does. */
typedef void try_key(const char *key, size_t length, const void *context);

/* Tries a text, all its beginnings and ends, and what differs from it by a byte left out, put in or replaced. */
void try_near(const char *text, try_key *try, const void *context);

/* Keys. */
void finds_what_the_model_finds_near_every_technique(void **state);
void finds_what_the_model_finds_near_every_event(void **state);
void finds_what_the_model_finds_near_every_log(void **state);

/* Rows and names. */
void gives_the_rows_that_the_model_reads(void **state);
void selects_what_the_model_selects_near_every_name(void **state);

/* Events. */
void takes_random_events_for_what_the_model_does(void **state);

#endif
