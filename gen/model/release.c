/* SPDX-License-Identifier: MIT
 *
 * Collects a release, and makes it the authority on techniques. What its analytics say is analytics.c's.
 */
#include "release.h"

#include "analytics.h"
#include "base/generator_limits.h"

#include <stdlib.h>
#include <string.h>

uint32_t release_key(struct model *model, const char *key, size_t length, struct place place)
{
    struct release *release = &model->release;
    size_t known = release->keys.count;
    uint32_t number = intern(&release->keys, key, length);

    if (number == known) {
        release->objects =
            arena_grow(model->arena, release->objects, known, &release->capacity, sizeof *release->objects);
        release->objects[number] = (struct release_object){.kind = RELEASE_UNKNOWN, .place = place};
    }
    return number;
}

void release_add(struct model *model, uint32_t number, const struct release_object *object)
{
    struct release *release = &model->release;
    struct release_object *known = &release->objects[number];

    if (known->kind != RELEASE_UNKNOWN) {
        if (!release->again++)
            release->again_place = object->place;
        if (strcmp(model_text_at(model, known->modified), model_text_at(model, object->modified)) >= 0)
            return;
    }
    *known = *object;
}

bool release_link(struct model *model, struct release_links *links, uint32_t source, uint32_t target,
                  struct place place)
{
    if (links->count == RELEASE_LINKS_LIMIT) {
        report_error(model->diagnostics, place, "too many relationships of one type; the limit is %d",
                     RELEASE_LINKS_LIMIT);
        return false;
    }
    links->items = arena_grow(model->arena, links->items, links->count, &links->capacity, sizeof *links->items);
    links->items[links->count++] = (struct release_link){source, target, place};
    return true;
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

/* A technique of the release, for sorting: what is compiled must not depend on the order of the input. */
struct listed {
    const char *id;
    const struct release_object *object;
};

static bool is_retired(const struct release_object *object)
{
    return object->is_revoked || object->is_deprecated;
}

/* By id; of those with the same, one that is not retired is the last, and so the one that counts. */
static int compare_listed(const void *left, const void *right)
{
    const struct listed *a = left, *b = right;
    int order = strcmp(a->id, b->id);

    if (order == 0)
        order = is_retired(b->object) - is_retired(a->object);
    return order ? order : (a->object > b->object) - (a->object < b->object);
}

static struct listed *list_techniques(const struct model *model, size_t *count)
{
    const struct release *release = &model->release;
    struct listed *listed = arena_allocate(model->arena, release->keys.count * sizeof *listed);

    *count = 0;
    for (size_t i = 0; i < release->keys.count; i++)
        if (release->objects[i].kind == RELEASE_TECHNIQUE)
            listed[(*count)++] = (struct listed){model_text_at(model, release->objects[i].id), &release->objects[i]};
    if (*count)
        qsort(listed, *count, sizeof *listed, compare_listed);
    return listed;
}

/* Puts the release's techniques into the model. Sets what is said of each, by its number. */
static void put_techniques(struct model *model, const struct listed *listed, size_t count,
                           const struct release_object **said)
{
    for (size_t i = 0; i < count; i++) {
        const struct release_object *object = listed[i].object;
        uint32_t number = model_technique(model, object->id, object->naming, object->place);
        struct technique *technique = &model->techniques[number];

        if (said[number] && !is_retired(said[number]))
            report_warning(model->diagnostics, object->place, "the release has %s twice", listed[i].id);
        said[number] = object;
        technique->naming = object->naming;
        technique->revoked_by = ABSENT;
        technique->is_deprecated = object->is_deprecated;
    }
}

/* Sets the successor of a revoked technique. */
static void put_successor(struct model *model, const struct release_link *link, const struct release_object **said)
{
    const struct release *release = &model->release;
    const struct release_object *old = &release->objects[link->source], *new = &release->objects[link->target];
    const char *key = interned(&release->keys, old->kind == RELEASE_TECHNIQUE ? link->target : link->source, NULL);
    struct technique *technique;
    uint32_t number;

    if (old->kind != RELEASE_TECHNIQUE || new->kind != RELEASE_TECHNIQUE) {
        report_warning(model->diagnostics, link->place, "revoked-by names %s, which is not in the release",
                       quoted(key, strlen(key)));
        return;
    }
    if (!old->is_revoked || !model_find_technique(model, old->id, &number) || said[number] != old)
        return;
    technique = &model->techniques[number];
    if (technique->revoked_by != ABSENT && technique->revoked_by != new->id)
        report_warning(model->diagnostics, link->place, "%s is revoked by both %s and %s; the second is ignored",
                       model_text_at(model, old->id), model_text_at(model, technique->revoked_by),
                       model_text_at(model, new->id));
    else
        technique->revoked_by = new->id;
}

/* A revoked technique without a successor counts as deprecated. */
static void check_successors(struct model *model, const struct release_object **said)
{
    for (uint32_t i = 0; i < model->technique_ids.count; i++) {
        struct technique *technique = &model->techniques[i];

        if (!said[i] || !said[i]->is_revoked || technique->revoked_by != ABSENT)
            continue;
        report_warning(model->diagnostics, said[i]->place, "%s is revoked, and the release does not say by what",
                       model_text_at(model, technique->id));
        technique->is_deprecated = true;
    }
}

/* Gives rows and entries the names, tactics and platforms of the release. */
static void rename_techniques(struct model *model, const struct release_object **said)
{
    for (size_t i = 0; i < model->row_count; i++)
        if (said[model->rows[i].technique])
            model->rows[i].naming = model->techniques[model->rows[i].technique].naming;
    for (size_t i = 0; i < model->technique_entry_count; i++) {
        struct technique_entry *entry = &model->technique_entries[i];

        if (said[entry->technique])
            entry->naming = model->techniques[entry->technique].naming;
    }
}

static void warn_of_strangers(const struct model *model, size_t count, const struct release_object **said)
{
    for (uint32_t i = 0; i < count; i++) {
        const struct technique *technique = &model->techniques[i];

        if (!said[i] && technique->revoked_by == ABSENT && !technique->is_deprecated)
            report_warning(model->diagnostics, technique->place, "%s is not in the release of ATT&CK",
                           model_text_at(model, technique->id));
    }
}

/* ---- The release ------------------------------------------------------------------------------------------------ */

/* What a mapping says of itself was true of the release that it was made for. */
static void put_description(struct model *model)
{
    const struct release *release = &model->release;
    struct place nowhere = {NULL, 0, 0};
    const char *mapping = model_text_at(model, model->attack_domain);

    if (model->attack_domain != ABSENT && release->domain != ABSENT && model->attack_domain != release->domain)
        report_error(model->diagnostics, nowhere, "the mapping is of %s and the release of %s",
                     quoted(mapping, strlen(mapping)), model_text_at(model, release->domain));
    if (release->domain != ABSENT)
        model->attack_domain = release->domain;
    if (release->version == ABSENT)
        report_warning(model->diagnostics, nowhere,
                       "the STIX files do not say their release (no x-mitre-collection): attack_version is left out");
    model->attack_version = release->version;
}

void apply_release(struct model *model)
{
    struct release *release = &model->release;
    size_t known = model->technique_ids.count, count;
    struct listed *listed;
    const struct release_object **said; /* by technique; NULL: the release does not have it */

    if (!release->is_given)
        return;
    put_description(model);
    if (release->again)
        report_warning(model->diagnostics, release->again_place,
                       "an object is given more than once; its newest version counts (%s)",
                       counted(release->again, "object"));
    listed = list_techniques(model, &count);
    said = arena_allocate(model->arena, (known + count + 1) * sizeof *said);
    put_techniques(model, listed, count, said);
    for (size_t i = 0; i < release->successors.count; i++)
        put_successor(model, &release->successors.items[i], said);
    check_successors(model, said);
    rename_techniques(model, said);
    if (count)
        warn_of_strangers(model, known, said);
    apply_analytics(model);
}
