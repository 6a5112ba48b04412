/* SPDX-License-Identifier: MIT
 *
 * Finds the events of the mapping that a line matches, and counts the reasons why lines match nothing. It writes no
 * lines.
 */
#include "tag_match.h"

#include "asked_event.h"
#include "host/letter_case.h"
#include "log/log_format.h"
#include "text/memory.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Notes if no event of the mapping has the table of --table. That is no error. */
static void note_table(const struct matcher *matcher, const char *table)
{
    struct attack_event event;

    for (uint32_t i = 0; table && attack_event_at(matcher->request->db, i, &event); i++)
        if (fold_equal(event.id, table) || fold_equal(event.channel, table))
            return;
    if (!table)
        return;
    text_begin_message("this mapping has no event of a table '", table);
    fputs("'\n", stderr);
}

void matcher_start(struct matcher *matcher, const struct tag_request *request)
{
    const char *platform = request->options->values[OPTION_PLATFORM];
    uint32_t events = attack_event_count(request->db);

    matcher->request = request;
    matcher->reader = log_reader_start(request->formats, request->options->values[OPTION_TABLE]);
    matcher->names = asked_event_names(request->db);
    matcher->platform = (struct attack_text){platform, platform ? strlen(platform) : 0};
    matcher->events = memory_resize(NULL, events, sizeof *matcher->events);
    matcher->matches = memory_resize(NULL, events, sizeof *matcher->matches);
    matcher->found.word_count = ATTACK_SET_WORDS(events);
    matcher->found.words = memory_zeros(matcher->found.word_count, sizeof *matcher->found.words);
    matcher->scratch_bytes = attack_scratch_size(request->db);
    matcher->scratch = memory_resize(NULL, matcher->scratch_bytes + 1, 1); /* never no bytes */
    note_table(matcher, request->options->values[OPTION_TABLE]);
}

void matcher_free(struct matcher *matcher)
{
    free(matcher->events);
    free(matcher->matches);
    free(matcher->found.words);
    free(matcher->scratch);
    free(matcher->names);
    log_reader_free(matcher->reader);
}

/* ---- Matching --------------------------------------------------------------------------------------------------- */

/* Describes an event of the line, by its id or by its other one. Returns false if it has none. */
static bool describe(const struct matcher *matcher, struct asked_event *asked, struct logged_event *event,
                     bool by_other_id)
{
    if (!asked_event_start(asked, matcher->names, event, by_other_id))
        return false;
    asked->described.platform = matcher->platform;
    asked->described.flags = matcher->request->options->values[OPTION_UNKNOWN] ? ATTACK_UNKNOWN_MATCHES : 0;
    return true;
}

/* Adds what a call of the library found. */
static void add_matches(struct matcher *matcher, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!attack_set_has(matcher->found, matcher->matches[i]))
            matcher->events[matcher->event_count++] = matcher->matches[i];
        attack_set_add(matcher->found, matcher->matches[i]);
    }
}

/* Adds the events of the mapping that an event of the line matches. */
static void match_event(struct matcher *matcher, const struct attack_log_event *event)
{
    const struct attack_db *db = matcher->request->db;
    uint32_t most = attack_event_count(db);
    uint32_t count = attack_candidates(db, event, matcher->matches, most);

    add_matches(matcher, attack_match(db, event, matcher->scratch, matcher->scratch_bytes, matcher->matches, count,
                                      matcher->matches));
    add_matches(matcher,
                attack_match_conditions(db, event, matcher->scratch, matcher->scratch_bytes, matcher->matches, most));
}

/* ---- What was not matched --------------------------------------------------------------------------------------- */

static struct attack_text log_of(const struct attack_log_event *event)
{
    return event->provider.text ? event->provider : event->channel;
}

/* Counts the fields for want of which conditions are unknown: those of the last call of the library. A line without
 * names lacks them all, and is reported by itself. */
static void count_missing(struct matcher *matcher, const struct asked_event *asked)
{
    uint32_t at = 0, field;

    if (matcher->request->mode != TAG_SUMMARY || asked->event->has_no_names)
        return;
    while (attack_missing_field(matcher->scratch, &at, &field))
        unmatched_add_field(&matcher->unmatched, log_of(&asked->described), asked->described.id,
                            attack_field_name(matcher->request->db, field));
}

/* Whether the mapping has an event with this id. */
static bool is_in_mapping(const struct matcher *matcher, struct attack_text id)
{
    struct attack_event_iterator events = attack_events_find(matcher->request->db, id.text, id.length);
    struct attack_event event;

    return attack_event_next(&events, &event);
}

/* Whether a candidate is for the action of the event. Defender's tables hold many actions, as does CloudTrail; a
 * mapping names an action as an event id, or in a filter of the table's events. */
static bool is_action_known(struct matcher *matcher, const struct asked_event *asked)
{
    const struct attack_db *db = matcher->request->db;
    uint32_t count = attack_candidates(db, &asked->described, matcher->matches, attack_event_count(db));
    struct attack_event event;

    for (uint32_t i = 0; i < count && attack_event_at(db, matcher->matches[i], &event); i++) {
        struct attack_filter_iterator filters = attack_event_filters(db, &event);
        struct attack_filter filter;
        bool is_for_another = false;

        while (attack_filter_next(&filters, &filter))
            is_for_another = is_for_another || (fold_equal(filter.field, asked->event->action_field) &&
                                                !attack_text_is(asked->event->action, filter.value));
        if (!is_for_another)
            return true;
    }
    return false;
}

/* Why an event matches nothing. */
struct miss {
    enum attack_reason reason;
    struct attack_text log, id; /* `id` is the one that is the reason */
};

/* Finds out why the event matches nothing: by that of its ids which comes nearer to an event of the mapping. If the
 * mapping has its table but not its action, it is the action that is unknown. */
static struct miss why_missed(struct matcher *matcher, struct logged_event *event)
{
    struct miss miss = {ATTACK_UNKNOWN_ID, event->provider.text ? event->provider : event->channel, event->id};
    bool has_action = !event->action.text, has_log = false;
    struct asked_event asked;

    for (int other = 0; other < 2; other++) {
        struct attack_result result;

        if (!describe(matcher, &asked, event, other))
            continue;
        attack_answers(matcher->request->db, &asked.described, matcher->scratch, matcher->scratch_bytes, NULL, 0,
                       &result);
        miss.reason = result.reason > miss.reason ? result.reason : miss.reason;
        has_log = has_log || result.reason >= ATTACK_OTHER_FIELDS;
        has_action = has_action || is_action_known(matcher, &asked);
    }
    if (has_log && !has_action)
        miss.reason = is_in_mapping(matcher, event->action) ? ATTACK_UNKNOWN_LOG : ATTACK_UNKNOWN_ID;
    if (event->action.text && (has_log || (miss.reason == ATTACK_UNKNOWN_LOG && !is_in_mapping(matcher, event->id))))
        miss.id = event->action;
    return miss;
}

/* ---- One line --------------------------------------------------------------------------------------------------- */

/* Matches all events of a line. If none of them matches, counts the line for the summary, by the event that comes
 * nearest to one of the mapping. */
static void match_events(struct matcher *matcher, struct logged_event *event)
{
    struct miss nearest = {UNMATCHED_FORMAT, {NULL, 0}, {NULL, 0}};

    do {
        struct asked_event asked;

        for (int other = 0; other < 2; other++) {
            if (!describe(matcher, &asked, event, other))
                continue;
            match_event(matcher, &asked.described);
            count_missing(matcher, &asked);
        }
        if (!matcher->event_count && matcher->request->mode == TAG_SUMMARY) {
            struct miss miss = why_missed(matcher, event);

            nearest = miss.reason > nearest.reason ? miss : nearest;
        }
    } while (log_format_next(event));
    if (!matcher->event_count && matcher->request->mode == TAG_SUMMARY)
        unmatched_add(&matcher->unmatched, nearest.reason, nearest.log, nearest.id);
}

uint32_t matcher_match(struct matcher *matcher, struct json_line *json)
{
    struct logged_event event;

    matcher->lines++;
    matcher->event_count = 0;
    if (!log_format_read(matcher->reader, json, &event) ||
        (!event.id.text && !attack_rule_count(matcher->request->db))) {
        unmatched_add(&matcher->unmatched, UNMATCHED_FORMAT, event.provider, event.id);
        return 0;
    }
    matcher->nameless += event.has_no_names;
    match_events(matcher, &event);
    for (uint32_t i = 0; i < matcher->event_count; i++)
        attack_set_remove(matcher->found, matcher->events[i]);
    return matcher->event_count;
}

/* ---- The whole log ---------------------------------------------------------------------------------------------- */

/* Reports lines with values but no names, which is Fluent Bit's default: filters cannot be checked, so they fail. */
static void note_nameless(const struct matcher *matcher)
{
    if (matcher->nameless && !matcher->request->options->values[OPTION_UNKNOWN])
        fprintf(stderr,
                "attack-events: %llu line%s values without names (StringInserts), which match no event with a filter: "
                "in Fluent Bit set event_data_as_map, or use --unknown\n",
                matcher->nameless, matcher->nameless == 1 ? " has" : "s have");
}

void matcher_note(const struct matcher *matcher)
{
    note_nameless(matcher);
    if (matcher->lines && matcher->unmatched.lines[UNMATCHED_FORMAT] == matcher->lines)
        fprintf(stderr,
                "attack-events: no event was found: %llu line%s, in no known log format (attack-events tag --help)\n",
                matcher->lines, matcher->lines == 1 ? "" : "s");
}
