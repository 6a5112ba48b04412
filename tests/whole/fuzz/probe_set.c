/* SPDX-License-Identifier: MIT
 *
 * Probes sets, selections, scores and coverage.
 */
#include "probe.h"

#include <stdlib.h>
#include <string.h>

/* ---- Sets against flags ----------------------------------------------------------------------------------------- */

enum { WORDS_MOST = 6, FLAGS = 32 * WORDS_MOST };

struct pair {
    struct attack_set set;
    bool has[FLAGS];
};

static void check_pair(const struct pair *pair)
{
    uint32_t count = 0, next = 0;

    for (uint32_t i = 0; i < FLAGS; i++) {
        CHECK(attack_set_has(pair->set, i) == pair->has[i]);
        if (!pair->has[i])
            continue;
        count++;
        CHECK(attack_set_next(pair->set, &next) && next == i);
        next++;
    }
    CHECK(!attack_set_next(pair->set, &next) && attack_set_count(pair->set) == count);
}

static void combine(struct pair *one, const struct pair *other, unsigned how)
{
    if (how == 0)
        attack_set_unite(one->set, other->set);
    else if (how == 1)
        attack_set_intersect(one->set, other->set);
    else
        attack_set_subtract(one->set, other->set);
    for (uint32_t i = 0; i < FLAGS; i++) {
        bool b = other->has[i];

        one->has[i] = i < 32 * one->set.word_count && (how == 0   ? one->has[i] || b
                                                       : how == 1 ? one->has[i] && b
                                                                  : one->has[i] && !b);
    }
}

static void change(struct pair *pair, uint32_t index, bool add)
{
    if (add)
        attack_set_add(pair->set, index);
    else
        attack_set_remove(pair->set, index);
    if (index < 32 * pair->set.word_count)
        pair->has[index] = add;
}

static void start_pair(struct pair *pair, uint8_t words)
{
    memset(pair, 0, sizeof *pair);
    pair->set = (struct attack_set){make_numbers(words % (WORDS_MOST + 1)), words % (WORDS_MOST + 1)};
    attack_set_clear(pair->set);
}

void probe_set(struct bytes *bytes)
{
    struct pair pairs[2];
    struct attack_set none = {NULL, 3};
    int steps = take_byte(bytes) % 32;

    start_pair(&pairs[0], take_byte(bytes));
    start_pair(&pairs[1], take_byte(bytes));
    attack_set_add(none, take_byte(bytes));
    CHECK(attack_set_count(none) == 0);
    for (; steps; steps--) {
        uint8_t choice = take_byte(bytes);

        if (choice < 0xc0)
            change(&pairs[choice & 1], take_number(bytes), choice & 6);
        else
            combine(&pairs[choice & 1], &pairs[~choice & 1], (choice >> 1) % 3);
        check_pair(&pairs[choice & 1]);
    }
    free(pairs[0].set.words);
    free(pairs[1].set.words);
}

/* ---- Selections ------------------------------------------------------------------------------------------------- */

enum selected { BY_FAMILY, BY_TACTIC, BY_PLATFORM, BY_COMPONENT };

static bool is_in_family(const char *id, struct attack_text family)
{
    bool all = family.text && family.length > 2 && memcmp(family.text + family.length - 2, ".*", 2) == 0;
    size_t length = all ? family.length - 2 : family.length;

    return family.text && length && strlen(id) >= length && memcmp(id, family.text, length) == 0 &&
           (!id[length] || (all && id[length] == '.'));
}

static bool is_selected(const struct attack_db *db, const struct attack_technique *technique, enum selected by,
                        struct attack_text name)
{
    struct attack_names names =
        by == BY_TACTIC ? attack_technique_tactics(db, technique) : attack_technique_platforms(db, technique);
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_data_component component;
    const char *one;

    if (by == BY_FAMILY)
        return is_in_family(technique->id, name);
    while (by == BY_COMPONENT && attack_data_components_next(&components, &component))
        if (is_same_folded(name, component.name))
            return true;
    while (by != BY_COMPONENT && (one = attack_names_next(&names)))
        if (is_same_folded(name, one))
            return true;
    return false;
}

void probe_selection(const struct attack_db *db, struct bytes *bytes)
{
    enum selected by = take_byte(bytes) % 4;
    struct attack_text name = take_text(bytes, db);
    uint32_t words = ATTACK_SET_WORDS(attack_technique_count(db)), count, expected = 0;
    struct attack_set set = {make_numbers(words), words};
    struct attack_technique technique;

    attack_set_clear(set);
    count = by == BY_FAMILY     ? attack_set_add_family(set, db, name.text, name.length)
            : by == BY_TACTIC   ? attack_set_add_tactic(set, db, name.text, name.length)
            : by == BY_PLATFORM ? attack_set_add_platform(set, db, name.text, name.length)
                                : attack_set_add_data_component(set, db, name.text, name.length);
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++) {
        bool is = is_selected(db, &technique, by, name);

        CHECK(attack_set_has(set, i) == is);
        expected += is;
    }
    CHECK(count == expected && attack_set_count(set) == expected);
    free(set.words);
}

/* ---- Scores ----------------------------------------------------------------------------------------------------- */

static uint32_t technique_count_of(const struct attack_db *db, uint32_t index, uint32_t technique, bool *shows)
{
    struct attack_event event;
    struct attack_techniques techniques;
    struct attack_technique one;
    uint32_t count = 0;

    *shows = false;
    if (!attack_event_at(db, index, &event))
        return 0;
    techniques = attack_event_techniques(db, &event);
    for (; attack_techniques_next(&techniques, &one); count++)
        *shows = *shows || one.index == technique;
    return count;
}

/* The formula of the header. */
static uint32_t score_of(const struct attack_db *db, uint32_t technique, uint32_t event)
{
    uint64_t sum = 0, square, root = 0;
    uint32_t count;
    bool shows;

    for (uint32_t i = 0; i < attack_event_count(db); i++) {
        count = technique_count_of(db, i, technique, &shows);
        sum += shows ? 65536u / count : 0;
    }
    square = sum ? ((uint64_t)1 << 38) / sum : 0;
    for (uint64_t bit = 1u << 20; bit; bit >>= 1)
        if ((root + bit) * (root + bit) <= square)
            root += bit;
    if (root > 65535)
        root = 65535;
    count = technique_count_of(db, event, technique, &shows);
    return count ? (uint32_t)(65536u / count * root / 128) : 0;
}

static void check_best(const struct attack_db *db, const uint32_t *scores, uint32_t room)
{
    uint32_t techniques = attack_technique_count(db), *best = make_numbers(room), above = 0, count;

    count = attack_scores_best(db, scores, best, room);
    CHECK(count <= room);
    for (uint32_t i = 0; i < count; i++) {
        CHECK(best[i] < techniques && scores[best[i]]);
        CHECK(!i || scores[best[i]] < scores[best[i - 1]] ||
              (scores[best[i]] == scores[best[i - 1]] && best[i] > best[i - 1]));
    }
    for (uint32_t i = 0; i < techniques; i++)
        above += scores[i] && (!count || scores[i] > scores[best[count - 1]] ||
                               (scores[i] == scores[best[count - 1]] && i <= best[count - 1]));
    CHECK(above == count ||
          room == 0); /* all techniques above the last one are in the list, unless there was no room */
    if (count < room)
        for (uint32_t i = 0; i < techniques; i++)
            CHECK(!scores[i] || !count || scores[i] > scores[best[count - 1]] ||
                  (scores[i] == scores[best[count - 1]] && i <= best[count - 1]));
    free(best);
}

void probe_score(const struct attack_db *db, struct bytes *bytes)
{
    uint32_t techniques = attack_technique_count(db), *scores = make_numbers(techniques);
    uint32_t *expected = make_numbers(techniques), technique = take_number(bytes), event = take_number(bytes);
    uint8_t choice = take_byte(bytes);

    memset(scores, 0, techniques * sizeof *scores);
    memset(expected, 0, techniques * sizeof *expected);
    for (uint8_t i = 0; i < choice % 8; i++) {
        uint32_t other = take_number(bytes);
        struct attack_techniques list;
        struct attack_technique one;
        struct attack_event view;

        attack_scores_add(db, other, scores);
        attack_event_at(db, other, &view);
        list = attack_event_techniques(db, &view);
        while (attack_techniques_next(&list, &one))
            expected[one.index] += attack_score(db, one.index, other);
    }
    CHECK(memcmp(scores, expected, techniques * sizeof *scores) == 0);
    check_best(db, scores, choice >> 3);
    if (technique < techniques && event < attack_event_count(db)) {
        CHECK(attack_score(db, technique, event) <= ATTACK_SCORE_ONE * 128);
        if (choice >= 0xe0) /* because it is slow */
            CHECK(attack_score(db, technique, event) == score_of(db, technique, event));
    } else {
        CHECK(attack_score(db, technique, event) == 0);
    }
    free(scores);
    free(expected);
}

/* ---- Coverage --------------------------------------------------------------------------------------------------- */

/* Makes a set of some events, maybe with fewer words than it could have. */
static struct attack_set take_events(const struct attack_db *db, struct bytes *bytes)
{
    uint8_t choice = take_byte(bytes);
    uint32_t words = ATTACK_SET_WORDS(attack_event_count(db)), random = take_number(bytes) | 1;
    struct attack_set set;

    set.word_count = choice & 1 ? words : words / 2;
    set.words = make_numbers(set.word_count);
    for (uint32_t i = 0; i < set.word_count; i++) {
        random = random * 1664525u + 1013904223u;
        set.words[i] = choice & 2 ? UINT32_MAX : choice & 4 ? random & random >> 7 : random;
    }
    return set;
}

void probe_coverage(const struct attack_db *db, struct bytes *bytes)
{
    struct attack_set chosen = take_events(db, bytes), collected = take_events(db, bytes);
    uint32_t components = attack_data_component_count(db), index = take_number(bytes);
    bool *is_chosen = calloc(components + 1, sizeof *is_chosen),
         *is_covered = calloc(components + 1, sizeof *is_covered);
    struct attack_coverage coverage, expected = {0, 0};
    struct attack_technique technique;
    struct attack_rows rows;
    struct attack_row row;

    CHECK(is_chosen && is_covered);
    attack_technique_at(db, index, &technique);
    coverage = attack_technique_coverage(db, &technique, chosen, collected);
    rows = attack_technique_rows(db, &technique);
    while (attack_rows_next(&rows, &row)) {
        if (row.data_component.index == ATTACK_NONE || !attack_set_has(chosen, row.event.index))
            continue;
        CHECK(row.data_component.index < components);
        is_chosen[row.data_component.index] = true;
        is_covered[row.data_component.index] |= attack_set_has(collected, row.event.index);
    }
    for (uint32_t i = 0; i < components; i++) {
        expected.data_components += is_chosen[i];
        expected.covered += is_covered[i];
    }
    CHECK(coverage.data_components == expected.data_components && coverage.covered == expected.covered);
    free(is_chosen);
    free(is_covered);
    free(chosen.words);
    free(collected.words);
}
