/* SPDX-License-Identifier: MIT
 *
 * Edge cases of matching, sets, scores and coverage, with the mapping laid out by hand.
 */
#include "by_hand.h"

#include "cmocka_test.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* ---- Texts ------------------------------------------------------------------------------------------------------- */

/* Compares copies that end where their memory does: the text has no NUL, the name has one. */
static bool is(const char *text, size_t length, const char *name)
{
    char *exact = malloc(length ? length : 1), *exact_name = malloc(strlen(name) + 1);
    struct attack_text copy = {exact, length};
    bool equal;

    assert_non_null(exact);
    assert_non_null(exact_name);
    memcpy(exact, text, length);
    strcpy(exact_name, name);
    equal = attack_text_is(copy, exact_name);
    free(exact);
    free(exact_name);
    return equal;
}

/* The C locale's tolower() decides which letters are equal. */
static void folds_letters_and_no_other_byte(void **state)
{
    (void)state;
    for (int one = 0; one < 256; one++)
        for (int other = 1; other < 256; other++) {
            const char text[] = {'x', (char)one, 'y'}, name[] = {'X', (char)other, 'Y', '\0'};

            assert_int_equal(is(text, 3, name), tolower(one) == tolower(other));
        }
}

static void compares_whole_texts(void **state)
{
    static const struct attack_text literal = ATTACK_TEXT("Process Name");
    static const struct attack_text absent = {NULL, 0};

    (void)state;
    assert_int_equal(literal.length, strlen("Process Name"));
    assert_true(attack_text_is(literal, "process NAME"));
    assert_false(is("Process", 7, "Process Name"));
    assert_false(is("Process\0Name", 12, "Process Name")); /* a NUL is no blank */
    assert_false(is("Process\0Name", 12, "Process"));
    assert_false(is("Process Name", 12, "Process"));
    assert_true(is("Process Name", 7, "Process"));
    assert_true(is("", 0, ""));
    assert_false(is("", 0, "a"));
    assert_false(is("\0", 1, ""));
    assert_false(attack_text_is(absent, ""));
    assert_false(attack_text_is(literal, NULL));
}

/* ---- Candidates -------------------------------------------------------------------------------------------------- */

static struct attack_text known(const char *text)
{
    struct attack_text known = {text, text ? strlen(text) : 0};

    return known;
}

/* The candidates of id 10, event 1 (Windows, Log/A, Alpha) and 2 (Linux, sysmon), as bits 1 and 2. */
static uint32_t candidates_of(const struct attack_db *db, const char *platform, const char *provider,
                              const char *channel)
{
    struct attack_log_event event = {
        .id = ATTACK_TEXT("10"), .platform = known(platform), .provider = known(provider), .channel = known(channel)};
    uint32_t events[3] = {99, 99, 99}, again[3] = {99, 99, 99};
    uint32_t count = attack_candidates(db, &event, events, 2), found = 0;

    assert_in_range(count, 0, 2);
    for (uint32_t i = 0; i < count; i++)
        found |= (uint32_t)1 << events[i];
    for (uint32_t i = count; i < 3; i++)
        assert_int_equal(events[i], 99);
    event.id.text = NULL;
    event.number = 10;
    assert_int_equal(attack_candidates(db, &event, again, 2), count);
    assert_memory_equal(events, again, sizeof events);
    return found;
}

static void what_is_known_must_agree(void **state)
{
    static const struct {
        const char *platform, *provider, *channel;
        uint32_t found;
    } logs[] = {
        {NULL, NULL, NULL, 0},
        {"Windows", NULL, NULL, 0},
        {NULL, "alpha", NULL, 2},
        {NULL, NULL, "LOG/a", 2},
        {"windows", "Alpha", "Log/A", 2},
        {"Linux", "Alpha", "Log/A", 0},
        {"Windows", "Beta", "Log/A", 0},
        {"Windows", "Alpha", "Log/B", 0},
        {NULL, "sysmon", NULL, 4},
        {NULL, "SYSMON", "any", 4}, /* the event has no channel */
        {"linux", "Linux-Sysmon", NULL, 4},
        {"windows", "Linux-Sysmon", NULL, 0},
        {NULL, "linux-sysmon", NULL, 4},
        {NULL, "Linux-Sysmo", NULL, 0},
        {NULL, "Linux-Sysmonn", NULL, 0},
        {NULL, "sysmo", NULL, 0},
        {NULL, "", NULL, 0},
        {NULL, "", "Log/A", 0}, /* empty is known */
    };

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (size_t i = 0; i < sizeof logs / sizeof *logs; i++)
            assert_int_equal(candidates_of(by_hand(layout), logs[i].platform, logs[i].provider, logs[i].channel),
                             logs[i].found);
}

/* The mapping may have either of a provider's two names, and the log the other one. */
static void knows_a_provider_by_both_its_names(void **state)
{
    struct attack_db *db = changed_by_hand(0);
    static char strings[800];
    char *name;

    (void)state;
    memcpy(strings, db->strings, sizeof strings);
    db->strings = strings;
    db->string_bytes = sizeof strings; /* the longer name ends behind the last text */
    for (name = strings; memcmp(name, "\0sysmon", 8) != 0; name++)
        assert_in_range(name - strings, 0, db->string_bytes);
    name++;
    memcpy(name, "Linux-Sysmon", 13); /* overwrites what the other tests look up */
    assert_int_equal(candidates_of(db, NULL, "sysmon", NULL), 4);
    assert_int_equal(candidates_of(db, NULL, "SYSMON", NULL), 4);
    assert_int_equal(candidates_of(db, NULL, "Linux-Sysmon", NULL), 4);
    assert_int_equal(candidates_of(db, NULL, "sysmonx", NULL), 0);
    assert_int_equal(candidates_of(db, NULL, "Alpha", NULL), 2);
    name[0] = 'X';
    assert_int_equal(candidates_of(db, NULL, "sysmon", NULL), 0);
    assert_int_equal(candidates_of(db, NULL, "Linux-Sysmon", NULL), 0);
}

static void writes_no_candidate_where_there_is_no_room_or_no_log(void **state)
{
    struct attack_log_event logged = {.number = 10, .provider = ATTACK_TEXT("Alpha")};
    uint32_t event = 99;

    (void)state;
    assert_int_equal(attack_candidates(by_hand(0), &logged, &event, 0), 0);
    assert_int_equal(attack_candidates(by_hand(0), NULL, &event, 1), 0);
    assert_int_equal(event, 99);
    assert_int_equal(attack_candidates(by_hand(0), &logged, &event, 1), 1);
    assert_int_equal(event, 1);
}

/* ---- Rows -------------------------------------------------------------------------------------------------------- */

static void gives_the_rows_of_any_of_the_events(void **state)
{
    static const uint32_t events[] = {3, 2};
    struct attack_row_iterator rows = attack_rows(by_hand(0));
    struct attack_row row;

    (void)state;
    assert_true(attack_row_next_of(&rows, events, 2, &row));
    assert_int_equal(row.event.index, 2);
    assert_true(attack_row_next_of(&rows, events, 2, &row));
    assert_int_equal(row.event.index, 3);
    assert_true(attack_row_next_of(&rows, events, 2, &row));
    assert_int_equal(row.technique.index, 1);
    assert_false(attack_row_next_of(&rows, events, 2, &row));
    assert_null(row.technique.id);
    rows = attack_rows(by_hand(0));
    assert_false(attack_row_next_of(&rows, events, 0, &row));
}

/* ---- Sets -------------------------------------------------------------------------------------------------------- */

enum { WORDS = 3, GUARD = 0x5a5a5a5a };

/* Three words between two guard words. */
static struct attack_set guarded(uint32_t words[WORDS + 2], uint32_t first, uint32_t second, uint32_t third)
{
    struct attack_set set = {words + 1, WORDS};

    words[0] = words[WORDS + 1] = GUARD;
    words[1] = first;
    words[2] = second;
    words[3] = third;
    return set;
}

static void assert_words(const uint32_t words[WORDS + 2], uint32_t first, uint32_t second, uint32_t third)
{
    assert_int_equal(words[0], GUARD);
    assert_int_equal(words[1], first);
    assert_int_equal(words[2], second);
    assert_int_equal(words[3], third);
    assert_int_equal(words[WORDS + 1], GUARD);
}

static void holds_each_bit_alone(void **state)
{
    uint32_t words[WORDS + 2];
    struct attack_set set = guarded(words, 0, 0, 0);

    (void)state;
    for (uint32_t i = 0; i < 32 * WORDS; i++) {
        uint32_t next;

        attack_set_add(set, i);
        assert_words(words, i / 32 == 0 ? 1u << i % 32 : 0, i / 32 == 1 ? 1u << i % 32 : 0,
                     i / 32 == 2 ? 1u << i % 32 : 0);
        assert_int_equal(attack_set_count(set), 1);
        for (uint32_t other = 0; other < 32 * (WORDS + 1); other++) {
            assert_int_equal(attack_set_has(set, other), other == i);
            next = other;
            assert_int_equal(attack_set_next(set, &next), other <= i);
            assert_int_equal(next, other <= i ? i : other);
        }
        attack_set_remove(set, i + 1);
        attack_set_remove(set, i + 32);
        assert_true(attack_set_has(set, i));
        attack_set_remove(set, i);
        assert_words(words, 0, 0, 0);
        assert_int_equal(attack_set_count(set), 0);
    }
    for (uint32_t past = 32 * WORDS; past < 32 * WORDS + 40; past++) {
        attack_set_add(set, past);
        attack_set_remove(set, past);
    }
    attack_set_add(set, UINT32_MAX);
    assert_false(attack_set_has(set, UINT32_MAX));
    assert_words(words, 0, 0, 0);
}

static void counts_every_pattern_of_bits(void **state)
{
    (void)state;
    for (uint32_t shift = 0; shift < 32; shift += 4)
        for (uint32_t pattern = 0; pattern < 65536; pattern += shift ? 257 : 1) {
            uint32_t words[WORDS + 2], expected = 0;
            uint32_t word = pattern << shift;
            struct attack_set set = guarded(words, word, 0, ~word);

            for (int bit = 0; bit < 32; bit++)
                expected += word >> bit & 1;
            assert_int_equal(attack_set_count(set), 32);
            set.word_count = 2;
            assert_int_equal(attack_set_count(set), expected);
        }
}

static void combines_sets_of_any_two_sizes(void **state)
{
    uint32_t mine[WORDS + 2], its[WORDS + 2];
    struct attack_set set, other;

    (void)state;
    set = guarded(mine, 0xff00ff00, 0x12345678, 0xffffffff);
    other = guarded(its, 0x0ff00ff0, 0, 0x0000ffff);
    attack_set_unite(set, other);
    assert_words(mine, 0xfff0fff0, 0x12345678, 0xffffffff);
    set = guarded(mine, 0xff00ff00, 0x12345678, 0xffffffff);
    attack_set_intersect(set, other);
    assert_words(mine, 0x0f000f00, 0, 0x0000ffff);
    set = guarded(mine, 0xff00ff00, 0x12345678, 0xffffffff);
    attack_set_subtract(set, other);
    assert_words(mine, 0xf000f000, 0x12345678, 0xffff0000);
    assert_words(its, 0x0ff00ff0, 0, 0x0000ffff);

    for (int longer = 0; longer < 2; longer++) { /* one has a word less: indexes without a word are in no set */
        set = guarded(mine, 1, 2, 4);
        other = guarded(its, 2, 6, 6);
        (longer ? &set : &other)->word_count = 2;
        attack_set_unite(set, other);
        assert_words(mine, 3, 6, 4);
        attack_set_subtract(set, other);
        assert_words(mine, 1, 0, 4);
        set.words[0] = 3;
        attack_set_intersect(set, other);
        assert_words(mine, 2, 0, longer ? 4 : 0);
        assert_words(its, 2, 6, 6);
    }
    set = guarded(mine, 1, 2, 4);
    set.word_count = 2;
    attack_set_clear(set);
    assert_words(mine, 0, 0, 4);
}

static void walks_from_any_place(void **state)
{
    uint32_t words[WORDS + 2], index = 0;
    struct attack_set set = guarded(words, 0x80000001, 0, 0x80000100);

    (void)state;
    assert_true(attack_set_next(set, &index));
    assert_int_equal(index, 0);
    index++;
    assert_true(attack_set_next(set, &index));
    assert_int_equal(index, 31);
    index++;
    assert_true(attack_set_next(set, &index));
    assert_int_equal(index, 72);
    index++;
    assert_true(attack_set_next(set, &index));
    assert_int_equal(index, 95);
    index++;
    assert_false(attack_set_next(set, &index));
    assert_int_equal(index, 96);
    index = UINT32_MAX;
    assert_false(attack_set_next(set, &index));
    set.words = NULL;
    index = 0;
    assert_false(attack_set_next(set, &index));
    assert_false(attack_set_has(set, 0));
    attack_set_add(set, 0);
    attack_set_clear(set);
    assert_int_equal(attack_set_count(set), 0);
}

static uint32_t selected(uint32_t count, uint32_t words[WORDS + 2])
{
    uint32_t bits = words[1];

    assert_int_equal(words[0], GUARD);
    assert_int_equal(words[2], 0);
    words[1] = 0;
    for (uint32_t left = bits; left; left &= left - 1)
        count--;
    assert_int_equal(count, 0); /* it must return the number */
    return bits;
}

static void selects_techniques(void **state)
{
    static const uint32_t all[] = {4, EVENTS, 1, UINT32_MAX}, last[] = {3};
    uint32_t words[WORDS + 2];
    struct attack_set set = guarded(words, 0, 0, 0);

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        const struct attack_db *db = by_hand(layout);

        attack_set_add_techniques_of(set, db, all, 4);
        assert_int_equal(selected(3, words), 0xb);
        attack_set_add_techniques_of(set, db, last, 1);
        assert_int_equal(selected(1, words), 1);
        attack_set_add_techniques_of(set, db, last, 0);
        assert_int_equal(selected(0, words), 0);
#define SELECTED(by, name) selected(attack_set_add_##by(set, db, name, sizeof(name) - 1), words)
        assert_int_equal(SELECTED(family, "T1001.*"), 7);
        assert_int_equal(SELECTED(family, "T1001"), 1);
        assert_int_equal(SELECTED(family, "T1001.002"), 4);
        assert_int_equal(SELECTED(family, "T1001.002.*"), 4);
        assert_int_equal(SELECTED(family, "T100"), 0);
        assert_int_equal(SELECTED(family, "T100.*"), 0);
        assert_int_equal(SELECTED(family, "T1001."), 0);
        assert_int_equal(SELECTED(family, "T1001*"), 0);
        assert_int_equal(SELECTED(family, "T1001xx"), 0);
        assert_int_equal(SELECTED(family, "T1001.x"), 0);
        assert_int_equal(SELECTED(family, "T1001x*"), 0);
        assert_int_equal(SELECTED(family, "T1001\0First"), 0);
        assert_int_equal(SELECTED(family, ".*"), 0);
        assert_int_equal(SELECTED(family, "*"), 0);
        assert_int_equal(SELECTED(family, ""), 0);
        assert_int_equal(SELECTED(family, "T1002.*"), 8);
        assert_int_equal(SELECTED(tactic, "BETA"), 13);
        assert_int_equal(SELECTED(tactic, "alpha"), 1);
        assert_int_equal(SELECTED(tactic, "linux"), 0);
        assert_int_equal(SELECTED(tactic, ""), 0);
        assert_int_equal(SELECTED(platform, "linux"), 10);
        assert_int_equal(SELECTED(platform, "Windows"), 9);
        assert_int_equal(SELECTED(platform, "Window"), 0);
        assert_int_equal(SELECTED(data_component, "File Access"), 3);
        assert_int_equal(SELECTED(data_component, "file acces"), 0);
        assert_int_equal(SELECTED(data_component, "process access"), 0); /* no technique has it */
        assert_int_equal(SELECTED(data_component, ""), 0);
#undef SELECTED
        assert_int_equal(attack_set_add_family(set, db, NULL, 5), 0);
        assert_int_equal(attack_set_add_tactic(set, db, NULL, 5), 0);
        assert_int_equal(attack_set_add_data_component(set, db, NULL, 5), 0);
        assert_words(words, 0, 0, 0);
    }
}

/* ---- Scores ------------------------------------------------------------------------------------------------------ */

static void rounds_the_terms_of_a_score_down(void **state)
{
    static const struct {
        uint64_t sum;
        uint32_t factor;
    } factors[] = {
        {0, 0},
        {1, 65535},
        {2, 65535},
        {63, 65535},
        {64, 65535},
        {65, 65029},
        {66, 64535},
        {100, 52428},
        {65535, 2048},
        {65536, 2048},
        {131072, 1448},
        {(uint64_t)1 << 37, 1},
        {((uint64_t)1 << 36) + 1, 1},
        {(uint64_t)1 << 38, 1},
        {((uint64_t)1 << 38) + 1, 0},
        {UINT64_MAX >> 1, 0},
    };
    static const uint32_t weights[][2] = {{0, 0},     {1, 65536}, {2, 32768}, {3, 21845},     {115, 569},
                                          {65535, 1}, {65536, 1}, {65537, 0}, {UINT32_MAX, 0}};

    (void)state;
    for (size_t i = 0; i < sizeof weights / sizeof *weights; i++)
        assert_int_equal(attack_score_weight(weights[i][0]), weights[i][1]);
    for (size_t i = 0; i < sizeof factors / sizeof *factors; i++)
        assert_int_equal(attack_score_factor(factors[i].sum), factors[i].factor);
}

static void scores_as_the_formula_says(void **state)
{
    static const uint32_t expected[EVENTS][TECHNIQUES] = {
        {0, 0, 0, 0}, /* the next event names its second technique, and so is a candidate for the first alone */
        {663040, (1u << 30) + ATTACK_SCORE_ONE, 0, 0},
        {331520, 741376, 0, 0},
        {663040, 0, 0, 0},
        {0, 0, 0, ATTACK_SCORE_ONE}};

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (uint32_t event = 0; event < EVENTS; event++) {
            const struct attack_db *db = by_hand(layout);
            uint32_t scores[TECHNIQUES + 1] = {1, 1, 1, 1, 1};

            attack_scores_add(db, event, scores);
            for (uint32_t i = 0; i < TECHNIQUES; i++) {
                assert_int_equal(scores[i], expected[event][i] + 1);
                assert_int_equal(attack_score(db, i, event), expected[event][i]);
            }
            assert_int_equal(scores[TECHNIQUES], 1);
            assert_int_equal(attack_score(db, TECHNIQUES, event), 0);
            assert_int_equal(attack_score(db, 2, event), 0); /* no event shows it */
            assert_int_equal(attack_score(db, 0, EVENTS), 0);
            attack_scores_add(db, EVENTS, scores);
            attack_scores_add(db, UINT32_MAX, scores);
            assert_int_equal(scores[3], expected[event][3] + 1);
        }
}

static void scores_a_condition_above_a_direct_row(void **state)
{
    const struct attack_db *db = by_hand_with_condition();
    uint32_t scores[TECHNIQUES] = {1, (1u << 30) + 5, 0, 0};

    (void)state;
    assert_int_equal(attack_score(db, 1, 1), (3u << 30) + ATTACK_SCORE_ONE + 2 * (ATTACK_LEVEL_CRITICAL + 1));
    assert_int_equal(attack_score(db, 0, 1), 663040);
    assert_int_equal(attack_score(db, 1, 2), 741376); /* the condition is not one of the events that share it */
    assert_int_equal(attack_score_kind(attack_score(db, 1, 1)), ATTACK_CONDITION);
    attack_scores_add(db, 1, scores);
    assert_int_equal(scores[0], 663041);
    assert_int_equal(scores[1], (3u << 30) + ATTACK_SCORE_ONE +
                                    2 * (ATTACK_LEVEL_CRITICAL + 1)); /* the bits of a level are no value */
    scores[1] = (3u << 30) + 6;
    attack_scores_add(by_hand(0), 1, scores); /* the direct row */
    assert_int_equal(scores[1], (3u << 30) + ATTACK_SCORE_ONE + 6);
}

static void keeps_a_value_in_its_bits(void **state)
{
    const struct attack_db *db = by_hand(0);
    uint32_t scores[TECHNIQUES] = {(1u << 30) - 663040, (1u << 30) - 1, 0, 0};

    (void)state;
    attack_scores_add(db, 1, scores);
    assert_int_equal(scores[0], (1u << 30) - 1);
    assert_int_equal(scores[1], (1u << 31) - 1);
    assert_int_equal(attack_score_kind(scores[0]), ATTACK_CANDIDATE);
    assert_int_equal(attack_score_kind(scores[1]), ATTACK_DIRECT);
    assert_int_equal(attack_score_value(scores[1]), (1u << 30) - 1);
}

static void orders_scores(void **state)
{
    static const struct {
        uint32_t scores[TECHNIQUES], room, count, best[TECHNIQUES];
    } cases[] = {
        {{5, 9, 0, 9}, 4, 3, {1, 3, 0, 99}},    {{5, 9, 0, 9}, 3, 3, {1, 3, 0, 99}},
        {{5, 9, 0, 9}, 2, 2, {1, 3, 99, 99}},   {{5, 9, 0, 9}, 1, 1, {1, 99, 99, 99}},
        {{5, 9, 0, 9}, 0, 0, {99, 99, 99, 99}}, {{1, 2, 3, 4}, 4, 4, {3, 2, 1, 0}},
        {{1, 2, 3, 4}, 2, 2, {3, 2, 99, 99}},   {{4, 3, 2, 1}, 2, 2, {0, 1, 99, 99}},
        {{7, 7, 7, 7}, 3, 3, {0, 1, 2, 99}},    {{0, 0, 0, 0}, 4, 0, {99, 99, 99, 99}},
        {{0, 1, 0, 0}, 4, 1, {1, 99, 99, 99}},  {{1, 3, 2, 0xffffffff}, 2, 2, {3, 1, 99, 99}},
    };

    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        uint32_t best[TECHNIQUES] = {99, 99, 99, 99};

        assert_int_equal(attack_scores_best(by_hand(0), cases[i].scores, best, cases[i].room), cases[i].count);
        assert_memory_equal(best, cases[i].best, sizeof best);
    }
}

/* ---- Coverage ---------------------------------------------------------------------------------------------------- */

static void counts_each_data_component_once(void **state)
{
    /* T1001 has its first component in two runs, with events 1 and 2 and then 3, and one without events. */
    static const struct {
        uint32_t technique, chosen, collected, components, covered;
    } cases[] = {
        {0, 0xffffffff, 0, 1, 0},
        {0, 0xffffffff, 2, 1, 1},
        {0, 0xffffffff, 8, 1, 1},
        {0, 8, 8, 1, 1},
        {0, 8, 6, 1, 0},
        {0, 6, 8, 1, 0},
        {0, 0, 0xffffffff, 0, 0},
        {0, 16, 16, 0, 0},
        {1, 0xffffffff, 4, 1, 1},
        {1, 8, 8, 0, 0},
        {2, 0xffffffff, 0xffffffff, 0, 0},
        {3, 0xffffffff, 0xffffffff, 0, 0},
    };

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            uint32_t chosen = cases[i].chosen, collected = cases[i].collected;
            struct attack_set all = {&chosen, 1}, some = {&collected, 1};
            struct attack_technique technique;
            struct attack_coverage coverage;

            assert_true(attack_technique_at(by_hand(layout), cases[i].technique, &technique));
            coverage = attack_technique_coverage(by_hand(layout), &technique, all, some);
            assert_int_equal(coverage.data_components, cases[i].components);
            assert_int_equal(coverage.covered, cases[i].covered);
        }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(folds_letters_and_no_other_byte),
        cmocka_unit_test(compares_whole_texts),
        cmocka_unit_test(what_is_known_must_agree),
        cmocka_unit_test(knows_a_provider_by_both_its_names),
        cmocka_unit_test(writes_no_candidate_where_there_is_no_room_or_no_log),
        cmocka_unit_test(gives_the_rows_of_any_of_the_events),
        cmocka_unit_test(holds_each_bit_alone),
        cmocka_unit_test(counts_every_pattern_of_bits),
        cmocka_unit_test(combines_sets_of_any_two_sizes),
        cmocka_unit_test(walks_from_any_place),
        cmocka_unit_test(selects_techniques),
        cmocka_unit_test(rounds_the_terms_of_a_score_down),
        cmocka_unit_test(scores_as_the_formula_says),
        cmocka_unit_test(scores_a_condition_above_a_direct_row),
        cmocka_unit_test(keeps_a_value_in_its_bits),
        cmocka_unit_test(orders_scores),
        cmocka_unit_test(counts_each_data_component_once),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
