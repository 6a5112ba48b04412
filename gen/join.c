/* SPDX-License-Identifier: MIT */
#include "join.h"

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

static void join_relationship(struct model *model, const struct technique_entry *entry,
                              const struct relationship_entry *relationship)
{
    struct row row = {.technique = entry->technique,
                      .naming = entry->naming,
                      .component = relationship->component,
                      .relationship = relationship->relationship};
    uint32_t platforms = model_naming(model, entry->naming)->platforms;

    for (size_t i = 0; i < relationship->event_count; i++) {
        const struct listed_event *listed = &model->listed_events[relationship->first_event + i];

        if (!model_has_platform(model, platforms, model_event(model, listed->event)->platform))
            continue;
        row.event = listed->event + 1;
        row.place = listed->place;
        model_add_row(model, &row);
    }
}

/* Components without relationships: each is warned of once, with how many techniques name it. */
struct lonely {
    struct interner components;
    struct numbers counts;
    struct place *places;
    size_t place_capacity;
};

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

static void join_component(struct model *model, const struct component_index *index,
                           const struct technique_entry *entry, uint32_t text, struct lonely *lonely)
{
    struct component wanted = split_component(model, text);
    struct row row = {
        .technique = entry->technique, .naming = entry->naming, .without_row = true, .place = entry->place};
    bool found = false;
    uint32_t number;

    if (intern_find(&index->names, &wanted.name, sizeof wanted.name, &number)) {
        const struct numbers *relationships = &index->relationships[number];

        for (size_t i = 0; i < relationships->count; i++) {
            const struct relationship_entry *relationship = &model->relationship_entries[relationships->items[i]];

            if (wanted.source != ABSENT && model_component(model, relationship->component)->source != wanted.source)
                continue;
            join_relationship(model, entry, relationship);
            row.component = relationship->component;
            model_add_row(model, &row); /* pack.c leaves it out where the component has rows */
            found = true;
        }
    }
    if (found)
        return;
    note_lonely(model, lonely, text, model->text_places[text]);
    row.component = intern(&model->components, &wanted, sizeof wanted);
    model_add_row(model, &row);
}

void join_rows(struct model *model)
{
    struct component_index index = {{NULL, NULL, NULL, 0, 0}, NULL, 0};
    struct lonely lonely = {{NULL, NULL, NULL, 0, 0}, {NULL, 0, 0}, NULL, 0};

    index_components(model, &index);
    for (size_t i = 0; i < model->technique_entry_count; i++) {
        const struct technique_entry *entry = &model->technique_entries[i];
        size_t count;
        const uint32_t *components = model_list_at(model, entry->components, &count);

        for (size_t c = 0; c < count; c++)
            join_component(model, &index, entry, components[c], &lonely);
    }
    warn_of_lonely(model, &lonely);
}
