/* SPDX-License-Identifier: MIT */
#include "analytics.h"

#include "base/generator_limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* An object that detects a technique: an analytic or, up to v17, a data component. */
struct detection {
    const char *technique_id, *id; /* for sorting: what is compiled must not depend on the order of the input */
    uint32_t technique;            /* of the model */
    uint32_t object;
};

struct detections {
    struct model *model;
    struct detection *items;
    size_t count, capacity;
    size_t parts;   /* of the objects of all items, for a limit */
    size_t missing; /* objects that are named and not in the release */
    uint32_t first_missing;
    struct place missing_place;
    struct interner names;     /* of components, in lower case */
    struct numbers components; /* by number of `names`: a component of the mapping with this name */
};

static const struct release_object *object_at(const struct detections *detections, uint32_t number)
{
    return &detections->model->release.objects[number];
}

/* Whether an object counts. One that is not in the release is noted for a warning. */
static bool is_current(struct detections *detections, uint32_t number, struct place place)
{
    const struct release_object *object = object_at(detections, number);

    if (object->kind == RELEASE_UNKNOWN && !detections->missing++) {
        detections->first_missing = number;
        detections->missing_place = place;
    }
    return object->kind != RELEASE_UNKNOWN && !object->is_revoked && !object->is_deprecated;
}

static bool add_detection(struct detections *detections, uint32_t technique, uint32_t object)
{
    struct model *model = detections->model;
    size_t parts;

    model_list_at(model, object_at(detections, object)->parts, &parts);
    detections->parts += parts;
    if (detections->count == ROWS_LIMIT) {
        report_error(model->diagnostics, object_at(detections, object)->place,
                     "too many pairs of a technique and an analytic; the limit is %d", ROWS_LIMIT);
        return false;
    }
    if (detections->parts > JOINS_LIMIT) {
        report_error(model->diagnostics, object_at(detections, object)->place,
                     "too many pairs of a technique and a log source; the limit is %d", JOINS_LIMIT / 2);
        return false;
    }
    detections->items = arena_grow(model->arena, detections->items, detections->count, &detections->capacity,
                                   sizeof *detections->items);
    detections->items[detections->count++] = (struct detection){
        model_text_at(model, model->techniques[technique].id),
        model_text_at(model, object_at(detections, object)->id),
        technique,
        object,
    };
    return true;
}

/* Adds what a relation says: that a strategy, and so each of its analytics, or a component detects a technique. */
static bool add_link(struct detections *detections, const struct release_link *link)
{
    struct model *model = detections->model;
    const struct release_object *source = object_at(detections, link->source),
                                *target = object_at(detections, link->target);
    const uint32_t *analytics;
    uint32_t technique;
    size_t count;

    if (target->kind == RELEASE_UNKNOWN)
        is_current(detections, link->target, link->place);
    if (!is_current(detections, link->source, link->place) || target->kind != RELEASE_TECHNIQUE ||
        !model_find_technique(model, target->id, &technique))
        return true;
    if (source->kind == RELEASE_COMPONENT)
        return add_detection(detections, technique, link->source);
    if (source->kind != RELEASE_STRATEGY)
        return true;
    analytics = model_list_at(model, source->parts, &count);
    for (size_t i = 0; i < count; i++)
        if (is_current(detections, analytics[i], source->place) &&
            object_at(detections, analytics[i])->kind == RELEASE_ANALYTIC &&
            !add_detection(detections, technique, analytics[i]))
            return false;
    return true;
}

static int compare_detections(const void *left, const void *right)
{
    const struct detection *a = left, *b = right;
    int order = strcmp(a->technique_id, b->technique_id);

    if (order == 0)
        order = strcmp(a->id, b->id);
    return order ? order : (a->object > b->object) - (a->object < b->object);
}

/* ---- Components ------------------------------------------------------------------------------------------------- */

static void index_component(struct detections *detections, uint32_t number)
{
    struct model *model = detections->model;
    uint32_t name = model_folded(model, model_component(model, number)->name);
    size_t known = detections->names.count;

    if (name != ABSENT && intern(&detections->names, &name, sizeof name) == known)
        numbers_add(model->arena, &detections->components, number);
}

/* ATT&CK has no data sources any more, so a component that the mapping knows by name is that one, with its source. */
static void index_components(struct detections *detections)
{
    struct model *model = detections->model;

    detections->names.arena = model->arena;
    for (size_t i = 0; i < model->relationship_entry_count; i++)
        index_component(detections, model->relationship_entries[i].component);
    for (size_t i = 0; i < model->row_count; i++)
        index_component(detections, model->rows[i].component);
}

/* Returns the model's component for one of the release. */
static uint32_t find_component(struct detections *detections, uint32_t number)
{
    struct model *model = detections->model;
    const struct release_object *object = object_at(detections, number), *source;
    struct component component = {ABSENT, object->name};
    uint32_t name;
    size_t count;
    const uint32_t *sources = model_list_at(model, object->parts, &count);

    if (object->kind != RELEASE_COMPONENT)
        component.name = ABSENT;
    else if (intern_find(&detections->names, &object->name, sizeof object->name, &name))
        return detections->components.items[name];
    source = object->kind == RELEASE_COMPONENT && count ? object_at(detections, sources[0]) : NULL;
    if (source && source->kind == RELEASE_SOURCE)
        component.source = source->name;
    return intern(&model->components, &component, sizeof component);
}

/* Returns what a technique's list calls a component: its name, which the mapping may have with any source, or, if the
 * mapping does not have it, "source: name". */
static uint32_t name_in_list(struct detections *detections, uint32_t number)
{
    struct model *model = detections->model;
    const struct component *component = model_component(model, find_component(detections, number));
    uint32_t name = model_folded(model, component->name), known;
    const char *source = model_text_at(model, component->source), *text = model_text_at(model, name);
    char *both;

    if (!*source || !*text || intern_find(&detections->names, &name, sizeof name, &known))
        return name;
    both = arena_allocate(model->arena, strlen(source) + strlen(text) + sizeof ": ");
    sprintf(both, "%s: %s", source, text);
    return model_text(model, both, strlen(both), model->text_places[name]);
}

/* Adds a component to a technique's list, once. */
static void add_component(struct detections *detections, struct numbers *list, uint32_t number)
{
    uint32_t name = name_in_list(detections, number);

    if (name == ABSENT || list->count == LIST_LIMIT)
        return;
    for (size_t i = 0; i < list->count; i++)
        if (list->items[i] == name)
            return;
    numbers_add(detections->model->arena, list, name);
}

static void add_components(struct detections *detections, struct numbers *list, const struct detection *detection)
{
    const struct release_object *object = object_at(detections, detection->object);
    size_t count;
    const uint32_t *parts = model_list_at(detections->model, object->parts, &count);

    if (object->kind == RELEASE_COMPONENT)
        add_component(detections, list, detection->object);
    else
        for (size_t i = 0; i < count; i += 2)
            add_component(detections, list, parts[i]);
}

/* Marks the techniques of which the mapping says something. */
static bool *find_known(const struct model *model)
{
    bool *is_known = arena_allocate(model->arena, model->technique_ids.count + 1);

    for (size_t i = 0; i < model->row_count; i++)
        is_known[model->rows[i].technique] = true;
    for (size_t i = 0; i < model->technique_entry_count; i++) {
        const struct technique_entry *entry = &model->technique_entries[i];

        if (entry->components != ABSENT || entry->has_no_telemetry)
            is_known[entry->technique] = true;
    }
    return is_known;
}

/* Gives techniques that are new their components, if any. */
static void add_entries(struct detections *detections)
{
    struct model *model = detections->model;
    const bool *is_known = find_known(model);

    for (size_t i = 0, end; i < detections->count; i = end) {
        struct technique_entry entry = {.technique = detections->items[i].technique, .is_of_release = true};
        struct numbers list = {NULL, 0, 0};

        for (end = i; end < detections->count && detections->items[end].technique == entry.technique; end++)
            if (!is_known[entry.technique])
                add_components(detections, &list, &detections->items[end]);
        if (!list.count)
            continue;
        entry.naming = model->techniques[entry.technique].naming;
        entry.place = model->techniques[entry.technique].place;
        entry.components = intern(&model->lists, list.items, list.count * sizeof *list.items);
        model->technique_entries = arena_grow(model->arena, model->technique_entries, model->technique_entry_count,
                                              &model->technique_entry_capacity, sizeof entry);
        model->technique_entries[model->technique_entry_count++] = entry;
    }
}

/* ---- Rows ------------------------------------------------------------------------------------------------------- */

/* Returns the number of an event under the id that the mapping has for it, where ATT&CK's is only an alias. */
static uint32_t find_event(struct model *model, uint32_t event)
{
    struct event own = *model_event(model, event);
    uint32_t id = model_folded(model, own.id), number;

    if (!intern_find(&model->alias_names, &id, sizeof id, &number))
        return event;
    own.id = model->aliases[number].id;
    return intern(&model->events, &own, sizeof own);
}

static bool add_rows(struct detections *detections, const struct detection *detection)
{
    struct model *model = detections->model;
    const struct release_object *object = object_at(detections, detection->object);
    struct relationship relationship = {.id = object->id, .name = object->name};
    struct row row = {.technique = detection->technique,
                      .naming = model->techniques[detection->technique].naming,
                      .kind = KIND_ANALYTIC,
                      .place = object->place};
    size_t count;
    const uint32_t *parts = model_list_at(model, object->parts, &count);

    if (object->kind != RELEASE_ANALYTIC || !count)
        return true;
    row.relationship = intern(&model->relationships, &relationship, sizeof relationship) + 1;
    for (size_t i = 0; i < count; i += 2) {
        if (is_current(detections, parts[i], object->place) || parts[i + 1])
            row.component = find_component(detections, parts[i]);
        else
            continue;
        row.event = parts[i + 1] ? find_event(model, parts[i + 1] - 1) + 1 : 0;
        if (!model_add_row(model, &row))
            return false;
    }
    return true;
}

/* Counts what the analytics name: prose is counted, and never guessed at. */
static void count_log_sources(struct model *model)
{
    struct release *release = &model->release;

    for (size_t i = 0; i < release->keys.count; i++) {
        const struct release_object *object = &release->objects[i];
        size_t count;
        const uint32_t *parts = model_list_at(model, object->parts, &count);

        for (size_t p = 0; object->kind == RELEASE_ANALYTIC && p < count; p += 2)
            ++*(parts[p + 1] ? &release->events : &release->without_event);
    }
    if (release->events || release->without_event)
        report_note(model->diagnostics, "analytics name %s; %s without a usable key became rows without an event",
                    counted(release->events, "event"), counted(release->without_event, "log source"));
}

void apply_analytics(struct model *model)
{
    struct release *release = &model->release;
    struct detections detections = {.model = model};

    for (size_t i = 0; i < release->detections.count; i++)
        if (!add_link(&detections, &release->detections.items[i]))
            return;
    if (detections.count)
        qsort(detections.items, detections.count, sizeof *detections.items, compare_detections);
    index_components(&detections);
    add_entries(&detections);
    for (size_t i = 0; i < detections.count && model->analytics != ANALYTICS_NONE; i++)
        if (!add_rows(&detections, &detections.items[i]))
            return;
    if (detections.missing) {
        const char *key = interned(&release->keys, detections.first_missing, NULL);

        report_warning(model->diagnostics, detections.missing_place, "%s is named, but is not in the release (%s)",
                       quoted(key, strlen(key)), counted(detections.missing, "case"));
    }
    if (model->analytics != ANALYTICS_NONE)
        count_log_sources(model);
}
