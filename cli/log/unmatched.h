/* SPDX-License-Identifier: MIT
 *
 * Counts the lines of a log that match no event of the mapping, by reason, and finds the commonest events among them.
 * Memory does not grow with the log: above the limit, new events replace the rarest. It does not match; tag_match.c
 * does.
 */
#ifndef ATTACK_EVENTS_CLI_UNMATCHED_H
#define ATTACK_EVENTS_CLI_UNMATCHED_H

#include "text/tool_limits.h"

#include "attack_events.h"

enum unmatched_reason {
    UNMATCHED_FORMAT, /* the format is not known */
    UNMATCHED_NO_LOG, /* there is neither provider nor channel */
    UNMATCHED_ID,     /* the mapping has no event with this id */
    UNMATCHED_LOG,    /* it has one, but in another log */
    UNMATCHED_FILTER, /* it has one in this log, but the filter fails */
    UNMATCHED_REASONS
};

enum { UNMATCHED_BYTES = 96 };

struct unmatched_event {
    uint32_t hash;
    unsigned long long lines, over; /* the count, and how much of it may be that of replaced entries */
    enum unmatched_reason reason;
    char log[UNMATCHED_BYTES], id[UNMATCHED_BYTES]; /* truncated */
};

struct unmatched {
    unsigned long long lines[UNMATCHED_REASONS];
    struct unmatched_event kept[UNMATCHED_LIMIT]; /* commonest first */
    uint32_t count;
};

/* Counts a line. For an unknown id or log, it keeps their names; absent text is "". */
void unmatched_add(struct unmatched *unmatched, enum unmatched_reason reason, struct attack_text log,
                   struct attack_text id);

/* Reports on standard error how many of the log's `lines` match nothing, why, and what to do; nothing if all match. No
 * line may be counted afterwards. */
void unmatched_print(struct unmatched *unmatched, unsigned long long lines);

#endif
