/* SPDX-License-Identifier: MIT
 *
 * Matches lines of a log with the mapping, and reports on all that match nothing. It knows nothing of output.
 */
#ifndef ATTACK_EVENTS_CLI_TAG_MATCH_H
#define ATTACK_EVENTS_CLI_TAG_MATCH_H

#include "log/log_format.h"
#include "tag.h"
#include "unmatched.h"

/* Starts as zeros. */
struct matcher {
    const struct tag_request *request;
    struct attack_text platform;
    struct log_reader *reader;
    struct log_name *names;        /* of the fields that the mapping asks for */
    uint32_t *events, event_count; /* that the line matches, each once */
    struct attack_set found;       /* the same, while a line is matched */
    uint32_t *matches;             /* room for all events of the mapping: what one call of the library finds */
    union attack_scratch *scratch;
    size_t scratch_bytes;
    struct unmatched unmatched;         /* complete for a summary; else only the lines of no known format */
    unsigned long long lines, nameless; /* so far: all lines, and those with values without names */
};

void matcher_start(struct matcher *matcher, const struct tag_request *request);
void matcher_free(struct matcher *matcher);

/* Finds the events of the mapping that a line matches, in matcher->events. Returns how many. */
uint32_t matcher_match(struct matcher *matcher, struct json_line *json);

/* Reports on standard error if no line has a known format, or if values have no names. */
void matcher_note(const struct matcher *matcher);

#endif
