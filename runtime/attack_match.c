/* SPDX-License-Identifier: MIT
 *
 * Matching: from an event of a log to events of the mapping, by its log and id, then by its fields. It must not need a
 * C library. Its input may come from an attacker: it only compares the bytes, within their length, and keeps none.
 */
#include "matching.h"

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

/* Compares a text with one of the mapping's. Most that differ end at another place, which a single byte shows. */
static enum agreement compare(const struct attack_db *db, struct attack_text known, uint32_t offset)
{
    if (!known.text || !offset)
        return UNKNOWN;
    if (known.length >= db->string_bytes - offset || db->strings[offset + known.length])
        return DISAGREES;
    return is(known, db->strings + offset) ? AGREES : DISAGREES;
}

bool attack_is_of_log(const struct attack_db *db, const struct attack_log_event *event, uint32_t known)
{
    bool wide = db->wide != 0;
    size_t log = (size_t)cell(db->events, (size_t)known * EVENT_CELLS + EVENT_LOG, wide) * LOG_CELLS;
    uint32_t name = cell(db->logs, log + LOG_PROVIDER, wide);
    enum agreement channel = compare(db, event->channel, cell(db->logs, log + LOG_CHANNEL, wide)), provider;

    if (channel == DISAGREES || compare(db, event->platform, cell(db->logs, log + LOG_PLATFORM, wide)) == DISAGREES)
        return false;
    provider = compare(db, event->provider, name);
    if (provider == DISAGREES && !is_alias(event->provider, db->strings + name))
        return false;
    return channel == AGREES || provider != UNKNOWN;
}

struct attack_event_iterator attack_events_of(const struct attack_db *db, const struct attack_log_event *event)
{
    if (event && event->id.text)
        return attack_events_find(db, event->id.text, event->id.length);
    return attack_events_find_number(event ? db : NULL, event ? event->number : 0);
}

bool attack_next_candidate(const struct attack_log_event *event, struct attack_event_iterator *found,
                           uint32_t *candidate)
{
    struct attack_event known;

    while (attack_event_next(found, &known) && !has_condition(found->db, known.index))
        if (attack_is_of_log(found->db, event, known.index)) {
            *candidate = known.index;
            return true;
        }
    return false;
}

uint32_t attack_candidates(const struct attack_db *db, const struct attack_log_event *event, uint32_t *events,
                           uint32_t room)
{
    struct attack_event_iterator found = attack_events_of(db, event);
    uint32_t count = 0;

    while (count < room && attack_next_candidate(event, &found, &events[count]))
        count++;
    return count;
}

bool attack_event_has_condition(const struct attack_db *db, const struct attack_event *event)
{
    return event && event->index < attack_event_count(db) && has_condition(db, event->index);
}

/* ---- Filters ---------------------------------------------------------------------------------------------------- */

/* Whether one of a field's values is this one. */
static enum agreement has_value(struct matching *matching, uint32_t field, const char *wanted)
{
    for (uint32_t i = 0;; i++) {
        struct attack_text value;

        attack_value_of(matching, field, i, &value);
        if (!spend_work(matching, 1) || (!value.text && !i))
            return UNKNOWN;
        if (!value.text)
            return DISAGREES;
        if (is(value, wanted))
            return AGREES;
    }
}

static enum agreement compare_filters(struct matching *matching, uint32_t event)
{
    const struct attack_db *db = matching->db;
    uint32_t at = filters_of(db, event);
    uint32_t head = next_number(db, &at);
    enum agreement all = head % 2 ? DISAGREES : AGREES; /* a condition is no filter */

    for (uint32_t left = head / 2; left && all != DISAGREES; left--) {
        uint32_t field = next_number(db, &at);
        enum agreement one = has_value(matching, field, db->strings + next_number(db, &at));

        if (one < all)
            all = one;
        if (!matching->work)
            break;
    }
    return all;
}

static void mark_filters(struct matching *matching, uint32_t event)
{
    const struct attack_db *db = matching->db;
    uint32_t at = filters_of(db, event);

    for (uint32_t left = next_number(db, &at) / 2; left && matching->work; left--) {
        attack_mark_missing(matching, next_number(db, &at));
        next_number(db, &at); /* the value */
    }
}

bool attack_filters_hold(struct matching *matching, uint32_t event)
{
    enum agreement all = compare_filters(matching, event);

    if (all != UNKNOWN || matching->event->flags & ATTACK_UNKNOWN_MATCHES)
        return all != DISAGREES;
    matching->unknown++;
    mark_filters(matching, event);
    return false;
}

uint32_t attack_match(const struct attack_db *db, const struct attack_log_event *event, union attack_scratch *scratch,
                      size_t bytes, const uint32_t *candidates, uint32_t count, uint32_t *events)
{
    struct matching *matching = attack_matching_begin(db, event, scratch, bytes);
    uint32_t matched = 0;

    for (uint32_t i = 0; matching && i < count; i++)
        if (candidates[i] < db->event_count && attack_filters_hold(matching, candidates[i]))
            events[matched++] = candidates[i];
    return matched;
}

/* ---- Why -------------------------------------------------------------------------------------------------------- */

bool attack_row_next_of(struct attack_row_iterator *rows, const uint32_t *events, uint32_t count,
                        struct attack_row *row)
{
    while (attack_row_next(rows, row))
        for (uint32_t i = 0; i < count; i++)
            if (row->event.index == events[i])
                return true;
    return false;
}
