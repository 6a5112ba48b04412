/* SPDX-License-Identifier: MIT
 *
 * Packs rules: their texts and flags, and which condition is of which rule. It knows the layout and neither YAML nor C.
 */
#include "packing.h"

#include <string.h>

const struct table_shape rule_table_shapes[RULE_TABLES] = {
    [RULE_TABLE_RULES] = {"rules", RULE_CELLS},
    [RULE_TABLE_OF_CONDITIONS] = {"condition_rules", 1},
};

size_t packed_rule_count(const struct packed_rules *rules, enum rule_table table)
{
    return rules->cells[table].count / rule_table_shapes[table].cells;
}

/* ---- Which relationships are rules ------------------------------------------------------------------------------ */

void find_rules(struct packing *packing)
{
    const struct model *model = packing->model;

    packing->rule_of = arena_allocate(packing->arena, (model->relationships.count + 1) * sizeof *packing->rule_of);
    for (size_t i = 0; i < model->rule_count; i++)
        if (model->rules[i].relationship)
            packing->rule_of[model->rules[i].relationship - 1] = (uint32_t)i + 1;
}

uint32_t relationship_position(const struct packing *packing, uint32_t relationship)
{
    uint32_t rule = packing->rule_of[relationship];

    return rule ? (uint32_t)packing->relationships.count + packing->rules.position[rule - 1]
                : packing->relationships.position[relationship];
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

/* Fills the texts of a rule, in the order of its cells. */
static void texts_of(const struct model *model, const struct rule *rule, uint32_t texts[RULE_FLAGS])
{
    const struct relationship *relationship = model_relationship(model, rule->relationship - 1);

    texts[RULE_ID] = relationship->id;
    texts[RULE_TITLE] = relationship->name;
    texts[RULE_AUTHOR] = rule->author;
    texts[RULE_LICENSE] = rule->license;
    texts[RULE_FOLDER] = rule->folder;
    texts[RULE_FILE] = rule->file;
}

static void add_texts(const struct packing *packing, struct packed_rules *rules)
{
    for (size_t i = 0; i < packing->rules.count; i++) {
        uint32_t texts[RULE_FLAGS];

        texts_of(packing->model, &packing->model->rules[rules->numbers[i]], texts);
        for (int t = 0; t < RULE_FLAGS; t++) {
            const char *text = model_text_at(packing->model, texts[t]);

            strings_add(&rules->strings, text, strlen(text));
        }
    }
    strings_lay_out(&rules->strings);
}

static void add_rule(const struct packing *packing, struct packed_rules *rules, const struct rule *rule)
{
    uint32_t texts[RULE_FLAGS];
    struct numbers *cells = &rules->cells[RULE_TABLE_RULES];

    texts_of(packing->model, rule, texts);
    for (int t = 0; t < RULE_FLAGS; t++) {
        const char *text = model_text_at(packing->model, texts[t]);

        numbers_add(packing->arena, cells, strings_offset(&rules->strings, text, strlen(text)));
    }
    numbers_add(packing->arena, cells,
                (uint32_t)rule->level + RULE_STATUS * (uint32_t)rule->status +
                    (rule->is_hunting ? RULE_IS_HUNTING : 0));
}

/* Conditions are in the order of their events. */
static void add_conditions(const struct packing *packing, struct packed_rules *rules)
{
    for (size_t i = 0; i < packing->events.count; i++) {
        const struct event *event = model_event(packing->model, packing->events.sorted[i].number);

        if (event->condition)
            numbers_add(packing->arena, &rules->cells[RULE_TABLE_OF_CONDITIONS],
                        event->rule ? packing->rules.position[event->rule - 1] + 1 : 0);
    }
}

static bool needs_wide_cells(const struct packed_rules *rules)
{
    for (enum rule_table table = 0; table < RULE_TABLES; table++)
        for (size_t i = 0; i < rules->cells[table].count; i++)
            if (rules->cells[table].items[i] > UINT16_MAX)
                return true;
    return false;
}

void pack_rules(struct packing *packing)
{
    struct packed_rules *rules;

    if (!packing->rules.count)
        return;
    packing->packed->rules = rules = arena_allocate(packing->arena, sizeof *rules);
    rules->numbers = arena_allocate(packing->arena, packing->rules.count * sizeof *rules->numbers);
    for (size_t i = 0; i < packing->rules.count; i++)
        rules->numbers[i] = packing->rules.sorted[i].number;
    strings_init(&rules->strings, packing->arena);
    add_texts(packing, rules);
    for (size_t i = 0; i < packing->rules.count; i++)
        add_rule(packing, rules, &packing->model->rules[rules->numbers[i]]);
    add_conditions(packing, rules);
    rules->wide = needs_wide_cells(rules);
}
