/* SPDX-License-Identifier: MIT */
#include "class_fields.h"

#include "base/generator_limits.h"
#include "host/edit_distance.h"
#include "host/letter_case.h"

#include <string.h>

/* Names of fields are case-insensitive, as at run time. */
static bool has_field(const struct model *model, const struct event_class *class, const char *name, size_t length)
{
    for (size_t i = 0; i < class->field_count; i++) {
        const char *known = model_text_at(model, class->fields[i]);

        if (strlen(known) == length && fold_shared(name, length, known) == length)
            return true;
    }
    return false;
}

/* Warns of a field, the first `length` bytes of a text, that the class does not have. */
static void check_field(struct reading *reading, const struct event_class *class, const struct node *node,
                        size_t length)
{
    struct model *model = reading->model;
    const char *name = model_text_at(model, class->name);
    struct nearest_spelling nearest = {NULL, 4};

    if (!length || node->is_faulty || model->diagnostics->warnings > WARNING_LIMIT ||
        !count_condition_work(model, node->place, 1 + class->field_count / 16) ||
        has_field(model, class, node->text, length))
        return;
    for (size_t i = 0; i < class->field_count; i++)
        consider_spelling(&nearest, node->text, length, model_text_at(model, class->fields[i]));
    report_warning(model->diagnostics, node->place, "class %s has no field %s%s%s", quoted(name, strlen(name)),
                   quoted(node->text, length), nearest.text ? "; did you mean " : "",
                   nearest.text ? quoted(nearest.text, strlen(nearest.text)) : "");
}

/* Checks what stands in a list, or the one thing that stands there without a list. */
static void check_texts(struct reading *reading, const struct event_class *class, const struct node *texts)
{
    bool is_list = texts->kind == NODE_LIST;

    for (const struct node *item = is_list ? texts->first : texts; item; item = is_list ? item->next : NULL)
        if (item->kind == NODE_SCALAR && !is_text(item, "*"))
            check_field(reading, class, item, item->length);
}

/* Checks the keys of a map, or of the maps in a list, whose depth is bounded by DEPTH_LIMIT. */
static void check_tests(struct reading *reading, const struct event_class *class, const struct node *node)
{
    if (node->kind == NODE_LIST)
        for (const struct node *item = node->first; item; item = item->next)
            check_tests(reading, class, item);
    for (const struct node *key = node->kind == NODE_MAP ? node->first : NULL; key; key = key->next->next) {
        if (key->kind != NODE_SCALAR)
            continue;
        check_field(reading, class, key, strcspn(key->text, "|"));
        if (strstr(key->text, "|fieldref"))
            check_texts(reading, class, key->next);
    }
}

void check_item_fields(struct reading *reading, const struct event_class *class, const struct node *filter_in,
                       const struct node *detection)
{
    if (!class->field_count)
        return;
    if (filter_in)
        check_tests(reading, class, filter_in);
    for (const struct node *key = detection && detection->kind == NODE_MAP ? detection->first : NULL; key;
         key = key->next->next)
        if (!is_text(key, "condition"))
            check_tests(reading, class, key->next);
}

void check_carrier_fields(struct reading *reading, const struct event_class *class, const struct node *renamed,
                          const struct node *translated, const struct node *lacks)
{
    if (!class->field_count)
        return;
    if (renamed)
        check_tests(reading, class, renamed);
    if (translated)
        check_tests(reading, class, translated);
    if (lacks)
        check_texts(reading, class, lacks);
}
