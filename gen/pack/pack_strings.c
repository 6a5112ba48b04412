/* SPDX-License-Identifier: MIT
 *
 * Packs texts and lists of texts. It knows nothing of records.
 */
#include "packing.h"

#include <string.h>

/* The wording that MITRE's terms of use require; the year is that of the terms. */
static const char attribution[] = "\xc2\xa9 2025 The MITRE Corporation. This work is reproduced and distributed with "
                                  "the permission of The MITRE Corporation.";

static void add_text(struct packing *packing, uint32_t text)
{
    const char *string = model_text_at(packing->model, text);

    strings_add(&packing->packed->strings, string, strlen(string));
}

static void add_texts(struct packing *packing, uint32_t list)
{
    size_t count;
    const uint32_t *texts = model_list_at(packing->model, list, &count);

    for (size_t i = 0; i < count; i++)
        add_text(packing, texts[i]);
}

uint32_t offset_of(const struct packing *packing, uint32_t text)
{
    const char *string = model_text_at(packing->model, text);

    return strings_offset(&packing->packed->strings, string, strlen(string));
}

const char *technique_text(const struct packing *packing, uint32_t technique, size_t *length)
{
    const struct model *model = packing->model;
    const char *id = model_text_at(model, model->techniques[technique].id);
    const char *name = model_text_at(model, model_naming(model, model->techniques[technique].naming)->technique);
    char *text = arena_allocate(packing->arena, strlen(id) + strlen(name) + 2);

    strcpy(text, id);
    strcpy(text + strlen(id) + 1, name);
    *length = strlen(id) + 1 + strlen(name);
    return text;
}

/* Adds the names or the values of all filters. */
static void add_filter_texts(struct packing *packing, bool names)
{
    const struct model *model = packing->model;

    for (size_t i = 0; i < packing->events.count; i++) {
        size_t count;
        const uint32_t *filters =
            model_list_at(model, model_event(model, packing->events.sorted[i].number)->filters, &count);

        for (size_t f = 0; f < count; f += 2)
            add_text(packing, filters[names ? f : f + 1]);
    }
}

/* Adds the texts of lists, those in the most lists first. */
static void add_list_texts(struct packing *packing)
{
    const struct model *model = packing->model;

    for (size_t i = 0; i < packing->namings.count; i++)
        add_texts(packing, model_naming(model, packing->namings.sorted[i].number)->platforms);
    for (size_t i = 0; i < packing->namings.count; i++)
        add_texts(packing, model_naming(model, packing->namings.sorted[i].number)->tactics);
    add_filter_texts(packing, false);
    for (size_t i = 0; i < packing->components.count; i++)
        add_text(packing, model_component(model, packing->components.sorted[i].number)->source);
}

static void add_technique_texts(struct packing *packing)
{
    const struct model *model = packing->model;

    for (size_t i = 0; i < packing->techniques.count; i++) {
        size_t length;
        const char *text = technique_text(packing, packing->techniques.sorted[i].number, &length);

        strings_add(&packing->packed->strings, text, length);
    }
    for (size_t i = 0; i < model->alias_names.count; i++)
        if (has_event(packing, &model->aliases[i]))
            add_text(packing, model->aliases[i].name);
    for (size_t i = 0; i < packing->variants.count; i += 3)
        add_text(packing, model_naming(model, packing->variants.items[i + 2])->technique);
}

static void add_record_texts(struct packing *packing)
{
    const struct model *model = packing->model;

    for (size_t i = 0; i < packing->components.count; i++)
        add_text(packing, model_component(model, packing->components.sorted[i].number)->name);
    for (size_t i = 0; i < packing->relationships.count; i++) {
        const struct relationship *relationship = model_relationship(model, packing->relationships.sorted[i].number);

        add_text(packing, relationship->id);
        add_text(packing, relationship->name);
        add_text(packing, relationship->source);
        add_text(packing, relationship->relationship);
        add_text(packing, relationship->target);
    }
    for (size_t i = 0; i < packing->events.count; i++) {
        const struct event *event = model_event(model, packing->events.sorted[i].number);

        add_text(packing, event->id);
        add_text(packing, event->name);
        add_text(packing, event->platform);
        add_text(packing, event->audit_category);
        add_text(packing, event->audit_sub_category);
        add_text(packing, event->channel);
        add_text(packing, event->provider);
    }
    add_filter_texts(packing, true);
}

void pack_strings(struct packing *packing, const char *sha256, const char *selection)
{
    struct string_pool *strings = &packing->packed->strings;

    add_list_texts(packing); /* first, so that the lists contain smaller numbers */
    add_record_texts(packing);
    add_technique_texts(packing);
    add_text(packing, packing->model->attack_domain);
    add_text(packing, packing->model->attack_version);
    strings_add(strings, sha256, strlen(sha256));
    strings_add(strings, selection, strlen(selection));
    strings_add(strings, attribution, strlen(attribution));
    strings_lay_out(strings);
    packing->packed->domain = offset_of(packing, packing->model->attack_domain);
    packing->packed->version = offset_of(packing, packing->model->attack_version);
    packing->packed->sha256 = strings_offset(strings, sha256, strlen(sha256));
    packing->packed->selection = strings_offset(strings, selection, strlen(selection));
    packing->packed->attribution = strings_offset(strings, attribution, strlen(attribution));
}

uint32_t pack_texts(struct packing *packing, const uint32_t *texts, size_t count)
{
    struct numbers list = {NULL, 0, 0};

    numbers_add(packing->arena, &list, (uint32_t)count);
    for (size_t i = 0; i < count; i++)
        numbers_add(packing->arena, &list, offset_of(packing, texts[i]));
    return lists_add(&packing->packed->lists, list.items, list.count);
}

uint32_t pack_text_list(struct packing *packing, uint32_t list)
{
    size_t count;
    const uint32_t *texts = model_list_at(packing->model, list, &count);

    return pack_texts(packing, texts, count);
}
