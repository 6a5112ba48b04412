/* SPDX-License-Identifier: MIT
 *
 * The events of a rule: one for each event of a log that carries its logsource and on which it can match. What a rule
 * asks of an event's id, provider and channel is decided here, so that an event is found by them and conditions need
 * not ask. It knows nothing of how a rule is written.
 */
#include "sigma.h"

#include "base/generator_limits.h"

#include <string.h>

/* ---- The ids that a rule requires ------------------------------------------------------------------------------- */

struct requiring {
    struct model *model;
    struct place place;
    const uint32_t *fields; /* those that are the id, in lower case */
    size_t field_count;
};

/* Values, each once, case-insensitively. */
struct required {
    struct arena arena; /* for this alone, as there may be many on the way */
    struct numbers values;
    struct interner seen; /* in lower case */
};

static const struct required nothing;

static bool is_one_of(const uint32_t *items, size_t count, uint32_t item)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == item)
            return true;
    return false;
}

/* Adds values; those alone that are in `others`, unless that is NULL. */
static void add_values(const struct requiring *requiring, struct required *required, const uint32_t *values,
                       size_t count, const struct interner *others)
{
    required->seen.arena = &required->arena;
    for (size_t i = 0; i < count; i++) {
        uint32_t folded = model_folded(requiring->model, values[i]), number;
        size_t known = required->seen.count;

        if (others && !intern_find(others, &folded, sizeof folded, &number))
            continue;
        if (intern(&required->seen, &folded, sizeof folded) == known)
            numbers_add(&required->arena, &required->values, values[i]);
    }
}

static bool require_test(const struct requiring *requiring, const struct test *test, struct required *required)
{
    size_t count;
    const uint32_t *values = model_list_at(requiring->model, test->values, &count);

    if ((test->op & ~(uint32_t)TEST_CASED) != TEST_EQUAL ||
        !is_one_of(requiring->fields, requiring->field_count, model_folded(requiring->model, test->field)) ||
        !count_condition_work(requiring->model, requiring->place, 16 * count)) /* each is hashed */
        return false;
    add_values(requiring, required, values, count, NULL);
    return true;
}

static bool require(const struct requiring *requiring, const struct expression *expression, bool is_negated,
                    struct required *required);

/* Of the parts that require values, adds those that all of them allow. */
static bool require_all(const struct requiring *requiring, const struct expression *expression, bool is_negated,
                        struct required *required)
{
    struct required common = nothing;
    bool is_required = false;

    for (size_t i = 0; i < expression->count; i++) {
        struct required own = nothing, both = nothing;

        if (require(requiring, expression->parts[i], is_negated, &own)) {
            const struct numbers *values = is_required ? &common.values : &own.values;

            add_values(requiring, &both, values->items, values->count, is_required ? &own.seen : NULL);
            arena_free(&common.arena);
            common = both;
            is_required = true;
        }
        arena_free(&own.arena);
    }
    add_values(requiring, required, common.values.items, common.values.count, NULL);
    arena_free(&common.arena);
    return is_required;
}

/* Adds the values of which an expression requires one. Returns false if it may hold with any other value, and, having
 * reported it, if there is too much to do. The depth of expressions is bounded where they are read. */
static bool require(const struct requiring *requiring, const struct expression *expression, bool is_negated,
                    struct required *required)
{
    bool is_all = (expression->kind == EXPRESSION_AND) != is_negated;

    if (!count_condition_work(requiring->model, requiring->place, 1 + requiring->field_count / 16))
        return false;
    if (expression->kind == EXPRESSION_TEST)
        return !is_negated && require_test(requiring, &expression->test, required);
    if (expression->kind == EXPRESSION_NOT)
        return require(requiring, expression->parts[0], !is_negated, required);
    if (is_all)
        return require_all(requiring, expression, is_negated, required);
    for (size_t i = 0; i < expression->count; i++)
        if (!require(requiring, expression->parts[i], is_negated, required))
            return false;
    return expression->count > 0;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* The events of one carrier. */
struct carried {
    struct rule_reading *rule;
    const struct event_class *class;
    const struct carrier *carrier;
    const struct expression *expression;
    struct place place;
    struct numbers parts[EVENT_PARTS]; /* the values that each may have; ABSENT: any */
    bool is_possible, is_unknown;      /* on some event of this carrier */
};

/* Finds the values that an event's part may have. */
static void find_part(struct carried *carried, enum event_part part, uint32_t of_carrier)
{
    struct model *model = carried->rule->reading->model;
    struct arena *arena = carried->rule->reading->expressions;
    struct requiring requiring = {.model = model, .place = carried->place};
    struct required required = nothing;
    struct numbers *values = &carried->parts[part];

    *values = (struct numbers){NULL, 0, 0};
    requiring.fields = model_list_at(model, carried->class->parts[part], &requiring.field_count);
    if (of_carrier != ABSENT || !require(&requiring, carried->expression, false, &required))
        numbers_add(arena, values, of_carrier);
    else
        for (size_t i = 0; i < required.values.count; i++)
            numbers_add(arena, values, required.values.items[i]);
    arena_free(&required.arena);
}

/* Sets what is known of an event. */
static void set_known(struct carried *carried, const uint32_t values[EVENT_PARTS], struct numbers *known)
{
    struct model *model = carried->rule->reading->model;

    known->count = 0;
    for (int part = 0; part < EVENT_PARTS; part++) {
        size_t count;
        const uint32_t *fields = model_list_at(model, carried->class->parts[part], &count);

        for (size_t i = 0; values[part] != ABSENT && i < count; i++) {
            numbers_add(carried->rule->reading->expressions, known, fields[i]);
            numbers_add(carried->rule->reading->expressions, known, values[part]);
        }
    }
}

static uint32_t condition_of(struct carried *carried, const struct numbers *known, bool is_lenient)
{
    struct reading *reading = carried->rule->reading;
    struct renaming renaming = carried->carrier->renaming;

    renaming.known = known->items;
    renaming.known_count = known->count / 2;
    renaming.is_lenient = is_lenient;
    return model_condition_of(reading->model, reading->expressions, carried->place, carried->carrier->own.expression,
                              &renaming, carried->expression);
}

/* Returns the id of which a text is another name; else the text. */
static uint32_t id_of(struct model *model, uint32_t text)
{
    uint32_t folded = model_folded(model, text), number;

    return intern_find(&model->alias_names, &folded, sizeof folded, &number) ? model->aliases[number].id : text;
}

/* Adds the event with these values, if the rule can match on it. */
static void add_event(struct carried *carried, const uint32_t values[EVENT_PARTS], struct numbers *events)
{
    struct model *model = carried->rule->reading->model;
    struct event event = carried->carrier->event;
    struct numbers known = {NULL, 0, 0};
    uint32_t number;
    bool is_lenient = carried->rule->options->is_lenient;

    set_known(carried, values, &known);
    event.id = id_of(model, values[PART_ID]);
    event.provider = values[PART_PROVIDER];
    event.channel = values[PART_CHANNEL];
    event.rule = (uint32_t)model->rule_count + 1;
    event.condition = condition_of(carried, &known, is_lenient);
    if (event.condition == CONDITION_NEVER) {
        carried->is_unknown =
            carried->is_unknown || (!is_lenient && condition_of(carried, &known, true) != CONDITION_NEVER);
        return;
    }
    carried->is_possible = true;
    number = intern(&model->events, &event, sizeof event);
    if (!is_one_of(events->items, events->count, number)) /* another carrier may be the same log */
        numbers_add(model->arena, events, number);
}

static void add_events(struct carried *carried, struct numbers *events)
{
    const struct numbers *parts = carried->parts;
    uint32_t values[EVENT_PARTS];
    size_t count = 1;

    for (int part = 0; part < EVENT_PARTS && count <= RULE_EVENTS_LIMIT; part++)
        count *= parts[part].count < RULE_EVENTS_LIMIT + 1 ? parts[part].count : RULE_EVENTS_LIMIT + 1;
    if (count > RULE_EVENTS_LIMIT) {
        report_error(carried->rule->reading->model->diagnostics, carried->place,
                     "too many event ids, providers and channels of one rule; the limit is %d", RULE_EVENTS_LIMIT);
        return;
    }
    for (size_t i = 0; i < parts[PART_ID].count; i++)
        for (size_t p = 0; p < parts[PART_PROVIDER].count; p++)
            for (size_t c = 0; c < parts[PART_CHANNEL].count; c++) {
                values[PART_ID] = parts[PART_ID].items[i];
                values[PART_PROVIDER] = parts[PART_PROVIDER].items[p];
                values[PART_CHANNEL] = parts[PART_CHANNEL].items[c];
                add_event(carried, values, events);
            }
}

void add_rule_events(struct rule_reading *rule, const struct event_class *class, const struct expression *expression,
                     struct place place, struct numbers *events)
{
    struct model *model = rule->reading->model;

    for (size_t c = 0; c < class->count; c++) {
        const struct carrier *carrier = &class->carriers[c];
        struct carried carried = {
            .rule = rule, .class = class, .carrier = carrier, .expression = expression, .place = place};
        size_t count;
        const uint32_t *ids = model_list_at(model, carrier->ids, &count);

        find_part(&carried, PART_PROVIDER, carrier->event.provider);
        find_part(&carried, PART_CHANNEL, carrier->event.channel);
        if (!count) {
            find_part(&carried, PART_ID, ABSENT);
            add_events(&carried, events);
        }
        for (size_t i = 0; i < count; i++) {
            find_part(&carried, PART_ID, ids[i]);
            add_events(&carried, events);
        }
        rule->report->logs_unable += !carried.is_possible && !carried.is_unknown;
        rule->report->logs_unknown += !carried.is_possible && carried.is_unknown;
    }
    rule->report->logs = (unsigned)events->count;
}
