/* SPDX-License-Identifier: MIT
 *
 * Checks the tables of rules: every text, number and index that the rest of the runtime uses without a check. It trusts
 * the descriptor and the tables of the mapping and of conditions, which have been checked before.
 */
#include "condition_code.h"
#include "verification.h"

static bool are_flags(uint32_t flags)
{
    return flags % RULE_STATUS <= ATTACK_LEVEL_CRITICAL &&
           flags % RULE_IS_HUNTING / RULE_STATUS <= ATTACK_STATUS_STABLE && flags < 2 * RULE_IS_HUNTING;
}

/* Checks a record, which must start at `*end` or behind it, and sets `*end` to where it ends: so each byte is read
 * once. */
static bool is_rule(const struct attack_rules *rules, uint32_t rule, uint32_t *end)
{
    uint32_t at = rule_record(rules, rule), shared;

    if (at < *end || at >= rules->string_bytes || !are_flags((uint8_t)rules->strings[at++]))
        return false;
    for (int i = 0; i < 3; i++)
        if (at >= rules->string_bytes || (!next_text(rules->strings, &at) && !i)) /* the last byte is NUL */
            return false;
    for (int i = 0; i < 3; i++)
        if (!read_in_stream((const uint8_t *)rules->strings, rules->string_bytes, &at, rules->string_bytes, &shared))
            return false;
    *end = at;
    return true;
}

bool attack_verify_rules(const struct attack_db *db)
{
    const struct attack_rules *rules = db->rules;
    uint32_t end = 0;

    if (!rules)
        return true;
    if (!db->conditions || rules->condition_count != db->conditions->condition_count || !rules->string_bytes ||
        rules->strings[0] || rules->strings[rules->string_bytes - 1])
        return false;
    for (uint32_t i = 0; i < rules->rule_count; i++)
        if (!is_rule(rules, i, &end))
            return false;
    for (uint32_t i = 0; i < db->conditions->condition_count; i++)
        if (rule_of_condition(rules, i) > rules->rule_count)
            return false;
    return true;
}
