/* SPDX-License-Identifier: MIT
 *
 * Sigma rules: what a rule says of itself, and which rule an event or a relationship is of. It must not need a C
 * library, and knows nothing of matching.
 */
#include "condition_code.h"

static void clear_rule(struct attack_rule *rule)
{
    rule->id = rule->title = rule->author = rule->license = rule->folder = rule->file = NULL;
    rule->level = ATTACK_LEVEL_NONE;
    rule->status = ATTACK_STATUS_NONE;
    rule->is_hunting = rule->is_detection = false;
    rule->index = ATTACK_NONE;
}

uint32_t attack_rule_count(const struct attack_db *db)
{
    return usable(db) ? rule_count(db) : 0;
}

bool attack_rule_at(const struct attack_db *db, uint32_t index, struct attack_rule *rule)
{
    const struct attack_rules *rules;
    uint32_t flags, at;

    if (!rule)
        return false;
    if (index >= attack_rule_count(db)) {
        clear_rule(rule);
        return false;
    }
    rules = db->rules;
    flags = rule_flags(rules, index);
    at = rule_record(rules, index) + 1;
    rule->id = next_text(rules->strings, &at);
    rule->title = next_text(rules->strings, &at);
    rule->file = next_text(rules->strings, &at);
    rule->author = next_shared_text(rules, &at);
    rule->license = next_shared_text(rules, &at);
    rule->folder = next_shared_text(rules, &at);
    rule->level = (enum attack_level)(flags % RULE_STATUS);
    rule->status = (enum attack_status)(flags % RULE_IS_HUNTING / RULE_STATUS);
    rule->is_hunting = flags >= RULE_IS_HUNTING;
    rule->is_detection = is_detection(flags);
    rule->index = index;
    return true;
}

bool attack_event_rule(const struct attack_db *db, const struct attack_event *event, struct attack_rule *rule)
{
    bool is_event = event && event->index < attack_event_count(db);

    return attack_rule_at(db, (is_event ? rule_of_event(db, event->index) : 0) - 1, rule); /* 0 - 1: too large */
}

bool attack_relationship_rule(const struct attack_db *db, const struct attack_relationship *relationship,
                              struct attack_rule *rule)
{
    bool is_relationship =
        relationship && relationship->id && usable(db) && relationship->index >= db->relationship_count;

    return attack_rule_at(db, is_relationship ? relationship->index - db->relationship_count : ATTACK_NONE, rule);
}

const char *attack_level_name(enum attack_level level)
{
    static const char names[][sizeof "informational"] = {"", "informational", "low", "medium", "high", "critical"};
    unsigned number = (unsigned)level;

    return number && number < sizeof names / sizeof *names ? names[number] : NULL;
}

const char *attack_status_name(enum attack_status status)
{
    static const char names[][sizeof "experimental"] = {"",     "unsupported", "deprecated", "experimental",
                                                        "test", "stable"};
    unsigned number = (unsigned)status;

    return number && number < sizeof names / sizeof *names ? names[number] : NULL;
}
