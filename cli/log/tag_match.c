/* SPDX-License-Identifier: MIT
 *
 * Finds the events of the mapping that a line matches, and counts the reasons why lines match nothing. It writes no
 * lines.
 */
#include "tag_match.h"

#include "host/letter_case.h"
#include "log_format.h"
#include "text/memory.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Notes if no event of the mapping has the table of --table. That is no error. */
static void note_table(const struct matcher *matcher)
{
    struct attack_event event;

    for (uint32_t i = 0; matcher->table && attack_event_at(matcher->request->db, i, &event); i++)
        if (fold_equal(event.id, matcher->table) || fold_equal(event.channel, matcher->table))
            return;
    if (!matcher->table)
        return;
    text_begin_message("this mapping has no event of a table '", matcher->table);
    fputs("'\n", stderr);
}

void matcher_start(struct matcher *matcher, const struct tag_request *request)
{
    const char *platform = request->options->values[OPTION_PLATFORM];
    struct attack_info info;

    attack_db_info(request->db, &info);
    matcher->request = request;
    matcher->table = request->options->values[OPTION_TABLE];
    matcher->platform = (struct attack_text){platform, platform ? strlen(platform) : 0};
    matcher->events = memory_resize(NULL, attack_event_count(request->db), sizeof *matcher->events);
    matcher->holding = memory_resize(NULL, attack_event_count(request->db), sizeof *matcher->holding);
    matcher->found.word_count = ATTACK_SET_WORDS(attack_event_count(request->db));
    matcher->found.words = memory_resize(NULL, matcher->found.word_count, sizeof *matcher->found.words);
    attack_set_clear(matcher->found);
    matcher->room = 2 * info.candidates_most;
    matcher->candidates = memory_resize(NULL, matcher->room, sizeof *matcher->candidates);
    matcher->scratch_size = attack_scratch_size(request->db);
    matcher->scratch = memory_resize(NULL, matcher->scratch_size + 1, 1);
    note_table(matcher);
}

void matcher_free(struct matcher *matcher)
{
    free(matcher->events);
    free(matcher->found.words);
    free(matcher->candidates);
    free(matcher->holding);
    free(matcher->scratch);
}

/* An event that the library asks for its fields. */
struct asked_event {
    const struct attack_db *db;
    struct logged_event *event;
};

/* ---- One line --------------------------------------------------------------------------------------------------- */

static uint32_t candidates_of(struct matcher *matcher, const struct attack_log_event *logged, uint32_t count)
{
    return count + attack_candidates(matcher->request->db, logged, matcher->candidates + count, matcher->room - count);
}

/* The callback: the fields of these logs have one value each. */
static struct attack_text value_of(void *context, uint32_t field, uint32_t value)
{
    static const struct attack_text absent = {NULL, 0};
    const struct asked_event *asked = context;

    return value ? absent : log_format_field(asked->event, attack_field_name(asked->db, field));
}

/* Whether two ids are equal, compared as in the library. */
static bool is_same_id(struct attack_text a, struct attack_text b)
{
    return a.length == b.length && fold_shared(a.text, a.length, b.text) == a.length;
}

/* Whether the mapping has an event with this id. */
static bool is_in_mapping(const struct matcher *matcher, struct attack_text id)
{
    struct attack_events events = attack_events_find(matcher->request->db, id.text, id.length);
    struct attack_event event;

    return attack_events_next(&events, &event);
}

/* Whether an event of the mapping is for this action. Defender's tables hold many actions, as does CloudTrail; a
 * mapping names an action as an event id, or in a filter of the table's events. */
static bool is_action_known(const struct matcher *matcher, const struct logged_event *logged, uint32_t candidates)
{
    const struct attack_db *db = matcher->request->db;
    struct attack_event event;

    for (uint32_t i = 0; i < candidates && attack_event_at(db, matcher->candidates[i], &event); i++) {
        struct attack_filters filters = attack_event_filters(db, &event);
        struct attack_filter filter;
        bool is_for_another = false;

        while (attack_filters_next(&filters, &filter))
            is_for_another = is_for_another || (fold_equal(filter.field, logged->action_field) &&
                                                !attack_text_is(logged->action, filter.value));
        if (!is_for_another)
            return true;
    }
    return false;
}

/* Returns why an event with this number of candidates matches nothing. */
static enum unmatched_reason reason_of(const struct matcher *matcher, const struct logged_event *event,
                                       uint32_t candidates)
{
    if (candidates && (!event->action.text || is_action_known(matcher, event, candidates)))
        return UNMATCHED_FILTER;
    if (candidates)
        return is_in_mapping(matcher, event->action) ? UNMATCHED_LOG : UNMATCHED_ID;
    if (!event->provider.text && !event->channel.text)
        return UNMATCHED_NO_LOG;
    return is_in_mapping(matcher, event->id) || is_in_mapping(matcher, event->other_id) ? UNMATCHED_LOG : UNMATCHED_ID;
}

/* Counts a line that matches nothing, by one of its events, and names that of its ids which is the reason: the action
 * where the mapping has its table, or has the action alone, in another table. */
static void add_unmatched(struct matcher *matcher, const struct logged_event *event, enum unmatched_reason reason,
                          bool has_candidates)
{
    bool is_action =
        event->action.text && (has_candidates || (reason == UNMATCHED_LOG && !is_in_mapping(matcher, event->id)));

    unmatched_add(&matcher->unmatched, reason, event->provider.text ? event->provider : event->channel,
                  is_action ? event->action : event->id);
}

static void add_events(struct matcher *matcher, const uint32_t *events, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++) {
        if (!attack_set_has(matcher->found, events[i]))
            matcher->events[matcher->event_count++] = events[i];
        attack_set_add(matcher->found, events[i]);
    }
}

/* Adds the events whose condition holds. */
static void add_holding(struct matcher *matcher, const struct attack_log_event *logged)
{
    uint32_t count = attack_match_conditions(matcher->request->db, logged, matcher->scratch, matcher->scratch_size,
                                             matcher->holding, attack_event_count(matcher->request->db));

    add_events(matcher, matcher->holding, count);
}

/* Adds the events of the mapping that an event of the line matches. Returns how many candidates there were; if none
 * matches, they are in matcher->candidates. */
static uint32_t match_event(struct matcher *matcher, struct logged_event *event)
{
    struct asked_event asked = {matcher->request->db, event};
    struct attack_log_event logged = {.id = event->id,
                                      .platform = matcher->platform,
                                      .provider = event->provider,
                                      .channel = event->channel,
                                      .field = value_of,
                                      .context = &asked,
                                      .unknown_matches = matcher->request->options->values[OPTION_UNKNOWN] != NULL};
    uint32_t count = 0, matched;

    if (event->id.text) {
        count = candidates_of(matcher, &logged, 0);
        add_holding(matcher, &logged);
    }
    if (event->other_provider.text)
        logged.provider = event->other_provider;
    if (event->other_id.text && (event->other_provider.text || !is_same_id(event->other_id, event->id))) {
        logged.id = event->other_id;
        count = candidates_of(matcher, &logged, count);
        add_holding(matcher, &logged);
    }
    matched = attack_match(matcher->request->db, &logged, matcher->scratch, matcher->scratch_size, matcher->candidates,
                           count, matcher->candidates);
    add_events(matcher, matcher->candidates, matched);
    return count;
}

/* Whether no reason is wanted: the line matches, or there will be no summary. */
static bool is_explained(const struct matcher *matcher)
{
    return matcher->event_count || matcher->request->mode != TAG_SUMMARY;
}

/* Matches all events of a line, and counts the line as a stranger if none of them matches: by the event that comes
 * nearest to one of the mapping. */
static void match_events(struct matcher *matcher, struct logged_event *event)
{
    struct logged_event nearest = *event;
    enum unmatched_reason reason = UNMATCHED_FORMAT;
    bool has_candidates = false;
    uint32_t records = 0;

    do {
        uint32_t count = match_event(matcher, event);
        enum unmatched_reason next = is_explained(matcher) ? UNMATCHED_FORMAT : reason_of(matcher, event, count);

        if (next <= reason)
            continue;
        nearest = *event;
        reason = next;
        has_candidates = count > 0;
    } while (++records < RECORDS_LIMIT && log_format_next(event));
    if (!is_explained(matcher))
        add_unmatched(matcher, &nearest, reason, has_candidates);
}

uint32_t matcher_match(struct matcher *matcher, const struct json_line *json)
{
    struct logged_event event;

    matcher->lines++;
    matcher->event_count = 0;
    if (!log_format_read(json, matcher->table, &event)) {
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
