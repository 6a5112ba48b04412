/* SPDX-License-Identifier: MIT
 *
 * Joins the records of an event of Linux's audit system, which are lines with the same time and serial number, and of
 * which those of other events may stand between. It writes a line for each event, in the form of laurel.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_JOIN_H
#define ATTACK_EVENTS_CLI_AUDIT_JOIN_H

#include "audit_record.h"
#include "made_text.h"

#include "text/tool_limits.h"

/* An event whose records are being collected. */
struct audit_event {
    unsigned long long time, serial;
    struct made_text node;    /* its name; empty if lines have none */
    struct made_text records; /* of each record: type, blank, body, line end */
    unsigned record_count;
};

/* Starts as zeros. */
struct audit_join {
    struct audit_event events[AUDIT_EVENTS_LIMIT]; /* in the order of their first records */
    unsigned count;
    size_t bytes; /* of all their records */
};

/* Adds a record by itself to `out`, as an event without a line end. */
void audit_record_write(const struct audit_record *record, struct made_text *out);

/* Takes a record. Adds to `out` the lines of all events that are complete now. */
void audit_join_take(struct audit_join *join, const struct audit_record *record, struct made_text *out);

/* Adds the lines of all events. */
void audit_join_end(struct audit_join *join, struct made_text *out);

void audit_join_free(struct audit_join *join);

#endif
