/* SPDX-License-Identifier: MIT
 *
 * Compares matching, sets, scores and coverage of one mapping (one_mapping.c) with the model.
 */
#include "matching.h"

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_the_candidates_of_every_event_in_every_log),
        cmocka_unit_test(finds_the_candidates_of_every_number),
        cmocka_unit_test(finds_no_candidate_of_another_sysmon),
        cmocka_unit_test(writes_no_more_candidates_than_there_is_room),
        cmocka_unit_test(finds_no_candidate_of_nothing),
        cmocka_unit_test(matches_what_the_filters_let_pass),
        cmocka_unit_test(matches_each_event_by_its_own_fields),
        cmocka_unit_test(tells_an_empty_field_from_an_absent_one),
        cmocka_unit_test(ignores_candidates_past_the_last_event),
        cmocka_unit_test(matches_without_fields_what_has_no_filter),
        cmocka_unit_test(says_how_much_room_an_event_can_need),
        cmocka_unit_test(gives_exactly_the_rows_of_the_events),
        cmocka_unit_test(sets_are_what_an_array_of_bools_is),
        cmocka_unit_test(takes_a_set_without_words_for_an_empty_one),
        cmocka_unit_test(adds_the_techniques_of_events),
        cmocka_unit_test(selects_families),
        cmocka_unit_test(selects_by_tactic_and_platform),
        cmocka_unit_test(selects_by_data_component),
        cmocka_unit_test(scores_every_technique_with_every_event),
        cmocka_unit_test(adds_the_scores_of_an_event),
        cmocka_unit_test(puts_the_best_first_and_the_lower_index_where_they_tie),
        cmocka_unit_test(techniques_with_the_same_events_tie),
        cmocka_unit_test(scores_nothing_past_the_last),
        cmocka_unit_test(covers_what_is_collected_of_what_is_chosen),
        cmocka_unit_test(covers_nothing_without_sets_or_technique),
    };

    return cmocka_run_group_tests(tests, matching_set_up, matching_tear_down);
}
