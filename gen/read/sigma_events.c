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
    struct arena *arena;
    const uint32_t *fields; /* those that are the id, in lower case */
    size_t field_count;
};

static bool is_one_of(const uint32_t *items, size_t count, uint32_t item)
{
    for (size_t i = 0; i < count; i++)
        if (items[i] == item)
            return true;
    return false;
}

/* Adds a value, once, case-insensitively. */
static void add_value(const struct requiring *requiring, struct numbers *values, uint32_t value)
{
    for (size_t i = 0; i < values->count; i++)
        if (model_folded(requiring->model, values->items[i]) == model_folded(requiring->model, value))
            return;
    numbers_add(requiring->arena, values, value);
}

static bool require_test(const struct requiring *requiring, const struct test *test, struct numbers *values)
{
    size_t count;
    const uint32_t *texts = model_list_at(requiring->model, test->values, &count);

    if ((test->op & ~(uint32_t)TEST_CASED) != TEST_EQUAL ||
        !is_one_of(requiring->fields, requiring->field_count, model_folded(requiring->model, test->field)))
        return false;
    for (size_t i = 0; i < count; i++)
        add_value(requiring, values, texts[i]);
    return true;
}

/* Keeps the values that are in both. */
static void intersect(const struct requiring *requiring, struct numbers *values, const struct numbers *others)
{
    size_t kept = 0;

    for (size_t i = 0; i < values->count; i++)
        for (size_t k = 0; k < others->count; k++)
            if (model_folded(requiring->model, values->items[i]) == model_folded(requiring->model, others->items[k])) {
                values->items[kept++] = values->items[i];
                break;
            }
    values->count = kept;
}

/* Adds to `values` those of which an expression requires one. Returns false if it may hold with any other value. The
 * depth of expressions is bounded where they are read. */
static bool require(const struct requiring *requiring, const struct expression *expression, bool is_negated,
                    struct numbers *values)
{
    bool is_all = (expression->kind == EXPRESSION_AND) != is_negated, is_required = false;

    if (expression->kind == EXPRESSION_TEST)
        return !is_negated && require_test(requiring, &expression->test, values);
    if (expression->kind == EXPRESSION_NOT)
        return require(requiring, expression->parts[0], !is_negated, values);
    for (size_t i = 0; i < expression->count; i++) {
        struct numbers own = {NULL, 0, 0};
        bool is_own = require(requiring, expression->parts[i], is_negated, &own);

        if (!is_all && !is_own)
            return false;
        if (!is_own)
            continue;
        if (is_all && is_required)
            intersect(requiring, values, &own);
        else
            for (size_t v = 0; v < own.count; v++)
                add_value(requiring, values, own.items[v]);
        is_required = true;
    }
    return is_required;
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
    struct requiring requiring = {.model = model, .arena = arena};
    struct numbers *values = &carried->parts[part];

    requiring.fields = model_list_at(model, carried->class->parts[part], &requiring.field_count);
    if (of_carrier != ABSENT) {
        numbers_add(arena, values, of_carrier);
    } else if (!require(&requiring, carried->expression, false, values)) {
        values->count = 0;
        numbers_add(arena, values, ABSENT);
    }
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
    numbers_add(model->arena, events, intern(&model->events, &event, sizeof event));
}

static void add_events(struct carried *carried, struct numbers *events)
{
    const struct numbers *parts = carried->parts;
    uint32_t values[EVENT_PARTS];

    if (parts[PART_ID].count * parts[PART_PROVIDER].count * parts[PART_CHANNEL].count > RULE_EVENTS_LIMIT) {
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
            carried.parts[PART_ID].count = 0;
            find_part(&carried, PART_ID, ids[i]);
            add_events(&carried, events);
        }
        rule->report->logs_unable += !carried.is_possible && !carried.is_unknown;
        rule->report->logs_unknown += !carried.is_possible && carried.is_unknown;
    }
    rule->report->logs = (unsigned)events->count;
}
