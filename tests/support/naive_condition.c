/* SPDX-License-Identifier: MIT
 *
 * Writes conditions as text, by the rules of the documentation and not by those of gen/; what is negated is negated at
 * each test. It must share nothing with gen/.
 */
#include "naive_condition.h"
#include "naive.h"
#include "naive_test.h"

#include <fnmatch.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Writes a map, all of which must hold; a list, one of which must hold; or a text that any value has. */
static char *selection_of(struct naive_place carrier, struct naive_place of, bool is_negated)
{
    bool is_list = of.node->type == YAML_SEQUENCE_NODE;
    struct naive_texts parts = {NULL, 0};

    if (of.node->type == YAML_SCALAR_NODE)
        return naive_pair(carrier, "", of, is_negated);
    for (size_t i = 0; i < naive_count(of); i++)
        naive_texts_add(&parts, is_list ? selection_of(carrier, naive_item(of, i), is_negated)
                                        : naive_pair(carrier, naive_key(of, i), naive_item(of, i), is_negated));
    return naive_joined(parts, is_list == is_negated);
}

/* ---- condition: ------------------------------------------------------------------------------------------------- */

/* The words of a condition, one after the other. */
struct words {
    struct naive_place carrier, detection;
    const char *at;
    char word[256]; /* the next one; empty at the end */
};

static void next_word(struct words *words)
{
    size_t length;

    words->at += strspn(words->at, " \t\n");
    length = *words->at == '(' || *words->at == ')' ? 1 : strcspn(words->at, " \t\n()");
    if (length >= sizeof words->word)
        abort();
    memcpy(words->word, words->at, length);
    words->word[length] = '\0';
    words->at += length;
}

static bool take(struct words *words, const char *word)
{
    bool is_it = strcmp(words->word, word) == 0;

    if (is_it)
        next_word(words);
    return is_it;
}

/* Joins the selections whose names the next word matches. */
static char *selections_of(struct words *words, bool is_and, bool is_negated)
{
    bool is_them = strcmp(words->word, "them") == 0;
    struct naive_texts parts = {NULL, 0};

    for (size_t i = 0; i < naive_count(words->detection); i++) {
        const char *name = naive_key(words->detection, i);

        if (strcmp(name, "condition") != 0 && (is_them ? *name != '_' : fnmatch(words->word, name, 0) == 0))
            naive_texts_add(&parts, selection_of(words->carrier, naive_item(words->detection, i), is_negated));
    }
    if (!parts.count) {
        fprintf(stderr, "naive reader: no selection %s\n", words->word);
        abort();
    }
    next_word(words);
    return naive_joined(parts, is_and != is_negated);
}

static char *either_of(struct words *words, bool is_negated);

static char *operand_of(struct words *words, bool is_negated)
{
    bool is_all = strcmp(words->word, "1") != 0 && strcmp(words->word, "any") != 0;
    char *inner;

    if (take(words, "not"))
        return operand_of(words, !is_negated);
    if (take(words, "(")) {
        inner = either_of(words, is_negated);
        take(words, ")");
        return inner;
    }
    if (take(words, "1") || take(words, "any") || take(words, "all"))
        take(words, "of");
    return selections_of(words, is_all, is_negated);
}

static char *both_of(struct words *words, bool is_negated)
{
    struct naive_texts parts = {NULL, 0};

    do
        naive_texts_add(&parts, operand_of(words, is_negated));
    while (take(words, "and"));
    return naive_joined(parts, !is_negated);
}

static char *either_of(struct words *words, bool is_negated)
{
    struct naive_texts parts = {NULL, 0};

    do
        naive_texts_add(&parts, both_of(words, is_negated));
    while (take(words, "or"));
    return naive_joined(parts, is_negated);
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

/* Adds the tests of filter_in, a map or a list of maps, all of which must hold. */
static void add_filter_in(struct naive_texts *parts, struct naive_place carrier, struct naive_place filter_in)
{
    bool is_list = filter_in.node && filter_in.node->type == YAML_SEQUENCE_NODE;

    for (size_t i = 0; i < naive_count(filter_in); i++)
        if (is_list)
            add_filter_in(parts, carrier, naive_item(filter_in, i));
        else
            naive_texts_add(parts, naive_pair(carrier, naive_key(filter_in, i), naive_item(filter_in, i), false));
}

static void add_criteria(struct naive_texts *parts, struct naive_place carrier, struct naive_place event)
{
    struct words words = {.carrier = carrier, .detection = naive_child(event, "detection")};

    add_filter_in(parts, carrier, naive_child(event, "filter_in"));
    if (naive_is_absent(words.detection.node))
        return;
    words.at = naive_scalar(naive_child(words.detection, "condition"));
    next_word(&words);
    naive_texts_add(parts, either_of(&words, false));
}

/* Whether filter_in has nothing but OSSEM's pairs: a field and the value that it must equal. In events of a class,
 * values are written as Sigma's. */
static bool has_plain_pairs(struct naive_place filter_in, bool is_of_class)
{
    for (size_t i = 0; i < naive_count(filter_in); i++) {
        struct naive_place value = naive_item(filter_in, i);

        if (filter_in.node->type == YAML_SEQUENCE_NODE
                ? !has_plain_pairs(value, is_of_class)
                : strchr(naive_key(filter_in, i), '|') || value.node->type != YAML_SCALAR_NODE ||
                      naive_is_absent(value.node) || (is_of_class && naive_has_wildcard(naive_scalar(value))))
            return false;
    }
    return true;
}

static bool is_plain(struct naive_place event, bool is_of_class)
{
    return naive_is_absent(naive_child(event, "detection").node) &&
           has_plain_pairs(naive_child(event, "filter_in"), is_of_class);
}

struct naive_criteria naive_criteria_of_log(struct naive_place event)
{
    struct naive_place no_carrier = {NULL, NULL};
    struct naive_criteria criteria = {NULL, NULL};
    struct naive_texts parts = {NULL, 0};

    if (is_plain(event, false)) {
        criteria.filter_in = naive_text_of(event.document, naive_child(event, "filter_in").node);
        return criteria;
    }
    add_criteria(&parts, no_carrier, event);
    criteria.condition = naive_joined(parts, true);
    return criteria;
}

/* Adds "Field=Value" for each plain pair, without Sigma's escapes. */
static void add_filters(struct naive_texts *filters, struct naive_place carrier, struct naive_place filter_in)
{
    bool is_list = filter_in.node && filter_in.node->type == YAML_SEQUENCE_NODE;

    for (size_t i = 0; i < naive_count(filter_in); i++) {
        char *value = naive_copy(naive_scalar(naive_item(filter_in, i)));

        for (char *at = value; *at; at++)
            if (*at == '\\' && at[1] && strchr("\\*?", at[1]))
                memmove(at, at + 1, strlen(at));
        if (is_list)
            add_filters(filters, carrier, naive_item(filter_in, i));
        else
            naive_texts_add(filters, naive_filter(carrier, naive_key(filter_in, i), value));
        free(value);
    }
}

/* Joins filters by "," and frees them. Returns false if one is not there. */
static bool join_filters(struct naive_texts filters, char **list)
{
    bool is_there = true;
    char *longer;

    *list = NULL;
    for (size_t i = 0; i < filters.count; i++) {
        is_there = is_there && filters.text[i];
        longer = is_there ? naive_chain(*list ? *list : "", *list ? "," : "", filters.text[i]) : NULL;
        free(*list);
        free(filters.text[i]);
        *list = longer;
    }
    free(filters.text);
    return is_there;
}

bool naive_criteria_of_class(struct naive_place event, struct naive_place carrier, struct naive_criteria *criteria)
{
    struct naive_place no_carrier = {NULL, NULL};
    struct naive_texts parts = {NULL, 0};

    criteria->filter_in = criteria->condition = NULL;
    if (is_plain(event, true) && is_plain(carrier, true)) {
        add_filters(&parts, no_carrier, naive_child(carrier, "filter_in"));
        add_filters(&parts, carrier, naive_child(event, "filter_in"));
        return join_filters(parts, &criteria->filter_in);
    }
    add_criteria(&parts, no_carrier, carrier);
    add_criteria(&parts, carrier, event);
    criteria->condition = naive_joined(parts, true);
    return criteria->condition != NULL;
}
