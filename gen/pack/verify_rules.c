/* SPDX-License-Identifier: MIT
 *
 * Compares packed rules with the model, reading them through the runtime's public functions only.
 */
#include "verify_rules.h"

#include <string.h>

static bool is_text(const struct model *model, uint32_t text, const char *found)
{
    return text == ABSENT ? !found : found && strcmp(found, model_text_at(model, text)) == 0;
}

bool is_packed_rule(const struct model *model, const struct packed *packed, uint32_t rule, const struct attack_db *db,
                    const struct attack_event *event)
{
    struct attack_rule found;

    if (!attack_event_rule(db, event, &found))
        return !rule;
    return rule && &model->rules[rule - 1] == &model->rules[packed->rules->numbers[found.index]];
}

/* Whether a rule is that relationship, and is found by it. */
static bool is_relationship(const struct attack_db *db, const struct attack_rule *rule)
{
    uint32_t index = attack_relationship_count(db) - attack_rule_count(db) + rule->index;
    struct attack_relationship relationship;
    struct attack_rule found;

    return attack_relationship_at(db, index, &relationship) && relationship.id == rule->id &&
           relationship.name == rule->title && attack_relationship_rule(db, &relationship, &found) &&
           found.index == rule->index;
}

static bool is_rule(const struct model *model, const struct rule *rule, const struct attack_rule *found)
{
    const struct relationship *relationship = model_relationship(model, rule->relationship - 1);

    return is_text(model, relationship->id, found->id) && is_text(model, relationship->name, found->title) &&
           is_text(model, rule->author, found->author) && is_text(model, rule->license, found->license) &&
           is_text(model, rule->folder, found->folder) && is_text(model, rule->file, found->file) &&
           found->level == (enum attack_level)rule->level && found->status == (enum attack_status)rule->status &&
           found->is_hunting == rule->is_hunting;
}

bool are_packed_rules(const struct model *model, const struct packed *packed, const struct attack_db *db)
{
    struct attack_rule found;
    uint32_t last = 0, i;

    for (i = 0; attack_rule_at(db, i, &found); last = packed->rules->numbers[i++])
        if ((i && packed->rules->numbers[i] <= last) ||
            !is_rule(model, &model->rules[packed->rules->numbers[i]], &found) || !is_relationship(db, &found))
            return false;
    return true;
}
