/* SPDX-License-Identifier: MIT
 *
 * Counts the lines of a log. Lines that match the same events are of one kind, and even a long log has few kinds, so
 * costly work is done once for each. Memory is bounded: when there are too many kinds, their counts are added to the
 * totals, and the table is emptied. It knows nothing of lines' text.
 */
#ifndef ATTACK_EVENTS_CLI_TALLY_H
#define ATTACK_EVENTS_CLI_TALLY_H

#include "text/text_numbers.h"
#include "text/tool_limits.h"

#include "attack_events.h"

struct tally_kind {
    uint32_t *events; /* that its lines match */
    uint32_t count;   /* of these events */
    uint64_t lines;
    char *text; /* set by the caller, freed with the kind; NULL at first */
    size_t text_length;
};

/* Starts as zeros. */
struct tally {
    const struct attack_db *db;
    struct tally_kind kinds[TALLY_KINDS_LIMIT];
    uint32_t kind_count;
    struct text_numbers events_of_kinds; /* numbers the kinds */
    size_t text_bytes;                   /* of the kinds' texts; the caller updates it */
    /* totals, as of the last tally_add_up() */
    uint64_t *event_lines, *technique_lines; /* by index: number of matching lines */
    uint32_t event_count, technique_count;
    struct attack_set techniques; /* scratch */
};

void tally_start(struct tally *tally, const struct attack_db *db);

/* Counts a line that matches these events. Returns its kind, which is valid until the next line is counted. */
struct tally_kind *tally_line(struct tally *tally, const uint32_t *events, uint32_t count);

/* Adds all counts to the totals. */
void tally_add_up(struct tally *tally);

/* Adds the totals of another tally of the same mapping. */
void tally_merge(struct tally *tally, struct tally *other);

/* What the log shows of a technique. */
struct tally_score {
    uint32_t score; /* the sum over the log's distinct events, where those of the mapping with the same id and log count
                       as one, with the best score of those that match */
    uint32_t rule;  /* of those that are in the sum, the best one + 1; of several, the first; 0: there is none */
    uint32_t best_of_rule; /* the score of one event that it has */
    uint32_t rules;        /* how many rules match that name the technique */
};

/* Returns the scores by technique. The caller frees them. */
struct tally_score *tally_scores(const struct tally *tally);

/* Returns the authors of all rules that match and name a technique, each once, "; " between them, for free(); NULL if
 * there are none. */
char *tally_authors(const struct tally *tally, uint32_t technique);

void tally_free(struct tally *tally);

#endif
