/* SPDX-License-Identifier: MIT
 *
 * Questions of matching: candidates, then an event's own fields, then what the matches show, and why.
 */
#include "asked.h"

#include <stdlib.h>
#include <string.h>

/* ---- Candidates ---- */

static void expect_candidates(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                              const uint32_t *found, uint32_t count, uint32_t room)
{
    struct oracle_text meant = oracle_meant(&questions->oracle, asked_id(id));
    uint32_t expected = 0;

    for (uint32_t i = 0; i < questions->oracle.event_count; i++)
        if (expected < room && oracle_is_candidate(&questions->oracle, i, log, meant)) {
            if (expected == count || found[expected] != i)
                disagree("id '%.*s': event %lu is no candidate", id.text ? (int)id.length : 0, id.text,
                         (unsigned long)i);
            expected++;
        }
    if (expected != count)
        disagree("id '%.*s': %lu candidates, expected %lu", id.text ? (int)id.length : 0, id.text, (unsigned long)count,
                 (unsigned long)expected);
    check_end(found, room);
    questions->answered++;
}

uint32_t ask_candidates(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                        uint32_t *found, uint32_t room)
{
    struct attack_log_event event = as_event(log, id), numbered = event;
    uint32_t *written = numbers_of(room), number, count;

    if (oracle_is_number(id, &number)) {
        numbered.id.text = NULL;
        numbered.number = number;
        count = attack_candidates(questions->db, &numbered, written, room);
        expect_candidates(questions, log, id, written, count, room);
    }
    event.number = id.text ? 1 : 0; /* not looked at if there is an id */
    count = attack_candidates(questions->db, &event, written, room);
    expect_candidates(questions, log, id, written, count, room);
    if (count)
        memcpy(found, written, count * sizeof *found);
    free(written);
    return count;
}

/* ---- Fields ---- */

static void match(struct asked *asked, struct attack_log_event *event, uint32_t *events, const uint32_t *candidates,
                  const uint32_t *expected, uint32_t wanted)
{
    const struct attack_db *db = asked->questions->db;
    uint32_t matched, untouched = 7;

    if (attack_match(db, event, asked->scratch, asked->bytes - 1, candidates, asked->count, &untouched) ||
        untouched != 7)
        disagree("a byte less of scratch memory is enough");
    asked_again(asked);
    matched = attack_match(db, event, asked->scratch, asked->bytes, candidates, asked->count, events);
    if (matched != wanted || memcmp(events, expected, wanted * sizeof *events) != 0)
        disagree("%lu of %lu candidates match, expected %lu", (unsigned long)matched, (unsigned long)asked->count,
                 (unsigned long)wanted);
    check_end(events, asked->count);
}

uint32_t ask_match(struct questions *questions, const uint32_t *candidates, uint32_t count,
                   const struct oracle_fields *fields, bool unknown, uint32_t *matched)
{
    static const struct oracle_fields none;
    const struct oracle *oracle = &questions->oracle;
    struct attack_log_event event = {.flags = unknown ? ATTACK_UNKNOWN_MATCHES : 0};
    struct asked asked;
    uint32_t *expected = numbers_of(count), *in_place = numbers_of(count), *apart = numbers_of(count), wanted = 0;

    for (uint32_t i = 0; i < count; i++) {
        in_place[i] = candidates[i];
        if (candidates[i] < oracle->event_count &&
            oracle_matches(oracle, candidates[i], fields ? fields : &none, unknown))
            expected[wanted++] = candidates[i];
    }
    asked_start(&asked, questions, fields, candidates, count);
    asked_describe(&asked, &event);
    match(&asked, &event, apart, candidates, expected, wanted);
    match(&asked, &event, in_place, in_place, expected, wanted);
    asked_end(&asked);
    if (wanted)
        memcpy(matched, expected, wanted * sizeof *matched);
    free(expected);
    free(in_place);
    free(apart);
    questions->answered++;
    return wanted;
}

/* ---- What it shows, and why ---- */

void ask_techniques_of(struct questions *questions, const uint32_t *events, uint32_t count)
{
    const struct oracle *oracle = &questions->oracle;
    uint32_t words = ATTACK_SET_WORDS((uint32_t)oracle->technique_count);
    struct attack_set set = {numbers_of(words), words};

    attack_set_clear(set);
    attack_set_add_techniques_of(set, questions->db, events, count);
    for (uint32_t i = 0; i < 32 * words; i++) {
        bool shown = false;

        for (uint32_t k = 0; i < oracle->technique_count && k < count; k++)
            shown = shown || (events[k] < oracle->event_count && oracle_shows(oracle, i, events[k]));
        if (attack_set_has(set, i) != shown)
            disagree("technique %lu is%s shown", (unsigned long)i, shown ? " not" : "");
    }
    check_end(set.words, words);
    free(set.words);
    questions->answered++;
}

static bool is_among(const struct oracle *oracle, size_t event, const uint32_t *events, uint32_t count)
{
    for (uint32_t i = 0; i < count; i++)
        if (events[i] == event || (event == oracle->event_count && events[i] == ATTACK_NONE))
            return true;
    return false;
}

static bool is_same_row(const struct attack_row *one, const struct attack_row *other)
{
    return one->technique.index == other->technique.index && one->technique.id == other->technique.id &&
           one->event.index == other->event.index && one->event.id == other->event.id &&
           one->relationship.index == other->relationship.index && one->relationship.id == other->relationship.id &&
           one->data_component.index == other->data_component.index &&
           one->data_component.name == other->data_component.name;
}

/* Walks over all rows beside the oracle's, and over those of the events. */
void ask_rows(struct questions *questions, uint32_t technique, const uint32_t *events, uint32_t count)
{
    const struct oracle *oracle = &questions->oracle;
    struct attack_row_iterator all = attack_rows(questions->db), some;
    struct attack_technique view;
    struct attack_row row, why;

    if (attack_technique_at(questions->db, technique, &view))
        all = attack_technique_rows(questions->db, &view);
    some = all;
    for (size_t i = 0; i < oracle->row_count; i++) {
        const struct oracle_row *expected = &oracle->rows[i];
        uint32_t event = expected->event == oracle->event_count ? ATTACK_NONE : (uint32_t)expected->event;

        if (technique < oracle->technique_count && expected->technique != technique)
            continue;
        if (!attack_row_next(&all, &row) || row.technique.index != expected->technique || row.event.index != event)
            disagree("row %lu is another", (unsigned long)i);
        if (is_among(oracle, expected->event, events, count) &&
            !(attack_row_next_of(&some, events, count, &why) && is_same_row(&row, &why)))
            disagree("row %lu is left out", (unsigned long)i);
    }
    if (attack_row_next(&all, &row) || row.technique.id || row.event.id)
        disagree("there are rows of no technique");
    for (int again = 0; again < 2; again++)
        if (attack_row_next_of(&some, events, count, &row))
            disagree("there are rows of no event");
    questions->answered++;
}
