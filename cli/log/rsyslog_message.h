/* SPDX-License-Identifier: MIT
 *
 * Finds the event in what rsyslog hands to a program: the text of a message ("msg"), or a JSON object of all its
 * properties ("fulljson"). It knows nothing of the formats of events.
 */
#ifndef ATTACK_EVENTS_CLI_RSYSLOG_MESSAGE_H
#define ATTACK_EVENTS_CLI_RSYSLOG_MESSAGE_H

#include "json_line.h"

/* Returns the part of a line that is the event: behind blanks and the cookie "@cee:", and if that is an object of
 * rsyslog's properties, the same of its member "msg". The text is valid as long as `text` is, and until `json` reads
 * something else. */
struct attack_text rsyslog_message_event(struct json_line *json, const char *text, size_t length);

#endif
