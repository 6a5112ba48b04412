/* SPDX-License-Identifier: MIT
 *
 * Packs conditions: texts, tests, expressions, and the groups of events that have them. It knows the layout and neither
 * YAML nor C.
 */
#include "packing_conditions.h"

#include "model/condition.h"
#include "pack_regex.h"

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
            if ((*word != CONDITION_TEST && *word != CONDITION_NOT_TEST) || is_added[word[1]])
                continue;
            is_added[word[1]] = true;
            add_test(packing, model_test(packing->model, word[1]));
        }
    }
    for (uint32_t i = 0; i < packing->fields.count; i++)
        add_text(packing, *(const uint32_t *)interned(&packing->fields, i, NULL));
    strings_lay_out(&packing->packed->strings);
}

/* ---- Code ------------------------------------------------------------------------------------------------------- */

/* Returns the position of an automaton in the code; packs it if it is new. */
static uint32_t automaton_of(struct packing_conditions *packing, uint32_t text)
{
    uint32_t *position = &packing->automaton_positions[text];

    if (!*position) {
        *position = (uint32_t)packing->packed->code.size;
        pack_regex(&packing->packed->code, model_text_at(packing->model, text));
    }
    return *position;
}

static bool has_values(const struct test *test)
{
    return (test->op & TEST_OP_MASK) != TEST_EXISTS && (test->op & TEST_OP_MASK) != TEST_NULL;
}

/* Returns where the position of a test's values in the code is kept. */
static uint32_t *values_position(const struct packing_conditions *packing, const struct test *test)
{
    bool are_fields = (test->op & TEST_FIELDREF) != 0, are_regexes = (test->op & TEST_OP_MASK) == TEST_REGEX;

    return &packing->value_positions[3 * (size_t)test->values + (are_fields ? 1 : are_regexes ? 2 : 0)];
}

/* Adds a text as its difference from the text before. */
static void add_difference(struct byte_stream *code, uint32_t before, uint32_t text)
{
    stream_add_number(code, text < before ? 2 * (before - text) - 1 : 2 * (text - before));
}

/* Packs a test's values, if they are new. Their automata come before. */
static void pack_values(struct packing_conditions *packing, const struct test *test)
{
    bool are_regexes = (test->op & TEST_OP_MASK) == TEST_REGEX;
    uint32_t *position = values_position(packing, test), before = 0;
    struct byte_stream *code = &packing->packed->code;
    size_t count;
    const uint32_t *values = model_list_at(packing->model, test->values, &count);

    if (*position || !has_values(test))
        return;
    for (size_t i = 0; are_regexes && i < count; i++)
        automaton_of(packing, values[i]);
    *position = (uint32_t)code->size;
    stream_add_number(code, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        if (test->op & TEST_FIELDREF) {
            stream_add_number(code, field_of(packing, values[i]) + 1);
            continue;
        }
        add_difference(code, before, condition_text(packing, values[i]));
        before = condition_text(packing, values[i]);
        if (are_regexes)
            stream_add_number(code, *position - automaton_of(packing, values[i]));
    }
}

/* ---- Expressions ------------------------------------------------------------------------------------------------ */

/* An expression under way. How many bytes the size of a node's children takes is known once these are packed, and how
 * they are packed depends on it: so the expression is packed again as long as one of these numbers must grow. */
struct expression_packing {
    struct packing_conditions *packing;
    const uint32_t *words;
    uint8_t *size_bytes; /* of the children of each node, by its first word */
    bool has_grown;
};

static unsigned bytes_of(size_t number)
{
    unsigned bytes = 1;

    for (; number >= 0x80; number >>= 7)
        bytes++;
    return bytes;
}

static void add_test_node(struct packing_conditions *packing, uint32_t number, bool is_not)
{
    const struct test *test = model_test(packing->model, number);
    struct byte_stream *code = &packing->packed->code;
    uint32_t start = (uint32_t)code->size, *position = &packing->test_positions[number];

    if (*position && has_values(test)) {
        stream_add_byte(code, NODE_EARLIER | (is_not ? NODE_NOT : 0u));
        stream_add_number(code, start - *position);
        return;
    }
    *position = start;
    stream_add_byte(code, test->op | (is_not ? NODE_NOT : 0u));
    stream_add_number(code, test->field == ABSENT ? 0 : field_of(packing, test->field) + 1);
    if (has_values(test))
        stream_add_number(code, start - *values_position(packing, test));
}

/* Writes a number in the bytes that are left for it. If they are too few, more are left the next time. */
static void fill_in_size(struct expression_packing *expression, uint8_t *left, size_t at)
{
    struct byte_stream *code = &expression->packing->packed->code;
    size_t size = code->size - at - *left;

    if (bytes_of(size) > *left) {
        *left = (uint8_t)bytes_of(size);
        expression->has_grown = true;
        return;
    }
    for (unsigned i = 0; i < *left; i++, size >>= 7)
        code->bytes[at + i] = (uint8_t)((size & 0x7f) | (i + 1u < *left ? 0x80 : 0));
}

/* Adds a node and its children. The depth of a condition is bounded where it is read. */
static void add_node(struct expression_packing *expression, const uint32_t *word)
{
    struct byte_stream *code = &expression->packing->packed->code;
    const uint32_t *end = word + 2 + word[1];
    uint8_t *left = &expression->size_bytes[word - expression->words];
    size_t at;

    if (*word == CONDITION_TEST || *word == CONDITION_NOT_TEST) {
        add_test_node(expression->packing, word[1], *word == CONDITION_NOT_TEST);
        return;
    }
    stream_add_byte(code, *word == CONDITION_AND ? NODE_AND : NODE_OR);
    at = code->size;
    for (unsigned i = 0; i < *left; i++)
        stream_add_byte(code, 0);
    for (const uint32_t *child = word + 2; child < end;
         child += 2 + (*child == CONDITION_AND || *child == CONDITION_OR ? child[1] : 0))
        add_node(expression, child);
    fill_in_size(expression, left, at);
}

static bool is_test_word(uint32_t word)
{
    return word == CONDITION_TEST || word == CONDITION_NOT_TEST;
}

/* Takes an expression away that was added at `start`. */
static void take_away(struct packing_conditions *packing, const uint32_t *words, size_t count, uint32_t start)
{
    packing->packed->code.size = start;
    for (size_t i = 0; i < count; i += 2)
        if (is_test_word(words[i]) && packing->test_positions[words[i + 1]] >= start)
            packing->test_positions[words[i + 1]] = 0;
}

/* Adds an expression; the values of its tests are there. */
static uint32_t add_expression(struct packing_conditions *packing, const uint32_t *words, size_t count)
{
    struct arena scratch = {NULL};
    struct expression_packing expression = {packing, words, arena_allocate(&scratch, count), false};
    uint32_t start = (uint32_t)packing->packed->code.size;

    memset(expression.size_bytes, 1, count);
    for (;;) {
        add_node(&expression, words);
        if (!expression.has_grown)
            break;
        expression.has_grown = false;
        take_away(packing, words, count, start);
    }
    arena_free(&scratch);
    return start;
}

/* Packs all expressions, in the order of the model: those of one rule for logs that differ in their fields are next to
 * one another, and the distances to the values that they have in common are small. */
static void pack_expressions(struct packing_conditions *packing)
{
    for (uint32_t condition = 0; condition < packing->model->conditions.count; condition++) {
        size_t count;
        const uint32_t *words = model_condition(packing->model, condition, &count);

        if (!packing->is_packed[condition])
            continue;
        for (size_t i = 0; i < count; i += 2)
            if (is_test_word(words[i]))
                pack_values(packing, model_test(packing->model, words[i + 1]));
        packing->positions[condition] = add_expression(packing, words, count);
    }
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
