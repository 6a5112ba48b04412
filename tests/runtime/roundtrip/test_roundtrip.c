/* SPDX-License-Identifier: MIT
 *
 * Round trip: a generated mapping gives back through the runtime what a naive reader reads in its sources. Compiled
 * once for each mapping, with MAPPING_FUNCTION, MAPPING_HEADER and MAPPING_FILES (a list of string literals). For
 * sources that never change, MAPPING_ROWS and MAPPING_TECHNIQUES have the known numbers, which check the naive reader
 * itself.
 */
#include "roundtrip.h"

#include MAPPING_HEADER

#include <stdlib.h>
#include <string.h>

struct roundtrip roundtrip;

const char *const roundtrip_files[] = {MAPPING_FILES};
const size_t roundtrip_file_count = sizeof roundtrip_files / sizeof *roundtrip_files;

static int set_up(void **state)
{
    (void)state;
    if (!naive_read(&roundtrip.naive, roundtrip_files, roundtrip_file_count))
        return -1;
    roundtrip.db = MAPPING_FUNCTION();
    roundtrip.events = naive_distinct(&roundtrip.naive.rows, NAIVE_EVENT_ID, NAIVE_FILTER_IN, &roundtrip.event_count);
    qsort(roundtrip.events, roundtrip.event_count, sizeof *roundtrip.events, naive_compare_events);
    return 0;
}

static int tear_down(void **state)
{
    (void)state;
    free(roundtrip.events);
    naive_free(&roundtrip.naive);
    return 0;
}

static void reads_naively_what_is_known_of_the_source(void **state)
{
    (void)state;
    assert_true(roundtrip.naive.rows.count > 0);
    assert_true(roundtrip.event_count > 0);
#ifdef MAPPING_ROWS
    assert_int_equal(roundtrip.naive.rows.count, MAPPING_ROWS);
    assert_int_equal(roundtrip.naive.techniques.count, MAPPING_TECHNIQUES);
#endif
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_naively_what_is_known_of_the_source),
        cmocka_unit_test(gives_back_every_row_in_order),
        cmocka_unit_test(gives_back_the_rows_of_each_technique),
        cmocka_unit_test(walks_a_copied_iterator_again),
        cmocka_unit_test(says_what_data_it_holds),
        cmocka_unit_test(lists_every_tactic_platform_and_data_source_once),
        cmocka_unit_test(lists_every_data_component_once),
        cmocka_unit_test(lists_every_relationship_once_in_order),
        cmocka_unit_test(finds_every_technique_by_id_and_by_index),
        cmocka_unit_test(finds_no_mutation_of_a_technique_id),
        cmocka_unit_test(finds_parents_and_subtechniques),
        cmocka_unit_test(gives_the_data_components_of_each_technique),
        cmocka_unit_test(leads_from_a_retired_id_to_its_successor),
        cmocka_unit_test(finds_events_by_an_alias),
        cmocka_unit_test(lists_every_event_once_in_order),
        cmocka_unit_test(finds_exactly_the_events_of_every_id),
        cmocka_unit_test(finds_exactly_the_events_of_every_log_and_id),
        cmocka_unit_test(finds_exactly_the_events_of_every_number),
        cmocka_unit_test(finds_no_mutation_of_an_event_id),
        cmocka_unit_test(finds_no_mutation_of_a_log),
        cmocka_unit_test(gives_the_techniques_of_every_event),
        cmocka_unit_test(finds_nothing_for_no_key),
        cmocka_unit_test(finds_nothing_for_a_key_longer_than_it_seems),
        cmocka_unit_test(fills_a_view_with_zeros_on_a_miss),
        cmocka_unit_test(treats_no_mapping_as_an_empty_one),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
