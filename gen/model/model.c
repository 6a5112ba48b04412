/* SPDX-License-Identifier: MIT
 *
 * Interns the parts of rows and stores the rows. It knows neither YAML nor C.
 */
#include "model.h"

#include "base/generator_limits.h"
#include "host/letter_case.h"

#include <string.h>

void model_init(struct model *model, struct arena *arena, struct diagnostics *diagnostics)
{
    struct interner *interners[] = {&model->texts,         &model->lists,         &model->namings,
                                    &model->components,    &model->relationships, &model->events,
                                    &model->technique_ids, &model->row_keys,      &model->alias_names,
                                    &model->release.keys,  &model->tests,         &model->conditions};
    struct place nowhere = {NULL, 0, 0};

    memset(model, 0, sizeof *model);
    model->arena = arena;
    model->diagnostics = diagnostics;
    for (size_t i = 0; i < sizeof interners / sizeof *interners; i++)
        interners[i]->arena = arena;
    model_text(model, "", 0, nowhere); /* ABSENT */
    intern(&model->lists, "", 0);      /* ABSENT */
}

uint32_t model_text(struct model *model, const char *text, size_t length, struct place place)
{
    size_t known = model->texts.count;
    uint32_t number = intern(&model->texts, text, length);

    if (number == known) {
        model->text_places =
            arena_grow(model->arena, model->text_places, known, &model->text_place_capacity, sizeof place);
        model->text_places[number] = place;
        model->folded = arena_grow(model->arena, model->folded, known, &model->folded_capacity, sizeof *model->folded);
    }
    return number;
}

const char *model_text_at(const struct model *model, uint32_t text)
{
    return interned(&model->texts, text, NULL);
}

uint32_t model_folded(struct model *model, uint32_t text)
{
    if (text != ABSENT && model->folded[text] == ABSENT) {
        size_t length;
        const char *bytes = interned(&model->texts, text, &length);
        char *copy = arena_copy(model->arena, bytes, length);
        uint32_t folded;

        fold_text(copy);
        folded = model_text(model, copy, length, model->text_places[text]); /* may move model->folded */
        model->folded[text] = folded;
    }
    return model->folded[text];
}

const uint32_t *model_list_at(const struct model *model, uint32_t list, size_t *count)
{
    size_t size;
    const uint32_t *items = interned(&model->lists, list, &size);

    *count = size / sizeof *items;
    return items;
}

uint32_t model_technique(struct model *model, uint32_t id, uint32_t naming, struct place place)
{
    size_t known = model->technique_ids.count;
    uint32_t number = intern(&model->technique_ids, &id, sizeof id);

    if (number == known) {
        struct technique technique = {.id = id, .naming = naming, .place = place};

        model->techniques =
            arena_grow(model->arena, model->techniques, known, &model->technique_capacity, sizeof technique);
        model->techniques[number] = technique;
    }
    return number;
}

bool model_find_technique(const struct model *model, uint32_t id, uint32_t *number)
{
    return intern_find(&model->technique_ids, &id, sizeof id, number);
}

void model_list_event(struct model *model, const struct listed_event *listed)
{
    model->listed_events = arena_grow(model->arena, model->listed_events, model->listed_event_count,
                                      &model->listed_event_capacity, sizeof *listed);
    model->listed_events[model->listed_event_count++] = *listed;
}

void model_add_alias(struct model *model, uint32_t name, uint32_t id, struct place place)
{
    uint32_t folded = model_folded(model, name), number;
    size_t known = model->alias_names.count;
    struct alias alias = {folded, model_folded(model, id), place};

    if (folded == alias.id)
        return;
    number = intern(&model->alias_names, &folded, sizeof folded);
    if (number == known) {
        model->aliases = arena_grow(model->arena, model->aliases, known, &model->alias_capacity, sizeof alias);
        model->aliases[number] = alias;
    } else if (model->aliases[number].id != alias.id) {
        const char *text = model_text_at(model, name);

        report_error(model->diagnostics, place, "alias %s stands for another event id at %s:%u",
                     quoted(text, strlen(text)), model->aliases[number].place.file,
                     (unsigned)model->aliases[number].place.line);
    }
}

bool model_add_row(struct model *model, const struct row *row)
{
    uint32_t key[] = {row->technique, row->naming,         row->component,  row->relationship,
                      row->event,     (uint32_t)row->kind, row->without_row};
    size_t known = model->row_keys.count;

    if (model->row_count >= ROWS_LIMIT) {
        if (!model->is_full)
            report_error(model->diagnostics, row->place, "too many rows; the limit is %d", ROWS_LIMIT);
        model->is_full = true;
        return false;
    }
    if (intern(&model->row_keys, key, sizeof key) != known) {
        model->duplicates += !row->without_row;
        return true;
    }
    model->rows = arena_grow(model->arena, model->rows, model->row_count, &model->row_capacity, sizeof *row);
    model->rows[model->row_count++] = *row;
    model->full_row_count += !row->without_row;
    return true;
}

const struct naming *model_naming(const struct model *model, uint32_t number)
{
    return interned(&model->namings, number, NULL);
}

const struct component *model_component(const struct model *model, uint32_t number)
{
    return interned(&model->components, number, NULL);
}

const struct relationship *model_relationship(const struct model *model, uint32_t number)
{
    return interned(&model->relationships, number, NULL);
}

const struct event *model_event(const struct model *model, uint32_t number)
{
    return interned(&model->events, number, NULL);
}

bool model_has_part(const void *record, size_t size)
{
    const uint32_t *members = record;

    for (size_t i = 0; i < size / sizeof *members; i++)
        if (members[i] != ABSENT)
            return true;
    return false;
}

/* Products and the platform of ATT&CK that they are. */
static const char *const products[][2] = {
    {"aws", "iaas"},
    {"azure", "iaas"},
    {"gcp", "iaas"},
    {"m365", "office suite"},
    {"google workspace", "office suite"},
    {"entra id", "identity provider"},
    {"okta", "identity provider"},
    {"kubernetes", "containers"},
    {"docker", "containers"},
    {"github", "saas"},
};

const char *model_platform_of(const char *product)
{
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if (fold_equal(product, products[i][0]))
            return products[i][1];
    return product;
}

bool model_has_platform(struct model *model, uint32_t platforms, uint32_t platform)
{
    struct place nowhere = {NULL, 0, 0};
    uint32_t folded = model_folded(model, platform), group;
    const char *name = model_text_at(model, folded), *known = model_platform_of(name);
    size_t count;
    const uint32_t *items = model_list_at(model, platforms, &count);

    if (strcmp(name, "network") == 0)
        return true;
    group = known == name ? folded : model_text(model, known, strlen(known), nowhere);
    for (size_t i = 0; i < count; i++) {
        uint32_t item = model_folded(model, items[i]);

        if (item == folded || item == group)
            return true;
    }
    return false;
}
