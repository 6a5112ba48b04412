/* SPDX-License-Identifier: MIT
 *
 * Compares the packed tables with the model, reading them through the runtime's public functions only.
 */
#include "verify.h"

#include "attack_events.h"
#include "host/letter_case.h"
#include "trial_db.h"
#include "verify_conditions.h"
#include "verify_rules.h"

#include <string.h>

enum { NOT_SEEN, HAS_ROWS, SEEN };
enum { LOOKED_UP = 100 }; /* at most so many events of one id, or techniques of one event, are looked up one by one */

static bool is_text(const struct model *model, uint32_t text, const char *found)
{
    return text == ABSENT ? !found : found && strcmp(found, model_text_at(model, text)) == 0;
}

static bool are_names(const struct model *model, uint32_t list, struct attack_name_iterator names)
{
    size_t count;
    const uint32_t *texts = model_list_at(model, list, &count);

    for (size_t i = 0; i < count; i++)
        if (!is_text(model, texts[i], attack_name_next(&names)))
            return false;
    return !attack_name_next(&names);
}

static bool is_named(const struct model *model, uint32_t number, const struct attack_db *db,
                     const struct attack_technique *found)
{
    const struct naming *naming = model_naming(model, number);

    return is_text(model, naming->technique, found->name) &&
           are_names(model, naming->tactics, attack_technique_tactics(db, found)) &&
           are_names(model, naming->platforms, attack_technique_platforms(db, found));
}

static bool is_component(const struct model *model, uint32_t number, const struct attack_data_component *found)
{
    const struct component *component = model_component(model, number);

    return is_text(model, component->source, found->data_source) && is_text(model, component->name, found->name);
}

static bool is_relationship(const struct model *model, uint32_t number, const struct attack_relationship *found)
{
    static const struct relationship none;
    const struct relationship *relationship = number ? model_relationship(model, number - 1) : &none;

    return is_text(model, relationship->id, found->id) && is_text(model, relationship->name, found->name) &&
           is_text(model, relationship->source, found->source) &&
           is_text(model, relationship->relationship, found->relationship) &&
           is_text(model, relationship->target, found->target);
}

static bool are_filters(const struct model *model, uint32_t list, const struct attack_db *db,
                        const struct attack_event *found)
{
    struct attack_filter_iterator filters = attack_event_filters(db, found);
    struct attack_filter filter;
    size_t count;
    const uint32_t *texts = model_list_at(model, list, &count);

    for (size_t i = 0; i < count; i += 2)
        if (!attack_filter_next(&filters, &filter) || !is_text(model, texts[i], filter.field) ||
            !is_text(model, texts[i + 1], filter.value))
            return false;
    return !attack_filter_next(&filters, &filter);
}

static bool is_event(const struct model *model, const struct packed *packed, uint32_t number,
                     const struct attack_db *db, const struct attack_event *found)
{
    static const struct event none;
    const struct event *event = number ? model_event(model, number - 1) : &none;

    return is_text(model, event->id, found->id) && is_text(model, event->name, found->name) &&
           is_text(model, event->platform, found->platform) &&
           is_text(model, event->audit_category, found->audit_category) &&
           is_text(model, event->audit_sub_category, found->audit_sub_category) &&
           is_text(model, event->channel, found->channel) && is_text(model, event->provider, found->provider) &&
           are_filters(model, event->filters, db, found) &&
           (!number || (is_packed_condition(model, packed, event->condition, db, found->index) &&
                        is_packed_rule(model, packed, event->rule, db, found)));
}

/* A cache of comparisons: for each part of the model, 1 + the index in the tables whose texts equal its own, or 0 if
 * none was compared. Rows share parts, so each text is compared once and not in every row. */
struct compared {
    struct {
        uint32_t technique, variant;
    } * namings;
    uint32_t *components, *relationships, *events;
};

static bool is_named_as_before(const struct model *model, const struct row *row, const struct attack_db *db,
                               const struct attack_technique *found, struct compared *compared)
{
    if (compared->namings[row->naming].technique == found->index + 1 &&
        compared->namings[row->naming].variant == found->variant)
        return true;
    compared->namings[row->naming].technique = found->index + 1;
    compared->namings[row->naming].variant = found->variant;
    return is_named(model, row->naming, db, found);
}

/* Stores the index for a part. Returns whether the same index was stored before. */
static bool is_as_before(uint32_t *before, uint32_t index)
{
    if (*before == index + 1 && *before)
        return true;
    *before = index + 1;
    return false;
}

static bool is_row(const struct model *model, const struct packed *packed, const struct row *row,
                   const struct attack_db *db, const struct attack_row *found, struct compared *compared)
{
    return found->kind == (enum attack_kind)row->kind &&
           is_text(model, model->techniques[row->technique].id, found->technique.id) &&
           is_named_as_before(model, row, db, &found->technique, compared) &&
           (is_as_before(&compared->components[row->component], found->data_component.index) ||
            is_component(model, row->component, &found->data_component)) &&
           (is_as_before(&compared->relationships[row->relationship], found->relationship.index) ||
            is_relationship(model, row->relationship, &found->relationship)) &&
           (is_as_before(&compared->events[row->event], found->event.index) ||
            is_event(model, packed, row->event, db, &found->event));
}

static void compared_init(struct compared *compared, const struct model *model)
{
    compared->namings = arena_allocate(model->arena, model->namings.count * sizeof *compared->namings);
    compared->components = arena_allocate(model->arena, model->components.count * sizeof(uint32_t));
    compared->relationships = arena_allocate(model->arena, (model->relationships.count + 1) * sizeof(uint32_t));
    compared->events = arena_allocate(model->arena, (model->events.count + 1) * sizeof(uint32_t));
}

/* Returns the order in which kinds count. */
static int precedence(enum attack_kind kind)
{
    static const int order[] = {
        [ATTACK_ANALYTIC] = 0, [ATTACK_CANDIDATE] = 1, [ATTACK_DIRECT] = 2, [ATTACK_CONDITION] = 3, [ATTACK_RULE] = 4};

    return order[kind];
}

/* Adds a technique to those of an event. What a rule says counts, then a condition, then a direct row, then the join by
 * components. */
static void add_technique(const struct model *model, const struct attack_row *row, struct numbers *techniques)
{
    uint32_t *last = techniques->count ? techniques->items + techniques->count - 2 : NULL;

    if (row->kind == ATTACK_ANALYTIC && !model->scores_analytics)
        return;
    if (!last || last[0] != row->technique.index) {
        numbers_add(model->arena, techniques, row->technique.index);
        numbers_add(model->arena, techniques, (uint32_t)row->kind);
    } else if (precedence(row->kind) > precedence((enum attack_kind)last[1])) {
        last[1] = (uint32_t)row->kind;
    }
}

/* Compares all rows, and collects the techniques of each event: `techniques` is by event, in ascending order, each with
 * its kind. */
static bool are_rows(const struct model *model, const struct packed *packed, const struct attack_db *db,
                     struct numbers *techniques)
{
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_row found;
    struct compared compared;

    compared_init(&compared, model);
    for (size_t i = 0; i < model->row_count; i++) {
        if (packed->rows[i]->without_row)
            continue;
        if (!attack_row_next(&rows, &found) || !is_row(model, packed, packed->rows[i], db, &found, &compared))
            return false;
        if (packed->rows[i]->event)
            add_technique(model, &found, &techniques[found.event.index]);
    }
    return !attack_row_next(&rows, &found);
}

static bool are_techniques(const struct numbers *expected, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_technique_iterator techniques = attack_event_techniques(db, event);
    struct attack_technique technique;
    enum attack_kind kind;

    for (size_t i = 0; i < expected->count; i += 2)
        if (!attack_technique_next(&techniques, &technique) || technique.index != expected->items[i] ||
            techniques.kind != (enum attack_kind)expected->items[i + 1])
            return false;
    for (size_t i = 0; i < expected->count; i += 2) { /* some: each lookup walks the event's list */
        if (i == 2 * LOOKED_UP)
            break;
        if (!attack_technique_at(db, expected->items[i], &technique) ||
            !attack_event_kind(db, event, &technique, &kind) || kind != (enum attack_kind)expected->items[i + 1])
            return false;
    }
    return !attack_technique_next(&techniques, &technique);
}

/* Whether a technique's data components are those of the model's rows, in the order in which they first come. */
static bool are_components(const struct model *model, const struct row *const *rows, size_t count, uint32_t *seen,
                           struct attack_data_component_iterator components)
{
    struct attack_data_component found;

    for (size_t i = 0; i < count; i++)
        if (!rows[i]->without_row)
            seen[rows[i]->component] = HAS_ROWS;
    for (size_t i = 0; i < count; i++) {
        const struct component *component = model_component(model, rows[i]->component);
        bool is_next = seen[rows[i]->component] == (rows[i]->without_row ? NOT_SEEN : HAS_ROWS);

        if (!is_next || !model_has_part(component, sizeof *component))
            continue;
        seen[rows[i]->component] = SEEN;
        if (!attack_data_component_next(&components, &found) || !is_component(model, rows[i]->component, &found))
            return false;
    }
    for (size_t i = 0; i < count; i++)
        seen[rows[i]->component] = NOT_SEEN;
    return !attack_data_component_next(&components, &found);
}

static bool are_techniques_whole(const struct model *model, const struct packed *packed, const struct attack_db *db)
{
    uint32_t *seen = arena_allocate(model->arena, (model->components.count + 1) * sizeof *seen);

    for (uint32_t i = 0; i < packed_count(packed, TABLE_TECHNIQUES); i++) {
        const struct technique *technique = &model->techniques[packed->technique_numbers[i]];
        size_t first = packed->first_row[i];
        struct attack_technique found;

        if (!attack_technique_at(db, i, &found) || !is_text(model, technique->id, found.id) ||
            !is_named(model, technique->naming, db, &found) ||
            !are_components(model, packed->rows + first, packed->first_row[i + 1] - first, seen,
                            attack_technique_data_components(db, &found)) ||
            !attack_technique_find(db, found.id, strlen(found.id), &found) || found.index != i)
            return false;
    }
    return true;
}

/* Whether an event is found by provider and id, and by channel and id. */
static bool is_found_in_log(const struct attack_db *db, const struct attack_event *event)
{
    size_t length = strlen(event->id);
    struct attack_event_iterator events;
    struct attack_event found;

    if (event->provider) {
        events = attack_events_find_provider(db, event->provider, strlen(event->provider), event->id, length);
        if (!attack_event_next(&events, &found) || !found.provider || !fold_equal(found.provider, event->provider))
            return false;
    }
    if (event->channel) {
        events = attack_events_find_channel(db, event->channel, strlen(event->channel), event->id, length);
        if (!attack_event_next(&events, &found) || !found.channel || !fold_equal(found.channel, event->channel))
            return false;
    }
    return true;
}

/* Whether events with the same id are neighbours, and the id leads to the first. */
static bool events_are_found(const struct packed *packed, const struct attack_db *db, const struct numbers *techniques)
{
    const char *last_id = NULL;
    uint32_t first = 0;

    for (uint32_t i = 0; i < packed_count(packed, TABLE_EVENTS); i++) {
        struct attack_event event, found;
        struct attack_event_iterator events;

        if (!attack_event_at(db, i, &event) || !are_techniques(&techniques[i], db, &event))
            return false;
        if (!event.id)
            continue;
        if (!last_id || !fold_equal(last_id, event.id))
            first = i;
        last_id = event.id;
        events = attack_events_find(db, event.id, strlen(event.id));
        if (!attack_event_next(&events, &found) || found.index != first ||
            (!attack_event_has_condition(db, &event) && i - first >= packed->candidates_most))
            return false;
        /* A lookup by log walks all events of the id. For thousands of events, that would take too long here. */
        if (i - first < LOOKED_UP && !is_found_in_log(db, &event))
            return false;
    }
    return true;
}

/* Whether each id that is retired leads to its successor, if that is in the mapping. */
static bool are_retired_ids(const struct model *model, const struct attack_db *db)
{
    for (uint32_t i = 0; i < model->technique_ids.count; i++) {
        const struct technique *technique = &model->techniques[i];
        const char *id = model_text_at(model, technique->id), *successor = model_text_at(model, technique->revoked_by);
        struct attack_technique found;
        enum attack_retirement expected = ATTACK_NOT_RETIRED;

        if (technique->is_retired && attack_technique_find(db, successor, strlen(successor), &found))
            expected = ATTACK_REVOKED;
        else if (technique->is_retired && technique->revoked_by == ABSENT && !model->is_subset)
            expected = ATTACK_DEPRECATED;
        if (attack_technique_successor(db, id, strlen(id), &found) != expected ||
            (expected == ATTACK_REVOKED && !is_text(model, technique->revoked_by, found.id)))
            return false;
    }
    return true;
}

/* Whether each alias leads to the events of its id. */
static bool are_aliases(const struct model *model, const struct attack_db *db)
{
    for (uint32_t i = 0; i < model->alias_names.count; i++) {
        const char *name = model_text_at(model, model->aliases[i].name),
                   *id = model_text_at(model, model->aliases[i].id);
        struct attack_event_iterator by_name = attack_events_find(db, name, strlen(name));
        struct attack_event_iterator by_id = attack_events_find(db, id, strlen(id));

        if (by_name.db != by_id.db || by_name.at != by_id.at)
            return false;
    }
    return true;
}

static bool is_description(const struct model *model, const struct packed *packed, const struct attack_db *db)
{
    struct attack_info info;

    attack_db_info(db, &info);
    return is_text(model, model->attack_domain, info.attack_domain) &&
           is_text(model, model->attack_version, info.attack_version) && info.rows == packed->row_count &&
           info.candidates_most == packed->candidates_most &&
           info.conditions ==
               (packed->conditions ? packed_condition_count(packed->conditions, CONDITION_TABLE_CONDITIONS) : 0) &&
           info.rules == (packed->rules ? packed_rule_count(packed->rules, RULE_TABLE_RULES) : 0);
}

bool verify_packed(const struct model *model, const struct packed *packed)
{
    const struct attack_db *db = make_trial_db(model->arena, packed);
    struct numbers *techniques =
        arena_allocate(model->arena, (packed_count(packed, TABLE_EVENTS) + 1) * sizeof *techniques);

    if (attack_db_verify(db) && is_description(model, packed, db) && are_rows(model, packed, db, techniques) &&
        are_techniques_whole(model, packed, db) && events_are_found(packed, db, techniques) &&
        are_retired_ids(model, db) && are_aliases(model, db) && are_packed_rules(model, packed, db))
        return true;
    report_failure("the packed tables do not give back what was read; this is a fault of attack-events-gen: please "
                   "report it with the input");
    return false;
}
