/* SPDX-License-Identifier: MIT
 *
 * The options that narrow an answer down. One that is repeated asks for any of its values, letter case aside; different
 * ones must all be satisfied. It reads them where options.h left them.
 */
#ifndef ATTACK_EVENTS_CLI_NARROWING_H
#define ATTACK_EVENTS_CLI_NARROWING_H

#include "options.h"

#include "attack_events.h"

#define ACCEPTS_NARROWING_OF_EVENTS (ACCEPTS(OPTION_PLATFORM) | ACCEPTS(OPTION_PROVIDER) | ACCEPTS(OPTION_CHANNEL))
#define ACCEPTS_NARROWING (ACCEPTS_NARROWING_OF_EVENTS | ACCEPTS(OPTION_TACTIC) | ACCEPTS(OPTION_DATA_COMPONENT))

/* Says whether anything narrows. */
bool narrowing_is_asked(const struct options *options);

/* Says whether `text` is one of the values of an option; any will do when it was not given. */
bool narrowing_asks_for(const struct options *options, enum option_id id, const char *text);

/* What was found of a technique; zeros at first. Rows come technique by technique, whose tactics may be many. */
struct narrowing_finding {
    uint32_t naming; /* of the technique asked about last */
    bool admits;
};

/* Says whether a row, a technique by its tactics, or an event whatever its rows is among what was asked for. */
bool narrowing_admits(const struct attack_db *db, const struct options *options, const struct attack_row *row,
                      struct narrowing_finding *finding);
bool narrowing_admits_technique(const struct attack_db *db, const struct options *options,
                                const struct attack_technique *technique);
bool narrowing_admits_event(const struct options *options, const struct attack_event *event);

/* Says on standard error which of the values asked for are nowhere in the mapping, with the nearest spelling. Returns
 * whether all are there. */
bool narrowing_is_known(const struct attack_db *db, const struct options *options);

/* Says on standard error that the options leave nothing. */
void narrowing_complain(const struct options *options);

/* What a command's description says of them. */
#define NARROWING_HELP                                                                                                 \
    "Options that narrow may be repeated: any value of one will do, letter case\n"                                     \
    "aside, and all the different ones must be satisfied.\n"

#endif
