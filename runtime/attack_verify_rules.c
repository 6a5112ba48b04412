/* SPDX-License-Identifier: MIT
 *
 * Checks the tables of rules: every text, number and index that the rest of the runtime uses without a check. It trusts
 * the descriptor and the tables of the mapping and of conditions, which have been checked before.
 */
#include "condition_code.h"
#include "matching.h"

static bool is_rule(const struct attack_rules *rules, uint32_t rule)
{
    uint32_t flags = rule_cell(rules, rule, RULE_FLAGS);

    for (uint32_t i = 0; i < RULE_FLAGS; i++)
        if (rule_cell(rules, rule, i) >= rules->string_bytes)
            return false;
    return rule_cell(rules, rule, RULE_ID) && flags % RULE_STATUS <= ATTACK_CRITICAL &&
           flags % RULE_IS_HUNTING / RULE_STATUS <= ATTACK_STABLE && flags < 2 * RULE_IS_HUNTING;
}

bool attack_verify_rules(const struct attack_db *db)
{
    const struct attack_rules *rules = db->rules;

    if (!rules)
        return true;
    if (!db->conditions || !rules->string_bytes || rules->strings[0] || rules->strings[rules->string_bytes - 1])
        return false;
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (!is_rule(rules, i))
            return false;
    for (uint32_t i = 0; i < db->conditions->condition_count; i++)
        if (cell(rules->of_conditions, i, rules->wide != 0) > rules->rule_count)
            return false;
    return true;
}
