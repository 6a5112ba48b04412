/* SPDX-License-Identifier: MIT
 *
 * The library against the model (differential.h). Compiled once for each mapping, as test_matching is.
 *
 *     test_differential [EVENTS SEED]      with these, every byte is tried near every key
 */
#include "differential.h"

#include MAPPING_HEADER

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

struct matching matching;
struct differential differential = {30000, false, 0, 0};

static int set_up(void **state)
{
    static const char *const files[] = {MAPPING_FILES};

    (void)state;
    matching.db = MAPPING_FUNCTION();
    matching.sizes.techniques = OF_MAPPING(MAPPING_PREFIX, TECHNIQUES);
    matching.sizes.events = OF_MAPPING(MAPPING_PREFIX, EVENTS);
    matching.sizes.technique_words = OF_MAPPING(MAPPING_PREFIX, TECHNIQUE_WORDS);
    matching.sizes.event_words = OF_MAPPING(MAPPING_PREFIX, EVENT_WORDS);
    matching.sizes.candidates = OF_MAPPING(MAPPING_PREFIX, CANDIDATES);
    matching.sizes.fields = OF_MAPPING(MAPPING_PREFIX, FIELDS);
    return model_read(&matching.model, files, sizeof files / sizeof *files) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    model_free(&matching.model);
    return 0;
}

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
    failed = cmocka_run_group_tests(tests, set_up, tear_down);
    printf("%" PRIu64 " answers compared, %" PRIu32 " events, of which %" PRIu64 " matched\n", differential.compared,
           differential.events, differential.with_match);
    return failed;
}
