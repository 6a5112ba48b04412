/* SPDX-License-Identifier: MIT
 *
 * Turns operands and options into sets of techniques and events.
 */
#include "scope.h"

#include "selection.h"
#include "text/memory.h"

#include <stdlib.h>

static struct attack_set new_set(uint32_t count)
{
    return (struct attack_set){memory_zeros(ATTACK_SET_WORDS(count), sizeof(uint32_t)), ATTACK_SET_WORDS(count)};
}

static bool add_operands(const struct attack_db *db, const struct options *options, struct attack_set techniques)
{
    struct selection selection;
    bool all_found = selection_fill(db, options, &selection);

    for (size_t i = 0; i < selection.count; i++)
        attack_set_add(techniques, selection.techniques[i].index);
    selection_free(&selection);
    return all_found;
}

bool scope_fill(const struct attack_db *db, const struct options *options, struct scope *scope)
{
    struct attack_technique technique;
    struct attack_event event;
    bool good = row_filters_check(db, options);

    scope->techniques = new_set(attack_technique_count(db));
    scope->events = new_set(attack_event_count(db));
    scope->collected = new_set(attack_event_count(db));
    if (options->operand_count)
        good = add_operands(db, options, scope->techniques) && good;
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        if (!row_filters_admit_technique(db, options, &technique))
            attack_set_remove(scope->techniques, i);
        else if (!options->operand_count)
            attack_set_add(scope->techniques, i);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (row_filters_admit_event(options, &event))
            attack_set_add(scope->events, i);
    return good;
}

void scope_free(struct scope *scope)
{
    free(scope->techniques.words);
    free(scope->events.words);
    free(scope->collected.words);
}
