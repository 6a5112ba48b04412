/* SPDX-License-Identifier: MIT
 *
 * Lookups by key. The naive lookup walks over everything and compares byte by byte.
 */
#include "differential.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *technique_id(size_t technique)
{
    return model_technique_text(&matching.model, technique, NAIVE_TECHNIQUE_ID);
}

/* ---- Techniques ---- */

static bool is_bytes(const char *key, size_t length, const char *text)
{
    return strlen(text) == length && memcmp(key, text, length) == 0;
}

/* "T1003.*" is T1003 and everything that starts with "T1003.". */
static bool is_of_family(const char *key, size_t length, const char *id)
{
    if (length > 2 && memcmp(key + length - 2, ".*", 2) == 0)
        return is_bytes(key, length - 2, id) || (strlen(id) >= length - 1 && memcmp(key, id, length - 1) == 0);
    return length && is_bytes(key, length, id);
}

static void try_technique(const char *key, size_t length, const void *context)
{
    size_t count = matching.model.mapping.techniques.count, expected = count;
    struct attack_technique technique;
    bool found = attack_technique_find(matching.db, key, length, &technique);

    (void)context;
    for (size_t i = 0; i < count; i++)
        if (is_bytes(key, length, technique_id(i)))
            expected = i;
    if (found != (expected < count) || (found && technique.index != expected))
        fail_msg("'%.*s' is %sfound", (int)length, key, found ? "" : "not ");
    differential.compared++;
}

static void try_family(const char *key, size_t length, const void *context)
{
    struct attack_set set = {room_for(matching.sizes.technique_words), matching.sizes.technique_words};
    uint32_t said, expected = 0;

    (void)context;
    attack_set_clear(set);
    said = attack_set_add_family(set, matching.db, key, length);
    for (uint32_t i = 0; i < matching.model.mapping.techniques.count; i++) {
        bool is = is_of_family(key, length, technique_id(i));

        expected += is;
        if (attack_set_has(set, i) != is)
            fail_msg("family '%.*s': %s is%s in it", (int)length, key, technique_id(i), is ? " not" : "");
    }
    assert_int_equal(said, expected);
    free(set.words);
    differential.compared++;
}

void finds_what_the_model_finds_near_every_technique(void **state)
{
    char family[128];

    (void)state;
    for (size_t i = 0; i < matching.model.mapping.techniques.count; i++) {
        try_near(technique_id(i), try_technique, NULL);
        snprintf(family, sizeof family, "%s.*", technique_id(i));
        if (differential.every_byte || i % 8 == 0)
            try_near(family, try_family, NULL);
        else
            try_family(family, strlen(family), NULL);
    }
}

/* ---- Events ---- */

/* The other part of a key: the log for an id, or the id for a log. */
struct other {
    int column; /* of the log; 0: the id is the whole key */
    const char *text;
    bool key_is_log;
};

struct query {
    int column;
    struct model_text log, id;
};

static bool is_asked_for(const struct query *query, size_t event)
{
    const char *id = model_event_text(&matching.model, event, NAIVE_EVENT_ID);
    const char *log = query->column ? model_event_text(&matching.model, event, query->column) : NULL;

    if (!id || !query->id.length || !model_equal(query->id, id))
        return false;
    return !query->column || (log && query->log.length && model_equal(query->log, log));
}

static void expect_found(struct attack_events found, const struct query *query)
{
    struct attack_event event;

    for (size_t i = 0; i < matching.model.event_count; i++)
        if (is_asked_for(query, i) && (!attack_events_next(&found, &event) || event.index != i))
            fail_msg("'%.*s' of '%.*s': event %zu is not found", (int)query->id.length, query->id.text,
                     (int)query->log.length, query->log.text ? query->log.text : "", i);
    if (attack_events_next(&found, &event))
        fail_msg("'%.*s' of '%.*s': '%s' is found, and is another", (int)query->id.length, query->id.text,
                 (int)query->log.length, query->log.text ? query->log.text : "", event.id);
    differential.compared++;
}

/* Whether this is the spelling of a number, and which. */
static bool is_number(struct model_text id, uint32_t *number)
{
    char written[16];
    unsigned long long read = 0;

    for (size_t i = 0; i < id.length && i < 11; i++)
        read = read * 10 + (unsigned char)(id.text[i] - '0');
    *number = (uint32_t)read;
    snprintf(written, sizeof written, "%lu", (unsigned long)*number);
    return is_bytes(id.text, id.length, written);
}

static void look_up(const struct query *query)
{
    const struct attack_db *db = matching.db;
    struct model_text log = query->log, id = query->id;
    uint32_t number;
    bool has_number = is_number(id, &number);

    if (query->column == 0)
        expect_found(attack_events_find(db, id.text, id.length), query);
    if (query->column == NAIVE_LOG_SOURCE)
        expect_found(attack_events_find_provider(db, log.text, log.length, id.text, id.length), query);
    if (query->column == NAIVE_CHANNEL)
        expect_found(attack_events_find_channel(db, log.text, log.length, id.text, id.length), query);
    if (has_number && query->column == 0)
        expect_found(attack_events_find_number(db, number), query);
    if (has_number && query->column == NAIVE_LOG_SOURCE)
        expect_found(attack_events_find_provider_number(db, log.text, log.length, number), query);
    if (has_number && query->column == NAIVE_CHANNEL)
        expect_found(attack_events_find_channel_number(db, log.text, log.length, number), query);
}

static void expect_candidates(const struct query *query)
{
    uint32_t *expected = room_for(matching.model.event_count), *found = room_for(matching.sizes.candidates);
    struct model_log log = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    struct attack_log same;
    uint32_t wanted, count;

    if (query->column == NAIVE_LOG_SOURCE)
        log.provider = query->log;
    else
        log.channel = query->log;
    same = as_log(&log);
    wanted = expected_candidates(&log, query->id, expected);
    count = attack_candidates(matching.db, &same, query->id.text, query->id.length, found, matching.sizes.candidates);
    if (count != wanted || memcmp(found, expected, count * sizeof *found) != 0)
        fail_msg("'%.*s' of '%.*s': %lu candidates, expected %lu", (int)query->id.length, query->id.text,
                 (int)query->log.length, query->log.text, (unsigned long)count, (unsigned long)wanted);
    free(expected);
    free(found);
    differential.compared++;
}

static void try_event(const char *key, size_t length, const void *context)
{
    const struct other *other = context;
    struct model_text mine = {key, length};
    struct query query = {other->column, known(other->text), mine};

    if (other->key_is_log) {
        query.log = mine;
        query.id = known(other->text);
    }
    look_up(&query);
    if (query.column)
        expect_candidates(&query);
}

/* Whether no earlier event has the same values in these columns. */
static bool is_first(size_t event, int column, int other_column)
{
    const struct model *model = &matching.model;

    for (size_t i = 0; i < event; i++)
        if (naive_same(model_event_text(model, i, column), model_event_text(model, event, column)) &&
            naive_same(model_event_text(model, i, other_column), model_event_text(model, event, other_column)))
            return false;
    return true;
}

static const int log_columns[] = {NAIVE_LOG_SOURCE, NAIVE_CHANNEL};

void finds_what_the_model_finds_near_every_event(void **state)
{
    (void)state;
    for (size_t i = 0; i < matching.model.event_count; i += event_step()) {
        const char *id = model_event_text(&matching.model, i, NAIVE_EVENT_ID);
        struct other alone = {0, NULL, false};

        if (!id)
            continue;
        if (is_first(i, NAIVE_EVENT_ID, NAIVE_EVENT_ID))
            try_near(id, try_event, &alone);
        for (size_t k = 0; k < 2; k++) {
            struct other of_log = {log_columns[k], model_event_text(&matching.model, i, log_columns[k]), false};

            if (of_log.text && is_first(i, NAIVE_EVENT_ID, log_columns[k]))
                try_near(id, try_event, &of_log);
        }
    }
}

void finds_what_the_model_finds_near_every_log(void **state)
{
    (void)state;
    for (size_t i = 0; i < matching.model.event_count; i += event_step())
        for (size_t k = 0; k < 2; k++) {
            const char *log = model_event_text(&matching.model, i, log_columns[k]);
            struct other of_id = {log_columns[k], model_event_text(&matching.model, i, NAIVE_EVENT_ID), true};

            if (log && of_id.text &&
                is_first(i, log_columns[k], differential.every_byte ? NAIVE_EVENT_ID : log_columns[k]))
                try_near(log, try_event, &of_id);
        }
}
