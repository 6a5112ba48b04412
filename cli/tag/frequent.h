/* SPDX-License-Identifier: MIT
 *
 * Counts events of a log by their names, and finds the commonest. Memory does not grow with the log: above the limit,
 * new names replace the rarest. It knows nothing of why they are counted.
 */
#ifndef ATTACK_EVENTS_CLI_FREQUENT_H
#define ATTACK_EVENTS_CLI_FREQUENT_H

#include "text/tool_limits.h"

#include "attack_events.h"

#include <stdio.h>

enum { FREQUENT_BYTES = 96 };

/* What is counted: an event, and maybe one of its fields. Texts are truncated; an absent one is "". */
struct frequent_names {
    char log[FREQUENT_BYTES], id[FREQUENT_BYTES], field[FREQUENT_BYTES];
};

struct frequent_event {
    uint32_t hash;
    unsigned note;                  /* the caller's, of the first one */
    unsigned long long lines, over; /* the count, and how much of it may be that of replaced entries */
    struct frequent_names names;
};

/* Starts as zeros. */
struct frequent {
    struct frequent_event kept[UNMATCHED_LIMIT]; /* commonest first */
    uint32_t count;
};

/* Counts an event. */
void frequent_add(struct frequent *frequent, unsigned note, struct attack_text log, struct attack_text id,
                  struct attack_text field);

/* Adds the counts of another list. They are exact as long as all names fit in. */
void frequent_merge(struct frequent *frequent, const struct frequent *other);

/* Sorts by what is surely counted, then by name, so that the order does not depend on the hash. Nothing may be counted
 * afterwards. */
void frequent_sort(struct frequent *frequent);

/* Writes a line "     count  log id" without its end, with escapes. */
void frequent_show(FILE *file, const struct frequent_event *event);

#endif
