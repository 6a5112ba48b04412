/* SPDX-License-Identifier: MIT
 *
 * The records of events: their logs, the techniques that each shows, other names of their ids. It knows the layout and
 * neither YAML nor C.
 */
#include "packing.h"

#include <stdlib.h>
#include <string.h>

/* Returns the order in which kinds count where an event shows a technique in several ways. */
static int precedence(uint32_t kind)
{
    return kind == KIND_RULE ? 4 : kind == KIND_CONDITION ? 3 : kind == KIND_DIRECT ? 2 : kind == KIND_CANDIDATE;
}

/* The techniques of each event, as packed positions, each with its kind. */
static struct numbers *collect_event_techniques(struct packing *packing)
{
    struct numbers *lists = arena_allocate(packing->arena, packing->events.count * sizeof *lists);

    for (size_t i = 0; i < packing->model->row_count; i++) {
        const struct row *row = packing->rows[i];
        uint32_t technique = packing->techniques.position[row->technique], kind = (uint32_t)row->kind;
        struct numbers *list;

        if (!row->event || (row->kind == KIND_ANALYTIC && !packing->model->scores_analytics))
            continue;
        list = &lists[packing->events.position[row->event - 1]];
        if (list->count && list->items[list->count - 2] == technique) {
            if (precedence(kind) > precedence(list->items[list->count - 1]))
                list->items[list->count - 1] = kind;
            continue;
        }
        numbers_add(packing->arena, list, technique);
        numbers_add(packing->arena, list, kind);
    }
    return lists;
}

/* Packs the techniques of an event, in the form of EVENT_TECHNIQUE_LIST. */
static uint32_t pack_event_techniques(struct packing *packing, const struct numbers *techniques)
{
    struct numbers list = {NULL, 0, 0}, exceptions = {NULL, 0, 0};
    uint32_t last = 0, before = 0;

    numbers_add(packing->arena, &list, (uint32_t)techniques->count);
    for (size_t i = 0; i < techniques->count; i += 2) {
        numbers_add(packing->arena, &list, techniques->items[i] - last);
        last = techniques->items[i];
        if (techniques->items[i + 1] == KIND_CANDIDATE) {
            before++;
            continue;
        }
        numbers_add(packing->arena, &exceptions, 4 * before + techniques->items[i + 1] - 1);
        before = 0;
    }
    if (exceptions.count) {
        list.items[0]++;
        numbers_add(packing->arena, &list, (uint32_t)exceptions.count);
        for (size_t i = 0; i < exceptions.count; i++)
            numbers_add(packing->arena, &list, exceptions.items[i]);
    }
    return lists_add(&packing->packed->lists, list.items, list.count);
}

/* Packs the filters of an event, in the form of EVENT_FILTERS. */
static uint32_t pack_filters(struct packing *packing, const struct event *event)
{
    struct numbers list = {NULL, 0, 0};
    size_t count;
    const uint32_t *texts = model_list_at(packing->model, event->filters, &count);

    numbers_add(packing->arena, &list, (uint32_t)count + (event->condition != 0));
    for (size_t i = 0; i < count; i += 2) {
        numbers_add(packing->arena, &list, intern(&packing->fields, &texts[i], sizeof *texts));
        numbers_add(packing->arena, &list, offset_of(packing, texts[i + 1]));
    }
    return lists_add(&packing->packed->lists, list.items, list.count);
}

static void pack_fields(struct packing *packing)
{
    for (uint32_t i = 0; i < packing->fields.count; i++) {
        const uint32_t *text = interned(&packing->fields, i, NULL);
        uint32_t record[FIELD_CELLS] = {offset_of(packing, *text)};

        add_record(packing, TABLE_FIELDS, record);
    }
}

void pack_events(struct packing *packing)
{
    struct numbers *techniques = collect_event_techniques(packing);
    struct interner logs = {packing->arena, NULL, NULL, 0, 0};

    packing->packed->event_techniques = techniques;
    for (size_t i = 0; i < packing->events.count; i++) {
        const struct event *event = model_event(packing->model, packing->events.sorted[i].number);
        uint32_t record[EVENT_CELLS], log[LOG_CELLS];
        size_t known = logs.count;

        log[LOG_PLATFORM] = offset_of(packing, event->platform);
        log[LOG_CHANNEL] = offset_of(packing, event->channel);
        log[LOG_PROVIDER] = offset_of(packing, event->provider);
        log[LOG_AUDIT_CATEGORY] = offset_of(packing, event->audit_category);
        log[LOG_AUDIT_SUB_CATEGORY] = offset_of(packing, event->audit_sub_category);
        record[EVENT_ID] = offset_of(packing, event->id);
        record[EVENT_NAME] = offset_of(packing, event->name);
        record[EVENT_LOG] = intern(&logs, log, sizeof log);
        record[EVENT_FILTERS] = pack_filters(packing, event);
        record[EVENT_TECHNIQUE_LIST] = pack_event_techniques(packing, &techniques[i]);
        if (logs.count > known)
            add_record(packing, TABLE_LOGS, log);
        add_record(packing, TABLE_EVENTS, record);
    }
    pack_fields(packing);
}

/* Finds the first event with this id, which is in lower case. Returns false if there is none. */
static bool find_first(const struct order *events, const char *id, size_t *first)
{
    size_t low = 0, high = events->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (strcmp(events->sorted[middle].key, id) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    *first = low;
    return low < events->count && strcmp(events->sorted[low].key, id) == 0;
}

bool has_event(const struct packing *packing, const struct alias *alias)
{
    size_t first;

    return find_first(&packing->events, model_text_at(packing->model, alias->id), &first);
}

void pack_aliases(struct packing *packing)
{
    const struct model *model = packing->model;
    size_t count = model->alias_names.count;
    struct keyed *sorted = arena_allocate(packing->arena, count * sizeof *sorted);

    for (uint32_t i = 0; i < count; i++)
        sorted[i] = (struct keyed){model_text_at(model, model->aliases[i].name), "", i};
    if (count)
        qsort(sorted, count, sizeof *sorted, compare_keys);
    for (size_t i = 0; i < count; i++) {
        const struct alias *alias = &model->aliases[sorted[i].number];
        uint32_t record[ALIAS_CELLS];
        size_t first;

        if (!find_first(&packing->events, model_text_at(model, alias->id), &first))
            continue;
        record[ALIAS_NAME] = offset_of(packing, alias->name);
        record[ALIAS_EVENT] = (uint32_t)first;
        add_record(packing, TABLE_ALIASES, record);
    }
}
