/* SPDX-License-Identifier: MIT
 *
 * Questions of matching: candidates, then an event's own fields, then what the matches show, and why.
 */
#include "questions.h"

#include <stdlib.h>
#include <string.h>

/* ---- Candidates ---- */

static void expect_candidates(struct questions *questions, const struct oracle_log *log, struct oracle_text id,
                              const uint32_t *found, uint32_t count, uint32_t room)
{
    struct oracle_text meant = oracle_meant(&questions->oracle, id);
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
    struct attack_log same = as_log(log);
    uint32_t *written = numbers_of(room), number, count;

    if (oracle_is_number(id, &number)) {
        count = attack_candidates_number(questions->db, &same, number, written, room);
        expect_candidates(questions, log, id, written, count, room);
    }
    count = attack_candidates(questions->db, &same, id.text, id.length, written, room);
    expect_candidates(questions, log, id, written, count, room);
    if (count)
        memcpy(found, written, count * sizeof *found);
    free(written);
    return count;
}

/* ---- Fields ---- */

/* An event that the library asks for its fields. */
struct asked {
    const struct oracle *oracle;
    const struct oracle_fields *fields;
    const uint32_t *candidates;
    uint32_t count;
    bool asks_once; /* there is room for all answers */
    const char *names[256];
    size_t name_count;
};

static bool names_field(const struct asked *asked, const char *name)
{
    for (uint32_t i = 0; i < asked->count; i++) {
        const struct oracle_event *event = &asked->oracle->events[asked->candidates[i]];

        if (asked->candidates[i] >= asked->oracle->event_count)
            continue;
        for (size_t k = 0; k < event->filter_count; k++)
            if (strcmp(event->filters[k].field, name) == 0)
                return true;
    }
    return false;
}

static struct attack_text value_of(void *event, const char *name)
{
    struct asked *asked = event;

    if (!names_field(asked, name))
        disagree("asked for %s, which no candidate names", name);
    for (size_t i = 0; asked->asks_once && i < asked->name_count; i++)
        if (strcmp(asked->names[i], name) == 0)
            disagree("asked for %s twice", name);
    if (asked->name_count < sizeof asked->names / sizeof *asked->names)
        asked->names[asked->name_count++] = name;
    return as_text(oracle_value(asked->fields, name));
}

static void match(struct asked *asked, const struct attack_db *db, bool unknown, uint32_t answers, uint32_t *events,
                  const uint32_t *candidates, const uint32_t *expected, uint32_t wanted)
{
    static const char untouched[] = "not to be written";
    struct attack_answer *cache = malloc((answers + 1) * sizeof *cache);
    struct attack_fields fields = {asked->fields ? value_of : NULL, asked, cache, answers, unknown};
    uint32_t matched;

    if (!cache)
        abort();
    cache[answers].name = untouched;
    if (!answers)
        fields.answers = unknown ? NULL : cache;
    asked->name_count = 0;
    matched = attack_match(db, candidates, asked->count, &fields, events);
    if (matched != wanted || memcmp(events, expected, wanted * sizeof *events) != 0)
        disagree("%lu of %lu candidates match, expected %lu", (unsigned long)matched, (unsigned long)asked->count,
                 (unsigned long)wanted);
    if (cache[answers].name != untouched)
        disagree("more than %lu answers were written", (unsigned long)answers);
    check_end(events, asked->count);
    free(cache);
}

uint32_t ask_match(struct questions *questions, const uint32_t *candidates, uint32_t count,
                   const struct oracle_fields *fields, bool unknown, uint32_t answers, uint32_t *matched)
{
    static const struct oracle_fields none;
    const struct oracle *oracle = &questions->oracle;
    struct asked asked = {.oracle = oracle, .fields = fields, .candidates = candidates, .count = count};
    uint32_t *expected = numbers_of(count), *in_place = numbers_of(count), *apart = numbers_of(count), wanted = 0;

    for (uint32_t i = 0; i < count; i++) {
        in_place[i] = candidates[i];
        if (candidates[i] < oracle->event_count &&
            oracle_matches(oracle, candidates[i], fields ? fields : &none, unknown))
            expected[wanted++] = candidates[i];
    }
    asked.asks_once = oracle_field_count(oracle, candidates, count) <= answers;
    match(&asked, questions->db, unknown, answers, apart, candidates, expected, wanted);
    match(&asked, questions->db, unknown, answers, in_place, in_place, expected, wanted);
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
    struct attack_rows all = attack_rows(questions->db), some;
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
        if (!attack_rows_next(&all, &row) || row.technique.index != expected->technique || row.event.index != event)
            disagree("row %lu is another", (unsigned long)i);
        if (is_among(oracle, expected->event, events, count) &&
            !(attack_rows_next_of(&some, events, count, &why) && is_same_row(&row, &why)))
            disagree("row %lu is left out", (unsigned long)i);
    }
    if (attack_rows_next(&all, &row) || row.technique.id || row.event.id)
        disagree("there are rows of no technique");
    for (int again = 0; again < 2; again++)
        if (attack_rows_next_of(&some, events, count, &row))
            disagree("there are rows of no event");
    questions->answered++;
}
