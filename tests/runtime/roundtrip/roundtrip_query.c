/* SPDX-License-Identifier: MIT
 *
 * Queries for events. Whether an event matches is decided here, naively, by comparing folded bytes.
 */
#include "roundtrip_query.h"

#include <stdio.h>
#include <string.h>

static int folded(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

/* Compares a key of any bytes with a text, which may be absent, ignoring case. */
static int compare_key(const char *key, size_t length, const char *text)
{
    size_t text_length = text ? strlen(text) : 0;

    for (size_t i = 0; i < length && i < text_length; i++)
        if (folded(key[i]) != folded(text[i]))
            return folded(key[i]) < folded(text[i]) ? -1 : 1;
    return (length > text_length) - (length < text_length);
}

/* Returns the first event whose id is not below the key. */
static size_t first_at_least(const char *id, size_t length)
{
    size_t low = 0, high = roundtrip.event_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (compare_key(id, length, roundtrip.events[middle]->field[NAIVE_EVENT_ID]) > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

static bool fits(const struct query *query, const struct naive_row *event)
{
    return query->id_length && compare_key(query->id, query->id_length, event->field[NAIVE_EVENT_ID]) == 0 &&
           (!query->log_column ||
            (query->log_length && compare_key(query->log, query->log_length, event->field[query->log_column]) == 0));
}

static struct attack_event_iterator look_up(const struct query *query)
{
    const struct attack_db *db = roundtrip.db;

    if (query->log_column == NAIVE_LOG_SOURCE)
        return attack_events_find_provider(db, query->log, query->log_length, query->id, query->id_length);
    if (query->log_column == NAIVE_CHANNEL)
        return attack_events_find_channel(db, query->log, query->log_length, query->id, query->id_length);
    return attack_events_find(db, query->id, query->id_length);
}

void assert_event(const struct attack_event *event, size_t index)
{
    struct observed observed = {0};
    char what[128];

    snprintf(what, sizeof what, "event %zu, '%.64s'", index, event->id ? event->id : "");
    observe_event(roundtrip.db, event, &observed);
    assert_columns(what, roundtrip.events[index], &observed, NAIVE_EVENT_ID, NAIVE_FILTER_IN);
    assert_int_equal(event->index, index);
}

/* Checks that exactly the matching events are found, in order. Returns how many. */
static size_t assert_found(struct attack_event_iterator found, const struct query *query)
{
    size_t i = first_at_least(query->id, query->id_length), count = 0;
    struct attack_event event;

    for (; i < roundtrip.event_count &&
           compare_key(query->id, query->id_length, roundtrip.events[i]->field[NAIVE_EVENT_ID]) == 0;
         i++) {
        if (!fits(query, roundtrip.events[i]))
            continue;
        if (!attack_event_next(&found, &event))
            fail_msg("'%.*s' of '%.*s': event %zu is not found", (int)query->id_length, query->id,
                     (int)query->log_length, query->log ? query->log : "", i);
        assert_event(&event, i);
        count++;
    }
    if (attack_event_next(&found, &event))
        fail_msg("'%.*s' of '%.*s': event %u, '%s', is found, and is another", (int)query->id_length, query->id,
                 (int)query->log_length, query->log ? query->log : "", (unsigned)event.index, event.id);
    assert_false(attack_event_next(&found, &event));
    return count;
}

size_t try_query(const struct query *query)
{
    return assert_found(look_up(query), query);
}

/* Returns the number whose canonical decimal form the text is, or -1. */
static long long canonical_number(const char *text, size_t length)
{
    long long number = 0;

    if (!length || length > 10 || (text[0] == '0' && length > 1))
        return -1;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number <= UINT32_MAX ? number : -1;
}

void try_number(const struct query *query)
{
    long long number = canonical_number(query->id, query->id_length);

    if (number < 0)
        return;
    if (query->log_column == NAIVE_LOG_SOURCE)
        assert_found(attack_events_find_provider_number(roundtrip.db, query->log, query->log_length, (uint32_t)number),
                     query);
    else if (query->log_column == NAIVE_CHANNEL)
        assert_found(attack_events_find_channel_number(roundtrip.db, query->log, query->log_length, (uint32_t)number),
                     query);
    else
        assert_found(attack_events_find_number(roundtrip.db, (uint32_t)number), query);
}

size_t recase(char *copy, const char *text, int how)
{
    size_t length = strlen(text);

    assert_true(length < KEY_BYTES);
    for (size_t i = 0; i <= length; i++) {
        bool upper = text[i] >= 'A' && text[i] <= 'Z', lower = text[i] >= 'a' && text[i] <= 'z';

        copy[i] = text[i];
        if ((how == 1 && lower) || (how == 3 && lower))
            copy[i] = (char)(text[i] - 'a' + 'A');
        if ((how == 2 && upper) || (how == 3 && upper))
            copy[i] = (char)(text[i] - 'A' + 'a');
    }
    return length;
}

size_t try_cases(const char *id, int log_column, const char *log)
{
    char id_key[KEY_BYTES], log_key[KEY_BYTES];
    struct query query = {id_key, 0, log_column, log ? log_key : NULL, 0};
    size_t count = 0;

    for (int how = 0; how < 4; how++) {
        query.id_length = recase(id_key, id, how);
        query.log_length = log ? recase(log_key, log, 3 - how) : 0;
        count = try_query(&query);
        try_number(&query);
    }
    return count;
}
