/* SPDX-License-Identifier: MIT
 *
 * Random events, one after another, as a sensor meets them: candidates, matches and techniques of each; and for some of
 * them together, a recording: the scores, the best techniques, the rows that explain them, and coverage.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

enum { BEST = 10, LONGEST_RECORDING = 100 };

struct recording {
    struct attack_set events, chosen;
    uint32_t *list, *scores;
    uint32_t *found, *matched; /* of one event */
};

static uint32_t event_count(void)
{
    return (uint32_t)oracle->event_count;
}

static void take_event(struct recording *recording, const struct made_up *made)
{
    bool unknown = random_below(2);
    uint32_t matches, count = ask_candidates(&questions, &made->log, made->id, recording->found, sizes.candidates);

    matches = ask_match(&questions, recording->found, count, &made->fields, unknown, recording->matched);
    if (random_below(4) == 0)
        ask_answer(&questions, &made->log, made->id, random_below(16) ? &made->fields : NULL, unknown,
                   random_below(4) ? random_below(2 * BEST) : (uint32_t)oracle->technique_count);
    effort.with_match += matches > 0;
    for (uint32_t i = 0; i < matches; i++)
        attack_set_add(recording->events, recording->matched[i]);
    if (matches)
        ask_techniques_of(&questions, recording->matched, matches);
}

/* The recorded events are the collected ones, among randomly chosen events. */
static void end_recording(struct recording *recording)
{
    uint32_t best[BEST], count = 0;

    attack_set_clear(recording->chosen);
    for (uint32_t i = 0; i < event_count(); i++) {
        if (random_below(4) > 0)
            attack_set_add(recording->chosen, i);
        if (attack_set_has(recording->events, i))
            recording->list[count++] = i;
    }
    memset(recording->scores, 0, oracle->technique_count * sizeof *recording->scores);
    ask_scores(&questions, recording->list, count, recording->scores);
    if (ask_best(&questions, recording->scores, best, BEST)) {
        ask_rows(&questions, best[0], recording->list, count);
        ask_coverage(&questions, best[0], recording->chosen, recording->events);
    }
    ask_coverage(&questions, random_below(sizes.techniques), recording->chosen, recording->events);
    attack_set_clear(recording->events);
}

void takes_random_events_for_what_the_oracle_does(void **state)
{
    static struct made_up made;
    struct recording recording = {
        .events = {numbers_of(sizes.event_words), sizes.event_words},
        .chosen = {numbers_of(sizes.event_words), sizes.event_words},
        .list = numbers_of(event_count()),
        .scores = numbers_of(oracle->technique_count),
        .found = numbers_of(sizes.candidates),
        .matched = numbers_of(sizes.candidates),
    };
    uint32_t left = 0;

    (void)state;
    attack_set_clear(recording.events);
    for (uint32_t i = 0; event_count() && i < effort.events; i++) {
        if (!left--) {
            end_recording(&recording);
            left = random_below(LONGEST_RECORDING);
        }
        make_log(&made, random_below(event_count()));
        make_fields(&made);
        take_event(&recording, &made);
    }
    end_recording(&recording);
    assert_true(!event_count() || effort.with_match * 20 > effort.events); /* else too few events match */
    free(recording.events.words);
    free(recording.chosen.words);
    free(recording.list);
    free(recording.scores);
    free(recording.found);
    free(recording.matched);
}
