/* SPDX-License-Identifier: MIT
 *
 * Turns operands into techniques. The mapping need not have the technique that a family is named after.
 */
#include "selection.h"

#include "host/letter_case.h"
#include "successor.h"
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
static bool add_members(const struct attack_db *db, const char *id, size_t length, struct selection *selection,
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

/* Adds what took the place of retired members of a family. Successors that are members themselves need no note. */
static bool add_successors(const struct attack_db *db, const char *id, size_t length, struct selection *selection,
                           struct attack_set added)
{
    struct attack_former_id member;
    struct attack_technique technique;
    bool any = false;

    for (uint32_t i = 0; attack_retired_at(db, i, &member); i++) {
        if (strncmp(member.id, id, length) != 0 || (member.id[length] && member.id[length] != '.') ||
            !successor_find(db, member.id, strlen(member.id), &technique))
            continue;
        if (strncmp(technique.id, id, length) != 0)
            successor_note(member.id, strlen(member.id), &technique);
        add(selection, added, &technique);
        any = true;
    }
    return any;
}

static bool add_family(const struct attack_db *db, const char *id, size_t length, struct selection *selection,
                       struct attack_set added)
{
    bool any = add_members(db, id, length, selection, added);

    return add_successors(db, id, length, selection, added) || any;
}

static bool add_one(const struct attack_db *db, const char *id, size_t length, struct selection *selection,
                    struct attack_set added)
{
    struct attack_technique technique;

    if (!successor_find(db, id, length, &technique))
        return false;
    successor_note(id, length, &technique);
    add(selection, added, &technique);
    return true;
}

void selection_absent(const char *what, const char *typed, const struct suggestions *near)
{
    fprintf(stderr, "attack-events: no %s '", what);
    text_show(stderr, typed);
    fputs("' in this mapping", stderr);
    suggest_print(near, stderr);
    fputc('\n', stderr);
}

static bool is_subtechnique(const char *id)
{
    return strchr(id, '.') != NULL;
}

/* Reports an unknown id, with the nearest ones, retired ones among them; or that it is deprecated. */
static void complain(const struct attack_db *db, const char *operand, size_t family)
{
    size_t length = family ? family : strlen(operand);
    struct attack_former_id *retired;
    struct attack_technique technique;
    struct suggestions suggestions;

    if (successor_deprecated(db, operand, length))
        return;
    retired = memory_resize(NULL, attack_retired_count(db), sizeof *retired);
    suggest_start(&suggestions, operand, length);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        if (!family || !technique.is_subtechnique)
            suggest_offer(&suggestions, technique.id);
    for (uint32_t i = 0; i < attack_retired_count(db); i++)
        if (attack_retired_at(db, i, &retired[i]) && (!family || !is_subtechnique(retired[i].id)))
            suggest_offer(&suggestions, retired[i].id);
    selection_absent("technique", operand, &suggestions);
    free(retired);
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
        bool found = family ? add_family(db, operand, family, selection, added)
                            : add_one(db, operand, strlen(operand), selection, added);

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

void selection_note_alias(const char *typed, const struct attack_event *found)
{
    if (!found->id || fold_equal(found->id, typed))
        return;
    fputs("attack-events: '", stderr);
    text_show(stderr, typed);
    fputs("' is another name of event '", stderr);
    text_show(stderr, found->id);
    fputs("'\n", stderr);
}
