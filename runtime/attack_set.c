/* SPDX-License-Identifier: MIT
 *
 * Sets of indexes in an array that the caller provides, and the selections that fill them with techniques. It must not
 * need a C library.
 */
#include "attack_events.h"
#include "event_techniques.h"

/* ---- Sets ------------------------------------------------------------------------------------------------------- */

static uint32_t word_count(struct attack_set set)
{
    return set.words ? set.word_count : 0;
}

static uint32_t bit_of(uint32_t index)
{
    return (uint32_t)1 << index % 32;
}

void attack_set_clear(struct attack_set set)
{
    volatile uint32_t *words = set.words; /* without volatile, compilers turn the loop into a call of memset */

    for (uint32_t i = 0; i < word_count(set); i++)
        words[i] = 0;
}

void attack_set_add(struct attack_set set, uint32_t index)
{
    if (index / 32 < word_count(set))
        set.words[index / 32] |= bit_of(index);
}

void attack_set_remove(struct attack_set set, uint32_t index)
{
    if (index / 32 < word_count(set))
        set.words[index / 32] &= ~bit_of(index);
}

bool attack_set_has(struct attack_set set, uint32_t index)
{
    return index / 32 < word_count(set) && (set.words[index / 32] & bit_of(index)) != 0;
}

static uint32_t count_bits(uint32_t word)
{
    word -= word >> 1 & 0x55555555u;
    word = (word & 0x33333333u) + (word >> 2 & 0x33333333u);
    word = (word + (word >> 4)) & 0x0f0f0f0fu;
    word += word >> 8;
    return (word + (word >> 16)) & 0xffu;
}

uint32_t attack_set_count(struct attack_set set)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < word_count(set); i++)
        count += count_bits(set.words[i]);
    return count;
}

void attack_set_unite(struct attack_set set, struct attack_set other)
{
    for (uint32_t i = 0; i < word_count(set) && i < word_count(other); i++)
        set.words[i] |= other.words[i];
}

void attack_set_intersect(struct attack_set set, struct attack_set other)
{
    for (uint32_t i = 0; i < word_count(set); i++)
        set.words[i] &= i < word_count(other) ? other.words[i] : 0;
}

void attack_set_subtract(struct attack_set set, struct attack_set other)
{
    for (uint32_t i = 0; i < word_count(set) && i < word_count(other); i++)
        set.words[i] &= ~other.words[i];
}

bool attack_set_next(struct attack_set set, uint32_t *index)
{
    uint32_t at = *index / 32, word;

    if (at >= word_count(set))
        return false;
    word = set.words[at] & (UINT32_MAX << *index % 32);
    while (!word) {
        if (++at >= word_count(set))
            return false;
        word = set.words[at];
    }
    *index = 32 * at + count_bits((word & (~word + 1)) - 1); /* how many bits are below the lowest that is set */
    return true;
}

/* ---- Selections ------------------------------------------------------------------------------------------------- */

void attack_set_add_techniques_of(struct attack_set set, const struct attack_db *db, const uint32_t *events,
                                  uint32_t count)
{
    uint32_t end = attack_event_count(db);

    for (uint32_t i = 0; i < count; i++) {
        struct attack_technique_iterator walk;

        if (events[i] >= end)
            continue;
        for (begin_techniques(db, events[i], &walk); next_technique(&walk);)
            attack_set_add(set, walk.technique);
    }
}

/* Whether an id is this one or belongs to its family. */
static bool is_of_family(const char *id, const char *head, size_t length, bool family)
{
    for (size_t i = 0; i < length; i++)
        if (!id[i] || id[i] != head[i])
            return false;
    return !id[length] || (family && id[length] == '.');
}

uint32_t attack_set_add_family(struct attack_set set, const struct attack_db *db, const char *id, size_t length)
{
    bool family = id && length > 2 && id[length - 2] == '.' && id[length - 1] == '*';
    struct attack_technique technique;
    uint32_t count = 0;

    if (family)
        length -= 2;
    for (uint32_t i = 0; id && length && attack_technique_at(db, i, &technique); i++)
        if (is_of_family(technique.id, id, length, family)) {
            attack_set_add(set, i);
            count++;
        }
    return count;
}

static bool is_named(struct attack_name_iterator names, const char *name, size_t length)
{
    const char *one;

    while ((one = attack_name_next(&names)) != NULL)
        if (compare_key_folded(name, length, one) == 0)
            return true;
    return false;
}

static uint32_t add_named(struct attack_set set, const struct attack_db *db, bool by_platform, const char *name,
                          size_t length)
{
    struct attack_technique technique;
    uint32_t count = 0;

    for (uint32_t i = 0; name && attack_technique_at(db, i, &technique); i++)
        if (is_named(by_platform ? attack_technique_platforms(db, &technique)
                                 : attack_technique_tactics(db, &technique),
                     name, length)) {
            attack_set_add(set, i);
            count++;
        }
    return count;
}

uint32_t attack_set_add_tactic(struct attack_set set, const struct attack_db *db, const char *tactic, size_t length)
{
    return add_named(set, db, false, tactic, length);
}

uint32_t attack_set_add_platform(struct attack_set set, const struct attack_db *db, const char *platform, size_t length)
{
    return add_named(set, db, true, platform, length);
}

uint32_t attack_set_add_data_component(struct attack_set set, const struct attack_db *db, const char *name,
                                       size_t length)
{
    struct attack_technique technique;
    uint32_t count = 0;

    for (uint32_t i = 0; name && attack_technique_at(db, i, &technique); i++) {
        struct attack_data_component_iterator components = attack_technique_data_components(db, &technique);
        struct attack_data_component component;
        bool found = false;

        while (!found && attack_data_component_next(&components, &component))
            found = component.name && compare_key_folded(name, length, component.name) == 0;
        if (found) {
            attack_set_add(set, i);
            count++;
        }
    }
    return count;
}
