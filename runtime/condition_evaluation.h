/* SPDX-License-Identifier: MIT
 *
 * Evaluates one condition on an event of a log, in Kleene's logic. Private to the runtime. It must not need recursion
 * or memory of its own, and knows nothing of gates. All loops over values take their steps from matching->work.
 */
#ifndef ATTACK_CONDITION_EVALUATION_H
#define ATTACK_CONDITION_EVALUATION_H

#include "condition_code.h"
#include "condition_tests.h"

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

/* In this order, AND is the least of its children, and OR the greatest. */
enum truth { DOES_NOT_HOLD, MAY_HOLD, HOLDS };

/* A condition that is evaluated. */
struct evaluation {
    struct matching *matching;
    struct condition_memory *memory;
    const struct attack_conditions *conditions;
    bool marks_missing; /* whether to mark the fields because of which tests are unknown */
};

/* Fills `value` with a value of a field, or of any. */
static void next_value(struct matching *matching, uint32_t field, uint32_t index, struct attack_text *value)
{
    struct attack_text answer;

    if (field) {
        attack_value_of(matching, field - 1, index, value);
        return;
    }
    answer = matching->event->value(matching->event->context, index);
    value->text = answer.text;
    value->length = answer.length;
}

/* Returns what a test is without this field. */
static enum truth missing(const struct evaluation *evaluation, uint32_t field, uint32_t flags)
{
    if (flags & OPERATOR_OPTIONAL)
        return DOES_NOT_HOLD;
    if (evaluation->marks_missing)
        attack_mark_missing(evaluation->matching, field - 1);
    return MAY_HOLD;
}

/* Compares a value with the text of a test at this offset. Measuring the text takes steps, too. It ends at the first
 * pair of bytes that is not among those of the value, if these are known: then the value cannot contain the text. */
static enum truth compare_with_text(const struct evaluation *evaluation, struct attack_text value,
                                    const struct byte_pairs *pairs, uint32_t offset, uint32_t flags)
{
    const volatile char *bytes = evaluation->conditions->strings + offset; /* volatile: no call of strlen */
    struct attack_text wanted = {evaluation->conditions->strings + offset, 0};

    for (; bytes[wanted.length]; wanted.length++)
        if (pairs && wanted.length && !has_pair(pairs, wanted.text + wanted.length - 1)) {
            spend_work(evaluation->matching, (uint32_t)wanted.length);
            return DOES_NOT_HOLD;
        }
    return spend_work(evaluation->matching, (uint32_t)wanted.length) &&
                   passes(evaluation->matching, value, wanted, flags)
               ? HOLDS
               : DOES_NOT_HOLD;
}

/* Compares a value with the values of another field of the event. */
static enum truth compare_with_field(const struct evaluation *evaluation, struct attack_text value, uint32_t field,
                                     uint32_t flags)
{
    struct attack_text other;

    attack_value_of(evaluation->matching, field - 1, 0, &other);
    if (!other.text)
        return missing(evaluation, field, flags);
    for (uint32_t i = 1; other.text && evaluation->matching->work; i++) {
        if (passes(evaluation->matching, value, other, flags))
            return HOLDS;
        attack_value_of(evaluation->matching, field - 1, i, &other);
    }
    return DOES_NOT_HOLD;
}

/* Compares a value with the automaton at this position. */
static enum truth compare_with_regex(const struct evaluation *evaluation, struct attack_text value, uint32_t at)
{
    return attack_regex_matches(evaluation->matching, value.text, value.length, evaluation->conditions->code + at)
               ? HOLDS
               : DOES_NOT_HOLD;
}

/* Values of any field come by once for each test, and would displace the pairs of fields that are asked for often: from
 * so many texts on, they are worth it nevertheless. */
enum { PAIRS_PAY = 8 };

/* Compares one value of the event with all values of a test. */
static enum truth compare_value(const struct evaluation *evaluation, const struct condition_test *test,
                                struct attack_text value)
{
    const struct byte_pairs *pairs = NULL;
    const uint8_t *code = evaluation->conditions->code;
    enum truth result = DOES_NOT_HOLD;
    uint32_t at = test->at, operation = test->flags & OPERATOR_MASK, offset = 0;

    if ((test->flags & (OPERATOR_MASK | OPERATOR_FIELD)) == OPERATOR_CONTAINS &&
        (test->field || test->value_count >= PAIRS_PAY))
        pairs = pairs_of(evaluation->memory, evaluation->matching, value);
    if (operation == OPERATOR_IS_NULL)
        return value.length ? DOES_NOT_HOLD : HOLDS;
    for (uint32_t left = test->value_count; left && result != HOLDS && evaluation->matching->work; left--) {
        enum truth truth;

        if (test->flags & OPERATOR_FIELD) {
            truth = compare_with_field(evaluation, value, next_in_stream(code, &at), test->flags);
        } else {
            offset = next_value_text(code, &at, offset);
            truth = operation == OPERATOR_REGEX
                        ? compare_with_regex(evaluation, value, test->values - next_in_stream(code, &at))
                        : compare_with_text(evaluation, value, pairs, offset, test->flags);
        }
        result = truth > result ? truth : result;
    }
    return result;
}

static enum truth evaluate_test(const struct evaluation *evaluation, uint32_t at)
{
    struct matching *matching = evaluation->matching;
    struct condition_test test;
    struct attack_text value;
    enum truth result = DOES_NOT_HOLD;
    uint32_t operation;

    read_test(evaluation->conditions->code, at, &test);
    operation = test.flags & OPERATOR_MASK;
    if (!spend_work(matching, 1) || (!test.field && !matching->event->value))
        return MAY_HOLD;
    next_value(matching, test.field, 0, &value);
    if (!matching->work)
        return MAY_HOLD;
    if (operation == OPERATOR_EXISTS || (operation == OPERATOR_IS_NULL && !value.text))
        return (value.text != NULL) == (operation == OPERATOR_EXISTS) ? HOLDS : DOES_NOT_HOLD;
    if (!value.text && test.field)
        return missing(evaluation, test.field, test.flags);
    for (uint32_t i = 1; value.text && result != HOLDS && spend_work(matching, 1); i++) {
        enum truth truth = compare_value(evaluation, &test, value);

        result = truth > result ? truth : result;
        if (result != HOLDS)
            next_value(matching, test.field, i, &value);
    }
    return matching->work || result == HOLDS ? result : MAY_HOLD;
}

/* Evaluates a test, or remembers what it was for this event: conditions have many tests in common. */
static enum truth truth_of_test(const struct evaluation *evaluation, uint32_t at)
{
    struct matching *matching = evaluation->matching;
    struct condition_memory *memory = evaluation->memory;
    uint32_t place = at % TRUTHS_KEPT;
    enum truth truth;

    if (memory->tests[place] == at && !evaluation->marks_missing && spend_work(matching, 1))
        return (enum truth)memory->truths[place];
    truth = evaluate_test(evaluation, at);
    if (matching->work) {
        memory->tests[place] = at;
        memory->truths[place] = (uint8_t)truth;
    }
    return truth;
}

/* ---- Expressions ------------------------------------------------------------------------------------------------ */

/* An AND or OR whose children are being evaluated. */
struct evaluated {
    uint32_t end;  /* of its children */
    uint8_t truth; /* of those so far */
    uint8_t is_or;
};

/* Evaluates an expression. A child that decides its AND or OR ends it. */
static enum truth evaluate(const struct evaluation *evaluation, uint32_t at)
{
    const uint8_t *code = evaluation->conditions->code;
    struct evaluated evaluated[ATTACK_CONDITION_DEPTH];
    uint32_t depth = 0;

    for (;;) {
        struct condition_node node;
        enum truth truth;

        next_node(code, &at, &node);
        if (node.kind >= NODE_OR) {
            if (!node.number) /* the whole condition */
                return HOLDS;
            evaluated[depth].end = at + node.number;
            evaluated[depth].is_or = node.kind == NODE_OR;
            evaluated[depth++].truth = node.kind == NODE_OR ? DOES_NOT_HOLD : HOLDS;
            continue;
        }
        truth = truth_of_test(evaluation, node.number);
        if (node.is_not)
            truth = (enum truth)(HOLDS - truth);
        for (; depth; depth--) {
            struct evaluated *parent = &evaluated[depth - 1];

            if (parent->is_or ? truth > parent->truth : truth < parent->truth)
                parent->truth = (uint8_t)truth;
            if (at < parent->end && parent->truth != (parent->is_or ? HOLDS : DOES_NOT_HOLD))
                break;
            at = parent->end;
            truth = (enum truth)parent->truth;
        }
        if (!depth)
            return truth;
    }
}

/* Whether a condition holds. If it is unknown, it is evaluated again to mark the fields that are missing: those of a
 * condition that is false whatever they are would mislead. */
static bool condition_holds(struct evaluation *evaluation, uint32_t condition)
{
    uint32_t at = cell(evaluation->conditions->conditions, condition, evaluation->conditions->wide != 0);
    enum truth truth;

    evaluation->marks_missing = false;
    truth = evaluate(evaluation, at);
    if (truth == MAY_HOLD && evaluation->matching->work) {
        evaluation->matching->unknown++;
        evaluation->marks_missing = true;
        evaluate(evaluation, at);
    }
    return truth == HOLDS;
}

#endif
