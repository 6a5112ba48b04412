/* SPDX-License-Identifier: MIT
 *
 * Compares the library with the model (differential.h), for one mapping, as test_matching does.
 *
 *     test_differential [EVENTS SEED]      with arguments, every byte is tried near every key
 */
#include "differential.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

struct differential differential = {30000, false, 0, 0};

int main(int argc, char **argv)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_rows_that_the_model_reads),
        cmocka_unit_test(finds_what_the_model_finds_near_every_technique),
        cmocka_unit_test(finds_what_the_model_finds_near_every_event),
        cmocka_unit_test(finds_what_the_model_finds_near_every_log),
        cmocka_unit_test(selects_what_the_model_selects_near_every_name),
        cmocka_unit_test(takes_random_events_for_what_the_model_does),
    };
    int failed;

    if (argc == 3) {
        differential.events = (uint32_t)strtoul(argv[1], NULL, 10);
        differential.every_byte = true;
        random_start(strtoull(argv[2], NULL, 10));
    }
    failed = cmocka_run_group_tests(tests, matching_set_up, matching_tear_down);
    printf("%" PRIu64 " answers compared, %" PRIu32 " events, of which %" PRIu64 " matched\n", differential.compared,
           differential.events, differential.with_match);
    return failed;
}
