/* SPDX-License-Identifier: MIT
 *
 * Packs the gates of conditions: the list of fields of each group, and the table of all keys by their hash. It knows
 * the layout and neither YAML nor C.
 */
#include "packing_conditions.h"

#include "host/order.h"
#include "model/condition.h"

#include <stdlib.h>
#include <string.h>

enum { ENTRIES_PER_BUCKET = 5, BITS_PER_GRAM = 5, GRAM_BITS_LEAST = 3, GRAM_BITS_MOST = 24 };

void begin_gates(struct packing_conditions *packing)
{
    packing->packed->counts = gate_counts_make(packing->arena);
    for (size_t i = 0; i < packing->count; i++)
        gate_counts_add(packing->packed->counts, packing->model, packing->conditions[i]);
}

/* Returns the number of a gated field: 0 if it is any value. */
static uint32_t gated_field_of(struct packing_conditions *packing, const struct gate_key *key)
{
    return key->field == ABSENT ? 0 : field_of(packing, key->field) + 1;
}

static void add_entry(struct packing_conditions *packing, uint32_t group, const struct gate_key *key, size_t condition,
                      uint32_t sets)
{
    uint32_t seed = attack_gate_seed(group, gated_field_of(packing, key), key->kind);
    struct gate_entry entry = {.condition = (uint32_t)condition, .sets = sets, .hash = gate_hash(key, seed)};

    if (key->kind == GATE_GRAM || key->kind == GATE_LONG) {
        numbers_add(packing->arena, &packing->grams, seed);
        numbers_add(packing->arena, &packing->grams, gate_gram(key));
    }
    packing->entries =
        arena_grow(packing->arena, packing->entries, packing->entry_count, &packing->entry_capacity, sizeof entry);
    packing->entries[packing->entry_count++] = entry;
}

/* A field of a group, and the kinds of gates on it, with GATE_OPTIONAL. */
struct gated_field {
    uint32_t field, gates;
};

/* GATE_OPTIONAL stays if both have it. */
static uint32_t unite_gates(uint32_t one, uint32_t other)
{
    return ((one | other) & ~(uint32_t)GATE_OPTIONAL) | (one & other & GATE_OPTIONAL);
}

static int compare_gated_fields(const void *one, const void *other)
{
    const struct gated_field *mine = one, *theirs = other;

    return order_of(mine->field, theirs->field);
}

/* Returns the gated fields of a group by number, each once, and how many there are. */
static struct gated_field *fields_of_group(struct packing_conditions *packing, const struct gate_keys *all,
                                           size_t *count)
{
    struct gated_field *fields = arena_allocate(packing->arena, all->count * sizeof *fields);

    for (size_t i = 0; i < all->count; i++)
        fields[i] = (struct gated_field){gated_field_of(packing, &all->items[i]),
                                         all->items[i].kind | (all->items[i].is_optional ? GATE_OPTIONAL : 0u)};
    if (all->count)
        qsort(fields, all->count, sizeof *fields, compare_gated_fields);
    *count = 0;
    for (size_t i = 0; i < all->count; i++)
        if (*count && fields[*count - 1].field == fields[i].field)
            fields[*count - 1].gates = unite_gates(fields[*count - 1].gates, fields[i].gates);
        else
            fields[(*count)++] = fields[i];
    return fields;
}

static void add_keys(struct packing_conditions *packing, struct gate_keys *all, const struct gate_keys *keys)
{
    for (size_t i = 0; i < keys->count; i++) {
        all->items = arena_grow(packing->arena, all->items, all->count, &all->capacity, sizeof *all->items);
        all->items[all->count++] = keys->items[i];
    }
}

uint32_t pack_gates(struct packing_conditions *packing, size_t first, size_t end)
{
    struct byte_stream *code = &packing->packed->code;
    uint32_t position, group = (uint32_t)packed_condition_count(packing->packed, CONDITION_TABLE_GROUPS);
    struct gate_keys keys[2] = {{NULL, 0, 0}, {NULL, 0, 0}}, all = {NULL, 0, 0};
    struct numbers without = {NULL, 0, 0};
    const struct gated_field *fields;
    size_t field_count, before = first;

    for (size_t i = first; i < end; i++) {
        unsigned sets = choose_gates(packing->packed->counts, packing->model, packing->conditions[i], keys);

        if (!sets) {
            numbers_add(packing->arena, &without, (uint32_t)(i - before));
            before = i;
            continue;
        }
        for (size_t k = 0; k < keys[0].count; k++)
            add_entry(packing, group, &keys[0].items[k], i, sets == 1 ? GATE_SETS : GATE_OF_FIRST);
        for (size_t k = 0; sets == 2 && k < keys[1].count; k++)
            add_entry(packing, group, &keys[1].items[k], i, GATE_OF_SECOND);
        add_keys(packing, &all, &keys[0]);
        add_keys(packing, &all, &keys[1]);
    }
    fields = fields_of_group(packing, &all, &field_count);
    position = (uint32_t)code->size;
    stream_add_number(code, (uint32_t)field_count);
    for (size_t i = 0; i < field_count; i++) {
        stream_add_number(code, fields[i].field);
        stream_add_byte(code, fields[i].gates);
    }
    stream_add_number(code, (uint32_t)without.count);
    for (size_t i = 0; i < without.count; i++)
        stream_add_number(code, without.items[i]);
    return position;
}

/* ---- The table -------------------------------------------------------------------------------------------------- */

static int compare_entries(const void *one, const void *other)
{
    const struct gate_entry *mine = one, *theirs = other;

    return mine->bucket == theirs->bucket ? order_of_pairs(mine->condition, theirs->condition, mine->hash, theirs->hash)
                                          : order_of(mine->bucket, theirs->bucket);
}

/* Sorts the entries by bucket, and makes one of those with the same key and condition. */
static void sort_entries(struct packing_conditions *packing, uint32_t bucket_count)
{
    struct gate_entry *entries = packing->entries;
    size_t kept = 0;

    for (size_t i = 0; i < packing->entry_count; i++)
        entries[i].bucket = attack_gate_bucket(entries[i].hash, bucket_count);
    if (packing->entry_count)
        qsort(entries, packing->entry_count, sizeof *entries, compare_entries);
    for (size_t i = 0; i < packing->entry_count; i++)
        if (!kept || entries[kept - 1].condition != entries[i].condition || entries[kept - 1].hash != entries[i].hash)
            entries[kept++] = entries[i];
        else
            entries[kept - 1].sets |= entries[i].sets;
    packing->entry_count = kept;
}

static void set_bit(struct packed_conditions *packed, uint32_t bit)
{
    packed->grams.bytes[bit / 8] |= (uint8_t)(1u << bit % 8);
}

static void pack_grams(struct packing_conditions *packing)
{
    struct packed_conditions *packed = packing->packed;
    uint32_t bits = GRAM_BITS_LEAST;

    while (bits < GRAM_BITS_MOST && (size_t)1 << bits < BITS_PER_GRAM * (packing->grams.count / 2))
        bits++;
    packed->gram_bits = bits;
    for (size_t i = 0; i < (size_t)1 << bits; i += 8)
        stream_add_byte(&packed->grams, 0);
    for (size_t i = 0; i < packing->grams.count; i += 2)
        set_bit(packed, attack_gram_bit(packing->grams.items[i], packing->grams.items[i + 1], bits));
    for (size_t i = 0; i < packing->entry_count; i++)
        set_bit(packed, attack_gate_bit(packing->entries[i].hash, bits));
}

void end_gates(struct packing_conditions *packing)
{
    struct packed_conditions *packed = packing->packed;
    struct numbers *buckets = &packed->cells[CONDITION_TABLE_BUCKETS];
    uint32_t bucket_count = 1;
    size_t entry = 0;

    while (bucket_count < packing->entry_count / ENTRIES_PER_BUCKET)
        bucket_count *= 2;
    sort_entries(packing, bucket_count);
    for (uint32_t bucket = 0; bucket < bucket_count; bucket++) {
        numbers_add(packing->arena, buckets, (uint32_t)entry);
        for (; entry < packing->entry_count && packing->entries[entry].bucket == bucket; entry++) {
            numbers_add(packing->arena, &packed->cells[CONDITION_TABLE_ENTRIES], packing->entries[entry].condition);
            stream_add_byte(&packed->marks,
                            attack_gate_mark(packing->entries[entry].hash, packing->entries[entry].sets));
        }
    }
    numbers_add(packing->arena, buckets, (uint32_t)entry);
    pack_grams(packing);
}

/* ---- Bounds ----------------------------------------------------------------------------------------------------- */

static void count_field(struct interner *fields, uint32_t text)
{
    if (text != ABSENT)
        intern(fields, &text, sizeof text);
}

static void count_fields(const struct model *model, const struct event *event, struct interner *fields)
{
    size_t filter_count, word_count, value_count;
    const uint32_t *filters = model_list_at(model, event->filters, &filter_count);
    const uint32_t *word = event->condition ? model_condition(model, event->condition - 1, &word_count) : NULL;

    for (size_t i = 0; i < filter_count; i += 2)
        count_field(fields, filters[i]);
    for (const uint32_t *end = word ? word + word_count : NULL; word < end; word += 2) {
        const struct test *test = *word == CONDITION_AND || *word == CONDITION_OR ? NULL : model_test(model, word[1]);
        const uint32_t *values = test ? model_list_at(model, test->values, &value_count) : NULL;

        if (!test)
            continue;
        count_field(fields, test->field);
        for (size_t i = 0; test->op & TEST_FIELDREF && i < value_count; i++)
            count_field(fields, values[i]);
    }
}

/* How many fields the events without an id are asked for that an event of a log may be: by how its log was compared,
 * and its name. */
enum log_name { OF_CHANNEL, OF_PROVIDER_ALONE, OF_PROVIDER, LOG_NAMES };
struct log_fields {
    struct interner keys, seen;
    struct numbers counts; /* by key */
    size_t most[LOG_NAMES];
};

/* Counts the fields of an event in a log with this name. */
static void count_in_log(struct packing_conditions *packing, struct log_fields *logs, const struct interner *fields,
                         enum log_name which, uint32_t name)
{
    const char *folded = arena_format(packing->arena, "%d%.500s", (int)which, model_text_at(packing->model, name));
    size_t known = logs->keys.count;
    uint32_t key;

    folded = folded_copy(packing->arena, folded);
    key = intern(&logs->keys, folded, strlen(folded));
    if (key == known)
        numbers_add(packing->arena, &logs->counts, 0);
    for (uint32_t i = 0; i < fields->count; i++) {
        uint32_t pair[] = {key, *(const uint32_t *)interned(fields, i, NULL)};
        size_t seen = logs->seen.count;

        if (intern(&logs->seen, pair, sizeof pair) == seen)
            logs->counts.items[key]++;
    }
    logs->most[which] = most_of(logs->most[which], logs->counts.items[key]);
}

/* Returns the most fields that any event of a log is asked for by events without an id: those in its channel, and those
 * of its provider that have no channel; or if it has no channel, all of its provider. */
static size_t most_for_any_id(struct packing_conditions *packing)
{
    const struct order *events = &packing->packing->events;
    struct log_fields logs = {.keys = {.arena = packing->arena}, .seen = {.arena = packing->arena}};

    for (size_t i = 0; i < events->count && !*events->sorted[i].key; i++) {
        const struct event *event = model_event(packing->model, events->sorted[i].number);
        struct interner fields = {packing->arena, NULL, NULL, 0, 0};

        if (!event->condition)
            continue;
        count_fields(packing->model, event, &fields);
        if (event->channel != ABSENT)
            count_in_log(packing, &logs, &fields, OF_CHANNEL, event->channel);
        if (event->provider != ABSENT && event->channel == ABSENT)
            count_in_log(packing, &logs, &fields, OF_PROVIDER_ALONE, event->provider);
        if (event->provider != ABSENT)
            count_in_log(packing, &logs, &fields, OF_PROVIDER, event->provider);
    }
    return most_of(logs.most[OF_CHANNEL] + logs.most[OF_PROVIDER_ALONE], logs.most[OF_PROVIDER]);
}

void pack_field_bound(struct packing_conditions *packing)
{
    const struct order *events = &packing->packing->events;
    size_t most = 0;

    for (size_t first = 0, end; first < events->count; first = end) {
        struct interner fields = {packing->arena, NULL, NULL, 0, 0};

        for (end = first; end < events->count && strcmp(events->sorted[end].key, events->sorted[first].key) == 0; end++)
            if (*events->sorted[end].key)
                count_fields(packing->model, model_event(packing->model, events->sorted[end].number), &fields);
        most = most_of(most, fields.count);
    }
    packing->packed->fields_most = (uint32_t)(most + most_for_any_id(packing));
}
