/* SPDX-License-Identifier: MIT
 *
 * Turns an event that Windows or Sysmon for Linux writes as XML into the JSON that evtx_dump writes:
 * {"Event": {"System": {...}, "EventData": {...}}}. It reads elements, attributes, text, the five entities and numbered
 * characters, and nothing else of XML: no document type, so that no entity can be defined.
 */
#ifndef ATTACK_EVENTS_CLI_EVENT_XML_H
#define ATTACK_EVENTS_CLI_EVENT_XML_H

#include "made_text.h"

#include <stdbool.h>

/* Adds the event to `out` as one object without a line end. Returns false, and adds nothing, if the text is not one
 * element Event, or has what is not read. Blanks around it are skipped. */
bool sysmon_xml_to_json(const char *text, size_t length, struct made_text *out);

#endif
