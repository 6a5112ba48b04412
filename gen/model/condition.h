/* SPDX-License-Identifier: MIT
 *
 * Conditions of events on their own fields: tests that are ANDed and ORed, in negation normal form, as prefix code.
 * Three values hold them together (Kleene's logic): a test on a field that an event lacks is unknown, except
 * TEST_EXISTS and TEST_NULL, which are always known, and those with TEST_OPTIONAL. This part knows neither how a
 * condition is written nor how it is packed.
 */
#ifndef GEN_CONDITION_H
#define GEN_CONDITION_H

#include "model.h"

/* What a test asks of a field's value. The numbers are those of the runtime's tables. */
enum test_op {
    TEST_EQUAL,
    TEST_STARTS,
    TEST_ENDS,
    TEST_CONTAINS,
    TEST_MATCH,  /* values are patterns with `*` and `?`, in Sigma's spelling with its escapes */
    TEST_EXISTS, /* without values; "does not exist" is its negation */
    TEST_NULL,   /* without values: the field is absent or its value is empty */
    TEST_CIDR,
    TEST_GT,
    TEST_GTE,
    TEST_LT,
    TEST_LTE,
    TEST_REGEX, /* values are regular expressions, with their flags at the start: (?i)a+ */
    TEST_OPS
};
enum test_flag {
    TEST_OP_MASK = 15,
    TEST_CASED = 16,    /* case-sensitive; without it, A to Z equal a to z */
    TEST_FIELDREF = 32, /* the values are names of fields */
    TEST_OPTIONAL = 64  /* false on an event without the field, instead of unknown */
};

/* True if the field's value passes for one of the values. */
struct test {
    uint32_t field;  /* text; ABSENT: any value of the event */
    uint32_t op;     /* an enum test_op with flags */
    uint32_t values; /* list of texts */
};

/* The words of a condition. An AND or OR is followed by the number of words of its children, and these; a test by its
 * number. An AND has no AND as a child and an OR no OR, either has two or more children, and these differ. A whole
 * condition may be an AND without children, which always holds: that of a rule which asks for an event alone. */
enum condition_word { CONDITION_AND, CONDITION_OR, CONDITION_TEST, CONDITION_NOT_TEST };

/* Returns how many words a node has, with its children. */
static inline size_t condition_node_words(const uint32_t *words)
{
    return 2 + (*words == CONDITION_AND || *words == CONDITION_OR ? words[1] : 0);
}

/* Return the test, and the words of the condition, with a number. An event's `condition` is the number + 1. */
const struct test *model_test(const struct model *model, uint32_t number);
const uint32_t *model_condition(const struct model *model, uint32_t number, size_t *words_count);

#endif
