/* SPDX-License-Identifier: MIT
 *
 * Lines of a log that match no event of the mapping, counted by what keeps them from it, and the commonest events among
 * them. Memory does not grow with the log: of more different events than are kept, the rarest make room.
 */
#ifndef ATTACK_EVENTS_CLI_STRANGERS_H
#define ATTACK_EVENTS_CLI_STRANGERS_H

#include "text/tool_limits.h"

#include "attack_events.h"

enum strangeness {
    STRANGE_SHAPE,  /* it is none that is known */
    STRANGE_NO_LOG, /* neither provider nor channel is named */
    STRANGE_ID,     /* the mapping has no event of this id */
    STRANGE_LOG,    /* it has, but in another log */
    STRANGE_FILTER, /* it has this one, with a filter that is not passed */
    STRANGENESSES
};

enum { STRANGER_BYTES = 96 };

struct stranger {
    uint32_t hash;
    unsigned long long lines, over; /* counted, and how many of these may be another's, which made room */
    enum strangeness strangeness;
    char log[STRANGER_BYTES], id[STRANGER_BYTES]; /* cut */
};

struct strangers {
    unsigned long long lines[STRANGENESSES];
    struct stranger kept[STRANGERS_LIMIT]; /* the commonest first */
    uint32_t count;
};

/* Counts a line. Of an id or a log that is unknown it keeps what they are called; absent text is "". */
void strangers_add(struct strangers *strangers, enum strangeness strangeness, struct attack_text log,
                   struct attack_text id);

/* Says on standard error how many of the log's `lines` match nothing, why, and what to do; nothing where all match. No
 * line may be added afterwards. */
void strangers_print(struct strangers *strangers, unsigned long long lines);

#endif
