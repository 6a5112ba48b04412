/* SPDX-License-Identifier: MIT
 *
 * Packs conditions: fields, texts, and the groups of events that have them. It knows the layout and neither YAML nor C.
 */
#include "packing_conditions.h"

#include "model/condition.h"

#include <string.h>

const struct table_shape condition_table_shapes[CONDITION_TABLES] = {
    [CONDITION_TABLE_GROUPS] = {"condition_groups", GROUP_CELLS},
    [CONDITION_TABLE_CONDITIONS] = {"conditions", CONDITION_CELLS},
    [CONDITION_TABLE_FIELDS] = {"condition_fields", CONDITION_FIELD_CELLS},
    [CONDITION_TABLE_BUCKETS] = {"condition_buckets", BUCKET_CELLS},
    [CONDITION_TABLE_ENTRIES] = {"condition_entries", ENTRY_CELLS},
};

bool has_wide_cells(const struct packed_conditions *conditions, enum condition_table table)
{
    return table == CONDITION_TABLE_BUCKETS || table == CONDITION_TABLE_ENTRIES ? conditions->wide_gates
                                                                                : conditions->wide;
}

size_t packed_condition_count(const struct packed_conditions *conditions, enum condition_table table)
{
    size_t count = conditions->cells[table].count / condition_table_shapes[table].cells;

    return table == CONDITION_TABLE_BUCKETS && count ? count - 1 : count;
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

uint32_t field_of(struct packing_conditions *packing, uint32_t text)
{
    uint32_t first = (uint32_t)packing->packing->fields.count, number;

    if (intern_find(&packing->packing->fields, &text, sizeof text, &number))
        return number;
    return first + intern(&packing->fields, &text, sizeof text);
}

static void pack_fields(struct packing_conditions *packing)
{
    for (uint32_t i = 0; i < packing->fields.count; i++) {
        const uint32_t *text = interned(&packing->fields, i, NULL);

        numbers_add(packing->arena, &packing->packed->cells[CONDITION_TABLE_FIELDS], condition_text(packing, *text));
    }
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

uint32_t condition_text(const struct packing_conditions *packing, uint32_t text)
{
    const char *string = model_text_at(packing->model, text);

    return strings_offset(&packing->packed->strings, string, strlen(string));
}

static void add_text(struct packing_conditions *packing, uint32_t text)
{
    const char *string = model_text_at(packing->model, text);

    strings_add(&packing->packed->strings, string, strlen(string));
}

/* Numbers a test's fields, and adds its texts. Values that are fields are numbered too. */
static void add_test(struct packing_conditions *packing, const struct test *test)
{
    size_t count;
    const uint32_t *values = model_list_at(packing->model, test->values, &count);

    if (test->field != ABSENT)
        field_of(packing, test->field);
    for (size_t i = 0; i < count; i++)
        if (test->op & TEST_FIELDREF)
            field_of(packing, values[i]);
        else
            add_text(packing, values[i]);
}

/* Adds the texts of all conditions of packed events, each test once. */
static void add_texts(struct packing_conditions *packing)
{
    bool *is_added = arena_allocate(packing->arena, packing->model->tests.count * sizeof *is_added);

    for (uint32_t i = 0; i < packing->model->conditions.count; i++) {
        size_t count;
        const uint32_t *word = model_condition(packing->model, i, &count);
        const uint32_t *end = packing->is_packed[i] ? word + count : word;

        for (; word < end; word += 2) {
            if (!is_test_word(*word) || is_added[word[1]])
                continue;
            is_added[word[1]] = true;
            add_test(packing, model_test(packing->model, word[1]));
        }
    }
    for (uint32_t i = 0; i < packing->fields.count; i++)
        add_text(packing, *(const uint32_t *)interned(&packing->fields, i, NULL));
    strings_lay_out(&packing->packed->strings);
}

/* ---- Groups ----------------------------------------------------------------------------------------------------- */

/* Whether two packed events with conditions are of one group: same id and same log. */
static bool is_same_group(const struct packing *packing, size_t one, size_t other)
{
    const struct keyed *mine = &packing->events.sorted[one], *theirs = &packing->events.sorted[other];

    return strcmp(mine->key, theirs->key) == 0 && strcmp(mine->second_key, theirs->second_key) == 0;
}

/* Finds the events that have conditions. */
static void find_conditions(struct packing_conditions *packing)
{
    const struct order *events = &packing->packing->events;

    packing->events = arena_allocate(packing->arena, events->count * sizeof *packing->events);
    packing->conditions = arena_allocate(packing->arena, events->count * sizeof *packing->conditions);
    packing->is_packed = arena_allocate(packing->arena, packing->model->conditions.count * sizeof *packing->is_packed);
    for (size_t i = 0; i < events->count; i++) {
        uint32_t condition = model_event(packing->model, events->sorted[i].number)->condition;

        if (!condition)
            continue;
        packing->is_packed[condition - 1] = true;
        packing->events[packing->count] = (uint32_t)i;
        packing->conditions[packing->count++] = condition - 1;
    }
}

static void pack_groups(struct packing_conditions *packing)
{
    struct packed_conditions *packed = packing->packed;

    for (size_t first = 0, end; first < packing->count; first = end) {
        uint32_t record[GROUP_CELLS];

        for (end = first;
             end < packing->count && is_same_group(packing->packing, packing->events[first], packing->events[end]);
             end++)
            numbers_add(packing->arena, &packed->cells[CONDITION_TABLE_CONDITIONS],
                        packing->positions[packing->conditions[end]]);
        record[GROUP_EVENT] = packing->events[first];
        record[GROUP_CONDITION] = (uint32_t)first;
        record[GROUP_FIELDS] = pack_gates(packing, first, end);
        for (unsigned i = 0; i < GROUP_CELLS; i++)
            numbers_add(packing->arena, &packed->cells[CONDITION_TABLE_GROUPS], record[i]);
        if (end - first > packed->group_most)
            packed->group_most = (uint32_t)(end - first);
    }
}

/* Whether a table from `first` to `last` has a number of more than 16 bits. */
static bool needs_wide_cells(const struct packed_conditions *packed, enum condition_table first,
                             enum condition_table last)
{
    for (enum condition_table table = first; table <= last; table++)
        for (size_t i = 0; i < packed->cells[table].count; i++)
            if (packed->cells[table].items[i] > UINT16_MAX)
                return true;
    return false;
}

void pack_conditions(struct packing *whole)
{
    struct packing_conditions packing = {.packing = whole, .model = whole->model, .arena = whole->arena};
    struct packed_conditions *packed;

    find_conditions(&packing);
    if (!packing.count)
        return;
    whole->packed->conditions = packing.packed = packed = arena_allocate(packing.arena, sizeof *packed);
    packing.fields.arena = packing.arena;
    packing.test_positions = arena_allocate(packing.arena, packing.model->tests.count * sizeof(uint32_t));
    packing.value_positions = arena_allocate(packing.arena, 3 * packing.model->lists.count * sizeof(uint32_t));
    packing.automaton_positions = arena_allocate(packing.arena, packing.model->texts.count * sizeof(uint32_t));
    packing.positions = arena_allocate(packing.arena, packing.model->conditions.count * sizeof(uint32_t));
    strings_init(&packed->strings, packing.arena);
    packed->code.arena = packed->grams.arena = packed->marks.arena = packing.arena;
    stream_add_byte(&packed->code, 0); /* so that no position is 0 */
    add_texts(&packing);
    pack_fields(&packing);
    begin_gates(&packing);
    pack_expressions(&packing);
    pack_groups(&packing);
    end_gates(&packing);
    pack_field_bound(&packing);
    packed->wide = needs_wide_cells(packed, CONDITION_TABLE_GROUPS, CONDITION_TABLE_FIELDS);
    packed->wide_gates = needs_wide_cells(packed, CONDITION_TABLE_BUCKETS, CONDITION_TABLE_ENTRIES);
}
