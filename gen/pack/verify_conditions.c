/* SPDX-License-Identifier: MIT
 *
 * Compares packed conditions with the model: each expression, test, text and gate, as the runtime finds them in the
 * tables.
 */
#include "verify_conditions.h"

#include "condition_code.h"
#include "gates.h"
#include "model/condition.h"
#include "pack_regex.h"

#include <string.h>

/* Where a condition is read from: numbers in `code`, from `at` on. */
struct reader {
    const struct model *model;
    const struct attack_db *db;
    const struct attack_conditions *conditions;
    uint32_t at;
};

static uint32_t next_byte(struct reader *reader)
{
    return reader->conditions->code[reader->at++];
}

static uint32_t next_in_code(struct reader *reader)
{
    return next_in_stream(reader->conditions->code, &reader->at);
}

static bool is_field(const struct reader *reader, uint32_t text, uint32_t field)
{
    const char *name = attack_field_name(reader->db, field);

    return name && strcmp(name, model_text_at(reader->model, text)) == 0;
}

/* Whether the automaton of an expression is at a position of the code. */
static bool is_automaton(const struct reader *reader, uint32_t position, const char *text)
{
    struct arena scratch = {NULL};
    struct byte_stream bytes = {.arena = &scratch};
    bool is_same;

    pack_regex(&bytes, text);
    is_same = position < reader->conditions->code_bytes && reader->conditions->code_bytes - position >= bytes.size &&
              memcmp(reader->conditions->code + position, bytes.bytes, bytes.size) == 0;
    arena_free(&scratch);
    return is_same;
}

static bool is_value(const struct reader *reader, uint32_t value, const struct test *test, uint32_t text)
{
    return test->op & TEST_FIELDREF
               ? value && is_field(reader, text, value - 1)
               : strcmp(reader->conditions->strings + value, model_text_at(reader->model, text)) == 0;
}

/* Reads the values at a position. */
static bool are_values(struct reader reader, uint32_t position, const struct test *test)
{
    size_t count;
    const uint32_t *values = model_list_at(reader.model, test->values, &count);
    uint32_t value = 0;

    reader.at = position;
    if (next_in_code(&reader) != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        value = test->op & TEST_FIELDREF ? next_in_code(&reader)
                                         : next_value_text(reader.conditions->code, &reader.at, value);
        if (!is_value(&reader, value, test, values[i]) ||
            ((test->op & TEST_OP_MASK) == TEST_REGEX &&
             !is_automaton(&reader, position - next_in_code(&reader), model_text_at(reader.model, values[i]))))
            return false;
    }
    return true;
}

/* Compares a test with that of the model. Its flag NODE_NOT is the caller's. */
static bool is_test(struct reader reader, uint32_t position, const struct test *test)
{
    uint32_t field;

    reader.at = position;
    if (next_byte(&reader) % NODE_NOT != test->op)
        return false;
    field = next_in_code(&reader);
    if (test->field == ABSENT ? field != 0 : !field || !is_field(&reader, test->field, field - 1))
        return false;
    return !has_values(test->op & TEST_OP_MASK) || are_values(reader, position - next_in_code(&reader), test);
}

/* Compares a node with the words of the model, and moves both on. The depth is bounded where conditions are read. */
static bool is_node(struct reader *reader, const uint32_t **word)
{
    uint32_t kind = **word, number = (*word)[1], bytes;
    const uint32_t *end = *word + 2 + number;
    struct condition_node node;

    next_node(reader->conditions->code, &reader->at, &node);
    *word += 2;
    if (kind == CONDITION_TEST || kind == CONDITION_NOT_TEST)
        return node.kind < NODE_OR && node.is_not == (kind == CONDITION_NOT_TEST) &&
               is_test(*reader, node.number, model_test(reader->model, number));
    if (node.kind != (kind == CONDITION_AND ? NODE_AND : NODE_OR))
        return false;
    bytes = reader->at + node.number;
    while (*word < end)
        if (!is_node(reader, word))
            return false;
    return reader->at == bytes;
}

/* ---- Gates ------------------------------------------------------------------------------------------------------ */

/* Whether a key leads to a condition, as a gate of these sets. */
static bool leads(const struct attack_conditions *conditions, uint32_t seed, const struct gate_key *key,
                  uint32_t condition, uint32_t sets)
{
    uint32_t hash = gate_hash(key, seed), bucket = attack_gate_bucket(hash, conditions->bucket_count);

    if (key->kind == GATE_GRAM || key->kind == GATE_LONG) {
        uint32_t bit = attack_gram_bit(seed, gate_gram(key), conditions->gram_bits);

        if (!(conditions->grams[bit / 8] >> bit % 8 & 1))
            return false;
    }
    for (uint32_t i = cell(conditions->buckets, bucket, conditions->wide_gates != 0);
         i < cell(conditions->buckets, (size_t)bucket + 1, conditions->wide_gates != 0); i++)
        if ((conditions->marks[i] | GATE_SETS) == attack_gate_mark(hash, GATE_SETS) &&
            (conditions->marks[i] & sets) == sets &&
            cell(conditions->entries, i, conditions->wide_gates != 0) == condition)
            return true;
    return false;
}

/* Whether the list of a group has a field with a kind of gate. Sets `number` to the field. */
static bool is_gated(struct reader reader, const struct gate_key *key, uint32_t *number)
{
    for (uint32_t left = next_in_code(&reader); left; left--) {
        uint32_t field = next_in_code(&reader), gates = next_byte(&reader);

        if (key->field == ABSENT ? field : !field || !is_field(&reader, key->field, field - 1))
            continue;
        *number = field;
        return (gates & key->kind) != 0 && (key->is_optional || !(gates & GATE_OPTIONAL));
    }
    return false;
}

/* Whether the list of a group names a condition as one without a gate. */
static bool is_ungated(struct reader reader, uint32_t condition, uint32_t first)
{
    for (uint32_t left = next_in_code(&reader); left; left--) {
        next_in_code(&reader);
        next_byte(&reader);
    }
    for (uint32_t left = next_in_code(&reader), at = first; left; left--) {
        at += next_in_code(&reader);
        if (at == condition)
            return true;
    }
    return false;
}

/* Whether all keys of a condition lead to it, as gates of these sets. */
static bool all_lead(const struct reader *reader, const struct gate_keys *keys, uint32_t group, uint32_t condition,
                     uint32_t sets)
{
    for (size_t i = 0; i < keys->count; i++) {
        const struct gate_key *key = &keys->items[i];
        uint32_t field;

        if (!is_gated(*reader, key, &field) ||
            !leads(reader->conditions, attack_gate_seed(group, field, key->kind), key, condition, sets))
            return false;
    }
    return true;
}

static bool opens(struct reader reader, const struct packed *packed, uint32_t number, uint32_t group,
                  uint32_t condition)
{
    struct gate_keys keys[2] = {{NULL, 0, 0}, {NULL, 0, 0}};
    unsigned sets = choose_gates(packed->conditions->counts, reader.model, number, keys);

    reader.at = condition_group_cell(reader.conditions, group, GROUP_FIELDS);
    if (!sets)
        return is_ungated(reader, condition, condition_group_cell(reader.conditions, group, GROUP_CONDITION));
    return all_lead(&reader, &keys[0], group, condition, sets == 1 ? GATE_SETS : GATE_OF_FIRST) &&
           (sets == 1 || all_lead(&reader, &keys[1], group, condition, GATE_OF_SECOND));
}

bool is_packed_condition(const struct model *model, const struct packed *packed, uint32_t condition,
                         const struct attack_db *db, uint32_t event)
{
    struct reader reader = {model, db, db->conditions, 0};
    struct attack_event view;
    const uint32_t *word;
    uint32_t group, place;
    size_t count;

    if (!attack_event_at(db, event, &view) || attack_event_has_condition(db, &view) != (condition != 0))
        return false;
    if (!condition)
        return true;
    group = db->conditions ? condition_group_from(db->conditions, event + 1) : 0;
    if (!group--) /* the last one that starts at the event or before it */
        return false;
    place = condition_group_cell(db->conditions, group, GROUP_CONDITION) + event -
            condition_group_cell(db->conditions, group, GROUP_EVENT);
    if (place >= db->conditions->condition_count)
        return false;
    reader.at = cell(db->conditions->conditions, place, db->conditions->wide != 0);
    word = model_condition(model, condition - 1, &count);
    return is_node(&reader, &word) && opens(reader, packed, condition - 1, group, place);
}
