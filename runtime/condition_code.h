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
    uint32_t at; /* of its values */
};

static inline void read_test(const uint8_t *code, uint32_t at, struct condition_test *test)
{
    test->field = next_in_stream(code, &at);
    test->flags = code[at++];
    at = next_in_stream(code, &at);
    test->value_count = next_in_stream(code, &at);
    test->at = at;
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
    return flags < RULE_IS_HUNTING && flags % RULE_STATUS >= ATTACK_MEDIUM && flags / RULE_STATUS >= ATTACK_TEST;
}

#endif
