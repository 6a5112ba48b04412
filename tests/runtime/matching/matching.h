/* SPDX-License-Identifier: MIT
 *
 * Shared by the parts of test_matching, which ask the library about one mapping (one_mapping.c) all that lookups,
 * matching, sets, scores and coverage answer, and compare with the oracle: for everything in the mapping, for keys that
 * are nearly right, and for random events.
 */
#ifndef MATCHING_H
#define MATCHING_H

#include "questions.h"

#include "cmocka_test.h"

/* The sizes in the mapping's header. */
struct sizes {
    uint32_t techniques, events, technique_words, event_words, candidates, scratch;
};

extern struct questions questions; /* the library and the oracle that a test program is about */
extern const struct oracle *const oracle;
extern struct sizes sizes;

int matching_set_up(void **state);
int matching_tear_down(void **state);

/* How much is tried. */
struct effort {
    uint32_t events;     /* number of random events */
    bool every_byte;     /* every byte at every place of a key, and every log with every id, not just a sample */
    uint64_t with_match; /* random events that matched something */
};

extern struct effort effort;

/* The same random numbers in every run, unless one starts with another seed. */
void random_start(uint64_t seed);
uint32_t random_below(uint32_t end);

/* An event of a log, made from one of the mapping. */
struct made_up {
    char id_text[128], log_text[3][320];
    struct oracle_text id;
    struct oracle_log log;
    struct oracle_field field[16];
    char name[16][64];
    char value[16][128];
    struct oracle_fields fields;
};

/* Makes an event like this one of the mapping, or nearly like it. */
void make_log(struct made_up *made, size_t event);
void make_fields(struct made_up *made);

/* Returns how many events to try: all, or as many as do not take too long. */
size_t event_step(void);

/* Asks about a key that ends where its allocated block ends. */
typedef void try_key(struct oracle_text key, const void *context);

/* Tries a text, all its prefixes and suffixes, and variants with a byte removed, inserted or replaced. */
void try_near(const char *text, try_key *try, const void *context);

/* Keys. */
void finds_what_the_oracle_finds_near_every_technique(void **state);
void finds_what_the_oracle_finds_near_every_event(void **state);
void finds_what_the_oracle_finds_near_every_log(void **state);
void selects_what_the_oracle_selects_near_every_name(void **state);
void selects_families(void **state);

/* Candidates. */
void finds_the_candidates_of_every_event_in_every_log(void **state);
void finds_the_candidates_of_every_number(void **state);
void finds_no_candidate_of_another_sysmon(void **state);
void finds_no_candidate_of_nothing(void **state);

/* Matches. */
void matches_each_event_by_its_own_fields(void **state);
void tells_an_empty_field_from_an_absent_one(void **state);
void ignores_candidates_past_the_last_event(void **state);
void matches_without_fields_what_has_no_filter(void **state);

/* Random events. */
void takes_random_events_for_what_the_oracle_does(void **state);

/* Sizes and rows. */
void says_how_much_room_an_event_can_need(void **state);
void gives_the_rows_that_the_oracle_reads(void **state);
void gives_exactly_the_rows_of_the_events(void **state);

/* Sets. */
void sets_are_what_an_array_of_bools_is(void **state);
void takes_a_set_without_words_for_an_empty_one(void **state);
void adds_the_techniques_of_events(void **state);

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
