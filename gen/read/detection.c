/* SPDX-License-Identifier: MIT */
#include "detection.h"

#include "base/generator_limits.h"
#include "condition_keys.h"
#include "condition_tests.h"
#include "condition_words.h"

#include <string.h>

static bool is_absent(const struct node *node)
{
    return !node || (node->kind == NODE_SCALAR && node->absent && !node->is_faulty);
}

/* ---- filter_in -------------------------------------------------------------------------------------------------- */

static bool is_map_of_condition(const struct node *map)
{
    for (const struct node *key = map->kind == NODE_MAP ? map->first : NULL; key; key = key->next->next)
        if (has_modifiers(key) || key->next->kind == NODE_LIST || (is_null(key->next) && key->next->length))
            return true;
    return false;
}

bool is_condition(const struct node *filter_in)
{
    if (!filter_in || filter_in->kind != NODE_LIST)
        return filter_in && is_map_of_condition(filter_in);
    for (const struct node *item = filter_in->first; item; item = item->next)
        if (is_map_of_condition(item))
            return true;
    return false;
}

/* Adds the tests of a map, all of which must hold. */
static bool add_map(struct reading *reading, const struct node *map, struct expression *all)
{
    unsigned errors = reading->model->diagnostics->errors;

    if (map->kind != NODE_MAP) {
        report_error(reading->model->diagnostics, map->place,
                     "found %s in filter_in; expected a map of a field and its value", kind_of(map));
        return false;
    }
    for (const struct node *key = map->first; key; key = key->next->next) {
        if (is_earlier_key(map, key))
            report_twice(reading, key);
        else
            expression_add(reading->expressions, all, read_field_tests(reading, key, key->next));
    }
    return reading->model->diagnostics->errors == errors;
}

static const struct expression *read_filter_in(struct reading *reading, const struct node *node)
{
    struct expression *all = expression_of(reading->expressions, EXPRESSION_AND);
    bool is_good = true;

    if (node->kind != NODE_LIST)
        is_good = add_map(reading, node, all);
    else
        for (const struct node *item = node->first; item; item = item->next)
            is_good = add_map(reading, item, all) && is_good;
    if (is_good && !all->count)
        report_error(reading->model->diagnostics, node->place, "found an empty %s; expected a field and its value",
                     node->kind == NODE_LIST ? "list" : "map");
    return is_good && all->count ? all : NULL;
}

/* ---- detection -------------------------------------------------------------------------------------------------- */

/* Reads a selection: a map, of which all must hold; or a list of maps and keywords, one of which must hold. */
static const struct expression *read_selection(struct reading *reading, const struct node *node)
{
    unsigned errors = reading->model->diagnostics->errors;
    struct expression *whole =
        expression_of(reading->expressions, node->kind == NODE_LIST ? EXPRESSION_OR : EXPRESSION_AND);

    if (node->kind == NODE_MAP)
        add_map(reading, node, whole);
    else if (node->kind == NODE_SCALAR)
        expression_add(reading->expressions, whole, read_keyword(reading, node));
    else
        for (const struct node *item = node->first; item; item = item->next)
            expression_add(reading->expressions, whole,
                           item->kind == NODE_SCALAR ? read_keyword(reading, item) : read_selection(reading, item));
    if (!whole->count && reading->model->diagnostics->errors == errors)
        report_error(reading->model->diagnostics, node->place, "found an empty selection; expected a map or a list");
    return whole->count && reading->model->diagnostics->errors == errors ? whole : NULL;
}

/* Adds a selection, or sets the condition. */
static void read_entry(struct reading *reading, const struct node *map, const struct node *key,
                       struct selection_entry *selections, size_t *count, const struct node **condition)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;

    if (key->kind != NODE_SCALAR || key->absent) {
        if (!key->is_faulty)
            report_error(diagnostics, key->place, "found %s as a key; expected the name of a selection, or 'condition'",
                         kind_of(key));
    } else if (is_earlier_key(map, key)) {
        report_twice(reading, key);
    } else if (is_text(key, "condition")) {
        *condition = key->next;
    } else if (is_text(key, "timeframe")) {
        report_error(diagnostics, key->place, "found timeframe, but a condition is about one event");
    } else if (key->length > SELECTION_BYTES_LIMIT) {
        report_error(diagnostics, key->place, "the name of a selection has %lu bytes; the limit is %d",
                     (unsigned long)key->length, SELECTION_BYTES_LIMIT);
    } else {
        selections[*count].name = key;
        selections[(*count)++].expression = read_selection(reading, key->next);
    }
}

/* Reads the condition; of several in a list, one must hold. */
static const struct expression *read_conditions(struct reading *reading, const struct node *condition,
                                                struct selection_entry *selections, size_t count)
{
    struct expression *any = expression_of(reading->expressions, EXPRESSION_OR);
    bool is_good = true;

    if (condition->kind != NODE_LIST || !condition->first)
        return read_condition_words(reading, condition, selections, count);
    for (const struct node *item = condition->first; item; item = item->next) {
        const struct expression *one = read_condition_words(reading, item, selections, count);

        is_good = is_good && one;
        expression_add(reading->expressions, any, one);
    }
    return is_good ? any : NULL;
}

static const struct expression *read_detection(struct reading *reading, const struct node *node)
{
    struct selection_entry *selections = arena_allocate(reading->expressions, (node->values + 1) * sizeof *selections);
    const struct node *condition = NULL;
    const struct expression *expression;
    size_t count = 0;

    if (node->kind != NODE_MAP) {
        report_error(reading->model->diagnostics, node->place,
                     "found %s; expected detection: a map of selections and a condition", kind_of(node));
        return NULL;
    }
    for (const struct node *key = node->first; key; key = key->next->next)
        read_entry(reading, node, key, selections, &count, &condition);
    if (!condition) {
        report_error(reading->model->diagnostics, node->place,
                     "found no condition in detection; expected one, as 'condition: selection'");
        return NULL;
    }
    expression = read_conditions(reading, condition, selections, count);
    for (size_t i = 0; expression && i < count; i++)
        if (!selections[i].is_used)
            report_warning(reading->model->diagnostics, selections[i].name->place, "selection %s is in no condition",
                           quoted(selections[i].name->text, selections[i].name->length));
    return expression;
}

/* ---- Both ------------------------------------------------------------------------------------------------------- */

/* Whether this is an AND of tests for one value each. */
static bool is_plain(const struct model *model, const struct expression *all)
{
    for (size_t i = 0; i < all->count; i++) {
        size_t values = 0;

        if (all->parts[i]->kind == EXPRESSION_TEST)
            model_list_at(model, all->parts[i]->test.values, &values);
        if (values != 1 || all->parts[i]->test.op != TEST_EQUAL)
            return false;
    }
    return true;
}

struct criteria read_criteria(struct reading *reading, const struct node *filter_in, const struct node *detection)
{
    unsigned errors = reading->model->diagnostics->errors;
    struct criteria criteria = {NULL, true};

    if (!is_absent(filter_in)) {
        criteria.expression = read_filter_in(reading, filter_in);
        criteria.is_plain = criteria.expression && is_plain(reading->model, criteria.expression);
    }
    if (!is_absent(detection)) {
        struct expression *both = expression_of(reading->expressions, EXPRESSION_AND);

        expression_add(reading->expressions, both, criteria.expression);
        expression_add(reading->expressions, both, read_detection(reading, detection));
        criteria = (struct criteria){both, false};
    }
    if (reading->model->diagnostics->errors != errors)
        criteria.expression = NULL;
    return criteria;
}
