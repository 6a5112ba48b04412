/* SPDX-License-Identifier: MIT
 *
 * What a question about coverage is about: the techniques of the operands, or all, of the tactics asked for; the events
 * that count, of the platforms, providers and channels asked for; and those that are collected.
 */
#ifndef ATTACK_EVENTS_CLI_SCOPE_H
#define ATTACK_EVENTS_CLI_SCOPE_H

#include "narrowing.h"

#define ACCEPTS_SCOPE (ACCEPTS_NARROWING_OF_EVENTS | ACCEPTS(OPTION_TACTIC))

struct scope {
    struct attack_set techniques, events;
    struct attack_set collected; /* empty, until collected_fill() */
};

/* Fills `scope`, for scope_free(). Returns false, after a message, when an operand or a value is not in the mapping. */
bool scope_fill(const struct attack_db *db, const struct options *options, struct scope *scope);
void scope_free(struct scope *scope);

#endif
