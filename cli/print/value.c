/* SPDX-License-Identifier: MIT
 *
 * The text of a value, for formats without types.
 */
#include "value.h"

#include "rule_words.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>

const char **value_name_list(struct attack_name_iterator names, size_t *count)
{
    const char **list = NULL, *name;
    size_t capacity = 0;

    *count = 0;
    while ((name = attack_name_next(&names)) != NULL) {
        MAKE_ROOM(list, *count, capacity);
        list[(*count)++] = name;
    }
    return list;
}

char *value_condition_text(const struct attack_db *db, const struct attack_event *event)
{
    size_t length = attack_condition_text(db, event, NULL, 0);
    char *text = NULL;

    if (length) {
        text = memory_resize(NULL, length + 1, 1);
        attack_condition_text(db, event, text, length + 1);
    }
    return text;
}

bool value_kind_is_better(enum attack_kind kind, enum attack_kind than)
{
    static const int ranks[] = {
        [ATTACK_CANDIDATE] = 0, [ATTACK_ANALYTIC] = 1, [ATTACK_DIRECT] = 2, [ATTACK_CONDITION] = 3, [ATTACK_RULE] = 4};

    return ranks[kind] > ranks[than];
}

const char *value_kind_word(enum attack_kind kind)
{
    static const char *const words[] = {[ATTACK_CANDIDATE] = "candidate",
                                        [ATTACK_DIRECT] = "direct",
                                        [ATTACK_ANALYTIC] = "analytic",
                                        [ATTACK_CONDITION] = "condition",
                                        [ATTACK_RULE] = "rule"};

    return words[kind];
}

static void write_present(value_write *write, void *context, const char *text)
{
    if (text)
        write(context, text);
}

static void names_pieces(struct attack_name_iterator names, const char *separator, value_write *write, void *context)
{
    const char *name = attack_name_next(&names);

    while (name) {
        write(context, name);
        name = attack_name_next(&names);
        if (name)
            write(context, separator);
    }
}

static void filters_pieces(struct attack_filter_iterator filters, const char *separator, value_write *write,
                           void *context)
{
    struct attack_filter filter;

    for (bool first = true; attack_filter_next(&filters, &filter); first = false) {
        if (!first)
            write(context, separator);
        write_present(write, context, filter.field);
        write(context, "=");
        write_present(write, context, filter.value);
    }
}

static void condition_piece(const struct value *value, value_write *write, void *context)
{
    char *text = value_condition_text(value->as.event.db, &value->as.event.event);

    write_present(write, context, text);
    free(text);
}

static void texts_pieces(const struct value *value, const char *separator, value_write *write, void *context)
{
    for (size_t i = 0; i < value->as.texts.count; i++) {
        if (i > 0)
            write(context, separator);
        write(context, value->as.texts.all[i]);
    }
}

static void rule_piece(const struct value *value, value_write *write, void *context)
{
    struct attack_rule rule;

    if (attack_rule_at(value->as.rule.db, value->as.rule.index, &rule))
        rule_words(&rule, write, context);
}

void value_pieces(const struct value *value, const char *separator, value_write *write, void *context)
{
    char number[16];

    switch (value->kind) {
    case VALUE_TEXT:
        write_present(write, context, value->as.text);
        break;
    case VALUE_BOOLEAN:
        write(context, value->as.boolean ? "true" : "false");
        break;
    case VALUE_NUMBER:
        snprintf(number, sizeof number, "%lu", (unsigned long)value->as.number);
        write(context, number);
        break;
    case VALUE_NAMES:
        names_pieces(value->as.names, separator, write, context);
        break;
    case VALUE_FILTERS:
        filters_pieces(value->as.filters, separator, write, context);
        break;
    case VALUE_CONDITION:
        condition_piece(value, write, context);
        break;
    case VALUE_TECHNIQUES: /* JSON alone has them, as objects */
        break;
    case VALUE_TEXTS:
        texts_pieces(value, separator, write, context);
        break;
    case VALUE_RULE:
        rule_piece(value, write, context);
        break;
    }
}
