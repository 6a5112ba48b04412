/* SPDX-License-Identifier: MIT
 *
 * Prints all about rules for people. It chooses none.
 */
#ifndef ATTACK_EVENTS_CLI_RULE_PRINT_H
#define ATTACK_EVENTS_CLI_RULE_PRINT_H

#include "rule_list.h"

/* Prints the rules that are asked for: what each says of itself, and its events with its condition on each. */
void rule_print_all(const struct rule_list *list);

#endif
