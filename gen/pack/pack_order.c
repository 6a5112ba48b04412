/* SPDX-License-Identifier: MIT
 *
 * Chooses which parts of the model are packed, and their order. It writes no tables.
 */
#include "packing.h"

#include "host/letter_case.h"
#include "host/order.h"

#include <stdlib.h>
#include <string.h>

static int compare_keyed(const void *one, const void *other)
{
    const struct keyed *mine = one, *theirs = other;
    int order = strcmp(mine->key, theirs->key);

    if (order == 0)
        order = strcmp(mine->second_key, theirs->second_key);
    return order ? order : order_of(mine->number, theirs->number);
}

int compare_keys(const void *one, const void *other)
{
    const struct keyed *mine = one, *theirs = other;

    return strcmp(mine->key, theirs->key);
}

static int compare_uses(const void *one, const void *other)
{
    const struct used *mine = one, *theirs = other;
    int order = order_of(theirs->uses, mine->uses);

    return order ? order : order_of(mine->number, theirs->number);
}

const struct used *sort_by_uses(struct arena *arena, const uint32_t *uses, size_t count)
{
    struct used *sorted = arena_allocate(arena, count * sizeof *sorted);

    for (size_t i = 0; i < count; i++) {
        sorted[i].number = (uint32_t)i;
        sorted[i].uses = uses[i];
    }
    qsort(sorted, count, sizeof *sorted, compare_uses);
    return sorted;
}

static void order_init(struct packing *packing, struct order *order, size_t most)
{
    order->sorted = arena_allocate(packing->arena, most * sizeof *order->sorted);
    order->position = arena_allocate(packing->arena, most * sizeof *order->position);
    order->has = arena_allocate(packing->arena, most * sizeof *order->has);
}

static void order_add(struct order *order, uint32_t number, const char *key, const char *second_key)
{
    struct keyed keyed = {key, second_key, number};

    if (order->has[number])
        return;
    order->has[number] = true;
    order->sorted[order->count++] = keyed;
}

static void order_finish(struct order *order)
{
    qsort(order->sorted, order->count, sizeof *order->sorted, compare_keyed);
    for (size_t i = 0; i < order->count; i++)
        order->position[order->sorted[i].number] = (uint32_t)i;
}

const char *folded_copy(struct arena *arena, const char *text)
{
    char *copy = arena_copy(arena, text, strlen(text));

    fold_text(copy);
    return copy;
}

/* Returns the second key of an event: nothing without a condition; with one, the texts of its log, so that such events
 * come last, and those of one log together. */
static const char *log_key(struct packing *packing, const struct event *event)
{
    const struct model *model = packing->model;
    const uint32_t texts[] = {event->platform, event->channel, event->provider, event->audit_category,
                              event->audit_sub_category};
    struct byte_stream key = {.arena = packing->arena};

    if (!event->condition)
        return "";
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        for (const char *text = model_text_at(model, texts[i]); *text; text++)
            stream_add_byte(&key, (unsigned char)*text);
        stream_add_byte(&key, '\n'); /* between texts, and so that no key is empty */
    }
    stream_add_byte(&key, 0);
    return (const char *)key.bytes;
}

static void add_event(struct packing *packing, uint32_t number)
{
    const struct event *event = model_event(packing->model, number);

    if (event->rule) /* even if no row has both */
        order_add(&packing->rules, event->rule - 1, "", "");
    order_add(&packing->events, number, folded_copy(packing->arena, model_text_at(packing->model, event->id)),
              log_key(packing, event));
}

static void add_relationship(struct packing *packing, uint32_t number)
{
    if (packing->rule_of[number])
        order_add(&packing->rules, packing->rule_of[number] - 1, "", "");
    else
        order_add(&packing->relationships, number, "", "");
}

void order_parts(struct packing *packing)
{
    const struct model *model = packing->model;

    order_init(packing, &packing->techniques, model->technique_ids.count);
    order_init(packing, &packing->namings, model->namings.count);
    order_init(packing, &packing->components, model->components.count);
    order_init(packing, &packing->relationships, model->relationships.count);
    order_init(packing, &packing->rules, model->rule_count);
    find_rules(packing);
    order_init(packing, &packing->events, model->events.count);
    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];
        const struct component *component = model_component(model, row->component);

        order_add(&packing->techniques, row->technique, model_text_at(model, model->techniques[row->technique].id), "");
        order_add(&packing->namings, row->naming, "", "");
        if (model_has_part(component, sizeof *component))
            order_add(&packing->components, row->component, model_text_at(model, component->source),
                      model_text_at(model, component->name));
        if (row->relationship)
            add_relationship(packing, row->relationship - 1);
        if (row->event && !packing->events.has[row->event - 1])
            add_event(packing, row->event - 1);
    }
    for (uint32_t i = 0; !model->is_subset && i < model->technique_ids.count; i++)
        if (!model->techniques[i].is_retired)
            order_add(&packing->techniques, i, model_text_at(model, model->techniques[i].id), "");
    for (size_t i = 0; i < packing->techniques.count; i++)
        order_add(&packing->namings, model->techniques[packing->techniques.sorted[i].number].naming, "", "");
    order_finish(&packing->techniques);
    order_finish(&packing->namings);
    order_finish(&packing->components);
    order_finish(&packing->relationships);
    order_finish(&packing->rules);
    order_finish(&packing->events);
}

void order_rows(struct packing *packing)
{
    const struct model *model = packing->model;
    size_t count = packing->techniques.count;
    size_t *next = arena_allocate(packing->arena, count * sizeof *next);

    packing->first_row = arena_allocate(packing->arena, (count + 1) * sizeof *packing->first_row);
    packing->rows = arena_allocate(packing->arena, model->row_count * sizeof(struct row *));
    for (size_t i = 0; i < model->row_count; i++)
        packing->first_row[packing->techniques.position[model->rows[i].technique] + 1]++;
    for (size_t i = 0; i < count; i++) {
        packing->first_row[i + 1] += packing->first_row[i];
        next[i] = packing->first_row[i];
    }
    for (size_t i = 0; i < model->row_count; i++)
        packing->rows[next[packing->techniques.position[model->rows[i].technique]]++] = &model->rows[i];
}
