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

bool has_wide_rule_cells(const struct packed_rules *rules, enum rule_table table)
{
    return table == RULE_TABLE_OF_CONDITIONS ? packed_rule_count(rules, RULE_TABLE_RULES) > UINT16_MAX : rules->wide;
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

/* What rules have in common. */
enum { SHARED_AUTHOR, SHARED_LICENSE, SHARED_FOLDER, SHARED_TEXTS };

static void shared_texts_of(const struct model *model, const struct rule *rule, const char *texts[SHARED_TEXTS])
{
    texts[SHARED_AUTHOR] = model_text_at(model, rule->author);
    texts[SHARED_LICENSE] = model_text_at(model, rule->license);
    texts[SHARED_FOLDER] = model_text_at(model, rule->folder);
}

static void add_shared_texts(const struct packing *packing, struct packed_rules *rules)
{
    for (size_t i = 0; i < packing->rules.count; i++) {
        const char *texts[SHARED_TEXTS];

        shared_texts_of(packing->model, &packing->model->rules[rules->numbers[i]], texts);
        for (int t = 0; t < SHARED_TEXTS; t++)
            strings_add(&rules->strings, texts[t], strlen(texts[t]));
    }
    strings_lay_out(&rules->strings);
}

static void add_bytes(struct byte_stream *stream, const char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++)
        stream_add_byte(stream, (unsigned char)bytes[i]);
}

static void add_rule(const struct packing *packing, const struct packed_rules *rules, const struct rule *rule,
                     struct byte_stream *stream)
{
    const struct model *model = packing->model;
    const struct relationship *relationship = model_relationship(model, rule->relationship - 1);
    const uint32_t own[] = {relationship->id, relationship->name, rule->file};
    const char *texts[SHARED_TEXTS];

    stream_add_byte(stream, (unsigned)rule->level + RULE_STATUS * (unsigned)rule->status +
                                (rule->is_hunting ? RULE_IS_HUNTING : 0));
    for (size_t i = 0; i < sizeof own / sizeof *own; i++) {
        const char *text = model_text_at(model, own[i]);

        add_bytes(stream, text, strlen(text) + 1);
    }
    shared_texts_of(model, rule, texts);
    for (int t = 0; t < SHARED_TEXTS; t++)
        stream_add_number(stream, strings_offset(&rules->strings, texts[t], strlen(texts[t])));
}

/* Adds the records of all rules behind the texts that they share. */
static void add_records(const struct packing *packing, struct packed_rules *rules)
{
    struct byte_stream stream = {.arena = packing->arena};

    add_bytes(&stream, rules->strings.bytes, rules->strings.size - ATTACK_STRING_PADDING);
    for (size_t i = 0; i < packing->rules.count; i++) {
        numbers_add(packing->arena, &rules->cells[RULE_TABLE_RULES], (uint32_t)stream.size);
        add_rule(packing, rules, &packing->model->rules[rules->numbers[i]], &stream);
    }
    stream_add_byte(&stream, 0); /* texts of tables end in NUL */
    rules->strings.bytes = (char *)stream.bytes;
    rules->strings.size = stream.size;
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
    add_shared_texts(packing, rules);
    add_records(packing, rules);
    add_conditions(packing, rules);
    rules->wide = rules->strings.size > UINT16_MAX;
}
