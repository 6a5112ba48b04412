/* SPDX-License-Identifier: MIT */
#include "condition_tests.h"

#include "base/generator_limits.h"
#include "condition_keys.h"
#include "condition_values.h"
#include "host/letter_case.h"

#include <string.h>

bool is_null(const struct node *node)
{
    return node->kind == NODE_SCALAR && node->absent && !node->is_faulty &&
           (node->length == 0 ? !node->is_plain : node->text[0] == '~' || fold_equal(node->text, "null"));
}

/* Whether this is '' and not nothing. */
static bool is_empty_text(const struct node *node)
{
    return node->length == 0 && is_null(node);
}

/* Reports a value that is no text. Returns whether it is one. */
static bool check_value(struct reading *reading, const struct node *value)
{
    struct diagnostics *diagnostics = reading->model->diagnostics;

    if (value->is_faulty)
        return false;
    if (value->kind != NODE_SCALAR)
        report_error(diagnostics, value->place, "found %s; expected a value: text", kind_of(value));
    else if (value->absent && !is_null(value) && !reading->is_rule)
        report_error(diagnostics, value->place,
                     "found no value; expected one, or null for a field that is absent or empty");
    else if (value->length > TEXT_BYTES_LIMIT)
        report_error(diagnostics, value->place, "a value has %lu bytes; the limit is %d", (unsigned long)value->length,
                     TEXT_BYTES_LIMIT);
    else
        return true;
    return false;
}

static const struct expression *exists_test(struct reading *reading, const struct condition_key *key,
                                            const struct node *value)
{
    struct arena *arena = reading->expressions;
    bool is_true = value->kind == NODE_SCALAR && fold_equal(value->text, "true"),
         is_false = value->kind == NODE_SCALAR && fold_equal(value->text, "false");
    const struct expression *test = expression_test(arena, key->field, TEST_EXISTS, ABSENT);

    if (!is_true && !is_false) {
        report_error(reading->model->diagnostics, value->place, "found %s with modifier exists; expected true or false",
                     value->kind == NODE_SCALAR ? quoted(value->text, value->length) : kind_of(value));
        return NULL;
    }
    return is_true ? test : expression_not(arena, test);
}

/* The tests of some values, one of which must pass: a test for each operator. */
static const struct expression *tests_of(struct reading *reading, const struct condition_key *key,
                                         const struct test_values *values)
{
    struct arena *arena = reading->expressions;
    struct expression *any = expression_of(arena, EXPRESSION_OR);
    uint32_t flags =
        (key->modifiers & MODIFIER_CASED ? TEST_CASED : 0u) | (key->modifiers & MODIFIER_FIELDREF ? TEST_FIELDREF : 0u);

    for (uint32_t op = 0; op < TEST_OPS; op++) {
        const struct numbers *texts = &values->texts[op];

        if (op == TEST_EXISTS || op == TEST_NULL) {
            if (texts->count)
                expression_add(arena, any, expression_test(arena, key->field, op, ABSENT));
        } else if (texts->count) {
            uint32_t list = intern(&reading->model->lists, texts->items, texts->count * sizeof *texts->items);

            expression_add(arena, any, expression_test(arena, key->field, op | (op < TEST_EXISTS ? flags : 0u), list));
        }
    }
    return any->count == 1 ? any->parts[0] : any;
}

/* Adds one value as it is written. Returns false, and reports, if it is wrong or there are too many. */
static bool add_value(struct reading *reading, const struct condition_key *key, const struct node *value,
                      struct test_values *values)
{
    if (!check_value(reading, value))
        return false;
    if (reading->is_rule && value->length > 0 && !is_null(value))
        return add_test_value(reading, key, value, values); /* also NaN, which is a number in a mapping */
    if (reading->is_rule && is_empty_text(value) && key->modifiers & MODIFIER_PARTS &&
        !(key->modifiers & MODIFIER_FIELDREF)) {
        numbers_add(reading->expressions, &values->texts[TEST_EXISTS], ABSENT); /* any text contains an empty one */
        return true;
    }
    if (is_null(value) || (reading->is_rule && value->absent)) {
        if (!(key->modifiers & ~(unsigned)MODIFIER_ALL) && key->field != ABSENT) {
            numbers_add(reading->expressions, &values->texts[TEST_NULL], ABSENT);
            return true;
        }
        report_error(reading->model->diagnostics, value->place, "found null or an empty text with %s; expected text",
                     key->field == ABSENT ? "keywords" : "a modifier");
        return false;
    }
    return add_test_value(reading, key, value, values);
}

static const struct expression *value_tests(struct reading *reading, const struct condition_key *key,
                                            const struct node *value)
{
    bool is_list = value->kind == NODE_LIST, is_good = true;
    struct expression *all = expression_of(reading->expressions, EXPRESSION_AND);
    struct test_values values;
    size_t count = 0;

    memset(&values, 0, sizeof values);
    for (const struct node *item = is_list ? value->first : value; item; item = is_list ? item->next : NULL) {
        if (++count > VALUES_LIMIT) {
            report_error(reading->model->diagnostics, value->place, "too many values of one field; the limit is %d",
                         VALUES_LIMIT);
            return NULL;
        }
        is_good = add_value(reading, key, item, &values) && is_good;
        if (values.count > VALUES_LIMIT) /* one message is enough */
            return NULL;
        if (is_good && key->modifiers & MODIFIER_ALL) {
            expression_add(reading->expressions, all, tests_of(reading, key, &values));
            memset(&values, 0, sizeof values);
        }
    }
    if (!count)
        report_error(reading->model->diagnostics, value->place, "found an empty list; expected a value or several");
    if (!count || !is_good)
        return NULL;
    return key->modifiers & MODIFIER_ALL ? all : tests_of(reading, key, &values);
}

const struct expression *read_field_tests(struct reading *reading, const struct node *key, const struct node *value)
{
    struct condition_key result;

    if (!read_condition_key(reading, key, &result))
        return NULL;
    return result.modifiers & MODIFIER_EXISTS ? exists_test(reading, &result, value)
                                              : value_tests(reading, &result, value);
}

const struct expression *read_keyword(struct reading *reading, const struct node *value)
{
    static const struct condition_key key = {ABSENT, 0};

    return value_tests(reading, &key, value);
}
