/* SPDX-License-Identifier: MIT
 *
 * From YAML and JSON to the naive reader's rows: loads each file as one libyaml document and looks keys up in its
 * nodes. It must share nothing with gen/.
 */
#include "naive.h"
#include "naive_condition.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The keys of a format, by the column that they fill; the second one is the notebook's spelling. */
struct key {
    enum naive_column column;
    const char *name, *other_name;
};

static const struct key flat_keys[] = {
    {NAIVE_TECHNIQUE_ID, "technique_id", NULL},
    {NAIVE_IS_SUBTECHNIQUE, "is_subtechnique", "x_mitre_is_subtechnique"},
    {NAIVE_TECHNIQUE, "technique", NULL},
    {NAIVE_TACTIC, "tactic", NULL},
    {NAIVE_PLATFORM, "platform", NULL},
    {NAIVE_DATA_SOURCE, "data_source", NULL},
    {NAIVE_DATA_COMPONENT, "data_component", NULL},
    {NAIVE_RELATIONSHIP_ID, "relationship_id", NULL},
    {NAIVE_NAME, "name", NULL},
    {NAIVE_SOURCE, "source", NULL},
    {NAIVE_RELATIONSHIP, "relationship", NULL},
    {NAIVE_TARGET, "target", NULL},
    {NAIVE_EVENT_ID, "event_id", NULL},
    {NAIVE_EVENT_NAME, "event_name", NULL},
    {NAIVE_EVENT_PLATFORM, "event_platform", NULL},
    {NAIVE_AUDIT_CATEGORY, "audit_category", NULL},
    {NAIVE_AUDIT_SUB_CATEGORY, "audit_sub_category", NULL},
    {NAIVE_CHANNEL, "channel", "log_channel"},
    {NAIVE_LOG_SOURCE, "log_source", "log_provider"},
    {NAIVE_FILTER_IN, "filter_in", NULL},
};

static const struct key relationship_keys[] = {
    {NAIVE_RELATIONSHIP_ID, "relationship_id", NULL},
    {NAIVE_NAME, "name", NULL},
};

static const struct key attack_keys[] = {
    {NAIVE_DATA_SOURCE, "data_source", NULL},
    {NAIVE_DATA_COMPONENT, "data_component", NULL},
};

static const struct key behavior_keys[] = {
    {NAIVE_SOURCE, "source", NULL},
    {NAIVE_RELATIONSHIP, "relationship", NULL},
    {NAIVE_TARGET, "target", NULL},
};

static const struct key event_keys[] = {
    {NAIVE_EVENT_ID, "event_id", NULL},
    {NAIVE_EVENT_NAME, "name", NULL},
    {NAIVE_EVENT_PLATFORM, "platform", NULL},
    {NAIVE_AUDIT_CATEGORY, "audit_category", NULL},
    {NAIVE_AUDIT_SUB_CATEGORY, "audit_sub_category", NULL},
    {NAIVE_CHANNEL, "channel", "log_channel"},
    {NAIVE_LOG_SOURCE, "log_source", "log_provider"},
    {NAIVE_TECHNIQUES, "techniques", NULL},
    {NAIVE_ALIAS, "alias", NULL},
};

static const struct key technique_keys[] = {
    {NAIVE_TECHNIQUE_ID, "technique_id", NULL}, {NAIVE_IS_SUBTECHNIQUE, "is_subtechnique", "x_mitre_is_subtechnique"},
    {NAIVE_TECHNIQUE, "technique", NULL},       {NAIVE_TACTIC, "tactic", NULL},
    {NAIVE_PLATFORM, "platform", NULL},         {NAIVE_REVOKED_BY, "revoked_by", NULL},
    {NAIVE_DEPRECATED, "deprecated", NULL},
};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* The content of all files in the relational format, before it is joined. */
struct parts {
    struct naive_rows events, techniques, components;
    yaml_document_t *documents; /* the built-in event classes, then the files */
    size_t document_count;
};

/* ---- Forms ---- */

static void take(yaml_document_t *document, yaml_node_t *map, const struct key *keys, size_t count,
                 struct naive_row *row)
{
    for (size_t i = 0; i < count; i++) {
        yaml_node_t *node = naive_value_of(document, map, keys[i].name);

        if (naive_is_absent(node))
            node = naive_value_of(document, map, keys[i].other_name);
        row->field[keys[i].column] = naive_text_of(document, node);
    }
}

static void release(struct naive_row *row, int first, int last)
{
    for (int i = first; i <= last; i++) {
        naive_drop(row->field[i]);
        row->field[i] = NULL;
    }
}

/* True and false each have three spellings; without the key, the id decides. */
static void settle_is_subtechnique(struct naive_row *row)
{
    const char *said = row->field[NAIVE_IS_SUBTECHNIQUE];
    bool is = said ? naive_compare_folded(said, "true") == 0 : strchr(row->field[NAIVE_TECHNIQUE_ID], '.') != NULL;

    row->field[NAIVE_IS_SUBTECHNIQUE] = naive_copy(is ? "true" : "false");
    naive_drop(said);
}

static bool read_flat_row(yaml_document_t *document, yaml_node_t *map, struct naive_mapping *mapping)
{
    struct naive_row row = {{NULL}, mapping->rows.count};
    bool good;

    take(document, map, flat_keys, COUNT(flat_keys), &row);
    good = row.field[NAIVE_TECHNIQUE_ID] != NULL;
    if (good) {
        settle_is_subtechnique(&row);
        naive_add(&mapping->rows, &row);
    }
    release(&row, 0, NAIVE_FIELDS - 1);
    return good;
}

static void add_event(struct naive_rows *events, struct naive_row *row, struct naive_criteria criteria)
{
    row->field[NAIVE_FILTER_IN] = criteria.filter_in;
    row->field[NAIVE_CONDITION] = criteria.condition;
    row->place = events->count;
    naive_add(events, row);
    release(row, NAIVE_FILTER_IN, NAIVE_FILTER_IN);
    release(row, NAIVE_CONDITION, NAIVE_CONDITION);
}

/* Finds the class that an event names, on its platform. What a file says comes before what is built in. */
static struct naive_place find_class(const struct parts *parts, struct naive_place event)
{
    struct naive_place class = {NULL, NULL};

    for (size_t i = 0; i < parts->document_count; i++) {
        struct naive_place root = {&parts->documents[i], yaml_document_get_root_node(&parts->documents[i])};
        struct naive_place classes = naive_child(root, "classes");

        for (size_t k = 0; k < naive_count(classes); k++) {
            struct naive_place one = naive_item(classes, k);

            if (naive_compare_folded(naive_scalar(naive_child(one, "class")),
                                     naive_scalar(naive_child(event, "class"))) == 0 &&
                naive_compare_folded(naive_scalar(naive_child(one, "platform")),
                                     naive_scalar(naive_child(event, "platform"))) == 0)
                class = one;
        }
    }
    if (!class.node)
        fprintf(stderr, "naive reader: no class %s\n", naive_scalar(naive_child(event, "class")));
    return class;
}

/* Adds the events of a class: one for each id of each carrier that can hold what the event tests. */
static void add_class_events(const struct parts *parts, struct naive_place event, struct naive_rows *events,
                             struct naive_row *row)
{
    struct naive_place class = find_class(parts, event), carriers = naive_child(class, "carriers");

    for (size_t i = 0; i < naive_count(carriers); i++) {
        struct naive_place carrier = naive_item(carriers, i), ids = naive_child(carrier, "event_id");
        struct naive_row of_carrier = {{NULL}, 0};
        struct naive_criteria criteria;

        take(carrier.document, carrier.node, event_keys, COUNT(event_keys), &of_carrier);
        if (!of_carrier.field[NAIVE_EVENT_PLATFORM])
            of_carrier.field[NAIVE_EVENT_PLATFORM] = naive_copy(naive_scalar(naive_child(class, "platform")));
        for (int k = NAIVE_EVENT_PLATFORM; k <= NAIVE_LOG_SOURCE; k++) {
            naive_drop(row->field[k]);
            row->field[k] = naive_copy(of_carrier.field[k]);
        }
        release(&of_carrier, 0, NAIVE_FIELDS - 1);
        for (size_t k = 0; k < naive_count(ids); k++) {
            naive_drop(row->field[NAIVE_EVENT_ID]);
            row->field[NAIVE_EVENT_ID] = naive_copy(naive_scalar(naive_item(ids, k)));
            if (naive_criteria_of_class(event, carrier, &criteria))
                add_event(events, row, criteria);
        }
    }
}

static void read_event(const struct parts *parts, struct naive_place event, const char *named,
                       struct naive_rows *events, struct naive_row *row)
{
    take(event.document, event.node, event_keys, COUNT(event_keys), row);
    if (!row->field[NAIVE_TECHNIQUES])
        row->field[NAIVE_TECHNIQUES] = naive_copy(named);
    if (naive_child(event, "class").node)
        add_class_events(parts, event, events, row);
    else
        add_event(events, row, naive_criteria_of_log(event));
    release(row, NAIVE_EVENT_ID, NAIVE_FILTER_IN);
    release(row, NAIVE_TECHNIQUES, NAIVE_ALIAS);
}

static void read_relationship(yaml_document_t *document, yaml_node_t *map, struct parts *parts)
{
    struct naive_rows *events = &parts->events;
    struct naive_row row = {{NULL}, 0};
    struct naive_place of = {document, map}, list = naive_child(of, "security_events");
    char *named = naive_text_of(document, naive_child(of, "techniques").node);

    take(document, map, relationship_keys, COUNT(relationship_keys), &row);
    take(document, naive_value_of(document, map, "attack"), attack_keys, COUNT(attack_keys), &row);
    take(document, naive_value_of(document, map, "behavior"), behavior_keys, COUNT(behavior_keys), &row);
    if (list.node && list.node->type == YAML_SEQUENCE_NODE)
        for (size_t i = 0; i < naive_count(list); i++)
            read_event(parts, naive_item(list, i), named, events, &row);
    row.place = events->count;
    naive_add(events, &row); /* without an event it matches no platform, but its component counts */
    naive_drop(named);
    release(&row, 0, NAIVE_FIELDS - 1);
}

/* "process access" or "process: process access". */
static void read_component(yaml_document_t *document, yaml_node_t *node, const char *technique_id,
                           struct naive_rows *components)
{
    struct naive_row row = {{NULL}, components->count};
    char *source = naive_text_of(document, node), *colon = source ? strstr(source, ": ") : NULL;

    if (colon)
        *colon = '\0';
    row.field[NAIVE_TECHNIQUE_ID] = technique_id;
    row.field[NAIVE_DATA_SOURCE] = colon ? source : NULL;
    row.field[NAIVE_DATA_COMPONENT] = colon ? colon + 2 : source;
    if (source)
        naive_add(components, &row);
    free(source);
}

static bool read_technique(yaml_document_t *document, yaml_node_t *map, struct parts *parts)
{
    struct naive_row row = {{NULL}, parts->techniques.count};
    yaml_node_t *list = naive_value_of(document, map, "data_components");

    take(document, map, technique_keys, COUNT(technique_keys), &row);
    if (!row.field[NAIVE_TECHNIQUE_ID]) {
        release(&row, 0, NAIVE_FIELDS - 1);
        return false;
    }
    settle_is_subtechnique(&row);
    naive_add(&parts->techniques, &row);
    if (list && list->type == YAML_SEQUENCE_NODE)
        for (yaml_node_item_t *item = list->data.sequence.items.start; item < list->data.sequence.items.top; item++)
            read_component(document, yaml_document_get_node(document, *item), row.field[NAIVE_TECHNIQUE_ID],
                           &parts->components);
    release(&row, 0, NAIVE_FIELDS - 1);
    return true;
}

/* Reads an item of a list under a key or at the root: a row or a relationship. */
static bool read_item(yaml_document_t *document, yaml_node_t *map, bool techniques, struct naive_mapping *mapping,
                      struct parts *parts)
{
    if (techniques)
        return read_technique(document, map, parts);
    if (!naive_value_of(document, map, "security_events") && !naive_value_of(document, map, "attack"))
        return read_flat_row(document, map, mapping);
    read_relationship(document, map, parts);
    return true;
}

static bool read_list(yaml_document_t *document, yaml_node_t *list, bool techniques, struct naive_mapping *mapping,
                      struct parts *parts)
{
    if (!list || list->type != YAML_SEQUENCE_NODE)
        return false;
    for (yaml_node_item_t *item = list->data.sequence.items.start; item < list->data.sequence.items.top; item++)
        if (!read_item(document, yaml_document_get_node(document, *item), techniques, mapping, parts))
            return false;
    return true;
}

static bool read_root(yaml_document_t *document, struct naive_mapping *mapping, struct parts *parts)
{
    yaml_node_t *root = yaml_document_get_root_node(document);
    yaml_node_t *relationships = naive_value_of(document, root, "relationships");
    yaml_node_t *techniques = naive_value_of(document, root, "techniques");

    if (!root || root->type == YAML_SEQUENCE_NODE)
        return read_list(document, root, false, mapping, parts);
    if (!mapping->attack_domain)
        mapping->attack_domain = naive_text_of(document, naive_value_of(document, root, "attack_domain"));
    if (!mapping->attack_version)
        mapping->attack_version = naive_text_of(document, naive_value_of(document, root, "attack_version"));
    return (relationships || techniques || naive_value_of(document, root, "classes")) &&
           (!relationships || read_list(document, relationships, false, mapping, parts)) &&
           (!techniques || read_list(document, techniques, true, mapping, parts));
}

/* ---- Files ---- */

/* Adds the document of a file to those of `parts`, which are kept, as events name the classes of other files. */
static yaml_document_t *load(const char *path, struct parts *parts)
{
    yaml_parser_t parser;
    yaml_document_t *documents = realloc(parts->documents, (parts->document_count + 1) * sizeof *documents);
    FILE *file = fopen(path, "rb");

    if (!documents)
        abort();
    parts->documents = documents;
    if (!file || !yaml_parser_initialize(&parser)) {
        fprintf(stderr, "naive reader: %s: cannot open\n", path);
        if (file)
            fclose(file);
        return NULL;
    }
    documents += parts->document_count;
    yaml_parser_set_input_file(&parser, file);
    if (yaml_parser_load(&parser, documents)) {
        parts->document_count++;
    } else {
        fprintf(stderr, "naive reader: %s:%zu: %s\n", path, parser.problem_mark.line + 1, parser.problem);
        documents = NULL;
    }
    yaml_parser_delete(&parser);
    fclose(file);
    return documents;
}

static bool read_file(const char *path, struct naive_mapping *mapping, struct parts *parts)
{
    yaml_document_t *document = load(path, parts);
    bool good = document && read_root(document, mapping, parts);

    if (document && !good)
        fprintf(stderr, "naive reader: %s: not one of the forms\n", path);
    return good;
}

/* In the flat format, techniques and their data components are only in rows. */
static void gather_from_rows(struct naive_mapping *mapping)
{
    const struct naive_row *last = NULL;

    for (size_t i = 0; i < mapping->rows.count; i++) {
        const struct naive_row *row = &mapping->rows.row[i];
        struct naive_row technique = {{NULL}, row->place}, component = {{NULL}, row->place};

        for (int k = NAIVE_TECHNIQUE_ID; k <= NAIVE_PLATFORM; k++)
            technique.field[k] = row->field[k];
        component.field[NAIVE_TECHNIQUE_ID] = row->field[NAIVE_TECHNIQUE_ID];
        component.field[NAIVE_DATA_SOURCE] = row->field[NAIVE_DATA_SOURCE];
        component.field[NAIVE_DATA_COMPONENT] = row->field[NAIVE_DATA_COMPONENT];
        if (!last || !naive_same(last->field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_TECHNIQUE_ID]))
            naive_add(&mapping->techniques, &technique);
        if (row->field[NAIVE_DATA_SOURCE] || row->field[NAIVE_DATA_COMPONENT])
            naive_add(&mapping->components, &component);
        last = row;
    }
}

bool naive_read(struct naive_mapping *mapping, const char *const *paths, size_t path_count)
{
    struct parts parts;
    bool good;

    memset(mapping, 0, sizeof *mapping);
    memset(&parts, 0, sizeof parts);
    good = load(EVENT_CLASSES, &parts) != NULL;
    for (size_t i = 0; i < path_count && good; i++)
        good = read_file(paths[i], mapping, &parts);
    naive_retire(mapping, &parts.techniques, &parts.components);
    naive_sort(&mapping->rows);
    gather_from_rows(mapping);
    naive_join(mapping, &parts.events, &parts.techniques, &parts.components);
    naive_sort(&mapping->rows);
    naive_sort(&mapping->techniques);
    naive_sort(&mapping->components);
    naive_rows_free(&parts.events);
    naive_rows_free(&parts.techniques);
    naive_rows_free(&parts.components);
    for (size_t i = 0; i < parts.document_count; i++)
        yaml_document_delete(&parts.documents[i]);
    free(parts.documents);
    if (!good)
        naive_free(mapping);
    return good;
}
