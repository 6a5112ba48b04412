/* SPDX-License-Identifier: MIT
 *
 * Changed lists: of texts, and of the parts of a technique, a run or an event.
 */
#include "changes.h"
#include "test_verify.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

void refuses_a_list_past_the_last(void **state)
{
    static const struct {
        size_t cell;
        enum part part;
        bool may_be_none;
    } lists[] = {
        {TECHNIQUE_BODY, PART_TECHNIQUES, false}, {RUN_GROUPS, PART_RUNS, false},
        {EVENT_FILTERS, PART_EVENTS, false},      {EVENT_TECHNIQUE_LIST, PART_EVENTS, false},
        {VARIANT_TACTICS, PART_VARIANTS, true},   {VARIANT_PLATFORMS, PART_VARIANTS, true},
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

/* In an event's filters, which stand for all lists. */
void refuses_a_number_that_does_not_end(void **state)
{
    static const unsigned char none[] = {0}, none_in_five[] = {0x80, 0x80, 0x80, 0x80, 0},
                               none_in_six[] = {0x80, 0x80, 0x80, 0x80, 0x80, 0}, cut[] = {0x80},
                               text_cut[] = {2, 0, 0x80}, too_few[] = {4, 0, 1}, enough[] = {2, 0, 0x7f};
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

void refuses_what_are_no_filters(void **state)
{
    struct copy copy;
    uint32_t filters[] = {4, 0, 1, 0, 1};

    (void)state;
    copy_init(&copy, irregular_rows());
    assert_true(copy.db.field_count > 1);
    for (size_t at = 1; at < 5; at++) {
        uint32_t end = at % 2 ? copy.db.field_count : end_of_texts(&copy);

        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, at, end - 1, true);
        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, at, end, false);
        expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, at, UINT32_MAX, false);
    }
    expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, 0, UINT32_MAX, false);
    expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, 0, 5, false); /* a condition and filters */
    expect_list(&copy, PART_EVENTS, EVENT_FILTERS, filters, 5, 0, 1, false); /* a condition, but no table of them */
    copy_free(&copy);
}

/* Finds a run with at least two groups; `numbers` are those of its list. Returns how many. */
static size_t find_run(const struct copy *copy, size_t *cell, uint32_t *numbers)
{
    *cell = 0;
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

void refuses_groups_of_no_rows(void **state)
{
    struct copy copy;
    uint32_t numbers[NUMBERS] = {0};
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
    /* One more group without rows: an iterator over rows would not end in it. */
    numbers[0]++;
    numbers[count++] = 1;
    numbers[count++] = 0;
    expect_list(&copy, PART_RUNS, cell, numbers, count, count, 0, false);
    copy_free(&copy);
}

void refuses_other_rows_than_the_mapping_says(void **state)
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

/* Changes runs that no technique has, so that nothing else is wrong. */
void refuses_runs_of_more_rows_than_there_are(void **state)
{
    struct copy copy;
    size_t size, count, run = 0;
    uint32_t numbers[2];
    unsigned char *runs;

    (void)state;
    copy_init(&copy, irregular_rows());
    size = copy.part[PART_RUNS].size;
    do /* a run with a single row, so that the sum reaches the limit */
        read_numbers(&copy, copy_cell(&copy, PART_RUNS, ++run * RUN_CELLS + RUN_GROUPS), numbers, 2);
    while (numbers[1] != 1);
    count = 1 + copy.db.row_count;
    runs = malloc(size + count * RUN_CELLS * sizeof(uint16_t));
    assert_non_null(runs);
    memcpy(runs, copy.part[PART_RUNS].bytes, size);
    for (size_t i = 0; i < count; i++)
        memcpy(runs + size + i * RUN_CELLS * sizeof(uint16_t), runs + run * RUN_CELLS * sizeof(uint16_t),
               RUN_CELLS * sizeof(uint16_t));
    copy.db.runs = runs;
    copy.db.run_count += (uint32_t)count;
    assert_false(attack_db_verify(&copy.db));
    copy.db.run_count -= (uint32_t)count;
    assert_true(attack_db_verify(&copy.db));
    free(runs);
    copy_free(&copy);
}

void refuses_what_is_no_list_of_a_technique(void **state)
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
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, 2, UINT32_MAX, false);
    for (size_t at = 3; at < count; at++)
        expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, at, copy.db.run_count, false);
    numbers[2]++;
    numbers[count++] = numbers[3]; /* the rows of a run twice */
    expect_list(&copy, PART_TECHNIQUES, CELL, numbers, count, count, 0, false);
    copy_free(&copy);
}

/* Also without rows, so that their sum does not change. */
void refuses_a_technique_without_a_list(void **state)
{
    struct copy copy;
    uint32_t without_rows = 0;

    (void)state;
    copy_init(&copy, irregular_relations());
    for (size_t i = 0; i < copy.db.technique_count; i++) {
        size_t cell = i * TECHNIQUE_CELLS + TECHNIQUE_BODY;
        uint32_t numbers[3];

        read_numbers(&copy, copy_cell(&copy, PART_TECHNIQUES, cell), numbers, 3);
        without_rows += numbers[2] == 0;
        expect_cell(&copy, PART_TECHNIQUES, cell, copy.db.list_bytes, false);
        expect_cell(&copy, PART_TECHNIQUES, cell, 0, false);
    }
    assert_true(without_rows > 0);
    copy_free(&copy);
}

void refuses_what_are_no_techniques_of_an_event(void **state)
{
    static const uint32_t two[] = {4, 0, 1}, none[] = {0}, one[] = {2, 0};
    static const uint32_t four[] = {8, 0, 1, 1, 1}, five[] = {10, 0, 1, 1, 1, 1};
    static const uint32_t direct[] = {5, 0, 1, 2, 0, 0};
    uint32_t three[] = {6, 0, 1, 1}, last, list;
    struct copy copy;

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
    three[1] = last - 2;
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, three, 4, 2, 1, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, three, 4, 2, 2,
                false); /* only the sum of all steps is past the last technique */
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, none, 1, 1, 0, true);
    /* Both techniques are direct; then as many as that and one more, none; all kinds of an exception; one behind the
     * last. */
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 3, 2, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 3, 3, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 3, 0, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 4, 0, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 4, 1, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 4, 2, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 4, 3, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 5, 4, false);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, direct, 6, 4, 8, false);
    /* As many pairs of technique and event as rows, and one more. */
    list = append_list(&copy, one, 2);
    for (size_t i = 0; i < copy.db.event_count; i++)
        copy_set_cell(&copy, PART_EVENTS, i * EVENT_CELLS + EVENT_TECHNIQUE_LIST, list);
    assert_int_equal(copy.db.event_count - 1 + 4, copy.db.row_count);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, four, 5, 5, 0, true);
    expect_list(&copy, PART_EVENTS, EVENT_TECHNIQUE_LIST, five, 6, 6, 0, false);
    copy_free(&copy);
}
