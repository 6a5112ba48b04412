/* SPDX-License-Identifier: MIT
 *
 * Reads the flat format: a list of rows, as in OSSEM-DM's techniques_to_events_mapping.yaml, with the column names of
 * 2021 (the notebook's) and of 2022. It knows nothing of the relational format.
 */
#include "read.h"

enum {
    TECHNIQUE_ID,
    IS_SUBTECHNIQUE,
    TECHNIQUE, /* first of NAMING_FIELDS */
    TACTIC,
    PLATFORM,
    DATA_SOURCE,
    DATA_COMPONENT,
    RELATIONSHIP_ID,
    NAME,
    SOURCE,
    RELATIONSHIP,
    TARGET,
    EVENT_ID, /* first of EVENT_FIELDS */
    EVENT_NAME,
    EVENT_PLATFORM,
    AUDIT_CATEGORY,
    AUDIT_SUB_CATEGORY,
    CHANNEL,
    LOG_SOURCE,
    FILTER_IN
};

/* In the order of the published files: find_key is fastest then. */
static const struct known_key keys[] = {
    {"technique_id", TECHNIQUE_ID},
    {"is_subtechnique", IS_SUBTECHNIQUE},
    {"x_mitre_is_subtechnique", IS_SUBTECHNIQUE},
    {"technique", TECHNIQUE},
    {"tactic", TACTIC},
    {"platform", PLATFORM},
    {"data_source", DATA_SOURCE},
    {"data_component", DATA_COMPONENT},
    {"relationship_id", RELATIONSHIP_ID},
    {"name", NAME},
    {"source", SOURCE},
    {"relationship", RELATIONSHIP},
    {"target", TARGET},
    {"event_id", EVENT_ID},
    {"event_name", EVENT_NAME},
    {"event_platform", EVENT_PLATFORM},
    {"audit_category", AUDIT_CATEGORY},
    {"audit_sub_category", AUDIT_SUB_CATEGORY},
    {"channel", CHANNEL},
    {"log_channel", CHANNEL},
    {"log_source", LOG_SOURCE},
    {"log_provider", LOG_SOURCE},
    {"filter_in", FILTER_IN},
    {"event_version", IGNORED},
};
static const struct schema schema = {"a row", keys, sizeof keys / sizeof *keys};

static uint32_t read_behavior(struct reading *reading, const struct node *fields[FIELDS_LIMIT])
{
    struct relationship relationship = {
        .id = read_text(reading, fields[RELATIONSHIP_ID], "relationship_id"),
        .name = read_text(reading, fields[NAME], "name"),
        .source = read_text(reading, fields[SOURCE], "source"),
        .relationship = read_text(reading, fields[RELATIONSHIP], "relationship"),
        .target = read_text(reading, fields[TARGET], "target"),
    };

    return model_has_part(&relationship, sizeof relationship)
               ? intern(&reading->model->relationships, &relationship, sizeof relationship) + 1
               : 0;
}

void read_row(struct reading *reading, const struct node *item)
{
    const struct node *fields[FIELDS_LIMIT];
    struct model *model = reading->model;
    struct component component;
    struct event event;
    struct row row = {.place = item->place};
    uint32_t id;

    if (!read_fields(reading, item, &schema, fields))
        return;
    id = read_technique_id(reading, fields[TECHNIQUE_ID], item);
    check_subtechnique_flag(reading, fields[IS_SUBTECHNIQUE], id);
    component.source = read_text(reading, fields[DATA_SOURCE], "data_source");
    component.name = read_text(reading, fields[DATA_COMPONENT], "data_component");
    row.relationship = read_behavior(reading, fields);
    row.naming = read_naming(reading, fields + TECHNIQUE);
    event = read_event(reading, fields + EVENT_ID, item->place);
    if (model_has_part(&event, sizeof event))
        row.event = intern(&model->events, &event, sizeof event) + 1;
    if (id == ABSENT)
        return;
    row.component = intern(&model->components, &component, sizeof component);
    row.technique = model_technique(model, id, row.naming, item->place);
    model_add_row(model, &row);
}
