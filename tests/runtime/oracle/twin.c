/* SPDX-License-Identifier: MIT */
#include "twin.h"

#include "questions.h"

#include <string.h>

enum { UNTOUCHED = 0x5eed };

void twin_start(struct twin *twin, uint32_t words)
{
    memset(twin, 0, sizeof *twin);
    memset(twin->words, 0xff, sizeof twin->words);
    twin->set = (struct attack_set){twin->words, words};
    twin->words[words] = UNTOUCHED;
    attack_set_clear(twin->set);
}

static void expect_same(const struct twin *twin)
{
    uint32_t count = 0, next = 0;

    for (uint32_t i = 0; i < TWIN_MEMBERS + 32; i++) {
        if (attack_set_has(twin->set, i) != twin->has[i])
            disagree("%lu is%s a member", (unsigned long)i, twin->has[i] ? " not" : "");
        if (!twin->has[i])
            continue;
        count++;
        if (!attack_set_next(twin->set, &next) || next++ != i)
            disagree("the next member is not %lu", (unsigned long)i);
    }
    if (attack_set_next(twin->set, &next) || attack_set_count(twin->set) != count)
        disagree("there are other than %lu members", (unsigned long)count);
    if (twin->words[twin->set.word_count] != UNTOUCHED)
        disagree("a word behind the set has changed");
}

static bool combined(enum twin_change change, bool one, bool other)
{
    return change == TWIN_UNITE ? one || other : change == TWIN_INTERSECT ? one && other : one && !other;
}

void twin_change(struct twin *twin, enum twin_change change, uint32_t member, const struct twin *other)
{
    static void (*const combine[])(struct attack_set, struct attack_set) = {[TWIN_UNITE] = attack_set_unite,
                                                                            [TWIN_INTERSECT] = attack_set_intersect,
                                                                            [TWIN_SUBTRACT] = attack_set_subtract};
    uint32_t end = 32 * twin->set.word_count;

    if (change == TWIN_ADD)
        attack_set_add(twin->set, member);
    else if (change == TWIN_REMOVE)
        attack_set_remove(twin->set, member);
    else if (change == TWIN_CLEAR)
        attack_set_clear(twin->set);
    else
        combine[change](twin->set, other->set);
    if (change < TWIN_CLEAR && member < end)
        twin->has[member] = change == TWIN_ADD;
    for (uint32_t i = 0; change >= TWIN_CLEAR && i < end; i++)
        twin->has[i] = change != TWIN_CLEAR && combined(change, twin->has[i], other->has[i]);
    expect_same(twin);
}
