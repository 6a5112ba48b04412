/* SPDX-License-Identifier: MIT
 *
 * Builds a descriptor over packed tables in memory. It must not change what was packed.
 */
#include "trial_db.h"

#include "tables.h"

static const void *narrow(struct arena *arena, const uint32_t *cells, size_t count, bool wide)
{
    uint16_t *narrowed;

    if (wide || !count)
        return cells;
    narrowed = arena_allocate(arena, count * sizeof *narrowed);
    for (size_t i = 0; i < count; i++)
        narrowed[i] = (uint16_t)cells[i];
    return narrowed;
}

static struct attack_hash hash_of(struct arena *arena, const struct hash *hash, bool wide)
{
    struct attack_hash found = {
        .steps = hash->steps,
        .weights = hash->weights,
        .slots = narrow(arena, hash->slots, hash->slot_count, wide),
        .step_count = (uint32_t)hash->step_count,
        .weight_count = (uint32_t)hash->weight_count,
        .base = hash->base,
        .slot_count = (uint32_t)hash->slot_count,
    };

    return found;
}

static const struct attack_conditions *conditions_of(struct arena *arena, const struct packed_conditions *packed)
{
    struct attack_conditions *made;
    const void *tables[CONDITION_TABLES];

    if (!packed)
        return NULL;
    made = arena_allocate(arena, sizeof *made);
    for (enum condition_table table = 0; table < CONDITION_TABLES; table++)
        tables[table] =
            narrow(arena, packed->cells[table].items, packed->cells[table].count, has_wide_cells(packed, table));
    made->wide = packed->wide;
    made->wide_gates = packed->wide_gates;
    made->group_count = (uint32_t)packed_condition_count(packed, CONDITION_TABLE_GROUPS);
    made->condition_count = (uint32_t)packed_condition_count(packed, CONDITION_TABLE_CONDITIONS);
    made->field_count = (uint32_t)packed_condition_count(packed, CONDITION_TABLE_FIELDS);
    made->bucket_count = (uint32_t)packed_condition_count(packed, CONDITION_TABLE_BUCKETS);
    made->entry_count = (uint32_t)packed_condition_count(packed, CONDITION_TABLE_ENTRIES);
    made->gram_bits = packed->gram_bits;
    made->gram_bytes = (uint32_t)packed->grams.size;
    made->group_most = packed->group_most;
    made->fields_most = packed->fields_most;
    made->string_bytes = (uint32_t)packed->strings.size;
    made->code_bytes = (uint32_t)packed->code.size;
    made->strings = packed->strings.bytes;
    made->code = packed->code.bytes;
    made->grams = packed->grams.bytes;
    made->marks = packed->marks.bytes;
    made->groups = tables[CONDITION_TABLE_GROUPS];
    made->conditions = tables[CONDITION_TABLE_CONDITIONS];
    made->fields = tables[CONDITION_TABLE_FIELDS];
    made->buckets = tables[CONDITION_TABLE_BUCKETS];
    made->entries = tables[CONDITION_TABLE_ENTRIES];
    return made;
}

static const struct attack_rules *rules_of(struct arena *arena, const struct packed_rules *packed)
{
    struct attack_rules *made;
    const void *tables[RULE_TABLES];

    if (!packed)
        return NULL;
    made = arena_allocate(arena, sizeof *made);
    for (enum rule_table table = 0; table < RULE_TABLES; table++)
        tables[table] =
            narrow(arena, packed->cells[table].items, packed->cells[table].count, has_wide_rule_cells(packed, table));
    made->wide = packed->wide;
    made->wide_of_conditions = has_wide_rule_cells(packed, RULE_TABLE_OF_CONDITIONS);
    made->condition_count = (uint32_t)packed->cells[RULE_TABLE_OF_CONDITIONS].count;
    made->rule_count = (uint32_t)packed_rule_count(packed, RULE_TABLE_RULES);
    made->string_bytes = (uint32_t)packed->strings.size;
    made->strings = packed->strings.bytes;
    made->rules = tables[RULE_TABLE_RULES];
    made->of_conditions = tables[RULE_TABLE_OF_CONDITIONS];
    return made;
}

const struct attack_db *make_trial_db(struct arena *arena, const struct packed *packed)
{
    struct attack_db *db = arena_allocate(arena, sizeof *db);
    const void **tables[TABLES] = {
        [TABLE_TECHNIQUES] = &db->techniques, [TABLE_RUNS] = &db->runs,
        [TABLE_COMPONENTS] = &db->components, [TABLE_RELATIONSHIPS] = &db->relationships,
        [TABLE_EVENTS] = &db->events,         [TABLE_LOGS] = &db->logs,
        [TABLE_VARIANTS] = &db->variants,     [TABLE_RETIRED] = &db->retired,
        [TABLE_ALIASES] = &db->aliases,       [TABLE_FIELDS] = &db->fields,
        [TABLE_FACTORS] = &db->factors,
    };
    uint32_t *counts[TABLES] = {
        [TABLE_TECHNIQUES] = &db->technique_count, [TABLE_RUNS] = &db->run_count,
        [TABLE_COMPONENTS] = &db->component_count, [TABLE_RELATIONSHIPS] = &db->relationship_count,
        [TABLE_EVENTS] = &db->event_count,         [TABLE_LOGS] = &db->log_count,
        [TABLE_VARIANTS] = &db->variant_count,     [TABLE_RETIRED] = &db->retired_count,
        [TABLE_ALIASES] = &db->alias_count,        [TABLE_FIELDS] = &db->field_count,
        [TABLE_FACTORS] = &db->factor_count,
    };

    db->layout = ATTACK_TABLES_LAYOUT;
    db->date = packed->date;
    db->wide = packed->wide;
    for (enum table table = 0; table < TABLES; table++) {
        *counts[table] = (uint32_t)packed_count(packed, table);
        *tables[table] = narrow(arena, packed->cells[table].items, packed->cells[table].count, packed->wide);
    }
    db->candidates_most = packed->candidates_most;
    db->fields_most = packed->fields_most;
    db->row_count = packed->row_count;
    db->string_bytes = (uint32_t)packed->strings.size;
    db->list_bytes = (uint32_t)packed->lists.encoded.size;
    db->domain = packed->domain;
    db->version = packed->version;
    db->sha256 = packed->sha256;
    db->selection = packed->selection;
    db->attribution = packed->attribution;
    db->tactics = packed->tactics;
    db->platforms = packed->platforms;
    db->data_sources = packed->data_sources;
    db->strings = packed->strings.bytes;
    db->lists = packed->lists.encoded.bytes;
    db->conditions = conditions_of(arena, packed->conditions);
    db->rules = rules_of(arena, packed->rules);
    db->technique_hash = hash_of(arena, &packed->technique_hash, packed->wide);
    db->event_hash = hash_of(arena, &packed->event_hash, packed->wide);
    return db;
}
