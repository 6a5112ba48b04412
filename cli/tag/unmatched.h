/* SPDX-License-Identifier: MIT
 *
 * Counts the lines of a log that match no event of the mapping, by reason, and what events lack so that conditions are
 * unknown. It finds the commonest of both. It does not match; tag_match.c does.
 */
#ifndef ATTACK_EVENTS_CLI_UNMATCHED_H
#define ATTACK_EVENTS_CLI_UNMATCHED_H

#include "frequent.h"

/* The reason of a line whose format is not known: no event of it can be matched. */
#define UNMATCHED_FORMAT ATTACK_NO_SCRATCH

struct unmatched {
    unsigned long long lines[ATTACK_MATCHED]; /* by enum attack_reason */
    struct frequent events;                   /* of unknown ids and logs */
    struct frequent fields;                   /* that are missing */
};

/* Counts a line. For an unknown id or log, it keeps their names; absent text is "". */
void unmatched_add(struct unmatched *unmatched, enum attack_reason reason, struct attack_text log,
                   struct attack_text id);

/* Counts an event, whether it matches or not, that lacks a field because of which conditions are unknown. */
void unmatched_add_field(struct unmatched *unmatched, struct attack_text log, struct attack_text id, const char *field);

/* Adds the counts of another one. */
void unmatched_merge(struct unmatched *unmatched, const struct unmatched *other);

/* Reports on standard error how many of the log's `lines` match nothing, why, and what to do; nothing if all match.
 * Then reports what is missing. No line may be counted afterwards. */
void unmatched_print(struct unmatched *unmatched, unsigned long long lines);

#endif
