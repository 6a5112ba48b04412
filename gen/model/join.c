/* SPDX-License-Identifier: MIT
 *
 * Joins techniques and relationships by their data components. It knows the model and neither YAML nor C.
 */
#include "join.h"

#include "base/generator_limits.h"
#include "join_direct.h"

#include <string.h>

/* The relationships of each component name, in the order of the input. */
struct component_index {
    struct interner names;
    struct numbers *relationships;
    size_t capacity;
};

static void index_components(struct model *model, struct component_index *index)
{
    index->names.arena = model->arena;
    for (size_t i = 0; i < model->relationship_entry_count; i++) {
        uint32_t name = model_component(model, model->relationship_entries[i].component)->name, number;
        size_t known = index->names.count;

        if (name == ABSENT)
            continue;
        number = intern(&index->names, &name, sizeof name);
        if (number == known)
            index->relationships =
                arena_grow(model->arena, index->relationships, known, &index->capacity, sizeof *index->relationships);
        numbers_add(model->arena, &index->relationships[number], (uint32_t)i);
    }
}

/* Splits "source: name"; a bare name leaves the source absent. */
static struct component split_component(struct model *model, uint32_t text)
{
    const char *whole = model_text_at(model, text), *colon = strstr(whole, ": ");
    struct component component = {ABSENT, text};

    if (colon) {
        const char *name = colon + 2 + strspn(colon + 2, " ");

        component.source = model_text(model, whole, (size_t)(colon - whole), model->text_places[text]);
        component.name = model_text(model, name, strlen(name), model->text_places[text]);
    }
    return component;
}

/* Components without relationships. There is one warning for each, with the number of techniques that name it. */
struct lonely {
    struct interner components;
    struct numbers counts;
    struct place *places;
    size_t place_capacity;
};

struct joining {
    struct model *model;
    struct component_index index;
    struct lonely lonely;
    struct pairs pairs;
};

bool count_pairs(struct pairs *pairs, struct diagnostics *diagnostics, struct place place, size_t work)
{
    bool was_full = pairs->count > JOINS_LIMIT;

    pairs->count += work;
    if (pairs->count <= JOINS_LIMIT)
        return true;
    if (!was_full)
        report_error(diagnostics, place,
                     "too many pairs of a technique and a relationship or an event that may show it; the limit is %d",
                     JOINS_LIMIT);
    return false;
}

static bool count_join(struct joining *joining, const struct technique_entry *entry, size_t work)
{
    return count_pairs(&joining->pairs, joining->model->diagnostics, entry->place, work);
}

/* Returns false above the limit of rows or of comparisons. */
static bool join_relationship(struct joining *joining, const struct technique_entry *entry,
                              const struct relationship_entry *relationship)
{
    struct model *model = joining->model;
    struct row row = {.technique = entry->technique,
                      .naming = entry->naming,
                      .component = relationship->component,
                      .relationship = relationship->relationship};
    uint32_t platforms = model_naming(model, entry->naming)->platforms;
    size_t platform_count;

    model_list_at(model, platforms, &platform_count);
    for (size_t i = 0; i < relationship->event_count; i++) {
        struct listed_event *listed = &model->listed_events[relationship->first_event + i];

        if (!count_join(joining, entry, 1 + platform_count / 10)) /* a long list costs more, as it is searched */
            return false;
        if (listed->techniques != ABSENT ||
            !model_has_platform(model, platforms, model_event(model, listed->event)->platform))
            continue;
        row.event = listed->event + 1;
        row.kind = listed->kind;
        row.place = listed->place;
        listed->is_joined = true;
        if (!model_add_row(model, &row))
            return false;
    }
    return true;
}

static void note_lonely(struct model *model, struct lonely *lonely, uint32_t text, struct place place)
{
    size_t known = lonely->components.count;
    uint32_t number;

    lonely->components.arena = model->arena;
    number = intern(&lonely->components, &text, sizeof text);
    if (number == known) {
        numbers_add(model->arena, &lonely->counts, 0);
        lonely->places = arena_grow(model->arena, lonely->places, known, &lonely->place_capacity, sizeof place);
        lonely->places[number] = place;
    }
    lonely->counts.items[number]++;
}

static void warn_of_lonely(struct model *model, const struct lonely *lonely)
{
    for (size_t i = 0; i < lonely->components.count; i++) {
        const uint32_t *text = interned(&lonely->components, (uint32_t)i, NULL);
        const char *name = model_text_at(model, *text);

        report_warning(model->diagnostics, lonely->places[i],
                       "data component %s has no relationships, and is named by %s", quoted(name, strlen(name)),
                       counted(lonely->counts.items[i], "technique"));
    }
}

/* Whether a relationship, whose component has the wanted name, also has the wanted source, if there is one. */
static bool is_meant(const struct model *model, const struct component *wanted,
                     const struct relationship_entry *relationship)
{
    return wanted->source == ABSENT || model_component(model, relationship->component)->source == wanted->source;
}

/* Returns the relationships of the components with this name. */
static const struct numbers *relationships_of(const struct component_index *index, uint32_t name)
{
    static const struct numbers none;
    uint32_t number;

    return index->relationships && intern_find(&index->names, &name, sizeof name, &number)
               ? &index->relationships[number]
               : &none;
}

/* Joins the relationships of one component of a technique; with `mark`, only marks these components. */
static bool join_named(struct joining *joining, const struct technique_entry *entry, const struct component *wanted,
                       bool mark, bool *found)
{
    struct model *model = joining->model;
    struct row marker = {
        .technique = entry->technique, .naming = entry->naming, .without_row = true, .place = entry->place};
    const struct numbers *relationships = relationships_of(&joining->index, wanted->name);

    for (size_t i = 0; i < relationships->count; i++) {
        struct relationship_entry *relationship = &model->relationship_entries[relationships->items[i]];

        if (!count_join(joining, entry, 1))
            return false;
        if (!is_meant(model, wanted, relationship))
            continue;
        *found = relationship->is_named = true;
        marker.component = relationship->component;
        if (!(mark ? model_add_row(model, &marker) : join_relationship(joining, entry, relationship)))
            return false;
    }
    return true;
}

static bool join_component(struct joining *joining, const struct technique_entry *entry, uint32_t text)
{
    struct model *model = joining->model;
    struct component wanted = split_component(model, text);
    struct row marker = {
        .technique = entry->technique, .naming = entry->naming, .without_row = true, .place = entry->place};
    bool found = false;

    /* Markers after all rows: pack.c leaves them out where a component has rows, and one between rows would cut a run.
     */
    if (!join_named(joining, entry, &wanted, false, &found) || !join_named(joining, entry, &wanted, true, &found))
        return false;
    if (found)
        return true;
    if (!entry->has_no_telemetry)
        if (!entry->is_of_release)
            note_lonely(model, &joining->lonely, text, model->text_places[text]);
    marker.component = intern(&model->components, &wanted, sizeof wanted);
    return model_add_row(model, &marker);
}

/* Warns about entries without effect: one warning for each kind, at the first entry, with a count. */
static void warn_of_unused(struct model *model, size_t eventless, const struct technique_entry *first_eventless)
{
    size_t relationships = 0, events = 0;
    struct place relationship_place = {NULL, 0, 0}, event_place = {NULL, 0, 0};

    for (size_t i = 0; i < model->relationship_entry_count; i++) {
        const struct relationship_entry *relationship = &model->relationship_entries[i];

        if (!relationship->is_named) {
            if (!relationships++)
                relationship_place = relationship->place;
            continue;
        }
        for (size_t e = 0; e < relationship->event_count; e++) {
            const struct listed_event *listed = &model->listed_events[relationship->first_event + e];

            if (!listed->is_joined && listed->techniques == ABSENT && !events++)
                event_place = listed->place;
        }
    }
    if (relationships)
        report_warning(model->diagnostics, relationship_place,
                       "no technique names the data component of this relationship; so in %s",
                       counted(relationships, "relationship"));
    if (events)
        report_warning(model->diagnostics, event_place,
                       "no technique of this data component has the event's platform; so in %s",
                       counted(events, "event"));
    if (eventless)
        report_warning(model->diagnostics, first_eventless->place,
                       "no event of this technique's data components has one of its platforms; so in %s",
                       counted(eventless, "technique"));
}

/* Whether a relationship has an event that joins techniques by their components. */
static bool has_candidates(const struct model *model, const struct relationship_entry *relationship)
{
    for (size_t i = 0; i < relationship->event_count; i++)
        if (model->listed_events[relationship->first_event + i].techniques == ABSENT)
            return true;
    return false;
}

/* Returns whether any of a technique's components has events in the input. */
static bool has_listed_events(struct joining *joining, const struct technique_entry *entry)
{
    struct model *model = joining->model;
    size_t count;
    const uint32_t *components = model_list_at(model, entry->components, &count);

    for (size_t i = 0; i < count; i++) {
        struct component wanted = split_component(model, components[i]);
        const struct numbers *relationships = relationships_of(&joining->index, wanted.name);

        for (size_t r = 0; r < relationships->count && count_join(joining, entry, 1); r++) {
            const struct relationship_entry *relationship = &model->relationship_entries[relationships->items[r]];

            if (has_candidates(model, relationship) && is_meant(model, &wanted, relationship))
                return true;
        }
    }
    return false;
}

void join_rows(struct model *model)
{
    struct joining joining = {.model = model};
    const struct technique_entry *first_eventless = NULL;
    size_t eventless = 0;
    bool *has_rows = arena_allocate(model->arena, model->technique_ids.count * sizeof *has_rows);

    index_components(model, &joining.index);
    if (!join_direct(model, &joining.pairs, has_rows))
        return;
    for (size_t i = 0; i < model->technique_entry_count; i++) {
        const struct technique_entry *entry = &model->technique_entries[i];
        size_t count, rows = model->full_row_count + model->duplicates;
        const uint32_t *components = model_list_at(model, entry->components, &count);

        for (size_t c = 0; c < count; c++)
            if (!join_component(&joining, entry, components[c]))
                return;
        if (entry->has_no_telemetry) {
            if (has_rows[entry->technique] || model->full_row_count + model->duplicates > rows)
                report_warning(model->diagnostics, entry->place, "%s says no_telemetry, but has events",
                               model_text_at(model, model->techniques[entry->technique].id));
            continue;
        }
        if (!has_rows[entry->technique] && model->full_row_count + model->duplicates == rows &&
            has_listed_events(&joining, entry) && !eventless++)
            first_eventless = entry;
    }
    warn_of_lonely(model, &joining.lonely);
    warn_of_unused(model, eventless, first_eventless);
}
