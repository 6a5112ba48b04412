/* SPDX-License-Identifier: MIT */
#include "condition_words.h"

#include "base/generator_limits.h"
#include "condition_tree.h"
#include "host/edit_distance.h"
#include "host/letter_case.h"

#include <string.h>

struct words {
    struct reading *reading;
    const struct node *condition;
    struct selection_entry *selections;
    size_t count;
    const char *at; /* the next word */
    size_t length;  /* of it; 0: the end */
    unsigned depth;
    size_t name_bytes; /* of all selections */
};

static void find_word(struct words *words)
{
    words->at += strspn(words->at, " \t\r\n");
    words->length = *words->at == '(' || *words->at == ')' || *words->at == '|' ? 1 : strcspn(words->at, " \t\r\n()|");
}

static void take_word(struct words *words)
{
    words->at += words->length;
    find_word(words);
}

static bool is_word(const struct words *words, const char *word)
{
    return words->length == strlen(word) && fold_shared(words->at, words->length, word) == words->length;
}

static struct place place_of_word(const struct words *words)
{
    return place_within(words->condition, (size_t)(words->at - words->condition->text));
}

static const struct expression *fail(struct words *words, const char *expected)
{
    report_error(words->reading->model->diagnostics, place_of_word(words), "found %s in a condition; expected %s",
                 words->length ? quoted(words->at, words->length) : "its end", expected);
    return NULL;
}

/* Whether a pattern with * is a name. */
static bool matches(const char *pattern, size_t length, const char *name)
{
    size_t p = 0, star = SIZE_MAX, retry = 0;

    for (size_t n = 0; name[n];) {
        if (p < length && pattern[p] == '*') {
            star = p++;
            retry = n;
        } else if (p < length && pattern[p] == name[n]) {
            p++;
            n++;
        } else if (star != SIZE_MAX) {
            p = star + 1;
            n = ++retry;
        } else {
            return false;
        }
    }
    while (p < length && pattern[p] == '*')
        p++;
    return p == length;
}

/* Reads what stands behind "1 of", "any of" or "all of". */
static const struct expression *read_several(struct words *words, enum expression_kind kind)
{
    struct arena *arena = words->reading->expressions;
    struct expression *expression = expression_of(arena, kind);
    bool is_them = is_word(words, "them"), is_found = false, is_good = true;

    if (!count_condition_work(words->reading->model, place_of_word(words), words->name_bytes))
        return NULL;
    for (size_t i = 0; i < words->count; i++) {
        struct selection_entry *selection = &words->selections[i];

        if ((selection->name->text[0] == '_' && *words->at != '_') || /* by Sigma's convention */
            (!is_them && !matches(words->at, words->length, selection->name->text)))
            continue;
        is_found = selection->is_used = true;
        is_good = is_good && selection->expression;
        expression_add(arena, expression, selection->expression);
    }
    if (!words->length || is_word(words, "(") || is_word(words, ")"))
        return fail(words, "'them', or a name with *");
    if (!is_found)
        return fail(words, "a name that a selection has");
    take_word(words);
    return is_good ? expression : NULL;
}

static const struct expression *report_unknown(struct words *words)
{
    struct nearest_spelling nearest = {NULL, 4};

    for (size_t i = 0; i < words->count; i++)
        consider_spelling(&nearest, words->at, words->length, words->selections[i].name->text);
    report_error(words->reading->model->diagnostics, place_of_word(words),
                 "found %s in a condition, which is no selection%s%s", quoted(words->at, words->length),
                 nearest.text ? "; did you mean " : "", nearest.text ? quoted(nearest.text, strlen(nearest.text)) : "");
    take_word(words);
    return NULL;
}

static const struct expression *read_name(struct words *words)
{
    if (memchr(words->at, '*', words->length))
        return fail(words, "'1 of' or 'all of' before a name with *");
    if (!count_condition_work(words->reading->model, place_of_word(words), words->count))
        return NULL;
    for (size_t i = 0; i < words->count; i++) {
        struct selection_entry *selection = &words->selections[i];

        if (selection->name->length == words->length && memcmp(selection->name->text, words->at, words->length) == 0) {
            selection->is_used = true;
            take_word(words);
            return selection->expression;
        }
    }
    return report_unknown(words);
}

static bool is_number(const struct words *words)
{
    size_t digits = strspn(words->at, "0123456789");

    return digits && digits == words->length;
}

/* Whether "of" follows the next word. */
static bool is_before_of(const struct words *words)
{
    struct words next = *words;

    take_word(&next);
    return is_word(&next, "of");
}

static const struct expression *read_either(struct words *words);

/* Reads a name, several selections or what is in parentheses. */
static const struct expression *read_operand(struct words *words)
{
    const struct expression *expression;

    if (is_word(words, "(")) {
        if (++words->depth > CONDITION_NESTING_LIMIT) {
            report_error(words->reading->model->diagnostics, place_of_word(words),
                         "parentheses are nested too deep; the limit is %d", CONDITION_NESTING_LIMIT);
            return NULL;
        }
        take_word(words);
        expression = read_either(words);
        words->depth--;
        if (!expression)
            return NULL;
        if (!is_word(words, ")"))
            return fail(words, "'and', 'or' or ')'");
        take_word(words);
        return expression;
    }
    if ((is_number(words) || is_word(words, "any") || is_word(words, "all")) && is_before_of(words)) {
        bool is_all = is_word(words, "all");

        if (!is_all && !is_word(words, "any") && !is_word(words, "1"))
            return fail(words, "'1 of' or 'all of'");
        take_word(words);
        take_word(words);
        return read_several(words, is_all ? EXPRESSION_AND : EXPRESSION_OR);
    }
    if (!words->length || is_word(words, ")") || is_word(words, "|") || is_word(words, "and") || is_word(words, "or") ||
        is_word(words, "of"))
        return fail(words, "a selection, 'not', '1 of', 'all of' or '('");
    return read_name(words);
}

static const struct expression *read_negatable(struct words *words)
{
    bool is_negated = false;
    const struct expression *expression;

    for (; is_word(words, "not"); take_word(words))
        is_negated = !is_negated;
    expression = read_operand(words);
    return expression && is_negated ? expression_not(words->reading->expressions, expression) : expression;
}

/* Reads operands with a word between them, each with this function. */
static const struct expression *read_joined(struct words *words, const char *word, enum expression_kind kind,
                                            const struct expression *(*read_part)(struct words *words))
{
    struct arena *arena = words->reading->expressions;
    const struct expression *first = read_part(words), *part = first;
    struct expression *whole;

    if (!first || !is_word(words, word))
        return first;
    whole = expression_of(arena, kind);
    expression_add(arena, whole, first);
    while (part && is_word(words, word)) {
        take_word(words);
        part = read_part(words);
        expression_add(arena, whole, part);
    }
    return part ? whole : NULL;
}

static const struct expression *read_both(struct words *words)
{
    return read_joined(words, "and", EXPRESSION_AND, read_negatable);
}

static const struct expression *read_either(struct words *words)
{
    return read_joined(words, "or", EXPRESSION_OR, read_both);
}

const struct expression *read_condition_words(struct reading *reading, const struct node *condition,
                                              struct selection_entry *selections, size_t count)
{
    struct words words = {.reading = reading, .condition = condition, .selections = selections, .count = count};
    const struct expression *expression;

    if (condition->kind != NODE_SCALAR || condition->absent || condition->length > CONDITION_BYTES_LIMIT) {
        if (!condition->is_faulty && condition->kind == NODE_SCALAR && !condition->absent)
            report_error(reading->model->diagnostics, condition->place, "a condition has %lu bytes; the limit is %d",
                         (unsigned long)condition->length, CONDITION_BYTES_LIMIT);
        else if (!condition->is_faulty)
            report_error(reading->model->diagnostics, condition->place,
                         "found %s; expected one condition, as 'selection and not filter'", kind_of(condition));
        return NULL;
    }
    for (size_t i = 0; i < count; i++)
        words.name_bytes += selections[i].name->length;
    words.at = condition->text;
    find_word(&words);
    expression = read_either(&words);
    if (expression && words.length)
        return fail(&words, "'and', 'or' or its end");
    return expression;
}
