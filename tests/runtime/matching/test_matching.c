/* SPDX-License-Identifier: MIT
 *
 * Compares the library with the oracle (matching.h), for one mapping.
 *
 *     test_matching [EVENTS SEED]      with arguments, every byte is tried near every key
 */
#include "matching.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct effort effort = {60000, false, 0};

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(says_how_much_room_an_event_can_need),
        cmocka_unit_test(gives_the_rows_that_the_oracle_reads),
        cmocka_unit_test(gives_exactly_the_rows_of_the_events),
        cmocka_unit_test(finds_what_the_oracle_finds_near_every_technique),
        cmocka_unit_test(finds_what_the_oracle_finds_near_every_event),
        cmocka_unit_test(finds_what_the_oracle_finds_near_every_log),
        cmocka_unit_test(selects_what_the_oracle_selects_near_every_name),
        cmocka_unit_test(selects_families),
        cmocka_unit_test(finds_the_candidates_of_every_event_in_every_log),
        cmocka_unit_test(finds_the_candidates_of_every_number),
        cmocka_unit_test(finds_no_candidate_of_another_sysmon),
        cmocka_unit_test(finds_no_candidate_of_nothing),
        cmocka_unit_test(matches_each_event_by_its_own_fields),
        cmocka_unit_test(tells_an_empty_field_from_an_absent_one),
        cmocka_unit_test(ignores_candidates_past_the_last_event),
        cmocka_unit_test(matches_without_fields_what_has_no_filter),
        cmocka_unit_test(takes_random_events_for_what_the_oracle_does),
        cmocka_unit_test(sets_are_what_an_array_of_bools_is),
        cmocka_unit_test(takes_a_set_without_words_for_an_empty_one),
        cmocka_unit_test(adds_the_techniques_of_events),
        cmocka_unit_test(scores_every_technique_with_every_event),
        cmocka_unit_test(adds_the_scores_of_an_event),
        cmocka_unit_test(puts_the_best_first_and_the_lower_index_where_they_tie),
        cmocka_unit_test(techniques_with_the_same_events_tie),
        cmocka_unit_test(scores_nothing_past_the_last),
        cmocka_unit_test(covers_what_is_collected_of_what_is_chosen),
        cmocka_unit_test(covers_nothing_without_sets_or_technique),
    };
    int failed;

    if (argc == 3) {
        effort.events = (uint32_t)strtoul(argv[1], NULL, 10);
        effort.every_byte = true;
        random_start(strtoull(argv[2], NULL, 10));
    }
    failed = cmocka_run_group_tests(tests, matching_set_up, matching_tear_down);
    printf("%" PRIu64 " answers compared, %" PRIu32 " events, of which %" PRIu64 " matched\n", questions.answered,
           effort.events, effort.with_match);
    return failed;
}
