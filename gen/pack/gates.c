/* SPDX-License-Identifier: MIT
 *
 * A condition's gate is a test that it requires, or one test of each alternative. Of several, the one is best whose
 * keys are rarest in logs. What is rare there is guessed from the conditions themselves: what many of them look for,
 * such as "\windows\" or powershell.exe, is common.
 */
#include "gates.h"

#include "host/letter_case.h"
#include "model/condition.h"
#include "model/regex.h"
#include "packing.h"

#include <string.h>

enum { GRAM = 4, LONG = 8, COUNTERS = 1 << 18 };
enum {
    GRAM_COST = 4,
    GRAM_USE_COST = 4,
    LONG_COST = 3,
    LONG_USE_COST = 2,
    KEY_COST = 2,
    BYTE_COST = 40,
    ANY_COST = 100
};
enum { ANY_LEAST = 4 };    /* from so many texts on, gates over any value pay */
enum { SECOND_COST = 40 }; /* from this mean cost of a key on, a second set of gates pays */
#define NO_GATE UINT64_MAX

struct gate_counts {
    struct arena *arena;
    uint32_t grams[COUNTERS], longs[COUNTERS], keys[COUNTERS]; /* by hash: it is only a guess */
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

/* Returns how many bytes of the current part are a key. */
static size_t part_key(const struct parts *parts)
{
    return parts->end - parts->at < LONG ? GRAM : LONG;
}

/* Returns what four or eight bytes cost as a key. */
static uint64_t cost_of_bytes(const struct gate_counts *counts, const char *bytes, size_t length)
{
    uint64_t uses = counts->grams[counter_of(bytes + length - GRAM, GRAM, 0)];

    return length == GRAM ? GRAM_COST + GRAM_USE_COST * uses
                          : LONG_COST + uses + LONG_USE_COST * (uint64_t)counts->longs[counter_of(bytes, LONG, 0)];
}

/* Finds the rarest four bytes of a value, other than `without`, or eight in a part that has so many. Returns false if
 * no part has four. */
static bool find_gram(const struct gate_counts *counts, const struct test *test, const char *value,
                      const struct gate_key *without, struct gate_key *key, uint64_t *cost)
{
    struct parts parts;
    bool found = false;

    parts_begin(&parts, counts->arena, test, value);
    while (parts_next(&parts))
        for (size_t at = parts.at, length = part_key(&parts); at + length <= parts.end; at++) {
            uint64_t its_cost = cost_of_bytes(counts, parts.bytes + at, length);

            if (found && its_cost >= *cost)
                continue;
            if (without && memcmp(without->bytes, parts.bytes + at, GRAM) == 0)
                continue;
            *cost = its_cost;
            *key =
                (struct gate_key){test->field, length == GRAM ? GATE_GRAM : GATE_LONG, parts.bytes + at, length, false};
            found = true;
        }
    return found;
}

/* Finds a rare byte of a value. Returns false if it has none. */
static bool find_byte(struct arena *arena, const struct test *test, const char *value, struct gate_key *key)
{
    struct parts parts;

    parts_begin(&parts, arena, test, value);
    while (parts_next(&parts))
        for (size_t at = parts.at; at < parts.end; at++)
            if (attack_is_rare((unsigned char)parts.bytes[at])) {
                *key = (struct gate_key){test->field, GATE_BYTE, parts.bytes + at, 1, false};
                return true;
            }
    return false;
}

/* Finds the key of a whole value, or of the last component that an ending has. */
static bool find_exact(struct arena *arena, const struct test *test, const char *value, struct gate_key *key)
{
    uint32_t op = test->op & TEST_OP_MASK;
    const char *last = value + strlen(value);

    if (op == TEST_EQUAL) {
        *key = (struct gate_key){test->field, GATE_WHOLE, folded_copy(arena, value), strlen(value), false};
        return true;
    }
    while (last > value && last[-1] != '\\' && last[-1] != '/')
        last--;
    if (op != TEST_ENDS || last == value)
        return false;
    *key = (struct gate_key){test->field, GATE_LAST, folded_copy(arena, last), strlen(last), false};
    return true;
}

/* Returns the counter of a whole value or of a last component. */
static uint32_t counter_of_key(const struct gate_key *key)
{
    return counter_of(key->bytes, key->length, 4 * key->field + key->kind);
}

/* Finds the rarest key of a value. Returns what it costs, or NO_GATE. */
static uint64_t find_key(const struct gate_counts *counts, const struct test *test, const char *value,
                         struct gate_key *key)
{
    struct gate_key exact;
    uint64_t cost = NO_GATE, exact_cost;

    if (!find_gram(counts, test, value, NULL, key, &cost))
        cost = find_byte(counts->arena, test, value, key) ? BYTE_COST : NO_GATE;
    if (!find_exact(counts->arena, test, value, &exact))
        return cost;
    exact_cost = KEY_COST + (uint64_t)counts->keys[counter_of_key(&exact)];
    if (exact_cost > cost)
        return cost;
    *key = exact;
    return exact_cost;
}

static bool is_gram(const struct gate_key *key)
{
    return key->kind == GATE_GRAM || key->kind == GATE_LONG;
}

/* Finds the key of a value for a set of gates: for the second, other four bytes than for the first; or the same key, if
 * there are none or it has more than four bytes. */
static uint64_t find_key_of(const struct gate_counts *counts, const struct test *test, const char *value, unsigned set,
                            struct gate_key *key)
{
    struct gate_key other;
    uint64_t cost = find_key(counts, test, value, key), other_cost = NO_GATE;

    if (set == 0 || test->field == ABSENT || cost == NO_GATE || !is_gram(key) ||
        !find_gram(counts, test, value, key, &other, &other_cost))
        return cost;
    *key = other;
    return other_cost;
}

/* ---- The cheapest of several ------------------------------------------------------------------------------------ */

/* The cheapest of what was considered, and the next one; NULL where there is none. */
struct cheapest {
    const void *best, *next;
    uint64_t least, second;
};

static void consider(struct cheapest *cheapest, const void *item, uint64_t cost)
{
    if (cost < cheapest->least) {
        cheapest->second = cheapest->least;
        cheapest->next = cheapest->best;
        cheapest->least = cost;
        cheapest->best = item;
    } else if (cost < cheapest->second) {
        cheapest->second = cost;
        cheapest->next = item;
    }
}

/* ---- The keys of a regular expression --------------------------------------------------------------------------- */

static void add_key(const struct gate_counts *counts, const struct test *test, const struct gate_key *key,
                    struct gate_keys *keys)
{
    keys->items = arena_grow(counts->arena, keys->items, keys->count, &keys->capacity, sizeof *key);
    keys->items[keys->count] = *key;
    keys->items[keys->count++].is_optional = (test->op & TEST_OPTIONAL) != 0;
}

/* Returns what a need costs: a key for each of its texts, which are added to `keys` unless it is NULL; NO_GATE if one
 * has none. */
static uint64_t gate_of_need(const struct gate_counts *counts, const struct test *test, const struct regex_need *need,
                             struct gate_keys *keys)
{
    struct test plain = {test->field, TEST_CONTAINS, test->values};
    uint64_t sum = 0;

    for (size_t i = 0; i < need->count; i++) {
        struct gate_key key;
        uint64_t cost = find_key(counts, &plain, need->texts[i], &key);

        if (cost == NO_GATE)
            return NO_GATE;
        sum += cost;
        if (keys)
            add_key(counts, test, &key, keys);
    }
    return sum;
}

/* Returns what the keys of an expression cost, and adds them to `keys` unless it is NULL: those of the best of what it
 * needs, or for the second set, of the next one if there is one. */
static uint64_t gate_of_regex(const struct gate_counts *counts, const struct test *test, const char *text, unsigned set,
                              struct gate_keys *keys)
{
    struct arena scratch = {NULL};
    struct regex_fault fault;
    const struct regex_node *node = regex_parse(&scratch, text, strlen(text), &fault);
    const struct regex_need *needs = regex_needs_of(&scratch, node, GRAM);
    struct cheapest cheapest = {NULL, NULL, NO_GATE, NO_GATE};

    if (!needs)
        needs = regex_needs_of(&scratch, node, 1);
    for (; needs; needs = needs->next)
        consider(&cheapest, needs, gate_of_need(counts, test, needs, NULL));
    if (set && cheapest.next) {
        cheapest.best = cheapest.next;
        cheapest.least = cheapest.second;
    }
    if (cheapest.best && keys)
        gate_of_need(counts, test, cheapest.best, keys);
    arena_free(&scratch);
    return cheapest.least;
}

/* ---- Tests and conditions --------------------------------------------------------------------------------------- */

static bool has_keys(const struct test *test)
{
    uint32_t op = test->op & TEST_OP_MASK;

    return !(test->op & TEST_FIELDREF) && (op <= TEST_MATCH || op == TEST_REGEX);
}

/* Returns what the key of a value costs, and adds it to `keys` unless it is NULL; NO_GATE if there is none. */
static uint64_t gate_of_value(const struct gate_counts *counts, const struct test *test, const char *value,
                              unsigned set, struct gate_keys *keys)
{
    struct gate_key key;
    uint64_t cost;

    if ((test->op & TEST_OP_MASK) == TEST_REGEX)
        return gate_of_regex(counts, test, value, set, keys);
    cost = find_key_of(counts, test, value, set, &key);
    if (cost != NO_GATE && keys)
        add_key(counts, test, &key, keys);
    return cost;
}

/* Returns what the keys of a test cost, and adds them to `keys` unless it is NULL. Each value has one, or is a regular
 * expression with several. */
static uint64_t gate_of_test(const struct gate_counts *counts, const struct model *model, const struct test *test,
                             unsigned set, struct gate_keys *keys)
{
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);
    uint64_t sum = 0;

    if (!has_keys(test))
        return NO_GATE;
    for (size_t i = 0; i < count; i++) {
        uint64_t cost = gate_of_value(counts, test, model_text_at(model, values[i]), set, keys);

        if (cost == NO_GATE)
            return NO_GATE;
        sum += cost + (test->field == ABSENT ? ANY_COST : 0);
    }
    return sum;
}

static uint64_t gate_of(const struct gate_counts *counts, const struct model *model, const uint32_t *word, unsigned set,
                        struct gate_keys *keys);

/* All children of an OR have a gate, or it has none. */
static uint64_t gate_of_any(const struct gate_counts *counts, const struct model *model, const uint32_t *word,
                            unsigned set, struct gate_keys *keys)
{
    const uint32_t *end = word + condition_node_words(word);
    uint64_t sum = 0;

    for (const uint32_t *child = word + 2; child < end && sum != NO_GATE; child += condition_node_words(child)) {
        uint64_t cost = gate_of(counts, model, child, set, keys);

        sum = cost == NO_GATE ? NO_GATE : sum + cost;
    }
    return sum;
}

/* The gate of an AND is that of one of its children: the best, and for the second set the next one; if there is no next
 * one, what is second in the only one that has gates. */
static uint64_t gate_of_all(const struct gate_counts *counts, const struct model *model, const uint32_t *word,
                            unsigned set, struct gate_keys *keys)
{
    const uint32_t *end = word + condition_node_words(word);
    struct cheapest cheapest = {NULL, NULL, NO_GATE, NO_GATE};

    for (const uint32_t *child = word + 2; child < end; child += condition_node_words(child))
        consider(&cheapest, child, gate_of(counts, model, child, 0, NULL));
    if (set && cheapest.next)
        return keys ? gate_of(counts, model, cheapest.next, 0, keys) : cheapest.second;
    if (cheapest.best && (set || keys))
        return gate_of(counts, model, cheapest.best, set, keys);
    return cheapest.least;
}

/* Returns what the gate of a node costs, and adds its keys to `keys` unless it is NULL; NO_GATE, and any keys, if it
 * has none. A node with a gate has one for the second set, too. The depth of a condition is bounded where it is read.
 */
static uint64_t gate_of(const struct gate_counts *counts, const struct model *model, const uint32_t *word, unsigned set,
                        struct gate_keys *keys)
{
    switch (*word) {
    case CONDITION_TEST:
        return gate_of_test(counts, model, model_test(model, word[1]), set, keys);
    case CONDITION_NOT_TEST:
        return NO_GATE;
    case CONDITION_AND:
        return gate_of_all(counts, model, word, set, keys);
    default:
        return gate_of_any(counts, model, word, set, keys);
    }
}

static bool is_same_key(const struct gate_key *one, const struct gate_key *other)
{
    return one->field == other->field && one->kind == other->kind && one->length == other->length &&
           memcmp(one->bytes, other->bytes, one->length) == 0;
}

static bool are_same_keys(const struct gate_keys *one, const struct gate_keys *other)
{
    for (size_t i = 0; i < one->count; i++)
        if (one->count != other->count || !is_same_key(&one->items[i], &other->items[i]))
            return false;
    return true;
}

/* Whether so few keys are over any value that looking for their texts costs less. */
static bool asks_any_in_vain(const struct gate_keys *keys)
{
    size_t any = 0;

    for (size_t i = 0; i < keys->count; i++)
        any += keys->items[i].field == ABSENT;
    return any && any < ANY_LEAST;
}

unsigned choose_gates(const struct gate_counts *counts, const struct model *model, uint32_t condition,
                      struct gate_keys keys[2])
{
    size_t count;
    const uint32_t *words = model_condition(model, condition, &count);
    uint64_t cost = gate_of(counts, model, words, 0, NULL);

    keys[0].count = keys[1].count = 0;
    if (cost == NO_GATE)
        return 0;
    gate_of(counts, model, words, 0, &keys[0]);
    if (asks_any_in_vain(&keys[0])) {
        keys[0].count = 0;
        return 0;
    }
    if (cost < SECOND_COST * keys[0].count)
        return 1;
    gate_of(counts, model, words, 1, &keys[1]);
    return are_same_keys(&keys[0], &keys[1]) ? 1 : 2;
}

/* ---- Counting --------------------------------------------------------------------------------------------------- */

static void count_grams(struct gate_counts *counts, const struct test *test, const char *value)
{
    struct parts parts;

    parts_begin(&parts, counts->arena, test, value);
    while (parts_next(&parts)) {
        for (size_t at = parts.at; at + GRAM <= parts.end; at++)
            counts->grams[counter_of(parts.bytes + at, GRAM, 0)]++;
        for (size_t at = parts.at; at + LONG <= parts.end; at++)
            counts->longs[counter_of(parts.bytes + at, LONG, 0)]++;
    }
}

static void count_regex(struct gate_counts *counts, const struct test *test, const char *text)
{
    struct test plain = {test->field, TEST_CONTAINS, test->values};
    struct arena scratch = {NULL};
    struct regex_fault fault;
    const struct regex_need *need = regex_needs_of(&scratch, regex_parse(&scratch, text, strlen(text), &fault), GRAM);

    for (; need; need = need->next)
        for (size_t i = 0; i < need->count; i++)
            count_grams(counts, &plain, need->texts[i]);
    arena_free(&scratch);
}

static void count_value(struct gate_counts *counts, const struct test *test, const char *value)
{
    struct gate_key key;

    if ((test->op & TEST_OP_MASK) == TEST_REGEX) {
        count_regex(counts, test, value);
        return;
    }
    if (find_exact(counts->arena, test, value, &key))
        counts->keys[counter_of_key(&key)]++;
    count_grams(counts, test, value);
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

/* ---- Hashes ----------------------------------------------------------------------------------------------------- */

static uint32_t four_bytes(const char *bytes)
{
    uint32_t gram = 0;

    for (size_t i = 0; i < GRAM; i++)
        gram = attack_gram_add(gram, (unsigned char)bytes[i]);
    return gram;
}

uint32_t gate_gram(const struct gate_key *key)
{
    return four_bytes(key->bytes + key->length - GRAM);
}

uint32_t gate_hash(const struct gate_key *key, uint32_t seed)
{
    uint32_t hash = seed;

    for (size_t left = key->length; is_gram(key) && left; left -= GRAM)
        hash = attack_gate_add(hash, four_bytes(key->bytes + left - GRAM));
    for (size_t i = 0; !is_gram(key) && i < key->length; i++)
        hash = attack_gate_add(hash, (unsigned char)key->bytes[i]);
    return attack_gate_hash(hash);
}
