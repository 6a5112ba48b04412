/* SPDX-License-Identifier: MIT
 *
 * A Sigma rule in an answer, for people in one line. Whatever rests on a rule that matched names its author, as the
 * licence of most rules asks, and its level and status, so that nobody takes a weak rule for an alert.
 */
#ifndef ATTACK_EVENTS_CLI_RULE_WORDS_H
#define ATTACK_EVENTS_CLI_RULE_WORDS_H

#include "attack_events.h"

/* A callback: takes one piece of a text. */
typedef void rule_write(void *context, const char *piece);

/* Splits "Title (high, stable) by Author" into pieces, as value_pieces() does. An author that the rule
 * does not name is left out; a level or status that is missing is shown as "no level", "no status". A rule for hunting
 * says so. */
void rule_words(const struct attack_rule *rule, rule_write *write, void *context);

/* Returns where a rule is published, or the place of its file in its set of rules, for free(); NULL if it is absent. */
char *rule_uri(const struct attack_rule *rule);

#endif
