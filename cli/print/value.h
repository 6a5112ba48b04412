/* SPDX-License-Identifier: MIT
 *
 * The value of a cell with its type. Lists stay iterators of the library, so nothing is copied. It does not format
 * values; tsv.c, json.c and table.c do.
 */
#ifndef ATTACK_EVENTS_CLI_VALUE_H
#define ATTACK_EVENTS_CLI_VALUE_H

#include "attack_events.h"

enum value_kind {
    VALUE_TEXT,
    VALUE_BOOLEAN,
    VALUE_NUMBER,
    VALUE_NAMES,
    VALUE_FILTERS,
    VALUE_CONDITION,
    VALUE_TECHNIQUES,
    VALUE_TEXTS,
    VALUE_RULE
};

struct value {
    enum value_kind kind;
    union {
        const char *text; /* NULL: absent */
        bool boolean;
        uint32_t number;
        struct attack_name_iterator names;
        struct attack_filter_iterator filters;
        struct {
            const struct attack_db *db;
            struct attack_event event;
        } event; /* whose condition or techniques these are */
        struct {
            const char *const *all; /* no element is NULL */
            size_t count;
        } texts;
        struct {
            const struct attack_db *db;
            uint32_t index; /* ATTACK_NONE: absent */
        } rule;
    } as;
};

static inline struct value value_text(const char *text)
{
    return (struct value){VALUE_TEXT, {.text = text}};
}

static inline struct value value_boolean(bool boolean)
{
    return (struct value){VALUE_BOOLEAN, {.boolean = boolean}};
}

static inline struct value value_number(uint32_t number)
{
    return (struct value){VALUE_NUMBER, {.number = number}};
}

static inline struct value value_names(struct attack_name_iterator names)
{
    return (struct value){VALUE_NAMES, {.names = names}};
}

static inline struct value value_filters(struct attack_filter_iterator filters)
{
    return (struct value){VALUE_FILTERS, {.filters = filters}};
}

/* Returns the condition of an event, as text; absent if it has none. */
static inline struct value value_condition(const struct attack_db *db, const struct attack_event *event)
{
    return (struct value){VALUE_CONDITION, {.event = {db, *event}}};
}

/* Returns the techniques that an event shows. */
static inline struct value value_techniques(const struct attack_db *db, const struct attack_event *event)
{
    return (struct value){VALUE_TECHNIQUES, {.event = {db, *event}}};
}

/* The texts are not copied: they must be valid as long as the value is used. */
static inline struct value value_texts(const char *const *texts, size_t count)
{
    return (struct value){VALUE_TEXTS, {.texts = {texts, count}}};
}

/* Returns a rule: an object in JSON, else the text of rule_words(). */
static inline struct value value_rule(const struct attack_db *db, uint32_t index)
{
    return (struct value){VALUE_RULE, {.rule = {db, index}}};
}

/* Returns the names as an array, for free(); NULL if there are none. */
const char **value_name_list(struct attack_name_iterator names, size_t *count);

/* Returns the condition of an event as text, for free(); NULL if it has none. */
char *value_condition_text(const struct attack_db *db, const struct attack_event *event);

/* Returns whether what rests on the first kind counts before what rests on the second: a rule before a condition, that
 * before a direct row, that before an analytic, and that before a candidate. */
bool value_kind_is_better(enum attack_kind kind, enum attack_kind than);

/* Returns the word for what a row or an answer rests on. */
const char *value_kind_word(enum attack_kind kind);

/* Splits a value into pieces of text, in order: calls `write` for each text of the mapping and each separator between
 * them. An absent value has no pieces. */
typedef void value_write(void *context, const char *piece);
void value_pieces(const struct value *value, const char *separator, value_write *write, void *context);

#endif
