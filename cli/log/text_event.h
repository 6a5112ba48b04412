/* SPDX-License-Identifier: MIT
 *
 * Turns a text that is one event into JSON: an event as XML (event_xml.h), with what syslog adds before it, or a record
 * of Linux's audit system by itself (audit_record.h).
 */
#ifndef ATTACK_EVENTS_CLI_TEXT_EVENT_H
#define ATTACK_EVENTS_CLI_TEXT_EVENT_H

#include "made_text.h"

#include <stdbool.h>

/* Whether a text begins with the tag of an event. */
bool text_begins_event(const char *text, size_t length);

/* Returns the first place of a word in the text, or NULL. */
const char *text_find(const char *text, size_t length, const char *word);

/* Adds the event in a text to `out` as one object without a line end. Returns false, and adds nothing, if there is
 * none. */
bool text_xml_to_json(const char *text, size_t length, struct made_text *out);

/* The same for both kinds of event. */
bool text_event_to_json(const char *text, size_t length, struct made_text *out);

#endif
