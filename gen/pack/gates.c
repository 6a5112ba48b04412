/* SPDX-License-Identifier: MIT
 *
 * A condition's gate is a test that it requires, or one test of each alternative. Of several, the one is best whose
 * keys are rarest in logs. What is rare there is guessed from the conditions themselves: what many of them look for,
 * such as
 * "\windows\" or powershell.exe, is common.
 */
#include "gates.h"

#include "host/letter_case.h"
#include "model/condition.h"
#include "packing.h"

#include <string.h>

enum { GRAM = 4, COUNTERS = 1 << 16 };
enum { GRAM_COST = 4, GRAM_USE_COST = 4, KEY_COST = 2 };
#define NO_GATE UINT64_MAX

struct gate_counts {
    struct arena *arena;
    uint32_t grams[COUNTERS], keys[COUNTERS]; /* by hash: it is only a guess */
};

struct gate_counts *gate_counts_make(struct arena *arena)
{
    struct gate_counts *counts = arena_allocate(arena, sizeof *counts);

    counts->arena = arena;
    return counts;
}

static uint32_t counter_of(const char *bytes, size_t length, uint32_t seed)
{
    uint32_t hash = seed * 0x9e3779b1u ^ 0x811c9dc5u;

    for (size_t i = 0; i < length; i++)
        hash = (hash ^ (unsigned char)bytes[i]) * 0x01000193u;
    return (hash ^ hash >> 16) % COUNTERS;
}

/* ---- The key of a value ----------------------------------------------------------------------------------------- */

/* The parts of a value without wildcards, in lower case: one part, or those between the wildcards of a pattern. */
struct parts {
    char *bytes;
    size_t at, end; /* of the current part */
    const char *pattern;
    bool has_wildcards;
};

static void parts_begin(struct parts *parts, struct arena *arena, const struct test *test, const char *value)
{
    parts->has_wildcards = (test->op & TEST_OP_MASK) == TEST_MATCH;
    parts->bytes = arena_copy(arena, value, strlen(value));
    parts->pattern = value;
    parts->at = parts->end = 0;
}

/* Moves on to the next part, which may be empty. Returns false after the last. */
static bool parts_next(struct parts *parts)
{
    const char *from = parts->pattern;

    if (!from)
        return false;
    parts->at = parts->end;
    for (; *from; from++) {
        if (parts->has_wildcards && (*from == '*' || *from == '?'))
            break;
        if (parts->has_wildcards && *from == '\\' && from[1] && strchr("*?\\", from[1]))
            from++;
        parts->bytes[parts->end++] = fold(*from);
    }
    parts->pattern = *from ? from + 1 : NULL;
    return true;
}

/* Finds the rarest four bytes of a value. Returns false if no part has so many. */
static bool find_gram(const struct gate_counts *counts, const struct test *test, const char *value,
                      struct gate_key *key, uint64_t *cost)
{
    struct parts parts;
    bool found = false;

    parts_begin(&parts, counts->arena, test, value);
    while (parts_next(&parts))
        for (size_t at = parts.at; at + GRAM <= parts.end; at++) {
            uint64_t uses = counts->grams[counter_of(parts.bytes + at, GRAM, 0)];

            if (found && GRAM_COST + GRAM_USE_COST * uses >= *cost)
                continue;
            *cost = GRAM_COST + GRAM_USE_COST * uses;
            *key = (struct gate_key){test->field, GATE_KIND_GRAM, parts.bytes + at, GRAM};
            found = true;
        }
    return found;
}

/* Finds the key of a whole value, or of the last component that an ending has. */
static bool find_exact(struct arena *arena, const struct test *test, const char *value, struct gate_key *key)
{
    uint32_t op = test->op & TEST_OP_MASK;
    const char *last = value + strlen(value);

    if (op == TEST_EQUAL) {
        *key = (struct gate_key){test->field, GATE_KIND_WHOLE, folded_copy(arena, value), strlen(value)};
        return true;
    }
    while (last > value && last[-1] != '\\' && last[-1] != '/')
        last--;
    if (op != TEST_ENDS || last == value)
        return false;
    *key = (struct gate_key){test->field, GATE_KIND_LAST, folded_copy(arena, last), strlen(last)};
    return true;
}

static uint32_t *counter_of_key(struct gate_counts *counts, const struct gate_key *key)
{
    return &counts->keys[counter_of(key->bytes, key->length, 4 * key->field + key->kind + 1)];
}

/* Finds the rarest key of a value. Returns what it costs, or NO_GATE. */
static uint64_t find_key(const struct gate_counts *counts, const struct test *test, const char *value,
                         struct gate_key *key)
{
    struct gate_key exact;
    uint64_t cost = NO_GATE, exact_cost;

    if (!find_gram(counts, test, value, key, &cost))
        cost = NO_GATE;
    if (!find_exact(counts->arena, test, value, &exact))
        return cost;
    exact_cost =
        KEY_COST + (uint64_t)counts->keys[counter_of(exact.bytes, exact.length, 4 * exact.field + exact.kind + 1)];
    if (exact_cost > cost)
        return cost;
    *key = exact;
    return exact_cost;
}

/* ---- Tests and conditions --------------------------------------------------------------------------------------- */

static bool has_keys(const struct test *test)
{
    uint32_t op = test->op & TEST_OP_MASK;

    return test->field != ABSENT && !(test->op & TEST_FIELDREF) && op <= TEST_MATCH;
}

/* Returns what the keys of a test cost, one for each value, and adds them to `keys` unless it is NULL. */
static uint64_t gate_of_test(const struct gate_counts *counts, const struct model *model, const struct test *test,
                             struct gate_keys *keys)
{
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);
    uint64_t sum = 0;

    if (!has_keys(test))
        return NO_GATE;
    for (size_t i = 0; i < count; i++) {
        struct gate_key key;
        uint64_t cost = find_key(counts, test, model_text_at(model, values[i]), &key);

        if (cost == NO_GATE)
            return NO_GATE;
        sum += cost;
        if (!keys)
            continue;
        keys->items = arena_grow(counts->arena, keys->items, keys->count, &keys->capacity, sizeof key);
        keys->items[keys->count++] = key;
    }
    return sum;
}

static uint64_t gate_of(const struct gate_counts *counts, const struct model *model, const uint32_t *word,
                        struct gate_keys *keys);

/* Returns the number of words of a node. */
static size_t node_words(const uint32_t *word)
{
    return 2 + (*word == CONDITION_AND || *word == CONDITION_OR ? word[1] : 0);
}

static uint64_t gate_of_children(const struct gate_counts *counts, const struct model *model, const uint32_t *word,
                                 struct gate_keys *keys)
{
    const uint32_t *end = word + node_words(word), *best = NULL;
    uint64_t sum = 0, least = NO_GATE;

    for (const uint32_t *child = word + 2; child < end; child += node_words(child)) {
        uint64_t cost = gate_of(counts, model, child, *word == CONDITION_OR ? keys : NULL);

        sum = cost == NO_GATE || sum == NO_GATE ? NO_GATE : sum + cost;
        if (cost < least) {
            least = cost;
            best = child;
        }
    }
    if (*word == CONDITION_OR)
        return sum;
    if (keys && best)
        gate_of(counts, model, best, keys);
    return least;
}

/* Returns what the gate of a node costs, and adds its keys to `keys` unless it is NULL; NO_GATE, and any keys, if it
 * has none. The depth of a condition is bounded where it is read. */
static uint64_t gate_of(const struct gate_counts *counts, const struct model *model, const uint32_t *word,
                        struct gate_keys *keys)
{
    switch (*word) {
    case CONDITION_TEST:
        return gate_of_test(counts, model, model_test(model, word[1]), keys);
    case CONDITION_NOT_TEST:
        return NO_GATE;
    default:
        return gate_of_children(counts, model, word, keys);
    }
}

bool choose_gate(const struct gate_counts *counts, const struct model *model, uint32_t condition,
                 struct gate_keys *keys)
{
    size_t count;
    const uint32_t *words = model_condition(model, condition, &count);

    keys->count = 0;
    if (gate_of(counts, model, words, NULL) == NO_GATE)
        return false;
    gate_of(counts, model, words, keys);
    return true;
}

static void count_value(struct gate_counts *counts, const struct test *test, const char *value)
{
    struct gate_key key;
    struct parts parts;

    if (find_exact(counts->arena, test, value, &key))
        ++*counter_of_key(counts, &key);
    parts_begin(&parts, counts->arena, test, value);
    while (parts_next(&parts))
        for (size_t at = parts.at; at + GRAM <= parts.end; at++)
            counts->grams[counter_of(parts.bytes + at, GRAM, 0)]++;
}

void gate_counts_add(struct gate_counts *counts, const struct model *model, uint32_t condition)
{
    size_t count, value_count;
    const uint32_t *word = model_condition(model, condition, &count), *end = word + count;

    for (; word < end; word += 2) { /* an AND or OR as well is two words, then its children */
        const struct test *test = *word == CONDITION_TEST ? model_test(model, word[1]) : NULL;
        const uint32_t *values = test && has_keys(test) ? model_list_at(model, test->values, &value_count) : NULL;

        for (size_t i = 0; values && i < value_count; i++)
            count_value(counts, test, model_text_at(model, values[i]));
    }
}
