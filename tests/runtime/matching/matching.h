/* SPDX-License-Identifier: MIT
 *
 * Shared by the parts of test_matching: one compiled mapping, the sizes in its header, the model of its sources, which
 * gives all expected values, and pseudo-random numbers that are the same in every run.
 */
#ifndef MATCHING_H
#define MATCHING_H

#include "attack_events.h"
#include "model.h"

#include "cmocka_test.h"

struct sizes {
    uint32_t techniques, events, technique_words, event_words, candidates, fields;
};

struct matching {
    const struct attack_db *db;
    struct model model;
    struct sizes sizes;
};

extern struct matching matching;

/* Set it up for a group of tests, and free it. */
int matching_set_up(void **state);
int matching_tear_down(void **state);

/* Returns a number below `end`. */
uint32_t random_below(uint32_t end);

/* Seeds the generator with another value than the usual one. */
void random_start(uint64_t seed);

struct attack_text as_text(struct model_text text);
struct attack_log as_log(const struct model_log *log);
struct model_text known(const char *text);

/* Writes the candidates by the naive rule; `events` has room for all events. Returns how many. */
uint32_t expected_candidates(const struct model_log *log, struct model_text id, uint32_t *events);

/* An event of a log, made from one of the mapping. */
struct made_up {
    char id_text[128], log_text[3][320];
    struct model_text id;
    struct model_log log;
    struct model_field field[16];
    char name[16][64];
    char value[16][128];
    struct model_fields fields;
};

/* Makes an event like this one of the mapping, or nearly like it. */
void make_log(struct made_up *made, size_t event);
void make_fields(struct made_up *made);

/* Returns how many events to try: all, or as many as do not take too long. */
size_t event_step(void);

/* Memory of the test, not zeroed. */
uint32_t *room_for(size_t count);

/* Candidates. */
void finds_the_candidates_of_every_event_in_every_log(void **state);
void finds_the_candidates_of_every_number(void **state);
void finds_no_candidate_of_another_sysmon(void **state);
void writes_no_more_candidates_than_there_is_room(void **state);
void finds_no_candidate_of_nothing(void **state);

/* Matches. */
void matches_what_the_filters_let_pass(void **state);
void matches_each_event_by_its_own_fields(void **state);
void tells_an_empty_field_from_an_absent_one(void **state);
void ignores_candidates_past_the_last_event(void **state);
void matches_without_fields_what_has_no_filter(void **state);
void says_how_much_room_an_event_can_need(void **state);
void gives_exactly_the_rows_of_the_events(void **state);

/* Sets and selections. */
void sets_are_what_an_array_of_bools_is(void **state);
void takes_a_set_without_words_for_an_empty_one(void **state);
void adds_the_techniques_of_events(void **state);
void selects_families(void **state);
void selects_by_tactic_and_platform(void **state);
void selects_by_data_component(void **state);

/* Scores. */
void scores_every_technique_with_every_event(void **state);
void adds_the_scores_of_an_event(void **state);
void puts_the_best_first_and_the_lower_index_where_they_tie(void **state);
void techniques_with_the_same_events_tie(void **state);
void scores_nothing_past_the_last(void **state);

/* Coverage. */
void covers_what_is_collected_of_what_is_chosen(void **state);
void covers_nothing_without_sets_or_technique(void **state);

#endif
