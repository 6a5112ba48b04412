/* SPDX-License-Identifier: MIT
 *
 * The answer for one event of a log: the steps of matching one after another, and the best techniques of what matches.
 * It must not need a C library, and keeps what it finds in the caller's arrays alone.
 */
#include "event_techniques.h"
#include "matching.h"

struct answering {
    const struct attack_db *db;
    struct attack_answer *answers;
    uint32_t room, count;
    uint32_t events;
};

static bool is_better(uint32_t score, uint32_t technique, const struct attack_answer *than)
{
    return score > than->score || (score == than->score && technique < than->technique);
}

/* Inserts an answer where it ranks, unless there is a better one or no room. Events of one rank come in ascending
 * order, so among equal ones the first stays. If there is no room, most are worse than the last one. */
static void insert_answer(struct answering *answering, uint32_t technique, uint32_t event, uint32_t score)
{
    struct attack_answer *answers = answering->answers;
    uint32_t place = 0;

    if (answering->count == answering->room &&
        (!answering->count || !is_better(score, technique, &answers[answering->count - 1])))
        return;
    while (place < answering->count && answers[place].technique != technique)
        place++;
    if (place == answering->count) /* a new technique: behind the last one, or in its place */
        place = place == answering->room ? place - 1 : answering->count++;
    else if (score <= answers[place].score)
        return;
    for (; place && is_better(score, technique, &answers[place - 1]); place--) {
        answers[place].technique = answers[place - 1].technique;
        answers[place].event = answers[place - 1].event;
        answers[place].score = answers[place - 1].score;
        answers[place].kind = answers[place - 1].kind;
    }
    answers[place].technique = technique;
    answers[place].event = event;
    answers[place].score = score;
    answers[place].kind = attack_score_kind(score);
}

/* Adds what an event shows that matches. */
static void add_event(void *context, uint32_t event)
{
    struct answering *answering = (struct answering *)context;
    struct scored_techniques walk;

    answering->events++;
    for (attack_begin_scored(answering->db, event, &walk); attack_next_scored(&walk);)
        insert_answer(answering, walk.walk.technique, event, walk.score);
}

/* Walks over all that matches. Returns why the event is known or not, as far as that does not depend on what matched
 * or was missing. */
static enum attack_reason find_answers(struct answering *answering, struct matching *matching,
                                       struct attack_result *result)
{
    const struct attack_log_event *event = matching->event;
    struct attack_event_iterator found = attack_events_of(answering->db, event);
    uint32_t candidate;
    bool is_in_log = false;

    while (attack_next_candidate(event, &found, &candidate)) {
        is_in_log = true;
        if (attack_filters_hold(matching, candidate))
            add_event(answering, candidate);
    }
    result->conditions = answering->events;
    if (answering->db->conditions && attack_each_holding(matching, &found, add_event, answering))
        is_in_log = true;
    result->conditions = answering->events - result->conditions;
    if (is_in_log)
        return ATTACK_OTHER_FIELDS;
    if (!found.db)
        return ATTACK_UNKNOWN_ID;
    return event->provider.text || event->channel.text ? ATTACK_UNKNOWN_LOG : ATTACK_NO_LOG;
}

uint32_t attack_answers(const struct attack_db *db, const struct attack_log_event *event, union attack_scratch *scratch,
                        size_t bytes, struct attack_answer *answers, uint32_t room, struct attack_result *result)
{
    struct matching *matching = attack_matching_begin(db, event, scratch, bytes);
    struct attack_result own;
    struct answering answering;
    uint32_t at = 0, field;

    if (!result)
        result = &own;
    result->reason = ATTACK_NO_SCRATCH;
    result->events = result->conditions = result->unknown = 0;
    result->is_cut_short = false;
    if (!matching)
        return 0;
    answering.db = db;
    answering.answers = answers;
    answering.room = answers ? room : 0;
    answering.count = answering.events = 0;
    result->reason = find_answers(&answering, matching, result);
    result->events = answering.events;
    result->unknown = matching->unknown;
    result->is_cut_short = !matching->work;
    if (result->events)
        result->reason = ATTACK_MATCHED;
    else if (result->unknown || attack_missing_field(scratch, &at, &field))
        result->reason = ATTACK_MISSING_FIELDS;
    return answering.count;
}
