/* SPDX-License-Identifier: MIT */
#include "condition_line.h"

#include "condition.h"

#include <string.h>

static void add(struct line *line, const char *text)
{
    line_add_piece(line, text, strlen(text), "");
}

static bool is_wildcard(char byte)
{
    return byte == '*' || byte == '?';
}

/* Whether this would read as a wildcard, or as a backslash that makes plain what follows it. */
static bool needs_backslash(const char *text)
{
    return is_wildcard(*text) || (*text == '\\' && (text[1] == '\\' || is_wildcard(text[1])));
}

/* Adds a text in quotes; one that is plain with backslashes where they are needed. */
static void add_quoted(struct line *line, const char *text, bool is_plain)
{
    size_t run;

    add(line, "'");
    for (; *text; text += run) {
        if (is_plain && needs_backslash(text))
            add(line, "\\");
        if (*text == '\'')
            add(line, "'");
        run = 1 + strcspn(text + 1, "\\*?'");
        line_add_piece(line, text, run, "");
    }
    add(line, "'");
}

/* How an operator is written: a modifier of the field, and what follows the modifiers. */
static const struct {
    const char *modifier, *sign;
} ops[TEST_OPS] = {
    [TEST_EQUAL] = {"", " = "},       [TEST_STARTS] = {"|startswith", " "},
    [TEST_ENDS] = {"|endswith", " "}, [TEST_CONTAINS] = {"|contains", " "},
    [TEST_MATCH] = {"", " = "},       [TEST_EXISTS] = {"", " exists"},
    [TEST_NULL] = {"", " is null"},   [TEST_CIDR] = {"|cidr", " "},
    [TEST_GT] = {"", " > "},          [TEST_GTE] = {"", " >= "},
    [TEST_LT] = {"", " < "},          [TEST_LTE] = {"", " <= "},
    [TEST_REGEX] = {"|re", " "},
};

static void add_test(struct line *line, const struct model *model, const struct test *test)
{
    uint32_t op = test->op & TEST_OP_MASK;
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);

    add(line, test->field == ABSENT ? "any value" : model_text_at(model, test->field));
    add(line, ops[op].modifier);
    add(line, test->op & TEST_CASED ? "|cased" : "");
    add(line, test->op & TEST_OPTIONAL ? "|optional" : ""); /* attack_condition_text() leaves it out */
    add(line, ops[op].sign);
    add(line, count > 1 ? "(" : "");
    for (size_t i = 0; i < count; i++) {
        add(line, i ? " or " : "");
        if (test->op & TEST_FIELDREF || (op >= TEST_GT && op <= TEST_LTE))
            add(line, model_text_at(model, values[i]));
        else
            add_quoted(line, model_text_at(model, values[i]), op <= TEST_CONTAINS);
    }
    add(line, count > 1 ? ")" : "");
}

/* Adds what begins with this word. Returns the word behind it. Its depth is limited to CONDITION_DEPTH_LIMIT. */
static const uint32_t *add_words(struct line *line, const struct model *model, const uint32_t *words, bool is_within)
{
    const uint32_t *at = words + 2;
    bool is_joint = *words == CONDITION_AND || *words == CONDITION_OR,
         is_bracketed = *words == CONDITION_OR && is_within;

    if (!is_joint) {
        add(line, *words == CONDITION_NOT_TEST ? "not " : "");
        add_test(line, model, model_test(model, words[1]));
        return at;
    }
    add(line, is_bracketed ? "(" : "");
    while (at < words + 2 + words[1]) {
        if (at > words + 2)
            add(line, *words == CONDITION_AND ? " and " : " or ");
        at = add_words(line, model, at, true);
    }
    add(line, is_bracketed ? ")" : "");
    return at;
}

void line_add_condition(struct line *line, const struct model *model, uint32_t condition)
{
    size_t count;
    const uint32_t *words = model_condition(model, condition, &count);

    if (*words == CONDITION_AND && !words[1])
        add(line, "always");
    else
        add_words(line, model, words, false);
}
