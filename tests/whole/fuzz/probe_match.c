/* SPDX-License-Identifier: MIT
 *
 * Probes matching: candidates, then an event's own fields, then the rows that explain a match.
 */
#include "probe.h"

#include <stdlib.h>
#include <string.h>

enum { FIELDS_MOST = 6, ASKED_MOST = 64, EXTRA_MOST = 4 };

struct event {
    struct attack_text names[FIELDS_MOST], values[FIELDS_MOST];
    size_t count;
    const char *asked[ASKED_MOST];
    size_t asked_count;
    bool asks_once;
};

/* ---- Candidates ------------------------------------------------------------------------------------------------- */

static bool are_names_of_sysmon(struct attack_text log, const char *known)
{
    struct attack_text text = {known, known ? strlen(known) : 0};

    return (is_same_folded(log, "sysmon") && is_same_folded(text, "Linux-Sysmon")) ||
           (is_same_folded(log, "Linux-Sysmon") && is_same_folded(text, "sysmon"));
}

static bool agrees(struct attack_text log, const char *known)
{
    return is_same_folded(log, known);
}

static bool contradicts(struct attack_text log, const char *known)
{
    return log.text && known && !is_same_folded(log, known);
}

static bool may_be(const struct attack_log *log, struct attack_text id, const struct attack_event *event)
{
    bool is_alias = are_names_of_sysmon(log->provider, event->provider);

    return id.length && is_same_folded(id, event->id) && !contradicts(log->platform, event->platform) &&
           !contradicts(log->channel, event->channel) && (is_alias || !contradicts(log->provider, event->provider)) &&
           (is_alias || agrees(log->provider, event->provider) || agrees(log->channel, event->channel));
}

/* Checks as many candidates as there is room for. Returns how many there are. */
static uint32_t check_candidates(const struct attack_db *db, const struct attack_log *log, struct attack_text id,
                                 const uint32_t *found, uint32_t count, uint32_t room)
{
    struct attack_event event;
    uint32_t all = 0;

    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        if (may_be(log, id, &event)) {
            CHECK(all >= room || (all < count && found[all] == i));
            all++;
        }
    CHECK(count == (all < room ? all : room));
    return all;
}

/* The same by number, if the id is the usual spelling of one. */
static void check_candidates_number(const struct attack_db *db, const struct attack_log *log, struct attack_text id,
                                    const uint32_t *found, uint32_t count, uint32_t room)
{
    uint32_t number = 0, *by_number = make_numbers(room);
    size_t length = 0;

    while (id.text && length < id.length && length < 9 && id.text[length] >= '0' && id.text[length] <= '9')
        number = number * 10 + (uint32_t)(id.text[length++] - '0');
    if (length && length == id.length && (id.text[0] != '0' || length == 1)) {
        CHECK(attack_candidates_number(db, log, number, by_number, room) == count);
        CHECK(memcmp(by_number, found, count * sizeof *found) == 0);
    }
    free(by_number);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

static struct attack_text value_of(const struct event *event, const char *name)
{
    for (size_t i = 0; i < event->count; i++)
        if (is_same_folded(event->names[i], name))
            return event->values[i];
    return (struct attack_text){NULL, 0};
}

static struct attack_text answer(void *context, const char *name)
{
    struct event *event = context;

    CHECK(name && *name);
    for (size_t i = 0; event->asks_once && i < event->asked_count; i++)
        CHECK(strcmp(name, event->asked[i]) != 0);
    if (event->asked_count < ASKED_MOST)
        event->asked[event->asked_count++] = name;
    return value_of(event, name);
}

static bool holds(const struct attack_db *db, uint32_t index, const struct event *event, bool unknown_matches)
{
    struct attack_event one;
    struct attack_filters filters;
    struct attack_filter filter;
    bool known = true;

    if (!attack_event_at(db, index, &one))
        return false;
    filters = attack_event_filters(db, &one);
    while (attack_filters_next(&filters, &filter)) {
        struct attack_text value = value_of(event, filter.field);

        if (value.text && !is_same_folded(value, filter.value))
            return false;
        known = known && value.text;
    }
    return known || unknown_matches;
}

static void take_fields(const struct attack_db *db, struct bytes *bytes, struct event *event)
{
    event->count = take_byte(bytes) % (FIELDS_MOST + 1);
    for (size_t i = 0; i < event->count; i++) {
        event->names[i] = take_text(bytes, db);
        event->values[i] = take_text(bytes, db);
    }
}

/* Returns how many match, at the start of `events`, which may be `candidates`. */
static uint32_t check_match(const struct attack_db *db, struct bytes *bytes, const uint32_t *candidates, uint32_t count,
                            struct event *event, uint32_t *events)
{
    uint32_t *expected = make_numbers(count), wanted = 0, matched;
    struct attack_fields fields = {.field = event->count ? answer : NULL, .event = event};
    uint8_t choice = take_byte(bytes);
    struct attack_info info;

    attack_db_info(db, &info);
    fields.unknown_matches = choice & 1;
    fields.room = choice & 2 ? choice >> 4 : info.fields_most;
    fields.answers = malloc(fields.room ? fields.room * sizeof *fields.answers : 1);
    CHECK(fields.answers);
    event->asks_once = event->asks_once && fields.room >= info.fields_most;
    for (uint32_t i = 0; i < count; i++)
        if (holds(db, candidates[i], event, fields.unknown_matches))
            expected[wanted++] = candidates[i];
    matched = attack_match(db, candidates, count, &fields, events);
    CHECK(matched == wanted && memcmp(events, expected, wanted * sizeof *events) == 0);
    CHECK(!event->asks_once || event->asked_count <= info.fields_most);
    free(fields.answers);
    free(expected);
    return matched;
}

/* ---- Why -------------------------------------------------------------------------------------------------------- */

static bool is_among(uint32_t event, const uint32_t *events, uint32_t count)
{
    while (count)
        if (events[--count] == event)
            return true;
    return false;
}

/* Checks the techniques of these events as a set, and the rows that explain the first of them. */
static void check_techniques(const struct attack_db *db, const uint32_t *events, uint32_t count)
{
    uint32_t words = ATTACK_SET_WORDS(attack_technique_count(db)), index = 0;
    struct attack_set set = {make_numbers(words), words}, expected = {make_numbers(words), words};
    struct attack_technique technique;
    struct attack_event event;

    attack_set_clear(set);
    attack_set_clear(expected);
    attack_set_add_techniques_of(set, db, events, count);
    for (uint32_t i = 0; i < count; i++)
        if (attack_event_at(db, events[i], &event)) {
            struct attack_techniques techniques = attack_event_techniques(db, &event);

            while (attack_techniques_next(&techniques, &technique))
                attack_set_add(expected, technique.index);
        }
    CHECK(memcmp(set.words, expected.words, words * sizeof *set.words) == 0);
    if (attack_set_next(set, &index) && attack_technique_at(db, index, &technique)) {
        struct attack_rows why = attack_technique_rows(db, &technique), all = why;
        struct attack_row row, one;

        while (attack_rows_next(&all, &one))
            if (is_among(one.event.index, events, count))
                CHECK(attack_rows_next_of(&why, events, count, &row) && row.event.index == one.event.index &&
                      row.relationship.index == one.relationship.index);
        CHECK(!attack_rows_next_of(&why, events, count, &row));
    }
    free(set.words);
    free(expected.words);
}

void probe_match(const struct attack_db *db, struct bytes *bytes)
{
    uint8_t choice = take_byte(bytes), extra = choice & 8 ? choice >> 6 : 0;
    struct attack_text id = take_text(bytes, db);
    struct attack_log log = {take_text(bytes, db), take_text(bytes, db), take_text(bytes, db)};
    struct event event = {.asks_once = !extra};
    struct attack_info info;
    uint32_t room, count, *events, *matched;

    attack_db_info(db, &info);
    room = choice & 1 ? info.candidates_most : choice >> 4;
    events = make_numbers(room + EXTRA_MOST);
    matched = choice & 2 ? events : make_numbers(room + EXTRA_MOST);
    count = attack_candidates(db, &log, id.text, id.length, events, room);
    CHECK(check_candidates(db, &log, id, events, count, room) <= info.candidates_most);
    check_candidates_number(db, &log, id, events, count, room);
    for (uint8_t i = 0; i < extra; i++)
        events[count++] = take_number(bytes);
    take_fields(db, bytes, &event);
    /* NOLINTNEXTLINE(readability-suspicious-call-argument): events are candidates first */
    count = check_match(db, bytes, events, count, &event, matched);
    check_techniques(db, matched, count);
    if (matched != events)
        free(matched);
    free(events);
}
