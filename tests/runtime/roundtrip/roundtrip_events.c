/* SPDX-License-Identifier: MIT
 *
 * Round trip of events: lookups by id, by log and id and by number, ignoring case, find exactly the expected events.
 */
#include "roundtrip_query.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void lists_every_event_once_in_order(void **state)
{
    struct attack_event event;

    (void)state;
    assert_int_equal(attack_event_count(roundtrip.db), roundtrip.event_count);
    for (uint32_t i = 0; i < roundtrip.event_count; i++) {
        assert_true(attack_event_at(roundtrip.db, i, &event));
        assert_event(&event, i);
    }
    assert_false(attack_event_at(roundtrip.db, (uint32_t)roundtrip.event_count, &event));
}

void finds_exactly_the_events_of_every_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < roundtrip.event_count; i++)
        if (roundtrip.events[i]->field[NAIVE_EVENT_ID])
            assert_true(try_cases(roundtrip.events[i]->field[NAIVE_EVENT_ID], 0, NULL) > 0);
}

/* Every log with every id, also those that do not occur together. */
static void try_every_pair(int log_column)
{
    struct names logs = names_in_column(&roundtrip.naive.rows, log_column);
    struct names ids = names_in_column(&roundtrip.naive.rows, NAIVE_EVENT_ID);
    size_t found = 0;

    for (size_t i = 0; i < logs.count; i++)
        for (size_t k = 0; k < ids.count; k++)
            found += try_cases(ids.name[k], log_column, logs.name[i]);
    assert_true(found > 0);
    free_names(&logs);
    free_names(&ids);
}

void finds_exactly_the_events_of_every_log_and_id(void **state)
{
    (void)state;
    try_every_pair(NAIVE_LOG_SOURCE);
    try_every_pair(NAIVE_CHANNEL);
}

void finds_exactly_the_events_of_every_number(void **state)
{
    char id[16];
    struct query query = {id, 0, 0, NULL, 0};

    (void)state;
    for (uint32_t number = 0; number < 70000; number++) {
        query.id_length = (size_t)snprintf(id, sizeof id, "%lu", (unsigned long)number);
        try_number(&query);
    }
    for (int bit = 16; bit <= 32; bit++) {
        query.id_length = (size_t)snprintf(id, sizeof id, "%llu", (1ULL << bit) - 1);
        try_number(&query);
        query.id_length = (size_t)snprintf(id, sizeof id, "%llu", (1ULL << (bit - 1)) + 4688);
        try_number(&query);
    }
}

/* Tries every other byte at every place of `key`, every byte before and after it, and every prefix and suffix. `key`
 * has room for one more byte; the query looks up `length` bytes of it. */
static void try_mutations(struct query *query, char *key, size_t *length)
{
    size_t whole = *length;

    for (int byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at <= whole; at++) { /* at == whole: one byte more */
            char kept = key[at];

            key[at] = (char)byte;
            *length = at < whole ? whole : whole + 1;
            try_query(query);
            key[at] = kept;
        }
        memmove(key + 1, key, whole);
        key[0] = (char)byte;
        *length = whole + 1;
        try_query(query);
        memmove(key, key + 1, whole);
    }
    for (*length = whole - 1; *length > 0; --*length)
        try_query(query);
    *length = whole;
}

/* The same for every suffix of an id. try_mutations cannot do this, since the key would have to move. */
static void try_ends(const char *id)
{
    for (const char *end = id; *end; end++) {
        struct query query = {end, strlen(end), 0, NULL, 0};

        try_query(&query);
    }
}

void finds_no_mutation_of_an_event_id(void **state)
{
    struct names ids = names_in_column(&roundtrip.naive.rows, NAIVE_EVENT_ID);
    char key[KEY_BYTES];
    struct query query = {key, 0, 0, NULL, 0};

    (void)state;
    for (size_t i = 0; i < ids.count; i++) {
        query.id_length = recase(key, ids.name[i], 0);
        assert_true(query.id_length + 1 < sizeof key);
        try_mutations(&query, key, &query.id_length);
        try_ends(ids.name[i]);
    }
    free_names(&ids);
}

/* Mutates each log together with the first id that it has. */
static void try_log_mutations(int log_column)
{
    struct names logs = names_in_column(&roundtrip.naive.rows, log_column);
    char key[KEY_BYTES];

    assert_true(logs.count > 0);
    for (size_t i = 0; i < logs.count; i++) {
        size_t at = 0;

        while (at < roundtrip.event_count && (!roundtrip.events[at]->field[NAIVE_EVENT_ID] ||
                                              !naive_same(roundtrip.events[at]->field[log_column], logs.name[i])))
            at++;
        if (at < roundtrip.event_count) {
            const char *id = roundtrip.events[at]->field[NAIVE_EVENT_ID];
            struct query query = {id, strlen(id), log_column, key, recase(key, logs.name[i], 0)};

            assert_true(try_query(&query) > 0);
            try_mutations(&query, key, &query.log_length);
        }
    }
    free_names(&logs);
}

void finds_no_mutation_of_a_log(void **state)
{
    (void)state;
    try_log_mutations(NAIVE_LOG_SOURCE);
    try_log_mutations(NAIVE_CHANNEL);
}

/* Rows are sorted by technique, so if a technique has an event twice, it does so without another technique in
 * between. */
void gives_the_techniques_of_every_event(void **state)
{
    const struct naive_rows *rows = &roundtrip.naive.rows;
    struct attack_event event;
    struct attack_technique technique;

    (void)state;
    for (uint32_t i = 0; i < roundtrip.event_count; i++) {
        struct attack_technique_iterator techniques;
        const char *last = NULL;

        assert_true(attack_event_at(roundtrip.db, i, &event));
        techniques = attack_event_techniques(roundtrip.db, &event);
        for (size_t k = 0; k < rows->count; k++) {
            const char *id = rows->row[k].field[NAIVE_TECHNIQUE_ID];

            if (naive_same(last, id) ||
                !naive_same_columns(&rows->row[k], roundtrip.events[i], NAIVE_EVENT_ID, NAIVE_FILTER_IN))
                continue;
            assert_true(attack_technique_next(&techniques, &technique));
            assert_string_equal(technique.id, id);
            assert_true(is_technique(technique.id, strlen(technique.id)));
            last = id;
        }
        assert_false(attack_technique_next(&techniques, &technique));
    }
}
