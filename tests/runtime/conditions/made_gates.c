/* SPDX-License-Identifier: MIT
 *
 * Which gates a condition has: those of the first child of an AND that has some, of all children of an OR. If the
 * condition itself is an AND, those of the second such child are its second set. A test has a gate if each of its
 * values has a key.
 */
#include "made_gates.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { GRAM = 4, LONG = 8 };

/* ---- Arrays ----------------------------------------------------------------------------------------------------- */

void add_number(struct growing *growing, uint32_t number)
{
    if (growing->count == growing->room) {
        growing->room = growing->room ? 2 * growing->room : 64;
        growing->numbers = realloc(growing->numbers, growing->room * sizeof *growing->numbers);
        assert(growing->numbers);
    }
    growing->numbers[growing->count++] = number;
}

void add_numbers(struct growing *growing, const struct growing *more)
{
    for (size_t i = 0; i < more->count; i++)
        add_number(growing, more->numbers[i]);
}

void add_bytes(struct growing *growing, const char *bytes, size_t size)
{
    for (size_t i = 0; i < size; i++)
        add_number(growing, (unsigned char)bytes[i]);
}

void add_leb(struct growing *growing, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        add_number(growing, (number & 0x7f) | 0x80);
    add_number(growing, number);
}

unsigned char *bytes_of(const struct growing *growing)
{
    unsigned char *bytes = malloc(growing->count ? growing->count : 1);

    assert(bytes);
    for (size_t i = 0; i < growing->count; i++) {
        assert(growing->numbers[i] <= UINT8_MAX);
        bytes[i] = (unsigned char)growing->numbers[i];
    }
    return bytes;
}

unsigned char *cells_of(const struct growing *growing, bool is_wide)
{
    size_t size = growing->count * (is_wide ? sizeof(uint32_t) : sizeof(uint16_t));
    void *cells = malloc(size ? size : 1);

    assert(cells);
    for (size_t i = 0; i < growing->count; i++)
        if (is_wide) {
            ((uint32_t *)cells)[i] = growing->numbers[i];
        } else {
            assert(growing->numbers[i] <= UINT16_MAX);
            ((uint16_t *)cells)[i] = (uint16_t)growing->numbers[i];
        }
    return cells;
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

static uint32_t lower(char byte)
{
    return (unsigned char)(byte >= 'A' && byte <= 'Z' ? byte + ('a' - 'A') : byte);
}

static uint32_t gram_at(const char *key)
{
    uint32_t gram = 0;

    for (size_t i = 0; i < GRAM; i++)
        gram = attack_gram_add(gram, (unsigned char)key[i]);
    return gram;
}

/* The field is 0 for any value, or its number + 1. */
static void add_gate(struct made_gates *gates, uint32_t field, unsigned kind, const char *key, size_t length,
                     uint32_t condition, uint32_t sets)
{
    struct made_gate *gate;
    uint32_t hash = attack_gate_seed(gates->group, field, kind);

    if (gates->count == gates->room) {
        gates->room = gates->room ? 2 * gates->room : 64;
        gates->items = realloc(gates->items, gates->room * sizeof *gates->items);
        assert(gates->items);
    }
    gate = &gates->items[gates->count++];
    gate->condition = condition;
    gate->sets = sets;
    gate->is_gram = kind == GATE_GRAM || kind == GATE_LONG;
    gate->seed = hash;
    gate->gram = 0;
    for (size_t i = 0; i < length && !gate->is_gram; i++)
        hash = attack_gate_add(hash, lower(key[i]));
    if (gate->is_gram) {
        gate->gram = gram_at(key + length - GRAM);
        hash = attack_gate_add(hash, gate->gram);
    }
    if (kind == GATE_LONG)
        hash = attack_gate_add(hash, gram_at(key));
    gate->hash = attack_gate_hash(hash);
    gates->asked[field] |= kind;
}

/* Finds a byte in `*key`, `*length` bytes, that is rare. */
static unsigned find_rare(const char **key, size_t *length)
{
    for (; *length; --*length, ++*key)
        if ((unsigned char)**key >= 0x80 || (**key && strchr(";^`{|}~\x7f", **key))) {
            *length = 1;
            return GATE_BYTE;
        }
    return 0;
}

/* Finds the key of one value of a test. Returns its kind; 0: it has none. */
static unsigned find_key(const char *operator_name, const char *value, const char **key, size_t *length)
{
    const char *slash = value + strlen(value);

    *key = value;
    *length = strlen(value);
    if (strcmp(operator_name, "equal") == 0)
        return GATE_WHOLE;
    while (slash > value && slash[-1] != '\\' && slash[-1] != '/')
        slash--;
    if (strcmp(operator_name, "endswith") == 0 && slash > value) {
        *key = slash;
        *length -= (size_t)(slash - value);
        return GATE_LAST;
    }
    if (*operator_name != 's' && *operator_name != 'c' && *operator_name != 'e')
        return 0;
    if (*length < GRAM)
        return find_rare(key, length);
    *key = value + (*length - (*length < LONG ? GRAM : LONG)) / 2;
    *length = *length < LONG ? GRAM : LONG;
    return *length == GRAM ? GATE_GRAM : GATE_LONG;
}

/* Of no sets: only tells whether there are gates. */
static bool add_test_gates(struct made_gates *gates, const struct said_test *test, uint32_t condition, uint32_t sets)
{
    const char *key;
    size_t length;

    if (test->asks_fields || !test->count || strcmp(test->operator_name, "cidr") == 0)
        return false;
    for (int i = 0; i < test->count; i++) {
        unsigned kind = find_key(test->operator_name, test->values[i], &key, &length);

        if (!kind)
            return false;
        if (!sets)
            continue;
        add_gate(gates, (uint32_t)(test->field + 1), kind, key, length, condition, sets);
        gates->required[test->field + 1] |= !test->is_optional;
    }
    return true;
}

static bool visit(struct made_gates *gates, const struct said *said, uint32_t condition, uint32_t sets)
{
    if (said->kind == 't')
        return add_test_gates(gates, &said->test, condition, sets);
    if (said->kind == '&') {
        for (int i = 0; i < said->count; i++)
            if (visit(gates, said->children[i], condition, 0))
                return !sets || visit(gates, said->children[i], condition, sets);
        return false;
    }
    for (int i = 0; i < said->count; i++)
        if (!visit(gates, said->children[i], condition, sets))
            return false;
    return said->kind == '|';
}

bool add_gates(struct made_gates *gates, const struct said *said, uint32_t condition)
{
    const struct said *gated[2] = {NULL, NULL};
    int count = 0;

    for (int i = 0; said->kind == '&' && i < said->count && count < 2; i++)
        if (visit(gates, said->children[i], condition, 0))
            gated[count++] = said->children[i];
    if (count == 2)
        return visit(gates, gated[0], condition, GATE_OF_FIRST) && visit(gates, gated[1], condition, GATE_OF_SECOND);
    return visit(gates, said, condition, 0) && visit(gates, said, condition, GATE_SETS);
}

/* ---- Tables ----------------------------------------------------------------------------------------------------- */

static void add_bit(struct growing *bits, uint32_t bit)
{
    bits->numbers[bit / 8] |= 1u << bit % 8;
}

void lay_out_gates(const struct made_gates *gates, struct attack_conditions *conditions, struct growing *buckets,
                   struct growing *entries, struct growing *marks, struct growing *grams)
{
    conditions->bucket_count = 1;
    while (conditions->bucket_count < gates->count)
        conditions->bucket_count *= 2;
    for (uint32_t bucket = 0; bucket < conditions->bucket_count; bucket++) {
        add_number(buckets, (uint32_t)entries->count);
        for (size_t i = 0; i < gates->count; i++)
            if (attack_gate_bucket(gates->items[i].hash, conditions->bucket_count) == bucket) {
                add_number(entries, gates->items[i].condition);
                add_number(marks, attack_gate_mark(gates->items[i].hash, gates->items[i].sets));
            }
    }
    add_number(buckets, (uint32_t)entries->count);
    conditions->entry_count = (uint32_t)entries->count;
    conditions->gram_bits = 5;
    while (1u << conditions->gram_bits < 4 * gates->count)
        conditions->gram_bits++;
    conditions->gram_bytes = 1u << conditions->gram_bits >> 3;
    for (uint32_t i = 0; i < conditions->gram_bytes; i++)
        add_number(grams, 0);
    for (size_t i = 0; i < gates->count; i++) {
        const struct made_gate *gate = &gates->items[i];

        add_bit(grams, attack_gate_bit(gate->hash, conditions->gram_bits));
        if (gate->is_gram)
            add_bit(grams, attack_gram_bit(gate->seed, gate->gram, conditions->gram_bits));
    }
}
