/* SPDX-License-Identifier: MIT
 *
 * What lines of a log are in the mapping, and what there is to say of all that are nothing in it.
 */
#ifndef ATTACK_EVENTS_CLI_TAG_MATCH_H
#define ATTACK_EVENTS_CLI_TAG_MATCH_H

#include "strangers.h"
#include "tag.h"

struct matcher {
    const struct tag_request *request;
    struct attack_text platform;
    const char *table;
    uint32_t *events, room; /* twice what an event may have: one of Defender is looked up under two ids */
    struct attack_answer *answers;
    uint32_t answer_room;
    struct strangers strangers;         /* of a summary; else those of no known shape alone */
    unsigned long long lines, nameless; /* so far: all, and those whose values have no names */
};

void matcher_start(struct matcher *matcher, const struct tag_request *request);
void matcher_free(struct matcher *matcher);

/* Finds the events of the mapping that a line is, as matcher->events. Returns how many. */
uint32_t matcher_match(struct matcher *matcher, const struct json_line *json);

/* Says on standard error what keeps all lines, or all values, from matching. */
void matcher_note(const struct matcher *matcher);

#endif
