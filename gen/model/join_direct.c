/* SPDX-License-Identifier: MIT */
#include "join_direct.h"

#include <string.h>

/* Whether this is the first event of its rule: what is wrong with a rule's techniques is said once. */
static bool is_first_of_rule(const struct model *model, const struct listed_event *listed)
{
    return listed == &model->listed_events[model->relationship_entries[listed->relationship].first_event];
}

/* Finds the technique that an event names: today's if the id is retired. Returns false, and warns, if there is none. Of
 * rules, many keep ids that were revoked: that is not worth a warning. */
static bool find_named(struct model *model, const struct listed_event *listed, uint32_t id, uint32_t *technique)
{
    bool is_rule = listed->kind == KIND_RULE, is_said = !is_rule || is_first_of_rule(model, listed);
    const char *what = is_rule ? "a rule" : "an event";

    if (model_find_technique(model, id, technique) && model->techniques[*technique].is_retired) {
        uint32_t successor = model->techniques[*technique].revoked_by;

        if (is_said && (!is_rule || successor == ABSENT))
            report_warning(model->diagnostics, listed->place, "%s names %s, which is %s%s", what,
                           model_text_at(model, id), successor == ABSENT ? "deprecated" : "revoked by ",
                           model_text_at(model, successor));
        return model_find_technique(model, successor, technique);
    }
    if (model_find_technique(model, id, technique))
        return true;
    if (is_said)
        report_warning(model->diagnostics, listed->place, "%s names %s, which is not in the mapping", what,
                       model_text_at(model, id));
    return false;
}

/* Adds an event to those that name a technique, once. */
static void add_direct(struct model *model, struct numbers *direct, uint32_t listed)
{
    if (!direct->count || direct->items[direct->count - 1] != listed)
        numbers_add(model->arena, direct, listed);
}

/* Collects by technique the events that name it: positions in the model's list, in ascending order. Returns false above
 * the limit of pairs. */
static bool index_direct(struct model *model, struct pairs *pairs, struct numbers *direct)
{
    for (size_t i = 0; i < model->listed_event_count; i++) {
        struct listed_event *listed = &model->listed_events[i];
        uint32_t platform = model_event(model, listed->event)->platform;
        size_t count;
        const uint32_t *ids = model_list_at(model, listed->techniques, &count);

        for (size_t t = 0; t < count; t++) {
            uint32_t technique, platforms;
            size_t platform_count;

            if (!count_pairs(pairs, model->diagnostics, listed->place, 1))
                return false;
            if (!find_named(model, listed, ids[t], &technique))
                continue;
            if (listed->kind == KIND_RULE) { /* it says itself where it looks */
                add_direct(model, &direct[technique], (uint32_t)i);
                continue;
            }
            platforms = model_naming(model, model->techniques[technique].naming)->platforms;
            model_list_at(model, platforms, &platform_count);
            if (!count_pairs(pairs, model->diagnostics, listed->place, platform_count / 10)) /* it is searched */
                return false;
            if (model_has_platform(model, platforms, platform))
                add_direct(model, &direct[technique], (uint32_t)i);
            else
                report_warning(model->diagnostics, listed->place,
                               "an event on %s names %s, which is not on that platform",
                               quoted(model_text_at(model, platform), strlen(model_text_at(model, platform))),
                               model_text_at(model, ids[t]));
        }
    }
    return true;
}

/* Adds the direct rows of a technique. Sets `has_rows` for those of the mapping. Returns false above the limit of rows.
 */
static bool add_rows(struct model *model, uint32_t technique, const struct numbers *direct, bool *has_rows)
{
    struct row row = {.technique = technique, .naming = model->techniques[technique].naming};

    for (size_t i = 0; i < direct->count; i++) {
        struct listed_event *listed = &model->listed_events[direct->items[i]];
        struct relationship_entry *relationship = &model->relationship_entries[listed->relationship];

        row.component = relationship->component;
        row.relationship = relationship->relationship;
        row.event = listed->event + 1;
        row.kind = listed->kind;
        row.place = listed->place;
        listed->is_joined = relationship->is_named = true;
        *has_rows = *has_rows || listed->kind != KIND_RULE;
        if (!model_add_row(model, &row))
            return false;
    }
    return true;
}

bool join_direct(struct model *model, struct pairs *pairs, bool *has_rows)
{
    struct numbers *direct = arena_allocate(model->arena, model->technique_ids.count * sizeof *direct);

    if (!index_direct(model, pairs, direct))
        return false;
    for (uint32_t i = 0; i < model->technique_ids.count; i++) {
        if (!add_rows(model, i, &direct[i], &has_rows[i]))
            return false;
    }
    return true;
}
