/* SPDX-License-Identifier: MIT */
#include "expression.h"

struct expression *expression_of(struct arena *arena, enum expression_kind kind)
{
    struct expression *expression = arena_allocate(arena, sizeof *expression);

    expression->kind = kind;
    return expression;
}

struct expression *expression_test(struct arena *arena, uint32_t field, uint32_t op, uint32_t values)
{
    struct expression *expression = expression_of(arena, EXPRESSION_TEST);

    expression->test = (struct test){field, op, values};
    return expression;
}

struct expression *expression_not(struct arena *arena, const struct expression *part)
{
    struct expression *expression = expression_of(arena, EXPRESSION_NOT);

    expression_add(arena, expression, part);
    return expression;
}

void expression_add(struct arena *arena, struct expression *whole, const struct expression *part)
{
    if (!part)
        return;
    whole->parts = arena_grow(arena, whole->parts, whole->count, &whole->capacity, sizeof(struct expression *));
    whole->parts[whole->count++] = part;
}
