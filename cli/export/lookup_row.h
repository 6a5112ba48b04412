/* SPDX-License-Identifier: MIT
 *
 * What a lookup table says of a key: the techniques that the key alone can tell, and apart from them those that depend
 * on the event's fields, which a join does not see. It writes nothing.
 */
#ifndef ATTACK_EVENTS_CLI_LOOKUP_ROW_H
#define ATTACK_EVENTS_CLI_LOOKUP_ROW_H

#include "lookup_index.h"
#include "lookup_keys.h"
#include "tag/event_scores.h"

/* The lists of a row. The first five are about the same techniques, but for tactics, which are in it once each. */
enum lookup_list_id {
    LOOKUP_TECHNIQUES,
    LOOKUP_NAMES,
    LOOKUP_TACTICS,
    LOOKUP_KINDS,
    LOOKUP_SCORES,
    LOOKUP_CONDITIONAL, /* the ids of the techniques that filters, conditions or rules could tell */
    LOOKUP_LISTS,
};

struct lookup_list {
    const char **texts; /* NULL among names: the technique has none */
    size_t count, capacity;
};

extern const char *const lookup_list_names[LOOKUP_LISTS];

enum { SCORE_DIGITS = sizeof "4294967295" };

struct lookup_row {
    const struct lookup_key *key;
    struct lookup_list lists[LOOKUP_LISTS];
    /* private */
    const struct attack_db *db;
    const struct options *options;
    size_t top;
    struct event_scores scores;
    struct lookup_index index;
    uint32_t *told, *conditional; /* events of the key */
    uint32_t told_count, conditional_count;
    char (*digits)[SCORE_DIGITS]; /* the texts of the scores */
};

/* `top`: the most techniques of a row. */
void lookup_row_start(struct lookup_row *row, const struct attack_db *db, const struct options *options, size_t top);

/* Fills the lists. Returns false if they are all empty: nothing is known of the key but rows of analytics. */
bool lookup_row_fill(struct lookup_row *row, const struct lookup_key *key);
void lookup_row_free(struct lookup_row *row);

#endif
