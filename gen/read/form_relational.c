/* SPDX-License-Identifier: MIT
 *
 * Reads the relational format, which people edit: relationships with their events, as OSSEM-DM's contributors write
 * them, and techniques with their data components. It makes no rows; join.c does.
 */
#include "classes.h"
#include "read.h"

enum { REL_ID, REL_NAME, REL_ATTACK, REL_BEHAVIOR, REL_EVENTS, REL_TECHNIQUES };
static const struct known_key relationship_keys[] = {
    {"relationship_id", REL_ID}, {"name", REL_NAME},         {"contributors", IGNORED},
    {"attack", REL_ATTACK},      {"behavior", REL_BEHAVIOR}, {"security_events", REL_EVENTS},
    {"references", IGNORED},     {"notes", IGNORED},         {"note", IGNORED},
    {"tags", IGNORED},           {"description", IGNORED},   {"techniques", REL_TECHNIQUES},
};
static const struct schema relationship_schema = {"a relationship", relationship_keys,
                                                  sizeof relationship_keys / sizeof *relationship_keys};

enum { ATTACK_SOURCE, ATTACK_COMPONENT };
static const struct known_key attack_keys[] = {{"data_source", ATTACK_SOURCE}, {"data_component", ATTACK_COMPONENT}};
static const struct schema attack_schema = {"a relationship's 'attack'", attack_keys, 2};

enum { BEHAVIOR_SOURCE, BEHAVIOR_RELATIONSHIP, BEHAVIOR_TARGET };
static const struct known_key behavior_keys[] = {
    {"source", BEHAVIOR_SOURCE}, {"relationship", BEHAVIOR_RELATIONSHIP}, {"target", BEHAVIOR_TARGET}};
static const struct schema behavior_schema = {"a relationship's 'behavior'", behavior_keys, 3};

enum { EVENT_TECHNIQUES = EVENT_FIELDS, EVENT_ALIAS, EVENT_CLASS };
static const struct known_key event_keys[] = {
    {"event_id", EVENT_FIELD_ID},
    {"name", EVENT_FIELD_NAME},
    {"platform", EVENT_FIELD_PLATFORM},
    {"audit_category", EVENT_FIELD_AUDIT_CATEGORY},
    {"audit_sub_category", EVENT_FIELD_AUDIT_SUB_CATEGORY},
    {"channel", EVENT_FIELD_CHANNEL},
    {"log_channel", EVENT_FIELD_CHANNEL},
    {"log_source", EVENT_FIELD_LOG_SOURCE},
    {"log_provider", EVENT_FIELD_LOG_SOURCE},
    {"filter_in", EVENT_FIELD_FILTER_IN},
    {"detection", EVENT_FIELD_DETECTION},
    {"class", EVENT_CLASS},
    {"event_version", IGNORED},
    {"techniques", EVENT_TECHNIQUES},
    {"alias", EVENT_ALIAS},
};
static const struct schema event_schema = {"a security event", event_keys, sizeof event_keys / sizeof *event_keys};

enum {
    TECH_ID,
    TECH_NAME, /* first of NAMING_FIELDS */
    TECH_TACTIC,
    TECH_PLATFORM,
    TECH_COMPONENTS,
    TECH_REVOKED_BY,
    TECH_DEPRECATED,
    TECH_NO_TELEMETRY,
    TECH_IS_SUB
};
static const struct known_key technique_keys[] = {
    {"technique_id", TECH_ID},
    {"technique", TECH_NAME},
    {"tactic", TECH_TACTIC},
    {"platform", TECH_PLATFORM},
    {"data_components", TECH_COMPONENTS},
    {"revoked_by", TECH_REVOKED_BY},
    {"deprecated", TECH_DEPRECATED},
    {"no_telemetry", TECH_NO_TELEMETRY},
    {"is_subtechnique", TECH_IS_SUB},
    {"x_mitre_is_subtechnique", TECH_IS_SUB},
};
static const struct schema technique_schema = {"a technique", technique_keys,
                                               sizeof technique_keys / sizeof *technique_keys};

bool is_relationship(const struct node *item)
{
    return value_of(item, "security_events") || value_of(item, "attack") || value_of(item, "behavior");
}

bool is_technique(const struct node *item)
{
    return value_of(item, "data_components");
}

/* Reads a list of technique ids. Reports those that are malformed. Returns ABSENT for an empty list. */
static uint32_t read_technique_ids(struct reading *reading, const struct node *node)
{
    uint32_t list = read_text_list(reading, node, "techniques", false);
    size_t count;
    const uint32_t *ids = model_list_at(reading->model, list, &count);

    for (size_t i = 0; i < count; i++)
        if (!is_technique_id(model_text_at(reading->model, ids[i])))
            report_malformed_id(reading, node, ids[i]);
    return list;
}

/* Adds an event to those that are listed. */
static void list_event(struct model *model, struct listed_event listed, uint32_t event,
                       struct relationship_entry *entry)
{
    bool is_telling = listed.techniques != ABSENT;

    listed.event = event;
    listed.kind = !is_telling ? KIND_CANDIDATE : model_event(model, event)->condition ? KIND_CONDITION : KIND_DIRECT;
    model_list_event(model, &listed);
    entry->event_count++;
}

/* Reads an event that names its log. Returns its number. */
static uint32_t read_event_of_one_log(struct reading *reading, const struct node *item,
                                      const struct node *fields[FIELDS_LIMIT])
{
    struct model *model = reading->model;
    struct event event = read_event(reading, fields, item->place);
    uint32_t alias = read_text(reading, fields[EVENT_ALIAS], "alias");

    if (alias != ABSENT && event.id != ABSENT)
        model_add_alias(model, alias, event.id, item->place);
    if (!is_given(fields[EVENT_FIELD_ID]))
        report_error(model->diagnostics, item->place, "found no event_id; expected one in every security event");
    if (!is_given(fields[EVENT_FIELD_PLATFORM]))
        report_error(model->diagnostics, item->place,
                     "found no platform; expected one in every security event, as events join techniques by it");
    return intern(&model->events, &event, sizeof event);
}

/* Reads an event of a relationship, or those of a class. They show the relationship's techniques if they name none of
 * their own. */
static void read_security_event(struct reading *reading, const struct node *item, struct relationship_entry *entry,
                                uint32_t techniques)
{
    const struct node *fields[FIELDS_LIMIT];
    struct model *model = reading->model;
    struct listed_event listed = {
        .techniques = techniques, .relationship = (uint32_t)model->relationship_entry_count, .place = item->place};
    struct numbers events = {NULL, 0, 0};
    uint32_t own_techniques;

    if (!read_fields(reading, item, &event_schema, fields))
        return;
    if (fields[EVENT_CLASS] && fields[EVENT_ALIAS])
        report_error(model->diagnostics, fields[EVENT_ALIAS]->place, "found alias beside class, which has several ids");
    if (fields[EVENT_CLASS])
        read_class_events(reading, item, fields[EVENT_CLASS], fields, &events);
    else
        numbers_add(model->arena, &events, read_event_of_one_log(reading, item, fields));
    own_techniques = read_technique_ids(reading, fields[EVENT_TECHNIQUES]);
    if (own_techniques != ABSENT)
        listed.techniques = own_techniques;
    for (size_t i = 0; i < events.count; i++)
        list_event(model, listed, events.items[i], entry);
}

static void read_behavior(struct reading *reading, const struct node *node, struct relationship *relationship)
{
    const struct node *fields[FIELDS_LIMIT];

    if (!is_given(node) || !read_fields(reading, node, &behavior_schema, fields))
        return;
    relationship->source = read_text(reading, fields[BEHAVIOR_SOURCE], "source");
    relationship->relationship = read_text(reading, fields[BEHAVIOR_RELATIONSHIP], "relationship");
    relationship->target = read_text(reading, fields[BEHAVIOR_TARGET], "target");
}

static void read_attack(struct reading *reading, const struct node *node, struct component *component)
{
    const struct node *fields[FIELDS_LIMIT];

    if (!is_given(node) || !read_fields(reading, node, &attack_schema, fields))
        return;
    component->source = read_lower_text(reading, fields[ATTACK_SOURCE], "data_source");
    component->name = read_lower_text(reading, fields[ATTACK_COMPONENT], "data_component");
}

void read_relationship(struct reading *reading, const struct node *item)
{
    const struct node *fields[FIELDS_LIMIT], *events;
    struct model *model = reading->model;
    uint32_t techniques;
    struct relationship relationship = {0, 0, 0, 0, 0};
    struct component component = {0, 0};
    struct relationship_entry entry = {.first_event = model->listed_event_count, .place = item->place};

    if (!read_fields(reading, item, &relationship_schema, fields))
        return;
    relationship.id = read_text(reading, fields[REL_ID], "relationship_id");
    relationship.name = read_text(reading, fields[REL_NAME], "name");
    read_behavior(reading, fields[REL_BEHAVIOR], &relationship);
    read_attack(reading, fields[REL_ATTACK], &component);
    techniques = read_technique_ids(reading, fields[REL_TECHNIQUES]);
    events = fields[REL_EVENTS];
    if (is_given(events) && events->kind != NODE_LIST)
        report_error(model->diagnostics, events->place, "found %s in security_events; expected a list of maps",
                     kind_of(events));
    else if (is_given(events))
        for (const struct node *event = events->first; event; event = event->next)
            read_security_event(reading, event, &entry, techniques);
    if (component.name == ABSENT && techniques == ABSENT)
        report_warning(model->diagnostics, item->place,
                       "a relationship without attack: {data_component: ...} belongs to no technique");
    entry.component = intern(&model->components, &component, sizeof component);
    entry.relationship = intern(&model->relationships, &relationship, sizeof relationship) + 1;
    model->relationship_entries = arena_grow(model->arena, model->relationship_entries, model->relationship_entry_count,
                                             &model->relationship_entry_capacity, sizeof entry);
    model->relationship_entries[model->relationship_entry_count++] = entry;
}

/* A technique that is listed twice has the components of both entries, but may have only one successor. */
static void note_entry(struct model *model, struct technique *technique, uint32_t successor, struct place place)
{
    const char *id = model_text_at(model, technique->id);

    if (technique->is_listed)
        report_warning(model->diagnostics, place, "%s is listed twice, first at %s:%u", id, technique->place.file,
                       (unsigned)technique->place.line);
    technique->is_listed = true;
    if (successor == ABSENT)
        return;
    if (technique->revoked_by != ABSENT && technique->revoked_by != successor)
        report_error(model->diagnostics, place, "%s is revoked by %s here and by %s at %s:%u", id,
                     model_text_at(model, successor), model_text_at(model, technique->revoked_by),
                     technique->place.file, (unsigned)technique->place.line);
    technique->revoked_by = successor;
}

void read_technique(struct reading *reading, const struct node *item)
{
    const struct node *fields[FIELDS_LIMIT];
    struct model *model = reading->model;
    struct technique_entry entry = {.place = item->place};
    uint32_t id, successor = ABSENT;

    if (!read_fields(reading, item, &technique_schema, fields))
        return;
    id = read_technique_id(reading, fields[TECH_ID], item);
    check_subtechnique_flag(reading, fields[TECH_IS_SUB], id);
    entry.naming = read_naming(reading, fields + TECH_NAME);
    entry.components = read_text_list(reading, fields[TECH_COMPONENTS], "data_components", true);
    entry.has_no_telemetry = read_flag(reading, fields[TECH_NO_TELEMETRY], "no_telemetry");
    if (is_given(fields[TECH_REVOKED_BY]))
        successor = read_technique_id(reading, fields[TECH_REVOKED_BY], item);
    if (id == ABSENT)
        return;
    entry.technique = model_technique(model, id, entry.naming, item->place);
    note_entry(model, &model->techniques[entry.technique], successor, item->place);
    if (read_flag(reading, fields[TECH_DEPRECATED], "deprecated"))
        model->techniques[entry.technique].is_deprecated = true;
    model->technique_entries = arena_grow(model->arena, model->technique_entries, model->technique_entry_count,
                                          &model->technique_entry_capacity, sizeof entry);
    model->technique_entries[model->technique_entry_count++] = entry;
}
