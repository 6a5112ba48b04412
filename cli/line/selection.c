/* SPDX-License-Identifier: MIT
 *
 * Turns operands into techniques. The mapping need not have the technique that a family is named after.
 */
#include "selection.h"

#include "text/memory.h"
#include "text/suggest.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char family_sign[] = ".*";

/* Returns the length of an operand's id without ".*", or 0 if it is not a family. */
static size_t family_length(const char *operand)
{
    size_t length = strlen(operand), sign = sizeof family_sign - 1;

    return length > sign && strcmp(operand + length - sign, family_sign) == 0 ? length - sign : 0;
}

static void add(struct selection *selection, struct attack_set added, const struct attack_technique *technique)
{
    if (attack_set_has(added, technique->index))
        return;
    attack_set_add(added, technique->index);
    MAKE_ROOM(selection->techniques, selection->count, selection->capacity);
    selection->techniques[selection->count++] = *technique;
}

/* Adds a technique and its sub-techniques, of which the mapping may have any. Returns whether it has one. */
static bool add_family(const struct attack_db *db, const char *id, size_t length, struct selection *selection,
                       struct attack_set added)
{
    struct attack_technique technique;
    bool any = false;

    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        if (strncmp(technique.id, id, length) == 0 && (!technique.id[length] || technique.id[length] == '.')) {
            add(selection, added, &technique);
            any = true;
        }
    return any;
}

void selection_absent(const char *what, const char *typed, const struct suggestions *near)
{
    fprintf(stderr, "attack-events: no %s '", what);
    text_show(stderr, typed);
    fputs("' in this mapping", stderr);
    suggest_print(near, stderr);
    fputc('\n', stderr);
}

static void complain(const struct attack_db *db, const char *operand, size_t family)
{
    struct attack_technique technique;
    struct suggestions suggestions;

    suggest_start(&suggestions, operand, family ? family : strlen(operand));
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        if (!family || !technique.is_subtechnique)
            suggest_offer(&suggestions, technique.id);
    selection_absent("technique", operand, &suggestions);
}

bool selection_fill(const struct attack_db *db, const struct options *options, struct selection *selection)
{
    uint32_t words = ATTACK_SET_WORDS(attack_technique_count(db));
    struct attack_set added = {memory_zeros(words, sizeof *added.words), words};
    bool all = true;

    memset(selection, 0, sizeof *selection);
    for (size_t i = 0; i < options->operand_count; i++) {
        const char *operand = options->operands[i];
        size_t family = family_length(operand);
        struct attack_technique technique;
        bool found;

        if (family) {
            found = add_family(db, operand, family, selection, added);
        } else {
            found = attack_technique_find(db, operand, strlen(operand), &technique);
            if (found)
                add(selection, added, &technique);
        }
        if (!found)
            complain(db, operand, family);
        all = all && found;
    }
    free(added.words);
    return all;
}

void selection_free(struct selection *selection)
{
    free(selection->techniques);
}

void selection_no_event(const struct attack_db *db, const char *id)
{
    struct suggestions suggestions;
    struct attack_event event;

    suggest_start(&suggestions, id, strlen(id));
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        suggest_offer(&suggestions, event.id);
    selection_absent("event", id, &suggestions);
}
