/* SPDX-License-Identifier: MIT
 *
 * The relational form, which people edit: relationships with their events, as OSSEM-DM's contributors write them, and
 * techniques with their data components. join.c makes rows of the two.
 */
#include "read.h"

#include <string.h>

enum { REL_ID, REL_NAME, REL_ATTACK, REL_BEHAVIOR, REL_EVENTS };
static const struct known_key relationship_keys[] = {
    {"relationship_id", REL_ID}, {"name", REL_NAME},         {"contributors", IGNORED},
    {"attack", REL_ATTACK},      {"behavior", REL_BEHAVIOR}, {"security_events", REL_EVENTS},
    {"references", IGNORED},     {"notes", IGNORED},         {"note", IGNORED},
    {"tags", IGNORED},           {"description", IGNORED},
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

enum { EV_ID, EV_NAME, EV_PLATFORM, EV_CATEGORY, EV_SUB_CATEGORY, EV_CHANNEL, EV_LOG_SOURCE, EV_FILTER_IN };
static const struct known_key event_keys[] = {
    {"event_id", EV_ID},
    {"name", EV_NAME},
    {"platform", EV_PLATFORM},
    {"audit_category", EV_CATEGORY},
    {"audit_sub_category", EV_SUB_CATEGORY},
    {"channel", EV_CHANNEL},
    {"log_channel", EV_CHANNEL},
    {"log_source", EV_LOG_SOURCE},
    {"log_provider", EV_LOG_SOURCE},
    {"filter_in", EV_FILTER_IN},
    {"event_version", IGNORED},
};
static const struct schema event_schema = {"a security event", event_keys, sizeof event_keys / sizeof *event_keys};

enum { TECH_ID, TECH_NAME, TECH_TACTIC, TECH_PLATFORM, TECH_COMPONENTS, TECH_REVOKED_BY, TECH_IS_SUB };
static const struct known_key technique_keys[] = {
    {"technique_id", TECH_ID},
    {"technique", TECH_NAME},
    {"tactic", TECH_TACTIC},
    {"platform", TECH_PLATFORM},
    {"data_components", TECH_COMPONENTS},
    {"revoked_by", TECH_REVOKED_BY},
    {"is_subtechnique", TECH_IS_SUB},
    {"x_mitre_is_subtechnique", TECH_IS_SUB},
};
static const struct schema technique_schema = {"a technique", technique_keys,
                                               sizeof technique_keys / sizeof *technique_keys};

bool is_relationship(const struct node *item)
{
    if (item->kind != NODE_MAP)
        return false;
    for (const struct node *key = item->first; key; key = key->next->next)
        if (key->kind == NODE_SCALAR && (strcmp(key->text, "security_events") == 0 ||
                                         strcmp(key->text, "attack") == 0 || strcmp(key->text, "behavior") == 0))
            return true;
    return false;
}

static bool is_given(const struct node *node)
{
    return node && !(node->kind == NODE_SCALAR && node->absent);
}

static void read_security_event(struct reading *reading, const struct node *item, struct relationship_entry *entry)
{
    const struct node *fields[FIELDS_LIMIT];
    struct model *model = reading->model;
    struct event event;
    struct listed_event listed = {0, item->place};

    if (!read_fields(reading, item, &event_schema, fields))
        return;
    event.id = read_text(reading, fields[EV_ID], "event_id");
    event.name = read_text(reading, fields[EV_NAME], "name");
    event.platform = read_text(reading, fields[EV_PLATFORM], "platform");
    event.audit_category = read_text(reading, fields[EV_CATEGORY], "audit_category");
    event.audit_sub_category = read_text(reading, fields[EV_SUB_CATEGORY], "audit_sub_category");
    event.channel = read_text(reading, fields[EV_CHANNEL], "channel");
    event.provider = read_text(reading, fields[EV_LOG_SOURCE], "log_source");
    event.filters = read_filters(reading, fields[EV_FILTER_IN]);
    if (!is_given(fields[EV_ID]))
        report_error(model->diagnostics, item->place, "found no event_id; expected one in every security event");
    if (!is_given(fields[EV_PLATFORM]))
        report_error(model->diagnostics, item->place,
                     "found no platform; expected one in every security event, as events join techniques by it");
    listed.event = intern(&model->events, &event, sizeof event);
    model->listed_events = arena_grow(model->arena, model->listed_events, model->listed_event_count,
                                      &model->listed_event_capacity, sizeof listed);
    model->listed_events[model->listed_event_count++] = listed;
    entry->event_count++;
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
    struct relationship relationship = {0, 0, 0, 0, 0};
    struct component component = {0, 0};
    struct relationship_entry entry = {.first_event = model->listed_event_count, .place = item->place};

    if (!read_fields(reading, item, &relationship_schema, fields))
        return;
    relationship.id = read_text(reading, fields[REL_ID], "relationship_id");
    relationship.name = read_text(reading, fields[REL_NAME], "name");
    read_behavior(reading, fields[REL_BEHAVIOR], &relationship);
    read_attack(reading, fields[REL_ATTACK], &component);
    events = fields[REL_EVENTS];
    if (is_given(events) && events->kind != NODE_LIST)
        report_error(model->diagnostics, events->place, "found %s in security_events; expected a list of maps",
                     kind_of(events));
    else if (is_given(events))
        for (const struct node *event = events->first; event; event = event->next)
            read_security_event(reading, event, &entry);
    if (component.name == ABSENT)
        report_warning(model->diagnostics, item->place,
                       "a relationship without attack: {data_component: ...} belongs to no technique");
    entry.component = intern(&model->components, &component, sizeof component);
    entry.relationship = intern(&model->relationships, &relationship, sizeof relationship) + 1;
    model->relationship_entries = arena_grow(model->arena, model->relationship_entries, model->relationship_entry_count,
                                             &model->relationship_entry_capacity, sizeof entry);
    model->relationship_entries[model->relationship_entry_count++] = entry;
}

void read_technique(struct reading *reading, const struct node *item)
{
    const struct node *fields[FIELDS_LIMIT];
    struct model *model = reading->model;
    struct naming naming;
    struct technique_entry entry = {.place = item->place};
    uint32_t id, successor = ABSENT;

    if (!read_fields(reading, item, &technique_schema, fields))
        return;
    id = read_technique_id(reading, fields[TECH_ID], item);
    check_subtechnique_flag(reading, fields[TECH_IS_SUB], id);
    naming.technique = read_text(reading, fields[TECH_NAME], "technique");
    naming.tactics = read_text_list(reading, fields[TECH_TACTIC], "tactic", false);
    naming.platforms = read_text_list(reading, fields[TECH_PLATFORM], "platform", false);
    entry.components = read_text_list(reading, fields[TECH_COMPONENTS], "data_components", true);
    if (is_given(fields[TECH_REVOKED_BY]))
        successor = read_technique_id(reading, fields[TECH_REVOKED_BY], item);
    if (id == ABSENT)
        return;
    entry.naming = intern(&model->namings, &naming, sizeof naming);
    entry.technique = model_technique(model, id, entry.naming, item->place);
    if (successor != ABSENT)
        model->techniques[entry.technique].revoked_by = successor;
    model->technique_entries = arena_grow(model->arena, model->technique_entries, model->technique_entry_count,
                                          &model->technique_entry_capacity, sizeof entry);
    model->technique_entries[model->technique_entry_count++] = entry;
}
