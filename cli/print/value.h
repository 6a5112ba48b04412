/* SPDX-License-Identifier: MIT
 *
 * The value of a cell with its type. Lists stay iterators of the library, so nothing is copied. It does not format
 * values; tsv.c, json.c and table.c do.
 */
#ifndef ATTACK_EVENTS_CLI_VALUE_H
#define ATTACK_EVENTS_CLI_VALUE_H

#include "attack_events.h"

enum value_kind { VALUE_TEXT, VALUE_BOOLEAN, VALUE_NUMBER, VALUE_NAMES, VALUE_FILTERS, VALUE_TECHNIQUES, VALUE_TEXTS };

struct value {
    enum value_kind kind;
    union {
        const char *text; /* NULL: absent */
        bool boolean;
        uint32_t number;
        struct attack_names names;
        struct attack_filters filters;
        struct attack_techniques techniques;
        struct {
            const char *const *all; /* no element is NULL */
            size_t count;
        } texts;
    } as;
};

struct value value_text(const char *text);
struct value value_boolean(bool boolean);
struct value value_number(uint32_t number);
struct value value_names(struct attack_names names);
struct value value_filters(struct attack_filters filters);
struct value value_techniques(struct attack_techniques techniques);
struct value value_texts(const char *const *texts, size_t count); /* not copied: valid as long as the value is used */

/* Splits a value into pieces of text, in order: calls `write` for each text of the mapping and each separator between
 * them. An absent value has no pieces. */
typedef void value_write(void *context, const char *piece);
void value_pieces(const struct value *value, const char *separator, value_write *write, void *context);

#endif
