/* SPDX-License-Identifier: MIT
 *
 * Matching: from an event of a log to events of the mapping, by its log and id, then by its fields. It must not need a
 * C library. Its input may come from an attacker: it only compares the bytes, within their length, and keeps none.
 */
#include "attack_events.h"
#include "decode.h"

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

bool attack_text_is(struct attack_text text, const char *name)
{
    size_t i = 0;

    if (!text.text || !name)
        return false;
    while (i < text.length && name[i] && folded((unsigned char)text.text[i]) == folded((unsigned char)name[i]))
        i++;
    return i == text.length && !name[i];
}

/* ---- Candidates ------------------------------------------------------------------------------------------------- */

/* Two names of one provider: OSSEM-DM's, and the one in logs. */
static const char same_providers[][2][sizeof "Linux-Sysmon" + READ_AHEAD] = {
    {"sysmon", "Linux-Sysmon"},
};

static bool is(struct attack_text known, const char *name)
{
    return compare_key_folded(known.text, known.length, name) == 0;
}

/* Whether these are the two names of that provider. */
static bool is_alias(struct attack_text known, const char *name)
{
    for (size_t i = 0; i < sizeof same_providers / sizeof *same_providers; i++)
        if ((is(known, same_providers[i][0]) && same_text(name, same_providers[i][1])) ||
            (is(known, same_providers[i][1]) && same_text(name, same_providers[i][0])))
            return true;
    return false;
}

enum agreement { DISAGREES, UNKNOWN, AGREES };

static enum agreement compare(struct attack_text known, const char *name)
{
    if (!known.text || !name)
        return UNKNOWN;
    return is(known, name) ? AGREES : DISAGREES;
}

static bool is_candidate(const struct attack_log *log, const struct attack_event *event)
{
    enum agreement platform = compare(log->platform, event->platform);
    enum agreement channel = compare(log->channel, event->channel);
    enum agreement provider = compare(log->provider, event->provider);

    if (provider == DISAGREES && is_alias(log->provider, event->provider))
        provider = AGREES;
    return platform != DISAGREES && channel != DISAGREES && provider != DISAGREES &&
           (channel == AGREES || provider == AGREES);
}

static uint32_t keep_candidates(struct attack_events *found, const struct attack_log *log, uint32_t *events,
                                uint32_t room)
{
    struct attack_event event;
    uint32_t count = 0;

    while (log && count < room && attack_events_next(found, &event))
        if (is_candidate(log, &event))
            events[count++] = event.index;
    return count;
}

uint32_t attack_candidates(const struct attack_db *db, const struct attack_log *log, const char *id, size_t length,
                           uint32_t *events, uint32_t room)
{
    struct attack_events found = attack_events_find(db, id, length);

    return keep_candidates(&found, log, events, room);
}

uint32_t attack_candidates_number(const struct attack_db *db, const struct attack_log *log, uint32_t id,
                                  uint32_t *events, uint32_t room)
{
    struct attack_events found = attack_events_find_number(db, id);

    return keep_candidates(&found, log, events, room);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

/* Starts an iterator over the filters of an event, like the public function, but without a view. Every event has a list
 * of filters, even if it is empty. */
static struct attack_filters filters_of(const struct attack_db *db, uint32_t event)
{
    struct attack_filters filters;

    filters.db = db;
    filters.at = cell(db->events, (size_t)event * EVENT_CELLS + EVENT_FILTERS, db->wide != 0);
    filters.left = next_number(db, &filters.at) / 2;
    return filters;
}

/* Returns the event's value for a field, from the cache of `count` answers or from the callback. A mapping stores each
 * text once, so the address of a name identifies it, and no bytes are compared. */
static struct attack_text answer(const struct attack_fields *fields, uint32_t *count, const char *name)
{
    struct attack_text value;

    for (uint32_t i = 0; i < *count; i++)
        if (fields->answers[i].name == name)
            return fields->answers[i].value;
    value.text = NULL;
    value.length = 0;
    if (fields->field)
        value = fields->field(fields->event, name);
    if (*count < fields->room && fields->answers) {
        fields->answers[*count].name = name;
        fields->answers[*count].value = value;
        ++*count;
    }
    return value;
}

static bool matches(const struct attack_db *db, uint32_t event, const struct attack_fields *fields, uint32_t *count)
{
    struct attack_filters filters = filters_of(db, event);
    struct attack_filter filter;

    while (attack_filters_next(&filters, &filter)) {
        enum agreement agreement = compare(answer(fields, count, filter.field), filter.value);

        if (agreement == DISAGREES || (agreement == UNKNOWN && !fields->unknown_matches))
            return false;
    }
    return true;
}

uint32_t attack_match(const struct attack_db *db, const uint32_t *candidates, uint32_t count,
                      const struct attack_fields *fields, uint32_t *events)
{
    static const struct attack_fields none = {NULL, NULL, NULL, 0, false};
    uint32_t matched = 0, answers = 0, end = attack_event_count(db);

    for (uint32_t i = 0; i < count; i++)
        if (candidates[i] < end && matches(db, candidates[i], fields ? fields : &none, &answers))
            events[matched++] = candidates[i];
    return matched;
}

/* ---- Why -------------------------------------------------------------------------------------------------------- */

bool attack_rows_next_of(struct attack_rows *rows, const uint32_t *events, uint32_t count, struct attack_row *row)
{
    while (attack_rows_next(rows, row))
        for (uint32_t i = 0; i < count; i++)
            if (row->event.index == events[i])
                return true;
    return false;
}
