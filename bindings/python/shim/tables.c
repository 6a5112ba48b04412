/* SPDX-License-Identifier: MIT
 *
 * The tables of a mapping: one function for a row of each.
 */
#include "builder.h"

#include <stdlib.h>

/* Adds the row at `index`; returns false if there is none. */
typedef bool add_row(struct builder *builder, const struct attack_db *db, uint32_t index);

static bool add_technique(struct builder *builder, const struct attack_db *db, uint32_t index)
{
    struct attack_technique technique;

    if (!attack_technique_at(db, index, &technique))
        return false;
    builder_technique(builder, db, &technique);
    return true;
}

static bool add_data_component(struct builder *builder, const struct attack_db *db, uint32_t index)
{
    struct attack_data_component component;

    if (!attack_data_component_at(db, index, &component))
        return false;
    builder_text(builder, component.data_source);
    builder_text(builder, component.name);
    builder->rows++;
    return true;
}

static bool add_relationship(struct builder *builder, const struct attack_db *db, uint32_t index)
{
    struct attack_relationship relationship;

    if (!attack_relationship_at(db, index, &relationship))
        return false;
    builder_text(builder, relationship.id);
    builder_text(builder, relationship.name);
    builder_text(builder, relationship.source);
    builder_text(builder, relationship.relationship);
    builder_text(builder, relationship.target);
    builder->rows++;
    return true;
}

static void add_condition(struct builder *builder, const struct attack_db *db, const struct attack_event *event)
{
    char small[1024], *text = small;
    size_t length = attack_condition_text(db, event, small, sizeof small);

    if (length >= sizeof small) {
        text = malloc(length + 1);
        if (text)
            attack_condition_text(db, event, text, length + 1);
        else
            builder->has_failed = true;
    }
    builder_text(builder, length ? text : NULL);
    if (text != small)
        free(text);
}

static bool add_event(struct builder *builder, const struct attack_db *db, uint32_t index)
{
    struct attack_filter_iterator filters;
    struct attack_filter filter;
    struct attack_event event;

    if (!attack_event_at(db, index, &event))
        return false;
    builder_text(builder, event.id || !attack_event_has_condition(db, &event) ? event.id : "*");
    builder_text(builder, event.name);
    builder_text(builder, event.platform);
    builder_text(builder, event.audit_category);
    builder_text(builder, event.audit_sub_category);
    builder_text(builder, event.channel);
    builder_text(builder, event.provider);
    add_condition(builder, db, &event);
    filters = attack_event_filters(db, &event);
    while (attack_filter_next(&filters, &filter)) {
        builder_item(builder, filter.field);
        builder_item(builder, filter.value);
    }
    builder_end_list(builder);
    builder->rows++;
    return true;
}

static bool add_rule(struct builder *builder, const struct attack_db *db, uint32_t index)
{
    struct attack_rule rule;

    if (!attack_rule_at(db, index, &rule))
        return false;
    builder_text(builder, rule.id);
    builder_text(builder, rule.title);
    builder_text(builder, attack_level_name(rule.level));
    builder_text(builder, attack_status_name(rule.status));
    builder_text(builder, rule.author);
    builder_text(builder, rule.license);
    builder_item(builder, rule.folder); /* the list: the parts of its URI */
    builder_item(builder, rule.file);
    builder_end_list(builder);
    builder_item(builder, rule.is_detection ? "detection" : NULL);
    builder_end_list(builder);
    builder->rows++;
    return true;
}

struct python_table *attack_python_table(const struct attack_db *db, int kind, uint32_t first, uint32_t count)
{
    static add_row *const adding[] = {
        [PYTHON_TECHNIQUES] = add_technique,
        [PYTHON_DATA_COMPONENTS] = add_data_component,
        [PYTHON_RELATIONSHIPS] = add_relationship,
        [PYTHON_EVENTS] = add_event,
        [PYTHON_RULES] = add_rule,
    };
    struct builder builder = {.rows = 0};

    for (uint32_t i = 0; i < count && !builder.has_failed && adding[kind](&builder, db, first + i); i++)
        ;
    return builder_finish(&builder);
}
