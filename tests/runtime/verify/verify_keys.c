/* SPDX-License-Identifier: MIT
 *
 * Changed keys that do not lead to their records.
 */
#include "changes.h"
#include "test_verify.h"

#include "cmocka_test.h"

#include <string.h>

static void swap_records(struct copy *copy, enum part part, size_t cells)
{
    for (size_t i = 0; i < cells; i++) {
        uint32_t kept = copy_cell(copy, part, i);

        copy_set_cell(copy, part, i, copy_cell(copy, part, cells + i));
        copy_set_cell(copy, part, cells + i, kept);
    }
}

void refuses_techniques_out_of_order(void **state)
{
    (void)state;
    for (int hashed = 0; hashed < 2; hashed++) {
        struct copy copy;

        copy_init(&copy, hashed ? irregular_rows() : irregular_rows_unhashed());
        swap_records(&copy, PART_TECHNIQUES, TECHNIQUE_CELLS);
        assert_false(attack_db_verify(&copy.db));
        swap_records(&copy, PART_TECHNIQUES, TECHNIQUE_CELLS);
        assert_true(attack_db_verify(&copy.db));
        copy_free(&copy);
    }
}

void refuses_an_event_that_its_id_does_not_lead_to(void **state)
{
    (void)state;
    for (int hashed = 0; hashed < 2; hashed++) {
        struct copy copy;
        struct attack_event_iterator events;
        struct attack_event last;
        uint32_t tried = 0;

        copy_init(&copy, hashed ? irregular_rows() : irregular_rows_unhashed());
        assert_true(attack_event_at(&copy.db, copy.db.event_count - 1, &last));
        events = attack_events_find(&copy.db, last.id, strlen(last.id));
        assert_true(attack_event_next(&events, &last)); /* the first of the last id, which may become larger */
        for (uint32_t i = 0; i < last.index; i++) {
            uint32_t id = copy_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID);

            if (!id)
                continue;
            if (!hashed)                                          /* a hash may not depend on this byte */
                expect_byte(&copy, PART_STRINGS, id, '~', false); /* above all others */
            expect_byte(&copy, PART_STRINGS, id, 0, false);
            tried++;
        }
        assert_true(tried > 1);
        copy_free(&copy);
    }
}

/* For every record in a slot: it is missing, or another one is found instead, with another key or the same. */
static void expect_slots(struct copy *copy, enum part part, size_t slots, uint32_t records)
{
    for (size_t i = 0; i < slots; i++) {
        uint32_t record = copy_cell(copy, part, i);

        if (!record)
            continue;
        expect_cell(copy, part, i, 0, false);
        expect_cell(copy, part, i, record % records + 1, false);
    }
}

void refuses_a_hash_that_finds_other_records(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_slots(&copy, PART_TECHNIQUE_SLOTS, copy.db.technique_hash.slot_count, copy.db.technique_count);
    expect_slots(&copy, PART_EVENT_SLOTS, copy.db.event_hash.slot_count, copy.db.event_count);
    expect_byte(&copy, PART_TECHNIQUE_STEPS, 0, 200, false);
    expect_byte(&copy, PART_EVENT_STEPS, 0, 200, false);
    copy_free(&copy);
}
