/* SPDX-License-Identifier: MIT
 *
 * Packs expressions, their tests and values as the code of conditions. It knows the layout and neither YAML nor C.
 */
#include "packing_conditions.h"

#include "model/condition.h"
#include "pack_regex.h"

#include <string.h>

/* ---- Values ------------------------------------------------------------------------------------------------------ */

/* Returns the position of an automaton in the code; packs it if it is new. */
static uint32_t automaton_of(struct packing_conditions *packing, uint32_t text)
{
    uint32_t *position = &packing->automaton_positions[text];

    if (!*position) {
        *position = (uint32_t)packing->packed->code.size;
        pack_regex(&packing->packed->code, model_text_at(packing->model, text));
    }
    return *position;
}

static bool has_values(const struct test *test)
{
    return (test->op & TEST_OP_MASK) != TEST_EXISTS && (test->op & TEST_OP_MASK) != TEST_NULL;
}

/* Returns where the position of a test's values in the code is kept. */
static uint32_t *values_position(const struct packing_conditions *packing, const struct test *test)
{
    bool are_fields = (test->op & TEST_FIELDREF) != 0, are_regexes = (test->op & TEST_OP_MASK) == TEST_REGEX;

    return &packing->value_positions[3 * (size_t)test->values + (are_fields ? 1 : are_regexes ? 2 : 0)];
}

/* Adds a text as its difference from the text before. */
static void add_difference(struct byte_stream *code, uint32_t before, uint32_t text)
{
    stream_add_number(code, text < before ? 2 * (before - text) - 1 : 2 * (text - before));
}

/* Packs a test's values, if they are new. Their automata come before. */
static void pack_values(struct packing_conditions *packing, const struct test *test)
{
    bool are_regexes = (test->op & TEST_OP_MASK) == TEST_REGEX;
    uint32_t *position = values_position(packing, test), before = 0;
    struct byte_stream *code = &packing->packed->code;
    size_t count;
    const uint32_t *values = model_list_at(packing->model, test->values, &count);

    if (*position || !has_values(test))
        return;
    for (size_t i = 0; are_regexes && i < count; i++)
        automaton_of(packing, values[i]);
    *position = (uint32_t)code->size;
    stream_add_number(code, (uint32_t)count);
    for (size_t i = 0; i < count; i++) {
        if (test->op & TEST_FIELDREF) {
            stream_add_number(code, field_of(packing, values[i]) + 1);
            continue;
        }
        add_difference(code, before, condition_text(packing, values[i]));
        before = condition_text(packing, values[i]);
        if (are_regexes)
            stream_add_number(code, *position - automaton_of(packing, values[i]));
    }
}

/* ---- Expressions ------------------------------------------------------------------------------------------------ */

/* An expression under way. How many bytes the size of a node's children takes is known once these are packed, and how
 * they are packed depends on it: so the expression is packed again as long as one of these numbers must grow. */
struct expression_packing {
    struct packing_conditions *packing;
    const uint32_t *words;
    uint8_t *size_bytes; /* of the children of each node, by its first word */
    bool has_grown;
};

static unsigned bytes_of(size_t number)
{
    unsigned bytes = 1;

    for (; number >= 0x80; number >>= 7)
        bytes++;
    return bytes;
}

static void add_test_node(struct packing_conditions *packing, uint32_t number, bool is_not)
{
    const struct test *test = model_test(packing->model, number);
    struct byte_stream *code = &packing->packed->code;
    uint32_t start = (uint32_t)code->size, *position = &packing->test_positions[number];

    if (*position && has_values(test)) {
        stream_add_byte(code, NODE_EARLIER | (is_not ? NODE_NOT : 0u));
        stream_add_number(code, start - *position);
        return;
    }
    *position = start;
    stream_add_byte(code, test->op | (is_not ? NODE_NOT : 0u));
    stream_add_number(code, test->field == ABSENT ? 0 : field_of(packing, test->field) + 1);
    if (has_values(test))
        stream_add_number(code, start - *values_position(packing, test));
}

/* Writes a number in the bytes that are left for it. If they are too few, more are left the next time. */
static void fill_in_size(struct expression_packing *expression, uint8_t *left, size_t at)
{
    struct byte_stream *code = &expression->packing->packed->code;
    size_t size = code->size - at - *left;

    if (bytes_of(size) > *left) {
        *left = (uint8_t)bytes_of(size);
        expression->has_grown = true;
        return;
    }
    for (unsigned i = 0; i < *left; i++, size >>= 7)
        code->bytes[at + i] = (uint8_t)((size & 0x7f) | (i + 1u < *left ? 0x80 : 0));
}

/* Adds a node and its children. The depth of a condition is bounded where it is read. */
static void add_node(struct expression_packing *expression, const uint32_t *word)
{
    struct byte_stream *code = &expression->packing->packed->code;
    const uint32_t *end = word + 2 + word[1];
    uint8_t *left = &expression->size_bytes[word - expression->words];
    size_t at;

    if (is_test_word(*word)) {
        add_test_node(expression->packing, word[1], *word == CONDITION_NOT_TEST);
        return;
    }
    stream_add_byte(code, *word == CONDITION_AND ? NODE_AND : NODE_OR);
    at = code->size;
    for (unsigned i = 0; i < *left; i++)
        stream_add_byte(code, 0);
    for (const uint32_t *child = word + 2; child < end; child += condition_node_words(child))
        add_node(expression, child);
    fill_in_size(expression, left, at);
}

/* Takes an expression away that was added at `start`. */
static void take_away(struct packing_conditions *packing, const uint32_t *words, size_t count, uint32_t start)
{
    packing->packed->code.size = start;
    for (size_t i = 0; i < count; i += 2)
        if (is_test_word(words[i]) && packing->test_positions[words[i + 1]] >= start)
            packing->test_positions[words[i + 1]] = 0;
}

/* Adds an expression; the values of its tests are there. */
static uint32_t add_expression(struct packing_conditions *packing, const uint32_t *words, size_t count)
{
    struct arena scratch = {NULL};
    struct expression_packing expression = {packing, words, arena_allocate(&scratch, count), false};
    uint32_t start = (uint32_t)packing->packed->code.size;

    memset(expression.size_bytes, 1, count);
    for (;;) {
        add_node(&expression, words);
        if (!expression.has_grown)
            break;
        expression.has_grown = false;
        take_away(packing, words, count, start);
    }
    arena_free(&scratch);
    return start;
}

/* They are in the order of the model: those of one rule, for logs that differ in their fields, are next to
 * one another, and the distances to the values that they have in common are small. */
void pack_expressions(struct packing_conditions *packing)
{
    for (uint32_t condition = 0; condition < packing->model->conditions.count; condition++) {
        size_t count;
        const uint32_t *words = model_condition(packing->model, condition, &count);

        if (!packing->is_packed[condition])
            continue;
        for (size_t i = 0; i < count; i += 2)
            if (is_test_word(words[i]))
                pack_values(packing, model_test(packing->model, words[i + 1]));
        packing->positions[condition] = add_expression(packing, words, count);
    }
}
