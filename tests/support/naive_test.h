/* SPDX-License-Identifier: MIT
 *
 * Tests of fields as text, for the naive reader: what stands for them on a carrier of a class, and how they are joined.
 */
#ifndef NAIVE_TEST_H
#define NAIVE_TEST_H

#include "naive_node.h"

/* Texts of parts of a condition, which the owner frees. NULL is one that can never be true. */
struct naive_texts {
    char **text;
    size_t count;
};

void naive_texts_add(struct naive_texts *texts, char *text);

/* Returns three texts, one behind the other. */
char *naive_chain(const char *one, const char *two, const char *three);

/* Joins texts, each once, and frees them. An AND with a part that is never true is never true; an OR goes on without
 * it. Returns NULL if it can never be true. */
char *naive_joined(struct naive_texts texts, bool is_and);

/* Whether there is a `*` or `?` without a backslash before it. */
bool naive_has_wildcard(const char *value);

/* Writes a key, `Field|modifier`, with its value or values, as the carrier has them. An absent carrier has all as it
 * is. Returns NULL if the carrier can never tell. */
char *naive_pair(struct naive_place carrier, const char *key, struct naive_place value, bool is_negated);

/* Writes `Field=value` likewise, for a value that is compared as text. */
char *naive_filter(struct naive_place carrier, const char *field, const char *value);

#endif
