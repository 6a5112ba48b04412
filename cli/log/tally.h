/* SPDX-License-Identifier: MIT
 *
 * What the lines of a log were, counted. Lines that matched the same events are of one kind, and a log of any length
 * has few kinds: what is costly is done once for each. Memory is bounded: where kinds become too many, what was counted
 * is added to the totals, and they start anew.
 */
#ifndef ATTACK_EVENTS_CLI_TALLY_H
#define ATTACK_EVENTS_CLI_TALLY_H

#include "text/tool_limits.h"

#include "attack_events.h"

enum { TALLY_SLOTS = 2 * TALLY_KINDS_LIMIT };

struct tally_kind {
    uint32_t *events; /* that its lines matched */
    uint32_t count;   /* of them */
    uint64_t lines;
    char *text; /* the caller's, for free(); NULL at first */
    size_t text_length;
};

struct tally {
    const struct attack_db *db;
    struct tally_kind kinds[TALLY_KINDS_LIMIT];
    uint32_t kind_count;
    uint16_t slots[TALLY_SLOTS]; /* a hash table with open addressing: a kind + 1, or 0 */
    size_t text_bytes;           /* of the kinds' texts; the caller adds to it */
    /* totals, as of the last tally_add_up() */
    uint64_t *event_lines, *technique_lines; /* by index: lines that matched it */
    uint32_t event_count, technique_count;
    struct attack_set techniques; /* to work with */
};

void tally_start(struct tally *tally, const struct attack_db *db);

/* Counts a line that matched these events. Returns its kind, which is good until the next line is counted. */
struct tally_kind *tally_line(struct tally *tally, const uint32_t *events, uint32_t count);

/* Brings the totals up to date. */
void tally_add_up(struct tally *tally);

/* Returns the scores of a recording by technique: the sum over its distinct events. The caller frees. */
uint32_t *tally_scores(const struct tally *tally);

void tally_free(struct tally *tally);

#endif
