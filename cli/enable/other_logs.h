/* SPDX-License-Identifier: MIT
 *
 * Logs that no command of ours switches on: what a person does to get them. The table is other_logs.tsv, which says how
 * to write a row; it becomes C when the tool is built.
 */
#ifndef ATTACK_EVENTS_CLI_OTHER_LOGS_H
#define ATTACK_EVENTS_CLI_OTHER_LOGS_H

#include "attack_events.h"

#include <stddef.h>

/* The columns of a row. "-" is in columns that say nothing. */
struct other_log {
    const char *kind; /* "set", "on" or "none" */
    const char *platform, *provider, *channel, *ids;
    const char *name;
    const char *how;
};

extern const struct other_log other_logs[];
extern const size_t other_log_count;

/* Returns the first row that fits an event; NULL if there is none. */
const struct other_log *other_log_of(const struct attack_event *event);

#endif
