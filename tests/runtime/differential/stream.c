/* SPDX-License-Identifier: MIT
 *
 * Random events, one after another, as a sensor meets them: candidates, matches and techniques of each; and for some of
 * them together, a recording: the scores, the best techniques, the rows that explain them, and coverage.
 */
#include "differential.h"
#include "observed.h"

#include <stdlib.h>
#include <string.h>

enum { BEST = 10, ANSWERS = 64, LONGEST_RECORDING = 100 };

/* The results of both for the same events. */
struct run {
    struct model_factor *factors;
    bool *seen;                             /* by the model, for each event */
    uint32_t *found;                        /* room for one event's candidates */
    uint32_t *matched;                      /* and for those that match, according to the library */
    struct attack_set techniques, recorded; /* of one event; the events of a recording */
    uint32_t *scores;
};

static size_t event_count(void)
{
    return matching.model.event_count;
}

static uint32_t technique_count(void)
{
    return (uint32_t)matching.model.mapping.techniques.count;
}

static struct attack_text value_of(void *event, const char *name)
{
    return as_text(model_value(event, name));
}

static void expect_techniques(struct run *run, uint32_t count)
{
    attack_set_clear(run->techniques);
    attack_set_add_techniques_of(run->techniques, matching.db, run->matched, count);
    for (uint32_t i = 0; i < technique_count(); i++) {
        bool shown = false;

        for (uint32_t k = 0; k < count; k++)
            shown = shown || model_shows(&matching.model, i, run->matched[k]);
        assert_int_equal(attack_set_has(run->techniques, i), shown);
    }
    differential.compared++;
}

/* The library's candidates and matches must be those that the model selects from all events. */
static void take_event(struct run *run, struct made_up *made, bool unknown)
{
    struct attack_answer answers[ANSWERS];
    struct attack_fields fields = {value_of, &made->fields, answers, matching.sizes.fields, unknown};
    struct attack_log log = as_log(&made->log);
    uint32_t found = 0, matched = 0, count, matches;

    count = attack_candidates(matching.db, &log, made->id.text, made->id.length, run->found, matching.sizes.candidates);
    matches = attack_match(matching.db, run->found, count, &fields, run->matched);
    for (uint32_t i = 0; i < event_count(); i++) {
        if (!model_is_candidate(&matching.model, i, &made->log, made->id))
            continue;
        if (found == count || run->found[found++] != i)
            fail_msg("event %lu is no candidate", (unsigned long)i);
        if (!model_matches(&matching.model, i, &made->fields, unknown))
            continue;
        if (matched == matches || run->matched[matched++] != i)
            fail_msg("event %lu does not match", (unsigned long)i);
        run->seen[i] = true;
    }
    assert_int_equal(found, count);
    assert_int_equal(matched, matches);
    differential.compared += 2;
    differential.with_match += matches > 0;
    for (uint32_t i = 0; i < matches; i++)
        attack_set_add(run->recorded, run->matched[i]);
    if (matches)
        expect_techniques(run, matches);
}

/* ---- Recordings ---- */

static void expect_scores(struct run *run)
{
    memset(run->scores, 0, technique_count() * sizeof *run->scores);
    for (uint32_t i = 0; attack_set_next(run->recorded, &i); i++)
        attack_scores_add(matching.db, i, run->scores);
    for (uint32_t i = 0; i < technique_count(); i++) {
        uint32_t expected = 0;

        for (size_t k = 0; k < event_count(); k++)
            if (run->seen[k] && model_shows(&matching.model, i, k))
                expected += model_score(&matching.model, run->factors[i], k);
        assert_int_equal(run->scores[i], expected);
        differential.compared++;
    }
}

/* The next best has the highest score of those not taken yet; ties go to the first. Returns the best. */
static uint32_t expect_best(const struct run *run)
{
    uint32_t best[BEST], count = attack_scores_best(matching.db, run->scores, best, BEST), expected = 0;
    bool *taken = calloc(technique_count() + 1, sizeof *taken);

    assert_non_null(taken);
    for (;; expected++) {
        uint32_t next = technique_count();

        for (uint32_t i = 0; i < technique_count(); i++)
            if (!taken[i] && run->scores[i] && (next == technique_count() || run->scores[i] > run->scores[next]))
                next = i;
        if (next == technique_count() || expected == BEST)
            break;
        assert_true(expected < count);
        assert_int_equal(best[expected], next);
        taken[next] = true;
    }
    assert_int_equal(count, expected);
    free(taken);
    differential.compared++;
    return count ? best[0] : technique_count();
}

static void expect_rows(const struct run *run, uint32_t technique)
{
    const struct model *model = &matching.model;
    uint32_t *events = room_for(event_count()), count = 0;
    struct attack_technique view;
    struct attack_rows rows;
    struct attack_row row;

    for (uint32_t i = 0; i < event_count(); i++)
        if (run->seen[i])
            events[count++] = i;
    assert_true(attack_technique_at(matching.db, technique, &view));
    rows = attack_technique_rows(matching.db, &view);
    for (size_t i = 0; i < model->mapping.rows.count; i++) {
        static struct observed observed;
        size_t event = model->event_of_row[i];

        if (model->technique_of_row[i] != technique || event == event_count() || !run->seen[event])
            continue;
        assert_true(attack_rows_next_of(&rows, events, count, &row));
        observe_row(matching.db, &row, &observed);
        assert_columns("a row", &model->mapping.rows.row[i], &observed, 0, NAIVE_FILTER_IN);
        differential.compared++;
    }
    assert_false(attack_rows_next_of(&rows, events, count, &row));
    free(events);
}

/* The recorded events are the collected ones, among randomly chosen events. */
static void expect_coverage(const struct run *run, uint32_t technique)
{
    struct attack_set chosen = {room_for(matching.sizes.event_words), matching.sizes.event_words};
    bool *is_chosen = calloc(event_count() + 1, sizeof *is_chosen);
    struct attack_technique view;
    struct model_coverage expected;
    struct attack_coverage found;

    assert_non_null(is_chosen);
    attack_set_clear(chosen);
    for (uint32_t i = 0; i < event_count(); i++) {
        is_chosen[i] = random_below(4) > 0;
        if (is_chosen[i])
            attack_set_add(chosen, i);
    }
    assert_true(attack_technique_at(matching.db, technique, &view));
    expected = model_coverage(&matching.model, technique, is_chosen, run->seen);
    found = attack_technique_coverage(matching.db, &view, chosen, run->recorded);
    assert_int_equal(found.data_components, expected.data_components);
    assert_int_equal(found.covered, expected.covered);
    free(chosen.words);
    free(is_chosen);
    differential.compared++;
}

static void end_recording(struct run *run)
{
    uint32_t best;

    expect_scores(run);
    best = expect_best(run);
    if (best < technique_count()) {
        expect_rows(run, best);
        expect_coverage(run, best);
    }
    expect_coverage(run, random_below(technique_count()));
    attack_set_clear(run->recorded);
    memset(run->seen, 0, event_count() * sizeof *run->seen);
}

static void start(struct run *run)
{
    run->factors = calloc(technique_count() + 1, sizeof *run->factors);
    run->seen = calloc(event_count() + 1, sizeof *run->seen);
    assert_true(run->factors && run->seen);
    for (uint32_t i = 0; i < technique_count(); i++)
        run->factors[i] = model_factor(&matching.model, i);
    run->found = room_for(matching.sizes.candidates);
    run->matched = room_for(matching.sizes.candidates);
    run->scores = room_for(technique_count());
    run->techniques = (struct attack_set){room_for(matching.sizes.technique_words), matching.sizes.technique_words};
    run->recorded = (struct attack_set){room_for(matching.sizes.event_words), matching.sizes.event_words};
    attack_set_clear(run->recorded);
}

void takes_random_events_for_what_the_model_does(void **state)
{
    static struct made_up made;
    struct run run;
    uint32_t left = 0;

    (void)state;
    assert_true(event_count() && matching.sizes.fields <= ANSWERS);
    start(&run);
    for (uint32_t i = 0; i < differential.events; i++) {
        if (!left--) {
            end_recording(&run);
            left = random_below(LONGEST_RECORDING);
        }
        make_log(&made, random_below((uint32_t)event_count()));
        make_fields(&made);
        take_event(&run, &made, random_below(2));
    }
    end_recording(&run);
    assert_true(differential.with_match * 20 > differential.events); /* else too few events match */
    free(run.factors);
    free(run.seen);
    free(run.found);
    free(run.matched);
    free(run.scores);
    free(run.techniques.words);
    free(run.recorded.words);
}
