/* SPDX-License-Identifier: MIT
 *
 * Mappings whose records share long lists or texts: checking these for each record would take minutes. Each has a
 * megabyte of lists and texts, and some of records. attack_db_verify() has to give up, or to remember, within a time
 * that is far above what it takes and far below what it took.
 */
#include "attack_events.h"
#include "tables.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

/* So many equal lists are named in turn: more than are remembered. */
enum { HALF = 512 * 1024, LISTS = 40, LONG = HALF / LISTS, RECORDS = 400 * 1000, ROWS = 300 * 1000 };
#define SECONDS_MOST 3.0

struct hostile {
    struct attack_db db;
    struct attack_conditions conditions;
    char strings[HALF + 64];
    uint8_t lists[HALF + ROWS + 64], grams[1];
    uint32_t records[RECORDS * EVENT_CELLS], techniques[LONG * TECHNIQUE_CELLS], buckets[2], empty[2], logs[LOG_CELLS];
};

/* Returns a mapping with nothing in it: texts of a technique's id and of "1", an empty list at 1. */
static struct hostile *make_hostile(void)
{
    struct hostile *made = calloc(1, sizeof *made);

    assert_non_null(made);
    memcpy(made->strings + 1, "T1000\0\0", 8);
    memcpy(made->strings + 9, "1", 2);
    made->db.layout = ATTACK_TABLES_LAYOUT;
    made->db.wide = 1;
    made->db.strings = made->strings;
    made->db.string_bytes = sizeof made->strings;
    made->db.lists = made->lists;
    made->db.list_bytes = sizeof made->lists;
    made->db.candidates_most = made->db.fields_most = 1;
    made->db.logs = made->logs;
    made->db.log_count = 1;
    return made;
}

static size_t put_number(uint8_t *bytes, size_t at, uint32_t number)
{
    for (; number >= 0x80; number >>= 7)
        bytes[at++] = (uint8_t)(0x80 | (number & 0x7f));
    bytes[at++] = (uint8_t)number;
    return at;
}

static uint32_t list_at(uint32_t record)
{
    return 16 + record % LISTS * LONG;
}

static void expect_soon(const struct attack_db *db)
{
    clock_t start = clock();
    double seconds;

    attack_db_verify(db);
    seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    if (seconds > SECONDS_MOST)
        fail_msg("%.1f seconds", seconds);
}

/* There have to be as many rows as pairs of an event and a technique: each technique has the same run of many. */
static void ends_soon_where_events_share_techniques(void **state)
{
    struct hostile *made = make_hostile();
    const uint32_t run_at = HALF + 16;
    size_t at;

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++) {
        at = put_number(made->lists, list_at(i), 2 * (LONG - 8));
        memset(made->lists + at, 1, LONG - 8);
    }
    at = put_number(made->lists, run_at, 1); /* one group: rows, no relationship, as many events, each none */
    at = put_number(made->lists, at, ROWS);
    at = put_number(made->lists, at, 0);
    put_number(made->lists, at, ROWS);
    memcpy(made->lists + 4, "\0\0\1", 4); /* no tactics and platforms, run 0 */
    for (uint32_t i = 0; i < LONG; i++) {
        made->techniques[i * TECHNIQUE_CELLS + TECHNIQUE_TEXT] = 1;
        made->techniques[i * TECHNIQUE_CELLS + TECHNIQUE_BODY] = 4;
    }
    for (uint32_t i = 0; i < RECORDS; i++) {
        made->records[i * EVENT_CELLS + EVENT_FILTERS] = 1;
        made->records[i * EVENT_CELLS + EVENT_TECHNIQUE_LIST] = list_at(i);
    }
    made->empty[RUN_GROUPS] = run_at;
    made->db.runs = made->empty;
    made->db.run_count = 1;
    made->db.techniques = made->techniques;
    made->db.technique_count = LONG;
    made->db.events = made->records;
    made->db.event_count = RECORDS;
    made->db.row_count = (uint32_t)ROWS * LONG;
    expect_soon(&made->db);
    free(made);
}

static void ends_soon_where_events_share_filters(void **state)
{
    struct hostile *made = make_hostile();

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++)
        put_number(made->lists, list_at(i), (LONG - 8) / 2 * 2); /* each of field 0 and text 0 */
    for (uint32_t i = 0; i < RECORDS; i++) {
        made->records[i * EVENT_CELLS + EVENT_FILTERS] = list_at(i);
        made->records[i * EVENT_CELLS + EVENT_TECHNIQUE_LIST] = 1;
    }
    made->db.events = made->records;
    made->db.event_count = RECORDS;
    made->db.fields = made->empty;
    made->db.field_count = 1;
    expect_soon(&made->db);
    free(made);
}

static void ends_soon_where_runs_share_groups(void **state)
{
    struct hostile *made = make_hostile();

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++) { /* one group: a relationship, so many rows, each without an event */
        size_t at = put_number(made->lists, list_at(i), 1);

        at = put_number(made->lists, at, LONG - 16);
        at = put_number(made->lists, at, 0);
        put_number(made->lists, at, LONG - 16);
    }
    for (uint32_t i = 0; i < RECORDS; i++)
        made->records[i * RUN_CELLS + RUN_GROUPS] = list_at(i);
    made->db.runs = made->records;
    made->db.run_count = RECORDS;
    made->db.row_count = UINT32_MAX - 1;
    expect_soon(&made->db);
    free(made);
}

static void ends_soon_where_techniques_share_tactics(void **state)
{
    struct hostile *made = make_hostile();
    size_t bodies[LISTS], at = 2;

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++)
        put_number(made->lists, list_at(i) + 512, LONG - 1024);
    for (uint32_t i = 0; i < LISTS; i++) { /* tactics, platforms, no runs, in the room before a list */
        bodies[i] = at = list_at(i);
        at = put_number(made->lists, at, list_at(i) + 512);
        at = put_number(made->lists, at, list_at(i) + 512);
        put_number(made->lists, at, 0);
    }
    for (uint32_t i = 0; i < RECORDS; i++) {
        made->records[i * TECHNIQUE_CELLS + TECHNIQUE_TEXT] = 1;
        made->records[i * TECHNIQUE_CELLS + TECHNIQUE_BODY] = (uint32_t)bodies[i % LISTS];
    }
    made->db.techniques = made->records;
    made->db.technique_count = RECORDS;
    expect_soon(&made->db);
    free(made);
}

/* Equal ids, each stored so often that they differ in where they are. */
static void ends_soon_where_ids_are_long(void **state)
{
    struct hostile *made = make_hostile();

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++) {
        memset(made->strings + list_at(i), 'x', LONG - 1);
        made->strings[list_at(i) + LONG - 1] = '\0';
    }
    for (uint32_t i = 0; i < RECORDS; i++) {
        made->records[i * EVENT_CELLS + EVENT_ID] = list_at(i);
        made->records[i * EVENT_CELLS + EVENT_FILTERS] = made->records[i * EVENT_CELLS + EVENT_TECHNIQUE_LIST] = 1;
    }
    made->db.events = made->records;
    made->db.event_count = RECORDS;
    expect_soon(&made->db);
    free(made);
}

static void ends_soon_where_conditions_share_values(void **state)
{
    struct hostile *made = make_hostile();
    uint8_t *code = made->lists;

    (void)state;
    for (uint32_t i = 0; i < LISTS; i++) {
        size_t test = list_at(i) + LONG - 16, at;

        put_number(code, list_at(i), LONG - 32); /* so many values, each the text 0 */
        code[test] = OPERATOR_EQUAL;
        at = put_number(code, test + 1, 0); /* any value of the event */
        put_number(code, at, (uint32_t)test - list_at(i));
    }
    for (uint32_t i = 0; i < RECORDS; i++)
        made->records[i] = list_at(i) + LONG - 16;
    made->db.conditions = &made->conditions;
    made->db.lists = (const uint8_t *)made->empty;
    made->db.list_bytes = 8;
    made->conditions.wide = made->conditions.wide_gates = 1;
    made->conditions.condition_count = RECORDS;
    made->conditions.conditions = made->records;
    made->conditions.code = code;
    made->conditions.code_bytes = sizeof made->lists;
    made->conditions.strings = made->strings;
    made->conditions.string_bytes = 1;
    made->conditions.bucket_count = 1;
    made->conditions.buckets = made->buckets;
    made->conditions.gram_bits = 3;
    made->conditions.gram_bytes = 1;
    made->conditions.grams = made->grams;
    expect_soon(&made->db);
    free(made);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ends_soon_where_events_share_techniques),
        cmocka_unit_test(ends_soon_where_events_share_filters),
        cmocka_unit_test(ends_soon_where_runs_share_groups),
        cmocka_unit_test(ends_soon_where_techniques_share_tactics),
        cmocka_unit_test(ends_soon_where_ids_are_long),
        cmocka_unit_test(ends_soon_where_conditions_share_values),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
