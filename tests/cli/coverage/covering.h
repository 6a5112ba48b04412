/* SPDX-License-Identifier: MIT
 *
 * The oracle of the tests of `attack-events coverage`, `plan` and `layer`: a naive implementation of events, of pairs
 * of a technique and one of its data components, and of the meaning of a row of collected events. It looks at every row
 * of the mapping at each call.
 */
#ifndef COVERING_H
#define COVERING_H

#include "naive.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct naive_pair {
    size_t technique; /* position in the mapping's techniques */
    const char *data_source, *data_component;
};

struct covering {
    struct naive_mapping mapping;
    const struct naive_row **events; /* each once; only the columns of an event are compared */
    size_t event_count;
    struct naive_pair *pairs;
    size_t pair_count;
    size_t *row_event, *row_pair; /* by row of the mapping; SIZE_MAX: none */
};

void covering_read(struct covering *covering, const char *const *paths, size_t count);
void covering_free(struct covering *covering);

/* The columns of a row of collected events. */
enum collected_column { C_ID, C_PROVIDER, C_CHANNEL, C_PLATFORM, C_SUB_CATEGORY, C_FILTER, C_COLUMNS };
extern const int collected_naive_columns[C_COLUMNS];
extern const char *const collected_names[C_COLUMNS];

/* Marks the events that a row matches. Returns whether there are any. */
bool covering_mark(const struct covering *covering, const char *const row[C_COLUMNS], bool *collected);

/* Sets, by pair, whether it has a chosen event, and whether it has one that is also collected. */
void covering_pairs(const struct covering *covering, const bool *chosen, const bool *collected, bool *has_chosen,
                    bool *has_collected);

/* Returns whether a list joined by "," contains the text, ignoring case. */
bool list_has(const char *list, const char *text);

/* A pseudo-random generator, the same in every run: returns 0 to `below` - 1. */
struct dice {
    uint32_t state;
};
size_t roll(struct dice *dice, size_t below);

/* A text being built, for the caller to free. */
struct text {
    char *bytes;
    size_t length;
};
void text_add(struct text *text, const char *more);
void text_add_escaped(struct text *text, const char *more); /* as `--format tsv` does; NULL adds nothing */
void text_add_number(struct text *text, size_t number);

/* Adds random rows of collected events, each an event of the mapping with some columns left out, as a table in one
 * of the formats that the tool reads. Marks the events that they match. Returns how many rows that are not blank match
 * nothing. */
size_t random_collected(const struct covering *covering, struct dice *dice, size_t rows, struct text *file,
                        bool *collected);

#endif
