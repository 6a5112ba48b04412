/* SPDX-License-Identifier: MIT
 *
 * Recorded attacks, each labelled with one technique: the library and the oracle must answer the same, event by event,
 * and the technique of the label must be among them, and rank high.
 */
#include "matching.h"
#include "recording.h"

#include "attack_events.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

enum {
    TECHNIQUES = OF_MAPPING(MAPPING_PREFIX, TECHNIQUES),
    EVENTS = OF_MAPPING(MAPPING_PREFIX, EVENTS),
    MEDIAN_RANK = 23 /* at most, of 385 */
};

static struct recordings recordings;

/* The result for a log: its events, the score of each technique, and which events of the mapping occur in it. */
struct result {
    uint32_t counts[TECHNIQUES], scores[TECHNIQUES];
    bool events[EVENTS];
};

static int set_up(void **state)
{
    return recordings_read(RECORDINGS, &recordings) && matching_set_up(state) == 0 ? 0 : -1;
}

static int tear_down(void **state)
{
    recordings_free(&recordings);
    return matching_tear_down(state);
}

static struct oracle_text text_of(struct recorded_text recorded)
{
    struct oracle_text text = {recorded.text, recorded.length};

    return text;
}

/* Asks the library and the oracle. */
static void match_event(const struct recorded_event *event, struct result *result)
{
    uint32_t words[OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)], events[OF_MAPPING(MAPPING_PREFIX, CANDIDATES)];
    struct attack_set techniques = {words, OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS)};
    struct oracle_log log = {{NULL, 0}, text_of(event->provider), text_of(event->channel)};
    struct oracle_field field[256];
    struct oracle_fields fields = {field, event->field_count};
    uint32_t count = ask_candidates(&questions, &log, text_of(event->id), events, sizes.candidates);

    assert_true(event->field_count <= sizeof field / sizeof *field);
    for (size_t i = 0; i < event->field_count; i++)
        field[i] = (struct oracle_field){oracle_known(event->fields[i].name), text_of(event->fields[i].value)};
    count = ask_match(&questions, events, count, &fields, false, events);
    for (uint32_t i = 0; i < count; i++)
        result->events[events[i]] = true;
    ask_techniques_of(&questions, events, count);
    attack_set_clear(techniques);
    attack_set_add_techniques_of(techniques, questions.db, events, count);
    for (uint32_t i = 0; attack_set_next(techniques, &i); i++)
        result->counts[i]++;
}

static void match_log(const struct recording *log, struct result *result)
{
    uint32_t events[EVENTS], count = 0;

    memset(result, 0, sizeof *result);
    for (size_t i = 0; i < log->event_count; i++)
        match_event(&log->events[i], result);
    for (uint32_t i = 0; i < EVENTS; i++)
        if (result->events[i])
            events[count++] = i;
    ask_scores(&questions, events, count, result->scores);
}

/* ---- Tests ---- */

static size_t technique_of(const struct recording *log)
{
    return oracle_technique(oracle, oracle_known(log->technique));
}

static void counts_the_techniques_that_a_naive_reading_does(void **state)
{
    static struct result found;
    size_t matched = 0;

    (void)state;
    assert_int_equal(oracle->technique_count, TECHNIQUES);
    assert_int_equal(recordings.count, 16);
    for (size_t i = 0; i < recordings.count; i++) {
        match_log(&recordings.log[i], &found);
        matched += recordings.log[i].event_count;
    }
    assert_int_equal(matched, 10570);
}

static void finds_the_technique_that_was_performed_in_every_recording(void **state)
{
    static struct result found;

    (void)state;
    for (size_t i = 0; i < recordings.count; i++) {
        match_log(&recordings.log[i], &found);
        if (!found.counts[technique_of(&recordings.log[i])])
            fail_msg("%s: %s is not found", recordings.log[i].name, recordings.log[i].technique);
    }
}

static int compare_ranks(const void *a, const void *b)
{
    return *(const int *)a - *(const int *)b;
}

/* Tied techniques all get the last of their places. */
static void ranks_what_was_performed_far_up(void **state)
{
    static struct result found;
    int ranks[16] = {0};
    double median;

    (void)state;
    assert_int_equal(recordings.count, 16);
    for (size_t i = 0; i < recordings.count; i++) {
        match_log(&recordings.log[i], &found);
        for (size_t k = 0; k < TECHNIQUES; k++)
            ranks[i] += found.scores[k] >= found.scores[technique_of(&recordings.log[i])];
    }
    qsort(ranks, recordings.count, sizeof *ranks, compare_ranks);
    median = (ranks[7] + ranks[8]) / 2.0;
    printf("median rank %.1f of %d\n", median, TECHNIQUES);
    assert_true(median <= MEDIAN_RANK);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_the_techniques_that_a_naive_reading_does),
        cmocka_unit_test(finds_the_technique_that_was_performed_in_every_recording),
        cmocka_unit_test(ranks_what_was_performed_far_up),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
