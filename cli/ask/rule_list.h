/* SPDX-License-Identifier: MIT
 *
 * The rules of a mapping that are asked for, each with its techniques and its events. It prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_RULE_LIST_H
#define ATTACK_EVENTS_CLI_RULE_LIST_H

#include "line/options.h"

#include "attack_events.h"

/* A rule, and one of its techniques or events. */
struct rule_pair {
    uint32_t rule, other;
};

struct rule_list {
    const struct attack_db *db;
    struct attack_set rules;               /* those that are asked for */
    bool any_by_id;                        /* an operand is the id of a rule */
    struct rule_pair *techniques, *events; /* of all rules, sorted; events only if the options admit them */
    size_t technique_count, technique_capacity, event_count, event_capacity;
};

/* Fills `list` with the rules of the operands, which are ids of rules or of techniques, or with all; of these, those of
 * `level` or a higher one with an event that the options admit. Free it with rule_list_free(). Returns false, after a
 * message, if an operand is not in the mapping. */
bool rule_list_fill(const struct attack_db *db, const struct options *options, enum attack_level level,
                    struct rule_list *list);
void rule_list_free(struct rule_list *list);

/* Returns the techniques or events of a rule, `count` of them. */
const struct rule_pair *rule_list_of(const struct rule_pair *pairs, size_t pair_count, uint32_t rule, size_t *count);

#endif
