/* SPDX-License-Identifier: MIT
 *
 * The whole question: the best techniques of an event of a log, why they are known or not, and which fields are
 * missing.
 */
#include "asked.h"

#include <stdlib.h>
#include <string.h>

/* What is expected. */
struct expected {
    bool *events; /* that match */
    struct oracle_answer *answers;
    size_t answer_count;
    uint32_t *candidates, count, matched, unknown;
    uint32_t conditions, holding; /* events of this log that have a condition; how many hold */
    bool has_id;
};

static bool has_id(const struct oracle *oracle, struct oracle_text id)
{
    for (size_t i = 0; i < oracle->event_count; i++)
        if (oracle_equal(id, oracle->events[i].id))
            return true;
    return false;
}

static void expect(struct expected *expected, const struct oracle *oracle, const struct oracle_log *log,
                   struct oracle_text id, const struct oracle_fields *fields, bool unknown)
{
    memset(expected, 0, sizeof *expected);
    expected->events = calloc(oracle->event_count + 1, sizeof *expected->events);
    expected->answers = malloc((oracle->technique_count + 1) * sizeof *expected->answers);
    expected->candidates = numbers_of(oracle->event_count);
    if (!expected->events || !expected->answers)
        abort();
    for (size_t i = 0; i < oracle->event_count; i++) {
        if (!oracle_is_candidate(oracle, i, log, id))
            continue;
        expected->candidates[expected->count++] = (uint32_t)i;
        expected->events[i] = oracle_matches(oracle, i, fields, unknown);
        expected->matched += expected->events[i];
        expected->unknown += !unknown && oracle_filters(oracle, i, fields) == ORACLE_UNKNOWN;
    }
    for (size_t i = 0; i < oracle->event_count; i++)
        expected->conditions += oracle->events[i].has_condition && oracle_is_of_log(oracle, i, log, id);
    expected->has_id = has_id(oracle, id);
}

/* The library says which conditions hold: what they mean is compared elsewhere, with a reading of the YAML. Here they
 * must be conditions of this log, and the answer must count with each. */
static void expect_conditions(struct expected *expected, struct asked *asked, const struct oracle_log *log,
                              struct oracle_text id, struct attack_log_event *event)
{
    const struct questions *questions = asked->questions;
    const struct oracle *oracle = &questions->oracle;
    uint32_t *events = numbers_of(oracle->event_count + 1);

    asked->has_conditions = expected->conditions > 0;
    asked_describe(asked, event);
    asked_again(asked);
    expected->holding = attack_match_conditions(questions->db, event, asked->scratch, asked->bytes, events,
                                                (uint32_t)oracle->event_count);
    for (uint32_t i = 0; i < expected->holding; i++) {
        if (events[i] >= oracle->event_count || expected->events[events[i]] ||
            !oracle->events[events[i]].has_condition || !oracle_is_of_log(oracle, events[i], log, id))
            disagree("event %lu has no condition that can hold", (unsigned long)events[i]);
        expected->events[events[i]] = true;
    }
    expected->matched += expected->holding;
    expected->answer_count = oracle_answers(oracle, expected->events, expected->answers);
    free(events);
}

static enum attack_reason reason_of(const struct expected *expected, const struct oracle_log *log, bool is_unknown)
{
    return expected->matched                         ? ATTACK_MATCHED
           : is_unknown                              ? ATTACK_MISSING_FIELDS
           : expected->count || expected->conditions ? ATTACK_OTHER_FIELDS
           : !expected->has_id                       ? ATTACK_UNKNOWN_ID
           : log->provider.text || log->channel.text ? ATTACK_UNKNOWN_LOG
                                                     : ATTACK_NO_LOG;
}

static void expect_answers(const struct expected *expected, const struct attack_answer *answers, uint32_t count,
                           uint32_t room)
{
    static const enum attack_kind kinds[] = {ATTACK_CANDIDATE, ATTACK_DIRECT, ATTACK_CANDIDATE, ATTACK_CONDITION};
    size_t wanted = expected->answer_count < room ? expected->answer_count : room;

    if (count != wanted)
        disagree("%lu answers, expected %lu", (unsigned long)count, (unsigned long)wanted);
    for (uint32_t i = 0; i < count; i++) {
        const struct oracle_answer *one = &expected->answers[i];

        if (answers[i].technique != one->technique || answers[i].event != one->event ||
            answers[i].score != one->score ||
            answers[i].kind != (one->score >> 30 == 3 && one->score & 1 ? ATTACK_RULE : kinds[one->score >> 30]))
            disagree("answer %lu is technique %lu by event %lu, expected %lu by %lu", (unsigned long)i,
                     (unsigned long)answers[i].technique, (unsigned long)answers[i].event,
                     (unsigned long)one->technique, (unsigned long)one->event);
    }
}

/* How many conditions are unknown is only known to be possible. Those that no field made likely are not evaluated, but
 * their fields may be missing. */
static void expect_result(const struct expected *expected, const struct asked *asked, const struct oracle_log *log,
                          const struct attack_result *result)
{
    uint32_t at = 0, field;
    bool is_missing_field = expected->conditions && attack_missing_field(asked->scratch, &at, &field);
    enum attack_reason reason = reason_of(expected, log, result->unknown > 0 || is_missing_field);
    uint32_t unknown_most = expected->unknown + expected->conditions - expected->holding;

    if (result->reason != reason || result->events != expected->matched || result->unknown < expected->unknown ||
        result->unknown > unknown_most || result->conditions != expected->holding || result->is_cut_short)
        disagree("reason %d, %lu events, %lu unknown; expected %d, %lu, %lu", (int)result->reason,
                 (unsigned long)result->events, (unsigned long)result->unknown, (int)reason,
                 (unsigned long)expected->matched, (unsigned long)expected->unknown);
}

/* Whether the field was absent in an event of the mapping that is unknown for it. */
static bool is_missing(const struct expected *expected, const struct oracle *oracle, const struct oracle_fields *fields,
                       const char *name)
{
    for (uint32_t i = 0; i < expected->count; i++) {
        const struct oracle_event *event = &oracle->events[expected->candidates[i]];

        if (oracle_filters(oracle, expected->candidates[i], fields) != ORACLE_UNKNOWN)
            continue;
        for (size_t k = 0; k < event->filter_count; k++)
            if (strcmp(event->filters[k].field, name) == 0 && !oracle_value(fields, name, 0).text)
                return true;
    }
    return false;
}

static void expect_missing(const struct expected *expected, const struct asked *asked,
                           const struct oracle_fields *fields, bool unknown)
{
    const struct questions *questions = asked->questions;
    uint32_t field_count = attack_field_count(questions->db), field;
    bool *told = calloc(field_count + 1, sizeof *told);

    if (!told)
        abort();
    for (uint32_t at = 0; attack_missing_field(asked->scratch, &at, &field);) {
        if (field >= field_count || told[field])
            disagree("field %lu is missing, or twice", (unsigned long)field);
        told[field] = true;
    }
    for (field = 0; field < field_count; field++) {
        const char *name = attack_field_name(questions->db, field);
        bool is_wanted = !unknown && is_missing(expected, &questions->oracle, fields, name);
        bool may_be = expected->conditions && !oracle_value(fields, name, 0).text; /* a condition's */

        if (told[field] != is_wanted && !(told[field] && may_be))
            disagree("%s is %smissing", name, told[field] ? "" : "not ");
    }
    free(told);
}

static void answer(struct questions *questions, struct asked *asked, const struct expected *expected,
                   const struct oracle_log *log, struct attack_log_event *event, uint32_t room)
{
    struct attack_answer *answers = malloc((room + 1) * sizeof *answers);
    struct attack_result result;
    uint32_t count;

    if (!answers)
        abort();
    asked_describe(asked, event);
    asked_again(asked);
    answers[room].event = ATTACK_NONE - 1;
    count = attack_answers(questions->db, event, asked->scratch, asked->bytes, answers, room, &result);
    expect_answers(expected, answers, count, room);
    expect_result(expected, asked, log, &result);
    if (answers[room].event != ATTACK_NONE - 1)
        disagree("more than %lu answers were written", (unsigned long)room);
    if (attack_answers(questions->db, event, asked->scratch, asked->bytes - 1, answers, room, &result) ||
        result.reason != ATTACK_NO_SCRATCH || result.events || result.unknown)
        disagree("a byte less of scratch memory is enough");
    for (uint32_t at = 0, field; attack_missing_field(asked->scratch, &at, &field);)
        disagree("a field is missing where nothing was done");
    asked_again(asked);
    if (attack_answers(questions->db, event, asked->scratch, asked->bytes, answers, room, NULL) != count)
        disagree("without a result, there is another answer");
    free(answers);
}

void ask_answer(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                const struct oracle_fields *fields, bool unknown, uint32_t room)
{
    static const struct oracle_fields none;
    struct attack_log_event event = as_event(log, id);
    struct expected expected;
    struct asked asked;
    uint32_t number;

    expect(&expected, &questions->oracle, log, oracle_meant(&questions->oracle, asked_id(id)), fields ? fields : &none,
           unknown);
    asked_start(&asked, questions, fields, expected.candidates, expected.count);
    event.flags = unknown ? ATTACK_UNKNOWN_MATCHES : 0;
    expect_conditions(&expected, &asked, log, oracle_meant(&questions->oracle, asked_id(id)), &event);
    answer(questions, &asked, &expected, log, &event, room);
    expect_missing(&expected, &asked, fields ? fields : &none, unknown);
    if (oracle_is_number(id, &number)) {
        event.id.text = NULL;
        event.number = number;
        answer(questions, &asked, &expected, log, &event, room);
    }
    asked_end(&asked);
    free(expected.events);
    free(expected.answers);
    free(expected.candidates);
    questions->answered++;
}
