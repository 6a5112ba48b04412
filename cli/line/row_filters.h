/* SPDX-License-Identifier: MIT
 *
 * The options that filter results. If one is repeated, any of its values may match (case-insensitive); if several are
 * given, all must match. It parses no command line; command_line.c does.
 */
#ifndef ATTACK_EVENTS_CLI_ROW_FILTERS_H
#define ATTACK_EVENTS_CLI_ROW_FILTERS_H

#include "options.h"

#include "attack_events.h"

#define ACCEPTS_EVENT_FILTERS (ACCEPTS(OPTION_PLATFORM) | ACCEPTS(OPTION_PROVIDER) | ACCEPTS(OPTION_CHANNEL))
#define ACCEPTS_ROW_FILTERS (ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_TACTIC) | ACCEPTS(OPTION_DATA_COMPONENT))

/* Returns whether any of these options is given. */
bool row_filters_any(const struct options *options);

/* Returns whether `text` is one of the values of an option, or the option is not given. */
bool row_filters_admit_text(const struct options *options, enum option_id id, const char *text);

/* A cache for rows that come technique by technique, since a technique may have many tactics. Starts as zeros. */
struct row_filters_cache {
    const char *id; /* of the last technique */
    uint32_t variant;
    bool admits;
};

/* Return whether the options admit a row; a technique, by its tactics; an event, whatever its rows. */
bool row_filters_admit_row(const struct attack_db *db, const struct options *options, const struct attack_row *row,
                           struct row_filters_cache *cache);
bool row_filters_admit_technique(const struct attack_db *db, const struct options *options,
                                 const struct attack_technique *technique);
bool row_filters_admit_event(const struct options *options, const struct attack_event *event);

/* Reports on standard error which values of the options are not in the mapping, with the nearest spelling. Returns
 * whether all are. */
bool row_filters_check(const struct attack_db *db, const struct options *options);

/* Reports on standard error that no row matches the options. */
void row_filters_complain(const struct options *options);

/* For the descriptions of commands. */
#define ROW_FILTERS_HELP                                                                                               \
    "Options that narrow may be repeated: a result has to match one value of each\n"                                   \
    "option that is given. Values are case-insensitive.\n"

#endif
