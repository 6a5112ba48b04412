/* SPDX-License-Identifier: MIT
 *
 * The scope of a question about coverage: the techniques of the operands, or all, with the given tactics; the events
 * with the given platforms, providers and channels; and the collected events. It answers nothing.
 */
#ifndef ATTACK_EVENTS_CLI_SCOPE_H
#define ATTACK_EVENTS_CLI_SCOPE_H

#include "row_filters.h"

#define ACCEPTS_SCOPE (ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_TACTIC))

struct scope {
    struct attack_set techniques, events;
    struct attack_set collected; /* empty until collected_fill() */
};

/* Fills `scope`; free it with scope_free(). Returns false, after a message, if an operand or a value is not in the
 * mapping. */
bool scope_fill(const struct attack_db *db, const struct options *options, struct scope *scope);
void scope_free(struct scope *scope);

#endif
