/* SPDX-License-Identifier: MIT
 *
 * What attack_db_verify() rejects, one thing at a time, each beside the nearest that it accepts; and that it accepts
 * every mapping that these tests generate.
 */
#include "test_verify.h"
#include "copy.h"
#include "sweep.h"

#include "cmocka_test.h"

#define LIST(name) name,
static const struct attack_db *(*const mappings[])(void) = {MAPPINGS(LIST)};

static void lets_every_generated_mapping_pass(void **state)
{
    (void)state;
    assert_true(sizeof mappings / sizeof *mappings >= 9);
    for (size_t i = 0; i < sizeof mappings / sizeof *mappings; i++) {
        struct sweep *keys = sweep_new(mappings[i]());
        struct copy copy;

        assert_true(attack_db_verify(mappings[i]()));
        copy_init(&copy, mappings[i]());
        assert_true(attack_db_verify(&copy.db));
        assert_int_not_equal(sweep(keys, &copy.db), 0);
        sweep_free(keys);
        copy_free(&copy);
    }
}

static void refuses_an_empty_mapping(void **state)
{
    struct copy copy;

    (void)state;
    assert_false(attack_db_verify(NULL));
    copy_init(&copy, irregular_rows());
    copy.db.layout++;
    copy.db.strings = NULL; /* with another layout, nothing may be read */
    assert_false(attack_db_verify(&copy.db));
    copy_free(&copy);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(lets_every_generated_mapping_pass),
        cmocka_unit_test(refuses_an_empty_mapping),
        cmocka_unit_test(refuses_a_text_past_the_last),
        cmocka_unit_test(refuses_a_text_of_the_descriptor_past_the_last),
        cmocka_unit_test(refuses_texts_without_an_end_or_a_start),
        cmocka_unit_test(refuses_what_is_no_id_of_a_technique),
        cmocka_unit_test(lets_the_last_text_be_a_technique),
        cmocka_unit_test(refuses_an_index_past_the_last),
        cmocka_unit_test(refuses_a_slot_of_a_record_past_the_last),
        cmocka_unit_test(refuses_a_factor_that_no_score_has),
        cmocka_unit_test(refuses_a_list_past_the_last),
        cmocka_unit_test(refuses_a_number_that_does_not_end),
        cmocka_unit_test(refuses_what_are_no_filters),
        cmocka_unit_test(refuses_groups_of_no_rows),
        cmocka_unit_test(refuses_other_rows_than_the_mapping_says),
        cmocka_unit_test(refuses_runs_of_more_rows_than_there_are),
        cmocka_unit_test(refuses_what_is_no_list_of_a_technique),
        cmocka_unit_test(refuses_a_technique_without_a_list),
        cmocka_unit_test(refuses_what_are_no_techniques_of_an_event),
        cmocka_unit_test(refuses_techniques_out_of_order),
        cmocka_unit_test(refuses_an_event_that_its_id_does_not_lead_to),
        cmocka_unit_test(refuses_a_hash_that_finds_other_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
