/* SPDX-License-Identifier: MIT
 *
 * Changed texts and indexes of records.
 */
#include "changes.h"
#include "test_verify.h"

#include "cmocka_test.h"

#include <string.h>

static void expect_texts(struct copy *copy, enum part part, size_t count, size_t cells, size_t cell)
{
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        expect_cell(copy, part, i * cells + cell, end_of_texts(copy) - 1, true);
        expect_cell(copy, part, i * cells + cell, end_of_texts(copy), false);
        expect_cell(copy, part, i * cells + cell, UINT16_MAX, false);
    }
}

void refuses_a_text_past_the_last(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_texts(&copy, PART_COMPONENTS, copy.db.component_count * COMPONENT_CELLS, 1, 0);
    expect_texts(&copy, PART_RELATIONSHIPS, copy.db.relationship_count * RELATIONSHIP_CELLS, 1, 0);
    expect_texts(&copy, PART_FIELDS, copy.db.field_count * FIELD_CELLS, 1, 0);
    expect_texts(&copy, PART_LOGS, copy.db.log_count * LOG_CELLS, 1, 0);
    expect_texts(&copy, PART_EVENTS, copy.db.event_count, EVENT_CELLS, EVENT_NAME);
    expect_texts(&copy, PART_VARIANTS, copy.db.variant_count, VARIANT_CELLS, VARIANT_NAME);
    for (size_t i = 0; i < copy.db.event_count; i++) {
        expect_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID, end_of_texts(&copy), false);
        expect_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID, UINT16_MAX, false);
    }
    copy_free(&copy);
    copy_init(&copy, irregular_relations());
    expect_texts(&copy, PART_ALIASES, copy.db.alias_count, ALIAS_CELLS, ALIAS_NAME);
    copy_free(&copy);
}

void refuses_a_text_of_the_descriptor_past_the_last(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_relations());
    for (uint32_t *const
             texts[] = {&copy.db.domain, &copy.db.version, &copy.db.sha256, &copy.db.selection, &copy.db.attribution},
             *const *text = texts;
         text < texts + 5; text++) {
        uint32_t original = **text;

        **text = end_of_texts(&copy);
        assert_false(attack_db_verify(&copy.db));
        **text = end_of_texts(&copy) - 1;
        assert_true(attack_db_verify(&copy.db));
        **text = original;
    }
    copy_free(&copy);
}

void refuses_texts_without_an_end_or_a_start(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_byte(&copy, PART_STRINGS, end_of_texts(&copy) - 1, 'x', false);
    expect_byte(&copy, PART_STRINGS, end_of_texts(&copy) - 2, 'x', true);
    expect_byte(&copy, PART_STRINGS, end_of_texts(&copy), 'x', true);
    expect_byte(&copy, PART_STRINGS, 0, 'x', false);
    copy.db.string_bytes = ATTACK_STRING_PADDING;
    assert_false(attack_db_verify(&copy.db));
    copy_free(&copy);
}

/* The id must have the right length, with room for the NUL of a name behind it. */
void refuses_what_is_no_id_of_a_technique(void **state)
{
    struct copy copy;
    uint32_t end;

    (void)state;
    copy_init(&copy, irregular_rows());
    end = end_of_texts(&copy);
    for (size_t i = 0; i < copy.db.technique_count; i++) {
        size_t cell = i * TECHNIQUE_CELLS + TECHNIQUE_TEXT;
        uint32_t id = copy_cell(&copy, PART_TECHNIQUES, cell);
        size_t length = strlen(copy.db.strings + id);

        for (size_t at = 0; at < length; at++)
            expect_byte(&copy, PART_STRINGS, id + at, 0, false);
        expect_byte(&copy, PART_STRINGS, id + length, length == 5 ? '.' : 'x', false);
        for (uint32_t room = 0; room < 12; room++)
            expect_cell(&copy, PART_TECHNIQUES, cell, end - room, false);
    }
    copy_free(&copy);
}

void lets_the_last_text_be_a_technique(void **state)
{
    static const char id[] = "T1553.006"; /* followed by an empty name */
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    for (uint32_t i = 0; i < copy.db.technique_count; i++) {
        size_t cell = i * TECHNIQUE_CELLS + TECHNIQUE_TEXT;
        uint32_t at = end_of_texts(&copy) - (uint32_t)sizeof id - 1;

        if (strcmp(copy.db.strings + copy_cell(&copy, PART_TECHNIQUES, cell), id) != 0)
            continue;
        memcpy(copy.part[PART_STRINGS].bytes + at, id, sizeof id);
        expect_cell(&copy, PART_TECHNIQUES, cell, at, true);
        memmove(copy.part[PART_STRINGS].bytes + at + 1, copy.part[PART_STRINGS].bytes + at, sizeof id);
        expect_cell(&copy, PART_TECHNIQUES, cell, at + 1, false);
        copy_free(&copy);
        return;
    }
    fail();
}

/* ---- Indexes ---------------------------------------------------------------------------------------------------- */

static void expect_indexes(struct copy *copy, enum part part, size_t count, size_t cells, size_t cell, uint32_t limit)
{
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        expect_cell(copy, part, i * cells + cell, limit, false);
        expect_cell(copy, part, i * cells + cell, UINT16_MAX, false);
        expect_cell(copy, part, i * cells + cell, limit - 1, true);
    }
}

/* The technique, and which of its runs. */
static void expect_variants(struct copy *copy)
{
    assert_true(copy->db.variant_count > 0);
    for (size_t i = 0; i < copy->db.variant_count; i++) {
        uint32_t technique = copy_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_TECHNIQUE);
        uint32_t body[3]; /* tactics, platforms, how many runs */

        expect_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_TECHNIQUE, copy->db.technique_count, false);
        expect_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_TECHNIQUE, UINT16_MAX, false);
        read_numbers(copy, copy_cell(copy, PART_TECHNIQUES, technique * TECHNIQUE_CELLS + TECHNIQUE_BODY), body, 3);
        expect_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_RUN, body[2] - 1, true);
        expect_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_RUN, body[2], false);
        expect_cell(copy, PART_VARIANTS, i * VARIANT_CELLS + VARIANT_RUN, UINT16_MAX, false);
    }
}

void refuses_an_index_past_the_last(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_indexes(&copy, PART_EVENTS, copy.db.event_count, EVENT_CELLS, EVENT_LOG, copy.db.log_count);
    for (size_t i = 0; i < copy.db.run_count; i++) { /* the last kind, the one above, the component behind the last */
        uint32_t last = RUN_COMPONENTS * copy.db.component_count + 2 * ATTACK_RULE + 1;

        expect_cell(&copy, PART_RUNS, i * RUN_CELLS + RUN_COMPONENT, last, true);
        expect_cell(&copy, PART_RUNS, i * RUN_CELLS + RUN_COMPONENT, last + 1, false);
        expect_cell(&copy, PART_RUNS, i * RUN_CELLS + RUN_COMPONENT, RUN_COMPONENTS * (copy.db.component_count + 1),
                    false);
        expect_cell(&copy, PART_RUNS, i * RUN_CELLS + RUN_COMPONENT, UINT16_MAX, false);
    }
    expect_variants(&copy);
    copy_free(&copy);
    copy_init(&copy, irregular_relations());
    expect_indexes(&copy, PART_RETIRED, copy.db.retired_count, RETIRED_CELLS, RETIRED_NUMBER, 10000);
    expect_indexes(&copy, PART_RETIRED, copy.db.retired_count, RETIRED_CELLS, RETIRED_SUB_NUMBER, 1000);
    expect_indexes(&copy, PART_RETIRED, copy.db.retired_count, RETIRED_CELLS, RETIRED_SUCCESSOR,
                   copy.db.technique_count + 1);
    expect_indexes(&copy, PART_ALIASES, copy.db.alias_count, ALIAS_CELLS, ALIAS_EVENT, copy.db.event_count);
    copy_free(&copy);
}

/* A slot that no key leads to may have any existing record. */
void refuses_a_slot_of_a_record_past_the_last(void **state)
{
    struct copy copy;
    size_t empty = 0;

    (void)state;
    copy_init(&copy, irregular_rows());
    for (size_t i = 0; i < copy.db.technique_hash.slot_count; i++)
        if (!copy_cell(&copy, PART_TECHNIQUE_SLOTS, i)) {
            expect_cell(&copy, PART_TECHNIQUE_SLOTS, i, copy.db.technique_count, true);
            expect_cell(&copy, PART_TECHNIQUE_SLOTS, i, copy.db.technique_count + 1, false);
            empty++;
        }
    for (size_t i = 0; i < copy.db.event_hash.slot_count; i++)
        if (!copy_cell(&copy, PART_EVENT_SLOTS, i)) {
            expect_cell(&copy, PART_EVENT_SLOTS, i, copy.db.event_count, true);
            expect_cell(&copy, PART_EVENT_SLOTS, i, copy.db.event_count + 1, false);
            empty++;
        }
    assert_true(empty > 1);
    copy_free(&copy);
}

void refuses_a_factor_that_no_score_has(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, wide());
    assert_true(copy.db.wide && copy.db.factor_count);
    expect_cell(&copy, PART_FACTORS, copy.db.factor_count - 1, UINT16_MAX, true);
    expect_cell(&copy, PART_FACTORS, copy.db.factor_count - 1, UINT16_MAX + 1, false);
    copy_free(&copy);
}
