/* SPDX-License-Identifier: MIT
 *
 * What attack_db_verify() refuses, one thing at a time, each beside the nearest that it lets pass; and that it lets
 * pass every mapping that these tests generate.
 */
#include "copy.h"
#include "mappings.h"
#include "sweep.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define DECLARE(name) const struct attack_db *name(void);
#define LIST(name) name,
MAPPINGS(DECLARE)

static const struct attack_db *(*const mappings[])(void) = {MAPPINGS(LIST)};

enum { NUMBERS = 64 };

/* ---- Changing a copy -------------------------------------------------------------------------------------------- */

static uint32_t end_of_texts(const struct copy *copy)
{
    return copy->db.string_bytes - ATTACK_STRING_PADDING;
}

static void expect_cell(struct copy *copy, enum part part, size_t at, uint32_t value, bool good)
{
    uint32_t original = copy_cell(copy, part, at);

    copy_set_cell(copy, part, at, value);
    if (attack_db_verify(&copy->db) != good)
        fail_msg("%s, cell %lu = %lu is %s", copy->part[part].name, (unsigned long)at, (unsigned long)value,
                 good ? "refused" : "let pass");
    copy_set_cell(copy, part, at, original);
}

static void expect_byte(struct copy *copy, enum part part, size_t at, unsigned char value, bool good)
{
    unsigned char original = copy->part[part].bytes[at];

    copy->part[part].bytes[at] = value;
    if (attack_db_verify(&copy->db) != good)
        fail_msg("%s, byte %lu = %u is %s", copy->part[part].name, (unsigned long)at, value,
                 good ? "refused" : "let pass");
    copy->part[part].bytes[at] = original;
}

/* Appends bytes to the lists. Returns their position. */
static uint32_t append(struct copy *copy, const unsigned char *bytes, size_t count)
{
    uint32_t position = copy->db.list_bytes;
    unsigned char *lists = malloc(position + count);

    assert_non_null(lists);
    memcpy(lists, copy->part[PART_LISTS].bytes, position);
    memcpy(lists + position, bytes, count);
    free(copy->part[PART_LISTS].bytes);
    copy->part[PART_LISTS].bytes = lists;
    copy->part[PART_LISTS].size = copy->db.list_bytes = (uint32_t)(position + count);
    copy->db.lists = lists;
    return position;
}

static uint32_t append_list(struct copy *copy, const uint32_t *numbers, size_t count)
{
    unsigned char bytes[5 * NUMBERS];
    size_t size = 0;

    for (size_t i = 0; i < count; i++) {
        uint32_t rest = numbers[i];

        for (; rest >= 0x80; rest >>= 7)
            bytes[size++] = (unsigned char)(0x80 | (rest & 0x7f));
        bytes[size++] = (unsigned char)rest;
    }
    return append(copy, bytes, size);
}

/* Reads so many numbers of a list of a sound mapping. */
static void read_numbers(const struct copy *copy, uint32_t at, uint32_t *numbers, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        unsigned shift = 0;

        numbers[i] = 0;
        do
            numbers[i] |= (uint32_t)(copy->db.lists[at] & 0x7f) << shift;
        while (shift += 7, copy->db.lists[at++] & 0x80);
    }
}

/* The list in a cell, changed in one number, or cut short where `at` is `count`. */
static void expect_list(struct copy *copy, enum part part, size_t cell, const uint32_t *numbers, size_t count,
                        size_t at, uint32_t value, bool good)
{
    uint32_t changed[NUMBERS];

    memcpy(changed, numbers, count * sizeof *changed);
    if (at < count)
        changed[at] = value;
    expect_cell(copy, part, cell, append_list(copy, changed, count), good);
}

/* ---- Sound ones ------------------------------------------------------------------------------------------------- */

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
    copy.db.strings = NULL; /* nothing of another layout may be read */
    assert_false(attack_db_verify(&copy.db));
    copy_free(&copy);
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

static void expect_texts(struct copy *copy, enum part part, size_t count, size_t cells, size_t cell)
{
    assert_true(count > 0);
    for (size_t i = 0; i < count; i++) {
        expect_cell(copy, part, i * cells + cell, end_of_texts(copy) - 1, true);
        expect_cell(copy, part, i * cells + cell, end_of_texts(copy), false);
        expect_cell(copy, part, i * cells + cell, UINT16_MAX, false);
    }
}

static void refuses_a_text_past_the_last(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_texts(&copy, PART_COMPONENTS, copy.db.component_count * COMPONENT_CELLS, 1, 0);
    expect_texts(&copy, PART_RELATIONSHIPS, copy.db.relationship_count * RELATIONSHIP_CELLS, 1, 0);
    expect_texts(&copy, PART_LOGS, copy.db.log_count * LOG_CELLS, 1, 0);
    expect_texts(&copy, PART_EVENTS, copy.db.event_count, EVENT_CELLS, EVENT_NAME);
    expect_texts(&copy, PART_VARIANTS, copy.db.variant_count, VARIANT_CELLS, VARIANT_NAME);
    for (size_t i = 0; i < copy.db.event_count; i++) {
        expect_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID, end_of_texts(&copy), false);
        expect_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID, UINT16_MAX, false);
    }
    copy_free(&copy);
    copy_init(&copy, irregular_relations());
    expect_texts(&copy, PART_REVOCATIONS, copy.db.revocation_count, REVOCATION_CELLS, REVOCATION_SUCCESSOR);
    copy_free(&copy);
}

static void refuses_a_text_of_the_descriptor_past_the_last(void **state)
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

static void refuses_texts_without_an_end_or_a_start(void **state)
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

/* The id ends where it must, and there is room for the NUL of a name behind it. */
static void refuses_what_is_no_id_of_a_technique(void **state)
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

static void lets_the_last_text_be_a_technique(void **state)
{
    static const char id[] = "T1553.006"; /* and a name that is only its NUL */
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

static void refuses_an_index_past_the_last(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_indexes(&copy, PART_EVENTS, copy.db.event_count, EVENT_CELLS, EVENT_LOG, copy.db.log_count);
    expect_indexes(&copy, PART_RUNS, copy.db.run_count, RUN_CELLS, RUN_DATA_COMPONENT, 2 * copy.db.component_count + 2);
    expect_indexes(&copy, PART_VARIANTS, copy.db.variant_count, VARIANT_CELLS, VARIANT_TECHNIQUE,
                   copy.db.technique_count);
    copy_free(&copy);
    copy_init(&copy, irregular_relations());
    expect_indexes(&copy, PART_REVOCATIONS, copy.db.revocation_count, REVOCATION_CELLS, REVOCATION_TECHNIQUE,
                   copy.db.technique_count);
    copy_free(&copy);
}

/* A slot that no key leads to may hold any record that there is. */
static void refuses_a_slot_of_a_record_past_the_last(void **state)
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

static void refuses_a_factor_that_no_score_has(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, wide());
    assert_true(copy.db.wide && copy.db.factor_count);
    expect_cell(&copy, PART_FACTORS, copy.db.factor_count - 1, UINT16_MAX, true);
    expect_cell(&copy, PART_FACTORS, copy.db.factor_count - 1, UINT16_MAX + 1, false);
    copy_free(&copy);
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

static void refuses_a_list_past_the_last(void **state)
{
    static const struct {
        enum part part;
        size_t cell;
        bool may_be_none;
    } lists[] = {
        {PART_TECHNIQUES, TECHNIQUE_BODY, false}, {PART_RUNS, RUN_GROUPS, false},
        {PART_EVENTS, EVENT_FILTERS, false},      {PART_EVENTS, EVENT_TECHNIQUE_LIST, false},
        {PART_VARIANTS, VARIANT_TACTICS, true},   {PART_VARIANTS, VARIANT_PLATFORMS, true},
    };
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    for (size_t i = 0; i < sizeof lists / sizeof *lists; i++) {
        expect_cell(&copy, lists[i].part, lists[i].cell, 0, lists[i].may_be_none);
        expect_cell(&copy, lists[i].part, lists[i].cell, copy.db.list_bytes, false);
        expect_cell(&copy, lists[i].part, lists[i].cell, UINT16_MAX, false);
    }
    for (uint32_t *const of_mapping[] = {&copy.db.tactics, &copy.db.platforms, &copy.db.data_sources}, *const *list =
                                                                                                           of_mapping;
         list < of_mapping + 3; list++) {
        uint32_t original = **list;

        **list = copy.db.list_bytes;
        assert_false(attack_db_verify(&copy.db));
        **list = 0;
        assert_true(attack_db_verify(&copy.db));
        **list = original;
    }
    copy_free(&copy);
}

/* In the filters of an event: as good as any list. */
static void refuses_a_number_that_does_not_end(void **state)
{
    static const unsigned char none[] = {0}, none_in_five[] = {0x80, 0x80, 0x80, 0x80, 0},
                               none_in_six[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0}, cut[] = {0x80},
                               text_cut[] = {1, 0x80}, too_few[] = {3, 1, 1}, enough[] = {2, 1, 1};
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, none_in_six, sizeof none_in_six), false);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, none_in_five, sizeof none_in_five), true);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, none, sizeof none), true);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, enough, sizeof enough), true);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, too_few, sizeof too_few), false);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, text_cut, sizeof text_cut), false);
    expect_cell(&copy, PART_EVENTS, EVENT_FILTERS, append(&copy, cut, sizeof cut), false);
    copy_free(&copy);
}

static void refuses_a_list_of_no_texts(void **state)
{
    struct copy copy;
    uint32_t filters[] = {2, 1, 1};

    (void)state;
    copy_init(&copy, irregular_rows());
    for (size_t at = 1; at < 3; at++) {
        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 3, at, end_of_texts(&copy) - 1, true);
        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 3, at, end_of_texts(&copy), false);
        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 3, at, UINT32_MAX, false);
    }
    expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 3, 0, UINT32_MAX, false);
    copy_free(&copy);
}

/* Finds a run with two groups or more; `numbers` are of its list. Returns how many. */
static size_t find_run(const struct copy *copy, size_t *cell, uint32_t *numbers)
{
    for (size_t i = 0; i < copy->db.run_count; i++) {
        *cell = i * RUN_CELLS + RUN_GROUPS;
        read_numbers(copy, copy_cell(copy, PART_RUNS, *cell), numbers, 2);
        if (numbers[0] > 1) {
            size_t count = 2 + 2 * numbers[0] + numbers[1];

            read_numbers(copy, copy_cell(copy, PART_RUNS, *cell), numbers, count);
            return count;
        }
    }
    fail();
    return 0;
}

static void refuses_groups_of_no_rows(void **state)
{
    struct copy copy;
    uint32_t numbers[NUMBERS];
    size_t cell, count;

    (void)state;
    copy_init(&copy, irregular_relations());
    count = find_run(&copy, &cell, numbers); /* groups, rows, then relationship, events, the first event ... */
    expect_list(&copy, PART_RUNS, cell, numbers, count, count, 0, true);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 0, numbers[0] - 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 0, UINT32_MAX, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 1, numbers[1] - 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 1, numbers[1] + 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 1, copy.db.row_count + 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 2, 0, true);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 2, copy.db.relationship_count, true);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 2, copy.db.relationship_count + 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 3, numbers[1] + 1, false);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 4, 0, true);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 4, copy.db.event_count, true);
    expect_list(&copy, PART_RUNS, cell, numbers, count, 4, copy.db.event_count + 1, false);
    /* One group more, without a row: the walk over rows would not end in it. */
    numbers[0]++;
    numbers[count++] = 1;
    numbers[count++] = 0;
    expect_list(&copy, PART_RUNS, cell, numbers, count, count, 0, false);
    copy_free(&copy);
}

static void refuses_other_rows_than_the_mapping_says(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    copy.db.row_count++;
    assert_false(attack_db_verify(&copy.db));
    copy.db.row_count -= 2;
    assert_false(attack_db_verify(&copy.db));
    copy.db.row_count++;
    assert_true(attack_db_verify(&copy.db));
    copy_free(&copy);
}

/* Runs that no technique has, so that nothing else is wrong with them. */
static void refuses_runs_of_more_rows_than_there_are(void **state)
{
    struct copy copy;
    size_t size, count;
    uint32_t numbers[2];
    unsigned char *runs;

    (void)state;
    copy_init(&copy, irregular_rows());
    size = copy.part[PART_RUNS].size;
    read_numbers(&copy, copy_cell(&copy, PART_RUNS, RUN_GROUPS), numbers, 2);
    assert_true(numbers[1] > 0);
    count = 1 + copy.db.row_count;
    runs = malloc(size + count * RUN_CELLS * sizeof(uint16_t));
    assert_non_null(runs);
    memcpy(runs, copy.part[PART_RUNS].bytes, size);
    for (size_t i = 0; i < count; i++)
        memcpy(runs + size + i * RUN_CELLS * sizeof(uint16_t), runs, RUN_CELLS * sizeof(uint16_t));
    copy.db.runs = runs;
    copy.db.run_count += (uint32_t)count;
    assert_false(attack_db_verify(&copy.db));
    copy.db.run_count -= (uint32_t)count;
    assert_true(attack_db_verify(&copy.db));
    free(runs);
    copy_free(&copy);
}

static void refuses_what_is_no_list_of_a_technique(void **state)
{
    enum { CELL = TECHNIQUE_CELLS + TECHNIQUE_BODY };
    struct copy copy;
    uint32_t numbers[NUMBERS];
    size_t count;

    (void)state;
    copy_init(&copy, irregular_rows());
    read_numbers(&copy, copy_cell(&copy, PART_TECHNIQUES, CELL), numbers, 3); /* tactics, platforms, runs, a run ... */
    count = 3 + numbers[2];
    assert_true(count > 4);
    read_numbers(&copy, copy_cell(&copy, PART_TECHNIQUES, CELL), numbers, count);
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, count, 0, true);
    for (size_t at = 0; at < 2; at++) {
        const uint32_t good[] = {1, end_of_texts(&copy) - 1}, bad[] = {1, end_of_texts(&copy)};

        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, append_list(&copy, good, 2), true);
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, append_list(&copy, bad, 2), false);
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, 0, true);
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, copy.db.list_bytes + 100, false);
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, UINT32_MAX, false);
    }
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, 2, numbers[2] - 1, false);
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, 2, numbers[2] + 1, false);
    for (size_t at = 3; at < count; at++)
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, copy.db.run_count, false);
    numbers[2]++;
    numbers[count++] = numbers[3]; /* a run's rows twice */
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, count, 0, false);
    copy_free(&copy);
}

static void refuses_what_are_no_techniques_of_an_event(void **state)
{
    static const uint32_t two[] = {2, 0, 1}, none[] = {0, 0}, one[] = {1, 0};
    static const uint32_t four[] = {4, 0, 1, 1, 1}, five[] = {5, 0, 1, 1, 1, 1};
    struct copy copy;
    uint32_t last, list;

    (void)state;
    copy_init(&copy, irregular_rows());
    last = copy.db.technique_count - 1;
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 3, 0, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 1, last - 1, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 1, last, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 1, last + 1, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 2, last, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 2, last + 1, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 2, UINT32_MAX, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, two, 3, 2, 0, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, none, 2, 2, 0, false);
    /* As many pairs of technique and event as rows, and one more. */
    list = append_list(&copy, one, 2);
    for (size_t i = 0; i < copy.db.event_count; i++)
        copy_set_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_TECHNIQUE_LIST, list);
    assert_int_equal(copy.db.event_count - 1 + 4, copy.db.row_count);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, four, 5, 5, 0, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, five, 6, 6, 0, false);
    copy_free(&copy);
}

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

static void swap_records(struct copy *copy, enum part part, size_t cells)
{
    for (size_t i = 0; i < cells; i++) {
        uint32_t kept = copy_cell(copy, part, i);

        copy_set_cell(copy, part, i, copy_cell(copy, part, cells + i));
        copy_set_cell(copy, part, cells + i, kept);
    }
}

static void refuses_techniques_out_of_order(void **state)
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

static void refuses_an_event_that_its_id_does_not_lead_to(void **state)
{
    (void)state;
    for (int hashed = 0; hashed < 2; hashed++) {
        struct copy copy;
        struct attack_events events;
        struct attack_event last;
        uint32_t tried = 0;

        copy_init(&copy, hashed ? irregular_rows() : irregular_rows_unhashed());
        assert_true(attack_event_at(&copy.db, copy.db.event_count - 1, &last));
        events = attack_events_find(&copy.db, last.id, strlen(last.id));
        assert_true(attack_events_next(&events, &last)); /* the first of the last id, which may move up in its order */
        for (uint32_t i = 0; i < last.index; i++) {
            uint32_t id = copy_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_ID);

            if (!id)
                continue;
            if (!hashed)                                          /* a hash need not look at this byte */
                expect_byte(&copy, PART_STRINGS, id, '~', false); /* above all others */
            expect_byte(&copy, PART_STRINGS, id, 0, false);
            tried++;
        }
        assert_true(tried > 1);
        copy_free(&copy);
    }
}

static void refuses_a_hash_that_finds_other_records(void **state)
{
    struct copy copy;

    (void)state;
    copy_init(&copy, irregular_rows());
    for (size_t i = 0; i < copy.db.technique_hash.slot_count; i++)
        if (copy_cell(&copy, PART_TECHNIQUE_SLOTS, i))
            expect_cell(&copy, PART_TECHNIQUE_SLOTS, i, 0, false);
    for (size_t i = 0; i < copy.db.event_hash.slot_count; i++)
        if (copy_cell(&copy, PART_EVENT_SLOTS, i))
            expect_cell(&copy, PART_EVENT_SLOTS, i, 0, false);
    expect_byte(&copy, PART_TECHNIQUE_STEPS, 0, 200, false);
    expect_byte(&copy, PART_EVENT_STEPS, 0, 200, false);
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
        cmocka_unit_test(refuses_a_list_of_no_texts),
        cmocka_unit_test(refuses_groups_of_no_rows),
        cmocka_unit_test(refuses_other_rows_than_the_mapping_says),
        cmocka_unit_test(refuses_runs_of_more_rows_than_there_are),
        cmocka_unit_test(refuses_what_is_no_list_of_a_technique),
        cmocka_unit_test(refuses_what_are_no_techniques_of_an_event),
        cmocka_unit_test(refuses_techniques_out_of_order),
        cmocka_unit_test(refuses_an_event_that_its_id_does_not_lead_to),
        cmocka_unit_test(refuses_a_hash_that_finds_other_records),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
