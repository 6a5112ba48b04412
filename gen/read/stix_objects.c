/* SPDX-License-Identifier: MIT
 *
 * Reads ATT&CK's objects into the model's release, and the relationships between them. An object that is named before
 * it comes has a number already. It knows nothing of JSON.
 */
#include "stix.h"

#include "base/generator_limits.h"
#include "model/release.h"

#include <stdlib.h>
#include <string.h>

static void read_technique_object(struct reading *, struct release_object *, const struct node *const *);
static void read_component(struct reading *, struct release_object *, const struct node *const *);
static void read_data_source(struct reading *, struct release_object *, const struct node *const *);
static void read_strategy(struct reading *, struct release_object *, const struct node *const *);
static void read_analytic(struct reading *, struct release_object *, const struct node *const *);

typedef void object_reader(struct reading *reading, struct release_object *object, const struct node *const *fields);

static const struct {
    const char *type;
    enum release_kind kind;
    object_reader *read;
} types[] = {
    {"attack-pattern", RELEASE_TECHNIQUE, read_technique_object},
    {"x-mitre-data-component", RELEASE_COMPONENT, read_component},
    {"x-mitre-data-source", RELEASE_SOURCE, read_data_source},
    {"x-mitre-detection-strategy", RELEASE_STRATEGY, read_strategy},
    {"x-mitre-analytic", RELEASE_ANALYTIC, read_analytic},
};
enum { TYPES = sizeof types / sizeof *types };
static const char relationship_type[] = "relationship", collection_type[] = "x-mitre-collection";

/* The catalogues of ATT&CK, which are also the names of its kill chains, and the domain of each. */
static const struct {
    const char *name, *domain;
} catalogues[] = {
    {"mitre-attack", "enterprise-attack"},
    {"mitre-ics-attack", "ics-attack"},
    {"mitre-mobile-attack", "mobile-attack"},
};
enum { CATALOGUES = sizeof catalogues / sizeof *catalogues };

bool is_stix_type(const char *type)
{
    for (size_t i = 0; i < TYPES; i++)
        if (strcmp(types[i].type, type) == 0)
            return true;
    return strcmp(type, relationship_type) == 0 || strcmp(type, collection_type) == 0;
}

bool is_stix_relationship(const char *type)
{
    return strcmp(type, "revoked-by") == 0 || strcmp(type, "detects") == 0;
}

/* Returns the items of a list; NULL if there is none. Reports something else. */
static const struct node *items_of(struct reading *reading, const struct node *list, const char *what)
{
    if (!list || (list->kind == NODE_SCALAR && list->absent))
        return NULL;
    if (list->kind == NODE_LIST)
        return list->first;
    report_error(reading->model->diagnostics, list->place, "found %s in %s; expected a list", kind_of(list), what);
    return NULL;
}

/* Sets the number of the object that a value names. Returns false if it names none or, having reported it, is no text
 * or one object too many. */
static bool read_key(struct reading *reading, const struct node *node, const char *what, uint32_t *number)
{
    struct model *model = reading->model;

    if (!node || node->kind != NODE_SCALAR || node->absent || node->length > TEXT_BYTES_LIMIT) {
        read_text(reading, node, what); /* reports what is wrong */
        return false;
    }
    if (model->release.keys.count >= RELEASE_OBJECTS_LIMIT) {
        report_error(model->diagnostics, node->place, "too many STIX objects; the limit is %d", RELEASE_OBJECTS_LIMIT);
        return false;
    }
    *number = release_key(model, node->text, node->length, node->place);
    return true;
}

/* Returns a list of the objects that a value names. Reports too many: each relationship of the object walks it. */
static uint32_t read_keys(struct reading *reading, const struct node *list, const char *what)
{
    struct numbers keys = {NULL, 0, 0};
    uint32_t number;

    for (const struct node *item = items_of(reading, list, what); item; item = item->next)
        if (keys.count == LIST_LIMIT) {
            report_error(reading->model->diagnostics, list->place, "too many texts in %s; the limit is %d", what,
                         LIST_LIMIT);
            break;
        } else if (read_key(reading, item, what, &number)) {
            numbers_add(reading->model->arena, &keys, number);
        }
    return keys.count ? intern(&reading->model->lists, keys.items, keys.count * sizeof *keys.items) : ABSENT;
}

/* Returns the id that ATT&CK gives an object, and sets `node` to it. */
static uint32_t read_attack_id(struct reading *reading, const struct node *references, const struct node **node)
{
    for (const struct node *item = items_of(reading, references, "external_references"); item; item = item->next) {
        const struct node *source = value_of(item, "source_name");

        *node = value_of(item, "external_id");
        for (size_t i = 0; *node && i < CATALOGUES; i++)
            if (is_text(source, catalogues[i].name))
                return read_text(reading, *node, "external_id");
    }
    return ABSENT;
}

/* ---- Objects ---------------------------------------------------------------------------------------------------- */

static void note_domain(struct model *model, size_t catalogue, struct place place)
{
    struct release *release = &model->release;
    const char *name = catalogues[catalogue].domain;
    uint32_t domain = model_text(model, name, strlen(name), place);

    if (release->domain == ABSENT) {
        release->domain = domain;
    } else if (release->domain != domain && release->other_domain == ABSENT) {
        release->other_domain = domain;
        report_error(model->diagnostics, place, "a technique of %s beside those of %s; expected one domain", name,
                     model_text_at(model, release->domain));
    }
}

static int compare_texts(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Returns a list with its texts in order. ATT&CK's order says nothing and differs between objects; left as it is, each
 * row would count as changed beside a mapping that has them in order. */
static uint32_t in_order(struct model *model, uint32_t list, struct place place)
{
    struct numbers sorted = {NULL, 0, 0};
    size_t count;
    const uint32_t *items = model_list_at(model, list, &count);
    const char **texts;

    if (count < 2)
        return list;
    texts = arena_allocate(model->arena, count * sizeof *texts);
    for (size_t i = 0; i < count; i++)
        texts[i] = model_text_at(model, items[i]);
    qsort(texts, count, sizeof *texts, compare_texts);
    for (size_t i = 0; i < count; i++)
        numbers_add(model->arena, &sorted, model_text(model, texts[i], strlen(texts[i]), place));
    return intern(&model->lists, sorted.items, count * sizeof *sorted.items);
}

static uint32_t read_tactics(struct reading *reading, const struct node *phases)
{
    struct model *model = reading->model;
    struct numbers tactics = {NULL, 0, 0};

    for (const struct node *item = items_of(reading, phases, "kill_chain_phases"); item; item = item->next) {
        const struct node *chain = value_of(item, "kill_chain_name"), *phase = value_of(item, "phase_name");
        uint32_t tactic;

        for (size_t i = 0; i < CATALOGUES && tactics.count < LIST_LIMIT; i++) {
            if (!is_text(chain, catalogues[i].name) || (tactic = read_text(reading, phase, "phase_name")) == ABSENT)
                continue;
            numbers_add(model->arena, &tactics, tactic);
            note_domain(model, i, item->place);
        }
    }
    if (!tactics.count)
        return ABSENT;
    return in_order(model, intern(&model->lists, tactics.items, tactics.count * sizeof *tactics.items), phases->place);
}

/* Returns the platforms of an object. MITRE writes "None" where it names none. */
static uint32_t read_platforms(struct reading *reading, const struct node *node)
{
    struct model *model = reading->model;
    uint32_t list = read_text_list(reading, node, "x_mitre_platforms", false);
    size_t count;
    const uint32_t *platforms = model_list_at(model, list, &count);

    if (count == 1 && strcmp(model_text_at(model, platforms[0]), "None") == 0)
        return ABSENT;
    return count ? in_order(model, list, node->place) : ABSENT;
}

static void read_technique_object(struct reading *reading, struct release_object *object,
                                  const struct node *const *fields)
{
    struct naming naming = {
        .technique = read_text(reading, fields[STIX_NAME], "name"),
        .tactics = read_tactics(reading, fields[STIX_PHASES]),
        .platforms = read_platforms(reading, fields[STIX_PLATFORMS]),
    };

    object->naming = intern(&reading->model->namings, &naming, sizeof naming);
}

static void read_component(struct reading *reading, struct release_object *object, const struct node *const *fields)
{
    uint32_t source;

    object->name = read_lower_text(reading, fields[STIX_NAME], "name");
    if (read_key(reading, fields[STIX_DATA_SOURCE], "x_mitre_data_source_ref", &source))
        object->parts = intern(&reading->model->lists, &source, sizeof source);
}

static void read_data_source(struct reading *reading, struct release_object *object, const struct node *const *fields)
{
    object->name = read_lower_text(reading, fields[STIX_NAME], "name");
}

static void read_strategy(struct reading *reading, struct release_object *object, const struct node *const *fields)
{
    object->parts = read_keys(reading, fields[STIX_ANALYTICS], "x_mitre_analytic_refs");
}

static void read_analytic(struct reading *reading, struct release_object *object, const struct node *const *fields)
{
    struct model *model = reading->model;
    struct numbers parts = {NULL, 0, 0};
    uint32_t platforms = read_platforms(reading, fields[STIX_PLATFORMS]), component;
    const struct node *item = items_of(reading, fields[STIX_LOG_SOURCES], "x_mitre_log_source_references");

    object->name = read_text(reading, fields[STIX_NAME], "name");
    for (; item && model->release.read_events <= RELEASE_EVENTS_LIMIT; item = item->next) {
        const struct node *node = value_of(item, "x_mitre_data_component_ref");

        if (item->kind != NODE_MAP)
            report_error(model->diagnostics, item->place, "found %s; expected a log source: a map", kind_of(item));
        else if (!read_key(reading, node, "x_mitre_data_component_ref", &component))
            report_warning(model->diagnostics, item->place, "a log source without a data component, ignored");
        else
            read_log_source(reading, item, object->id, platforms, component, &parts);
    }
    if (parts.count)
        object->parts = intern(&model->lists, parts.items, parts.count * sizeof *parts.items);
}

/* ---- Items of a bundle ------------------------------------------------------------------------------------------ */

static void read_stix_relationship(struct reading *reading, const struct node *item, const struct node *const *fields)
{
    struct release *release = &reading->model->release;
    const struct node *type = fields[STIX_RELATIONSHIP_TYPE], *source = fields[STIX_SOURCE];
    bool is_revocation = is_text(type, "revoked-by");
    uint32_t from, to;

    if (!type || type->kind != NODE_SCALAR || !is_stix_relationship(type->text) ||
        read_flag(reading, fields[STIX_REVOKED], "revoked") ||
        read_flag(reading, fields[STIX_DEPRECATED], "x_mitre_deprecated"))
        return;
    if (is_revocation && source && source->kind == NODE_SCALAR &&
        strncmp(source->text, "attack-pattern--", strlen("attack-pattern--")) != 0)
        return; /* malware and groups are revoked, too */
    if (!read_key(reading, source, "source_ref", &from) || !read_key(reading, fields[STIX_TARGET], "target_ref", &to))
        report_error(reading->model->diagnostics, item->place, "a relationship without source_ref or target_ref");
    else
        release_link(reading->model, is_revocation ? &release->successors : &release->detections, from, to,
                     item->place);
}

/* The one object that says which release this is. */
static void read_collection(struct reading *reading, const struct node *const *fields)
{
    struct model *model = reading->model;
    uint32_t version = read_text(reading, fields[STIX_VERSION], "x_mitre_version");

    if (version != ABSENT && model->release.version != ABSENT && version != model->release.version)
        report_error(model->diagnostics, fields[STIX_VERSION]->place, "release %s beside release %s; expected one",
                     quoted(fields[STIX_VERSION]->text, fields[STIX_VERSION]->length),
                     model_text_at(model, model->release.version));
    else if (version != ABSENT)
        model->release.version = version;
}

/* Adds an object. A technique without an id of ATT&CK is of another catalogue; another object is known by its key. */
static void read_object(struct reading *reading, const struct node *item, const struct node *const *fields, size_t type)
{
    struct model *model = reading->model;
    struct release_object object = {.kind = types[type].kind, .place = item->place};
    const struct node *id = NULL;
    uint32_t number;

    if (!read_key(reading, fields[STIX_ID], "id", &number)) {
        report_error(model->diagnostics, item->place, "found no id; expected one in every STIX object");
        return;
    }
    object.modified = read_text(reading, fields[STIX_MODIFIED], "modified");
    object.is_revoked = read_flag(reading, fields[STIX_REVOKED], "revoked");
    object.is_deprecated = read_flag(reading, fields[STIX_DEPRECATED], "x_mitre_deprecated");
    object.id = read_attack_id(reading, fields[STIX_REFERENCES], &id);
    if (object.kind == RELEASE_TECHNIQUE && object.id == ABSENT) {
        report_warning(model->diagnostics, item->place, "an attack-pattern without an id of ATT&CK, ignored");
        return;
    }
    if (object.kind == RELEASE_TECHNIQUE && !is_technique_id(model_text_at(model, object.id))) {
        report_malformed_id(reading, id, object.id);
        return;
    }
    if (object.id == ABSENT)
        object.id = read_text(reading, fields[STIX_ID], "id");
    types[type].read(reading, &object, fields);
    release_add(model, number, &object);
}

void read_stix_object(struct reading *reading, const struct node *item, const struct node *fields[FIELDS_LIMIT])
{
    if (is_text(fields[STIX_TYPE], relationship_type))
        read_stix_relationship(reading, item, fields);
    else if (is_text(fields[STIX_TYPE], collection_type))
        read_collection(reading, fields);
    for (size_t i = 0; i < TYPES; i++)
        if (is_text(fields[STIX_TYPE], types[i].type))
            read_object(reading, item, fields, i);
}
