/* SPDX-License-Identifier: MIT
 *
 * Counts the lines of a log that match no event of the mapping, by reason, and finds the commonest events among them.
 * Memory does not grow with the log: above the limit, new events replace the rarest. It does not match; tag_match.c
 * does.
 */
#ifndef ATTACK_EVENTS_CLI_STRANGERS_H
#define ATTACK_EVENTS_CLI_STRANGERS_H

#include "text/tool_limits.h"

#include "attack_events.h"

enum strangeness {
    STRANGE_FORMAT, /* the format is not known */
    STRANGE_NO_LOG, /* there is neither provider nor channel */
    STRANGE_ID,     /* the mapping has no event with this id */
    STRANGE_LOG,    /* it has one, but in another log */
    STRANGE_FILTER, /* it has one in this log, but the filter fails */
    STRANGENESSES
};

enum { STRANGER_BYTES = 96 };

struct stranger {
    uint32_t hash;
    unsigned long long lines, over; /* the count, and how much of it may be that of replaced entries */
    enum strangeness strangeness;
    char log[STRANGER_BYTES], id[STRANGER_BYTES]; /* truncated */
};

struct strangers {
    unsigned long long lines[STRANGENESSES];
    struct stranger kept[STRANGERS_LIMIT]; /* commonest first */
    uint32_t count;
};

/* Counts a line. For an unknown id or log, it keeps their names; absent text is "". */
void strangers_add(struct strangers *strangers, enum strangeness strangeness, struct attack_text log,
                   struct attack_text id);

/* Reports on standard error how many of the log's `lines` match nothing, why, and what to do; nothing if all match. No
 * line may be counted afterwards. */
void strangers_print(struct strangers *strangers, unsigned long long lines);

#endif
