/* SPDX-License-Identifier: MIT */
#include "condition_line.h"

#include "condition.h"

static void add_test(struct line *line, const struct model *model, const struct test *test)
{
    static const char separators[] = "|=,[]";
    static const char *const ops[TEST_OPS] = {[TEST_EQUAL] = "",         [TEST_STARTS] = "|startswith",
                                              [TEST_ENDS] = "|endswith", [TEST_CONTAINS] = "|contains",
                                              [TEST_MATCH] = "|matches", [TEST_EXISTS] = "|exists",
                                              [TEST_NULL] = "|null",     [TEST_CIDR] = "|cidr",
                                              [TEST_GT] = "|gt",         [TEST_GTE] = "|gte",
                                              [TEST_LT] = "|lt",         [TEST_LTE] = "|lte"};
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);

    line_add_byte(line, '[');
    line_add_text(line, model, test->field, separators);
    line_add_word(line, ops[test->op & TEST_OP_MASK]);
    line_add_word(line, test->op & TEST_CASED ? "|cased" : "");
    line_add_word(line, test->op & TEST_FIELDREF ? "|fieldref" : "");
    line_add_byte(line, '=');
    for (size_t i = 0; i < count; i++) {
        if (i)
            line_add_byte(line, ',');
        line_add_text(line, model, values[i], separators);
    }
    line_add_byte(line, ']');
}

/* Adds what begins with this word. Returns the word behind it. Its depth is limited to CONDITION_DEPTH_LIMIT. */
static const uint32_t *add_words(struct line *line, const struct model *model, const uint32_t *words)
{
    const uint32_t *at = words + 2;

    if (*words == CONDITION_TEST || *words == CONDITION_NOT_TEST) {
        line_add_word(line, *words == CONDITION_TEST ? "" : "not ");
        add_test(line, model, model_test(model, words[1]));
        return at;
    }
    line_add_byte(line, '(');
    while (at < words + 2 + words[1]) {
        if (at > words + 2)
            line_add_word(line, *words == CONDITION_AND ? " and " : " or ");
        at = add_words(line, model, at);
    }
    line_add_byte(line, ')');
    return at;
}

void line_add_condition(struct line *line, const struct model *model, uint32_t condition)
{
    size_t count;

    line_add_byte(line, '\t');
    add_words(line, model, model_condition(model, condition, &count));
}
