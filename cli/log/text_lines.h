/* SPDX-License-Identifier: MIT
 *
 * Makes JSON lines of a log that is text: events as XML become what sysmon_xml_to_json() says, records of Linux's audit
 * system what audit_join.h says. Lines of JSON, and those that nothing here knows, stay as they are.
 */
#ifndef ATTACK_EVENTS_CLI_TEXT_LINES_H
#define ATTACK_EVENTS_CLI_TEXT_LINES_H

#include "audit_join.h"
#include "made_text.h"

#include <stdbool.h>

/* Starts as zeros. */
struct text_lines {
    struct made_text kept; /* a line, or an event, that has not ended yet */
    size_t searched;       /* how much of it was searched for its end */
    bool is_long;          /* the line is above the limit, and goes on */
    bool skips_blanks;     /* behind an event or a frame */
    struct audit_join join;
};

/* Takes more bytes, and adds to `out` what they become. */
void text_lines_take(struct text_lines *lines, const char *bytes, size_t length, struct made_text *out);

/* Whether events are being collected that text_lines_pause() would write. */
bool text_lines_wait(const struct text_lines *lines);

/* Adds events that may be complete, since no more input has come for a while. */
void text_lines_pause(struct text_lines *lines, struct made_text *out);

/* Adds what is left at the end of a file. */
void text_lines_end(struct text_lines *lines, struct made_text *out);

void text_lines_free(struct text_lines *lines);

#endif
