/* SPDX-License-Identifier: MIT
 *
 * One walk over the rows finds the techniques and events of all rules: both are many to many.
 */
#include "rule_list.h"

#include "host/letter_case.h"
#include "host/order.h"
#include "line/row_filters.h"
#include "line/selection.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare_pairs(const void *a, const void *b)
{
    const struct rule_pair *x = a, *y = b;

    return order_of_pairs(x->rule, y->rule, x->other, y->other);
}

static void list_pairs(struct rule_list *list, const struct options *options)
{
    struct attack_row_iterator rows = attack_rows(list->db);
    struct attack_rule rule;
    struct attack_row row;

    while (attack_row_next(&rows, &row)) {
        if (!attack_relationship_rule(list->db, &row.relationship, &rule))
            continue;
        MAKE_ROOM(list->techniques, list->technique_count, list->technique_capacity);
        list->techniques[list->technique_count++] = (struct rule_pair){rule.index, row.technique.index};
        if (row.event.index == ATTACK_NONE || !row_filters_admit_event(options, &row.event))
            continue;
        MAKE_ROOM(list->events, list->event_count, list->event_capacity);
        list->events[list->event_count++] = (struct rule_pair){rule.index, row.event.index};
    }
    list->technique_count =
        sort_distinct(list->techniques, list->technique_count, sizeof *list->techniques, compare_pairs);
    list->event_count = sort_distinct(list->events, list->event_count, sizeof *list->events, compare_pairs);
}

const struct rule_pair *rule_list_of(const struct rule_pair *pairs, size_t pair_count, uint32_t rule, size_t *count)
{
    size_t low = 0, high = pair_count, end;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (pairs[middle].rule < rule)
            low = middle + 1;
        else
            high = middle;
    }
    for (end = low; end < pair_count && pairs[end].rule == rule; end++)
        ;
    *count = end - low;
    return pairs + low;
}

/* ---- Operands --------------------------------------------------------------------------------------------------- */

static bool is_technique_id(const char *operand)
{
    return (operand[0] == 'T' || operand[0] == 't') && operand[1] >= '0' && operand[1] <= '9';
}

/* Adds the rules with this id: files of several sets may have the same rule. */
static bool add_rule(struct rule_list *list, const char *id)
{
    struct suggestions near;
    struct attack_rule rule;
    bool any = false;

    suggest_start(&near, id, strlen(id));
    for (uint32_t i = 0; attack_rule_at(list->db, i, &rule); i++) {
        if (fold_equal(rule.id, id)) {
            attack_set_add(list->rules, i);
            any = true;
        }
        suggest_offer(&near, rule.id);
    }
    if (!any)
        selection_absent("rule", id, &near);
    list->any_by_id = true;
    return any;
}

static void add_technique(struct rule_list *list, uint32_t technique)
{
    for (size_t i = 0; i < list->technique_count; i++)
        if (list->techniques[i].other == technique)
            attack_set_add(list->rules, list->techniques[i].rule);
}

/* Adds the rules of all operands that are ids of techniques. */
static bool add_techniques(struct rule_list *list, const struct options *options)
{
    struct options of_techniques = *options;
    struct selection selection;
    bool all_found;

    of_techniques.operands = memory_resize(NULL, options->operand_count, sizeof *options->operands);
    of_techniques.operand_count = 0;
    for (size_t i = 0; i < options->operand_count; i++)
        if (is_technique_id(options->operands[i]))
            of_techniques.operands[of_techniques.operand_count++] = options->operands[i];
    all_found = selection_fill(list->db, &of_techniques, &selection);
    for (size_t i = 0; i < selection.count; i++)
        add_technique(list, selection.techniques[i].index);
    selection_free(&selection);
    free(of_techniques.operands);
    return all_found;
}

bool rule_list_fill(const struct attack_db *db, const struct options *options, enum attack_level level,
                    struct rule_list *list)
{
    uint32_t words = ATTACK_SET_WORDS(attack_rule_count(db));
    struct attack_rule rule;
    bool all_found = true;

    *list = (struct rule_list){.db = db, .rules = {memory_zeros(words, sizeof(uint32_t)), words}};
    list_pairs(list, options);
    for (size_t i = 0; i < options->operand_count; i++)
        if (!is_technique_id(options->operands[i]))
            all_found = add_rule(list, options->operands[i]) && all_found;
    all_found = add_techniques(list, options) && all_found;
    for (uint32_t i = 0; attack_rule_at(db, i, &rule); i++) {
        size_t events;

        if (!options->operand_count)
            attack_set_add(list->rules, i);
        rule_list_of(list->events, list->event_count, i, &events);
        if (!events || rule.level < level)
            attack_set_remove(list->rules, i);
    }
    return all_found;
}

void rule_list_free(struct rule_list *list)
{
    free(list->rules.words);
    free(list->techniques);
    free(list->events);
}
