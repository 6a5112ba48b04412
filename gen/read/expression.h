/* SPDX-License-Identifier: MIT
 *
 * A condition as it was written, before it is put into the model: the same one may be put there for each carrier of its
 * event class. It knows nothing of YAML, nor of how a condition is spelt.
 */
#ifndef GEN_EXPRESSION_H
#define GEN_EXPRESSION_H

#include "model/condition.h"

enum expression_kind { EXPRESSION_AND, EXPRESSION_OR, EXPRESSION_NOT, EXPRESSION_TEST };

struct expression {
    enum expression_kind kind;
    const struct expression **parts; /* may be shared with other expressions */
    size_t count, capacity;          /* of the parts; a NOT has one */
    struct test test;
};

struct expression *expression_of(struct arena *arena, enum expression_kind kind);
struct expression *expression_test(struct arena *arena, uint32_t field, uint32_t op, uint32_t values);
struct expression *expression_not(struct arena *arena, const struct expression *part);

/* Adds a part to an AND or OR; NULL, for a part that was reported, adds none. */
void expression_add(struct arena *arena, struct expression *whole, const struct expression *part);

#endif
