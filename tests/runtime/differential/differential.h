/* SPDX-License-Identifier: MIT
 *
 * Shared by the parts of test_differential: compares the library with the model, answer by answer, for each key and its
 * near misses, each row, each name, and millions of random events.
 */
#ifndef DIFFERENTIAL_H
#define DIFFERENTIAL_H

#include "matching.h"

struct differential {
    uint32_t events;     /* number of random events */
    bool every_byte;     /* try every byte at every place of a key, and every log with every id, not just a sample */
    uint64_t compared;   /* number of answers that were equal to the model's */
    uint64_t with_match; /* random events that matched something */
};

extern struct differential differential;

/* Looks up a key that ends where its allocated block ends. */
typedef void try_key(const char *key, size_t length, const void *context);

/* Tries a text, all its prefixes and suffixes, and variants with a byte removed, inserted or replaced. */
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
