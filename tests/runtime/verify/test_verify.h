/* SPDX-License-Identifier: MIT
 *
 * The tests of test_verify, and the mappings that they change: one of rows, with a second name for a technique; one of
 * relationships, with a revoked technique; and one with cells of 32 bits. All but the last are small.
 */
#ifndef TEST_VERIFY_H
#define TEST_VERIFY_H

#include "mappings.h"

#include "attack_events.h"

#define DECLARE(name) const struct attack_db *name(void);
MAPPINGS(DECLARE)

void refuses_a_text_past_the_last(void **state);
void refuses_a_text_of_the_descriptor_past_the_last(void **state);
void refuses_texts_without_an_end_or_a_start(void **state);
void refuses_what_is_no_id_of_a_technique(void **state);
void lets_the_last_text_be_a_technique(void **state);
void refuses_an_index_past_the_last(void **state);
void refuses_a_slot_of_a_record_past_the_last(void **state);
void refuses_a_factor_that_no_score_has(void **state);
void refuses_a_list_past_the_last(void **state);
void refuses_a_number_that_does_not_end(void **state);
void refuses_what_are_no_filters(void **state);
void refuses_groups_of_no_rows(void **state);
void refuses_other_rows_than_the_mapping_says(void **state);
void refuses_runs_of_more_rows_than_there_are(void **state);
void refuses_what_is_no_list_of_a_technique(void **state);
void refuses_a_technique_without_a_list(void **state);
void refuses_what_are_no_techniques_of_an_event(void **state);
void refuses_techniques_out_of_order(void **state);
void refuses_an_event_that_its_id_does_not_lead_to(void **state);
void refuses_a_hash_that_finds_other_records(void **state);

#endif
