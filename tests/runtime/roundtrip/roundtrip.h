/* SPDX-License-Identifier: MIT
 *
 * Shared by the parts of test_roundtrip: one compiled mapping, and its sources as the naive reader reads them. All
 * expected values come from the naive reader.
 */
#ifndef ROUNDTRIP_H
#define ROUNDTRIP_H

#include "attack_events.h"
#include "naive.h"
#include "observed.h"

#include "cmocka_test.h"

struct roundtrip {
    const struct attack_db *db;
    struct naive_mapping naive;
    const struct naive_row **events; /* each once, by id in lower case, then in the order of the input */
    size_t event_count;
};

extern struct roundtrip roundtrip;

/* The source files, in the order given to the generator. */
extern const char *const roundtrip_files[];
extern const size_t roundtrip_file_count;

/* Returns the names in a column's lists, each once, sorted bytewise. Free them with free_names. */
struct names {
    char **name;
    size_t count;
};
struct names names_in_column(const struct naive_rows *rows, int column);
void free_names(struct names *names);

/* Returns whether the naive reader has a technique with this id. */
bool is_technique(const char *id, size_t length);

/* Rows and lists. */
void gives_back_every_row_in_order(void **state);
void gives_back_the_rows_of_each_technique(void **state);
void walks_a_copied_iterator_again(void **state);
void says_what_data_it_holds(void **state);
void lists_every_tactic_platform_and_data_source_once(void **state);
void lists_every_data_component_once(void **state);
void lists_every_relationship_once_in_order(void **state);

/* Techniques. */
void finds_every_technique_by_id_and_by_index(void **state);
void finds_no_mutation_of_a_technique_id(void **state);
void finds_parents_and_subtechniques(void **state);
void gives_the_data_components_of_each_technique(void **state);
void leads_from_a_retired_id_to_its_successor(void **state);
void finds_events_by_an_alias(void **state);

/* Events. */
void lists_every_event_once_in_order(void **state);
void finds_exactly_the_events_of_every_id(void **state);
void finds_exactly_the_events_of_every_log_and_id(void **state);
void finds_exactly_the_events_of_every_number(void **state);
void finds_no_mutation_of_an_event_id(void **state);
void finds_no_mutation_of_a_log(void **state);
void gives_the_techniques_of_every_event(void **state);

/* Misses. */
void finds_nothing_for_no_key(void **state);
void finds_nothing_for_a_key_longer_than_it_seems(void **state);
void fills_a_view_with_zeros_on_a_miss(void **state);
void treats_no_mapping_as_an_empty_one(void **state);

#endif
