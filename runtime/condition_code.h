/* SPDX-License-Identifier: MIT
 *
 * Reads the code of conditions (tables.h): numbers, tests, and the condition and the rule of an event. Private to the
 * runtime. It trusts the tables, and must not know of values.
 */
#ifndef ATTACK_CONDITION_CODE_H
#define ATTACK_CONDITION_CODE_H

#include "attack_events.h"
#include "decode.h"

/* A test. */
struct condition_test {
    uint32_t field; /* number + 1, or 0: any value of the event */
    uint32_t flags; /* and the operator, with OPERATOR_MASK */
    uint32_t value_count;
    uint32_t at;     /* of its values */
    uint32_t values; /* where they start, with their number */
};

static inline bool has_values(uint32_t operation)
{
    return operation != OPERATOR_EXISTS && operation != OPERATOR_IS_NULL;
}

static inline void read_test(const uint8_t *code, uint32_t start, struct condition_test *test)
{
    uint32_t at = start;

    test->flags = code[at++];
    test->field = next_in_stream(code, &at);
    test->value_count = test->at = test->values = 0;
    if (!has_values(test->flags & OPERATOR_MASK))
        return;
    test->values = start - next_in_stream(code, &at);
    at = test->values;
    test->value_count = next_in_stream(code, &at);
    test->at = at;
}

/* A node of an expression. */
struct condition_node {
    uint32_t kind;   /* NODE_AND or NODE_OR; else it is a test */
    uint32_t number; /* of bytes of its children, or the position of the test */
    bool is_not;
};

/* Reads the node at `*at`, and moves `*at` to the next one. */
static inline void next_node(const uint8_t *code, uint32_t *at, struct condition_node *node)
{
    uint32_t start = *at, head = code[(*at)++];

    node->kind = head & OPERATOR_MASK;
    node->is_not = head >= NODE_NOT;
    node->number = next_in_stream(code, at);
    if (node->kind >= NODE_OR)
        return;
    if (node->kind == NODE_EARLIER) {
        node->number = start - node->number;
        return;
    }
    node->number = start;
    if (has_values(node->kind))
        next_in_stream(code, at);
}

/* Returns the difference of two texts that a number of the code says. */
static inline uint32_t text_difference(uint32_t number)
{
    return number >> 1 ^ (0u - (number & 1u));
}

/* Returns the text whose difference from `text` is at `*at`, and moves `*at` to what follows. */
static inline uint32_t next_value_text(const uint8_t *code, uint32_t *at, uint32_t text)
{
    return text + text_difference(next_in_stream(code, at));
}

static inline uint32_t condition_group_cell(const struct attack_conditions *conditions, uint32_t group, uint32_t at)
{
    return cell(conditions->groups, (size_t)group * GROUP_CELLS + at, conditions->wide != 0);
}

/* Returns the first condition behind those of a group. */
static inline uint32_t condition_group_end(const struct attack_conditions *conditions, uint32_t group)
{
    return group + 1 < conditions->group_count ? condition_group_cell(conditions, group + 1, GROUP_CONDITION)
                                               : conditions->condition_count;
}

/* Returns the first group that starts at an event or behind it; the number of groups if there is none. */
static inline uint32_t condition_group_from(const struct attack_conditions *conditions, uint32_t event)
{
    uint32_t low = 0, high = conditions->group_count;

    while (low < high) {
        uint32_t middle = low + (high - low) / 2;

        if (condition_group_cell(conditions, middle, GROUP_EVENT) < event)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Returns the condition of an event; ATTACK_NONE if it has none. Its group is the last that starts at the event or
 * before it. */
static inline uint32_t condition_of_event(const struct attack_db *db, uint32_t event)
{
    const struct attack_conditions *conditions = db->conditions;
    uint32_t group = conditions ? condition_group_from(conditions, event + 1) : 0, condition;

    if (!group--)
        return ATTACK_NONE;
    condition = condition_group_cell(conditions, group, GROUP_CONDITION) + event -
                condition_group_cell(conditions, group, GROUP_EVENT);
    return condition < condition_group_end(conditions, group) ? condition : ATTACK_NONE;
}

/* Returns the rule that an event belongs to + 1; 0 if it belongs to none. */
static inline uint32_t rule_of_event(const struct attack_db *db, uint32_t event)
{
    uint32_t condition = db->rules ? condition_of_event(db, event) : ATTACK_NONE;

    return condition == ATTACK_NONE ? 0 : rule_of_condition(db->rules, condition);
}

static inline uint32_t rule_flags(const struct attack_rules *rules, uint32_t rule)
{
    return (uint8_t)rules->strings[rule_record(rules, rule)];
}

/* Whether a rule with these flags is a detection: see struct attack_rule. */
static inline bool is_detection(uint32_t flags)
{
    return flags < RULE_IS_HUNTING && flags % RULE_STATUS >= ATTACK_LEVEL_MEDIUM &&
           flags / RULE_STATUS >= ATTACK_STATUS_TEST;
}

#endif
