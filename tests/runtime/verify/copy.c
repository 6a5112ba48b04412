/* SPDX-License-Identifier: MIT
 *
 * Copies the tables of a mapping into blocks of their own, and widens their cells.
 */
#include "copy.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *allocate(size_t size)
{
    void *block = malloc(size);

    if (!block) {
        perror("copy");
        exit(2);
    }
    return block;
}

static const void *add_part(struct copy *copy, enum part part, const char *name, const void *bytes, size_t size)
{
    copy->part[part].name = name;
    copy->part[part].size = size;
    copy->part[part].bytes = size ? allocate(size) : NULL;
    if (size)
        memcpy(copy->part[part].bytes, bytes, size);
    return copy->part[part].bytes;
}

static size_t cell_size(const struct attack_db *db)
{
    return db->wide ? sizeof(uint32_t) : sizeof(uint16_t);
}

static void copy_hash(struct copy *copy, struct attack_hash *hash, enum part steps, const char *const names[3])
{
    hash->steps = add_part(copy, steps, names[0], hash->steps, (size_t)2 * hash->step_count);
    hash->weights = add_part(copy, steps + 1, names[1], hash->weights, hash->weight_count * sizeof *hash->weights);
    hash->slots = add_part(copy, steps + 2, names[2], hash->slots, hash->slot_count * cell_size(&copy->db));
}

static void copy_conditions(struct copy *copy, const struct attack_conditions *original)
{
    struct attack_conditions *conditions = &copy->conditions;
    size_t cell = original->wide ? sizeof(uint32_t) : sizeof(uint16_t);
    size_t gate_cell = original->wide_gates ? sizeof(uint32_t) : sizeof(uint16_t);

    *conditions = *original;
    copy->db.conditions = conditions;
    conditions->strings =
        add_part(copy, PART_CONDITION_STRINGS, "condition strings", original->strings, original->string_bytes);
    conditions->code = add_part(copy, PART_CODE, "code", original->code, original->code_bytes);
    conditions->grams = add_part(copy, PART_GRAMS, "grams", original->grams, (size_t)1 << original->gram_bits >> 3);
    conditions->marks = add_part(copy, PART_MARKS, "marks", original->marks, original->entry_count);
    conditions->groups =
        add_part(copy, PART_GROUPS, "groups", original->groups, original->group_count * GROUP_CELLS * cell);
    conditions->conditions = add_part(copy, PART_CONDITIONS, "conditions", original->conditions,
                                      original->condition_count * CONDITION_CELLS * cell);
    conditions->fields = add_part(copy, PART_CONDITION_FIELDS, "condition fields", original->fields,
                                  original->field_count * CONDITION_FIELD_CELLS * cell);
    conditions->buckets = add_part(copy, PART_BUCKETS, "buckets", original->buckets,
                                   ((size_t)original->bucket_count + 1) * BUCKET_CELLS * gate_cell);
    conditions->entries =
        add_part(copy, PART_ENTRIES, "entries", original->entries, original->entry_count * ENTRY_CELLS * gate_cell);
}

static void copy_rules(struct copy *copy, const struct attack_rules *original, size_t conditions)
{
    struct attack_rules *rules = &copy->rules;
    size_t cell = original->wide ? sizeof(uint32_t) : sizeof(uint16_t);

    *rules = *original;
    copy->db.rules = rules;
    rules->strings = add_part(copy, PART_RULE_STRINGS, "rule strings", original->strings, original->string_bytes);
    rules->rules = add_part(copy, PART_RULES, "rules", original->rules, original->rule_count * RULE_CELLS * cell);
    rules->of_conditions =
        add_part(copy, PART_CONDITION_RULES, "rules of conditions", original->of_conditions,
                 conditions * (original->rule_count > UINT16_MAX ? sizeof(uint32_t) : sizeof(uint16_t)));
}

void copy_init(struct copy *copy, const struct attack_db *original)
{
    static const char *const technique_names[] = {"technique hash: steps", "technique hash: weights",
                                                  "technique hash: slots"};
    static const char *const event_names[] = {"event hash: steps", "event hash: weights", "event hash: slots"};
    struct attack_db *db = &copy->db;
    size_t cell = cell_size(original);

    *db = *original;
    db->strings = add_part(copy, PART_STRINGS, "strings", db->strings, db->string_bytes);
    db->lists = add_part(copy, PART_LISTS, "lists", db->lists, db->list_bytes);
    db->techniques =
        add_part(copy, PART_TECHNIQUES, "techniques", db->techniques, db->technique_count * TECHNIQUE_CELLS * cell);
    db->runs = add_part(copy, PART_RUNS, "runs", db->runs, db->run_count * RUN_CELLS * cell);
    db->components =
        add_part(copy, PART_COMPONENTS, "components", db->components, db->component_count * COMPONENT_CELLS * cell);
    db->relationships = add_part(copy, PART_RELATIONSHIPS, "relationships", db->relationships,
                                 db->relationship_count * RELATIONSHIP_CELLS * cell);
    db->events = add_part(copy, PART_EVENTS, "events", db->events, db->event_count * EVENT_CELLS * cell);
    db->logs = add_part(copy, PART_LOGS, "logs", db->logs, db->log_count * LOG_CELLS * cell);
    db->variants = add_part(copy, PART_VARIANTS, "variants", db->variants, db->variant_count * VARIANT_CELLS * cell);
    db->retired = add_part(copy, PART_RETIRED, "retired", db->retired, db->retired_count * RETIRED_CELLS * cell);
    db->aliases = add_part(copy, PART_ALIASES, "aliases", db->aliases, db->alias_count * ALIAS_CELLS * cell);
    db->fields = add_part(copy, PART_FIELDS, "fields", db->fields, db->field_count * FIELD_CELLS * cell);
    db->factors = add_part(copy, PART_FACTORS, "factors", db->factors, db->factor_count * FACTOR_CELLS * cell);
    copy_hash(copy, &db->technique_hash, PART_TECHNIQUE_STEPS, technique_names);
    copy_hash(copy, &db->event_hash, PART_EVENT_STEPS, event_names);
    for (enum part part = PART_CONDITION_STRINGS; part < PARTS; part++) {
        copy->part[part].bytes = NULL;
        copy->part[part].size = 0;
    }
    if (db->conditions)
        copy_conditions(copy, original->conditions);
    if (db->rules)
        copy_rules(copy, original->rules, original->conditions->condition_count);
}

static const void *widen_part(struct copy *copy, enum part part)
{
    size_t count = copy->part[part].size / sizeof(uint16_t);
    uint32_t *cells;

    if (!count)
        return NULL;
    cells = allocate(count * sizeof *cells);
    for (size_t i = 0; i < count; i++)
        cells[i] = copy_cell(copy, part, i);
    free(copy->part[part].bytes);
    copy->part[part].bytes = (unsigned char *)cells;
    copy->part[part].size = count * sizeof *cells;
    return cells;
}

void copy_widen(struct copy *copy)
{
    struct attack_db *db = &copy->db;

    db->techniques = widen_part(copy, PART_TECHNIQUES);
    db->runs = widen_part(copy, PART_RUNS);
    db->components = widen_part(copy, PART_COMPONENTS);
    db->relationships = widen_part(copy, PART_RELATIONSHIPS);
    db->events = widen_part(copy, PART_EVENTS);
    db->logs = widen_part(copy, PART_LOGS);
    db->variants = widen_part(copy, PART_VARIANTS);
    db->retired = widen_part(copy, PART_RETIRED);
    db->aliases = widen_part(copy, PART_ALIASES);
    db->fields = widen_part(copy, PART_FIELDS);
    db->factors = widen_part(copy, PART_FACTORS);
    db->technique_hash.slots = widen_part(copy, PART_TECHNIQUE_SLOTS);
    db->event_hash.slots = widen_part(copy, PART_EVENT_SLOTS);
    db->wide = 1;
}

void copy_free(struct copy *copy)
{
    for (int i = 0; i < PARTS; i++)
        free(copy->part[i].bytes);
}

uint32_t copy_cell(const struct copy *copy, enum part part, size_t at)
{
    const unsigned char *bytes = copy->part[part].bytes;

    return copy->db.wide ? ((const uint32_t *)(const void *)bytes)[at] : ((const uint16_t *)(const void *)bytes)[at];
}

void copy_set_cell(struct copy *copy, enum part part, size_t at, uint32_t value)
{
    unsigned char *bytes = copy->part[part].bytes;

    if (copy->db.wide)
        ((uint32_t *)(void *)bytes)[at] = value;
    else
        ((uint16_t *)(void *)bytes)[at] = (uint16_t)value;
}
