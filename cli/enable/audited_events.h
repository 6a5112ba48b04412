/* SPDX-License-Identifier: MIT
 *
 * The audit sub-categories that mapping.yaml names for the events of Microsoft-Windows-Security-Auditing, for an event
 * of another mapping that names none. The table is made from mapping.yaml when the tool is built.
 */
#ifndef ATTACK_EVENTS_CLI_AUDITED_EVENTS_H
#define ATTACK_EVENTS_CLI_AUDITED_EVENTS_H

#include <stddef.h>

/* By id, then sub-category, each pair once. */
extern const struct audited_event {
    const char *id, *sub_category;
} audited_events[];

extern const size_t audited_event_count;

#endif
