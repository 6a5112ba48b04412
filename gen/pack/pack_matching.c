/* SPDX-License-Identifier: MIT
 *
 * Computes what matching and scoring need: the sizes of the callers' arrays, and each technique's factor. It does
 * no matching itself.
 */
#include "packing.h"

#include "host/order.h"

#include <string.h>

/* Adds the fields that an event's filters name. Each spelling counts, as attack_match() asks for each. */
static void add_fields(const struct packing *packing, const struct event *event, struct interner *fields)
{
    size_t count;
    const uint32_t *texts = model_list_at(packing->model, event->filters, &count);

    for (size_t i = 0; i < count; i += 2)
        intern(fields, &texts[i], sizeof *texts);
}

void pack_bounds(struct packing *packing)
{
    const struct order *events = &packing->events;
    struct packed *packed = packing->packed;

    packed->candidates_most = packed->fields_most = 1; /* array sizes, which must not be 0 in C */
    for (size_t first = 0, end; first < events->count; first = end) {
        struct interner fields = {packing->arena, NULL, NULL, 0, 0};
        size_t candidates = 0;

        for (end = first; end < events->count && strcmp(events->sorted[end].key, events->sorted[first].key) == 0;
             end++) {
            const struct event *event = model_event(packing->model, events->sorted[end].number);

            candidates += !event->condition;
            add_fields(packing, event, &fields);
        }
        if (!*events->sorted[first].key)
            continue; /* no event of a log matches an event without an id */
        packed->candidates_most = (uint32_t)most_of(packed->candidates_most, candidates);
        packed->fields_most = (uint32_t)most_of(packed->fields_most, fields.count);
    }
}

/* Whether a kind names a technique, so that the event is no candidate for it. */
static bool is_named(uint32_t kind)
{
    return kind == KIND_DIRECT || kind == KIND_CONDITION || kind == KIND_RULE;
}

void pack_factors(const struct model *model, struct packed *packed)
{
    size_t count = packed_count(packed, TABLE_TECHNIQUES);
    uint64_t *sums = arena_allocate(model->arena, count * sizeof *sums);

    for (size_t i = 0; i < packed_count(packed, TABLE_EVENTS); i++) {
        const struct numbers *techniques = &packed->event_techniques[i];
        uint32_t candidates = 0;

        for (size_t t = 0; t < techniques->count; t += 2)
            candidates += !is_named(techniques->items[t + 1]);
        for (size_t t = 0; t < techniques->count; t += 2)
            if (!is_named(techniques->items[t + 1]))
                sums[techniques->items[t]] += attack_score_weight(candidates);
    }
    for (size_t i = 0; i < count; i++)
        numbers_add(model->arena, &packed->cells[TABLE_FACTORS], attack_score_factor(sums[i]));
}
