/* SPDX-License-Identifier: MIT
 *
 * Chooses the questions, and checks that the parts of a mapping are in order. What is right, tests/runtime/oracle
 * knows.
 */
#include "probe.h"

#include "twin.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void disagree(const char *format, ...)
{
    char text[1024];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(text, sizeof text, format, arguments);
    va_end(arguments);
    fuzz_fail(__FILE__, __LINE__, text);
}

static struct oracle_text take(struct part *bytes, const struct questions *questions)
{
    struct attack_text text = take_text(bytes, questions->db);

    return (struct oracle_text){text.text, text.length};
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

static void check_names(struct attack_name_iterator names)
{
    const char *name;

    while ((name = attack_name_next(&names)))
        CHECK(*name);
    CHECK(!attack_name_next(&names));
}

static void check_parts(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_former_id_iterator ids = attack_technique_former_ids(db, technique);
    struct attack_technique successor, found;
    struct attack_data_component component;
    struct attack_former_id former;
    struct attack_row row;

    check_names(attack_technique_tactics(db, technique));
    check_names(attack_technique_platforms(db, technique));
    while (attack_former_id_next(&ids, &former))
        CHECK(attack_technique_successor(db, former.id, strlen(former.id), &successor) == ATTACK_REVOKED &&
              successor.index == technique->index && !attack_technique_find(db, former.id, strlen(former.id), &found));
    while (attack_data_component_next(&components, &component))
        CHECK(component.index < attack_data_component_count(db));
    while (attack_row_next(&rows, &row)) {
        CHECK(row.technique.index == technique->index && row.technique.id == technique->id);
        CHECK(row.event.index == ATTACK_NONE || row.event.index < attack_event_count(db));
        CHECK(row.relationship.index == ATTACK_NONE || row.relationship.index < attack_relationship_count(db));
    }
    CHECK(!attack_row_next(&rows, &row) && !row.technique.id && !row.event.id);
}

static void check_places(const struct attack_db *db, uint32_t index)
{
    struct attack_relationship relationship;
    struct attack_data_component component;

    CHECK(attack_relationship_at(db, index, &relationship) == (index < attack_relationship_count(db)));
    CHECK(index < attack_relationship_count(db)
              ? relationship.index == index
              : !relationship.id && !relationship.name && !relationship.source && !relationship.target);
    CHECK(attack_data_component_at(db, index, &component) == (index < attack_data_component_count(db)));
    CHECK(index < attack_data_component_count(db) ? component.index == index
                                                  : !component.name && !component.data_source);
}

static void probe_technique(struct questions *questions, struct part *bytes)
{
    const struct attack_db *db = questions->db;
    struct attack_technique technique;
    uint32_t index = take_number(bytes);

    ask_technique(questions, take(bytes, questions));
    CHECK(attack_technique_at(db, index, &technique) == (index < attack_technique_count(db)));
    check_places(db, index);
    check_parts(db, &technique); /* one that is not there has no parts */
    if (technique.id) {
        CHECK(technique.index == index && technique.is_subtechnique == (strchr(technique.id, '.') != NULL));
        ask_relatives(questions, index);
    }
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

static void check_event(const struct questions *questions, uint32_t index)
{
    struct attack_event event;
    struct attack_filter_iterator filters;
    struct attack_filter filter;
    struct attack_technique_iterator techniques;
    struct attack_technique technique;

    CHECK(attack_event_at(questions->db, index, &event) == (index < attack_event_count(questions->db)));
    filters = attack_event_filters(questions->db, &event);
    while (attack_filter_next(&filters, &filter))
        CHECK(filter.field && filter.value);
    techniques = attack_event_techniques(questions->db, &event);
    for (size_t i = 0; i < questions->oracle.technique_count; i++)
        if (index < questions->oracle.event_count && oracle_shows(&questions->oracle, i, index))
            CHECK(attack_technique_next(&techniques, &technique) && technique.index == i);
    CHECK(!attack_technique_next(&techniques, &technique));
}

static void probe_event(struct questions *questions, struct part *bytes)
{
    struct oracle_text id = take(bytes, questions), log = take(bytes, questions);
    uint32_t number = take_number(bytes), index = take_number(bytes);
    char digits[16];

    snprintf(digits, sizeof digits, "%lu", (unsigned long)number);
    for (enum oracle_key by = ORACLE_BY_ID; by < ORACLE_KEYS; by++) {
        ask_events(questions, by, log, id);
        ask_events(questions, by, log, oracle_known(digits));
    }
    check_event(questions, index);
}

/* ---- Matching --------------------------------------------------------------------------------------------------- */

enum { FIELDS_MOST = 6, EXTRA_MOST = 4 };

static struct oracle_fields take_fields(struct questions *questions, struct part *bytes, struct oracle_field *field)
{
    struct oracle_fields fields = {field, take_byte(bytes) % (FIELDS_MOST + 1)};

    for (size_t i = 0; i < fields.count; i++) {
        field[i].name = take(bytes, questions);
        field[i].value = take(bytes, questions);
    }
    return fields;
}

static void probe_match(struct questions *questions, struct part *bytes)
{
    uint8_t choice = take_byte(bytes), extra = choice & 8 ? choice >> 6 : 0, how;
    struct oracle_text id = take(bytes, questions);
    struct oracle_log log = {take(bytes, questions), take(bytes, questions), take(bytes, questions)};
    struct oracle_field field[FIELDS_MOST];
    struct oracle_fields fields;
    struct attack_info info;
    uint32_t room, count, *events, index = 0;

    attack_db_info(questions->db, &info);
    room = choice & 1 ? info.candidates_most : choice >> 4;
    events = numbers_of(room + EXTRA_MOST);
    count = ask_candidates(questions, &log, id, events, room);
    for (uint8_t i = 0; i < extra; i++)
        events[count++] = take_number(bytes);
    fields = take_fields(questions, bytes, field);
    how = take_byte(bytes);
    ask_answer(questions, &log, id, fields.count ? &fields : NULL, how & 1, how >> 3);
    count = ask_match(questions, events, count, fields.count ? &fields : NULL, how & 1, events);
    ask_techniques_of(questions, events, count);
    while (index < questions->oracle.technique_count && !(count && oracle_shows(&questions->oracle, index, events[0])))
        index++;
    if (count)
        ask_rows(questions, index, events, count);
    free(events);
}

/* ---- Sets and selections ---------------------------------------------------------------------------------------- */

static void probe_set(struct part *bytes)
{
    static struct twin twins[2];
    struct attack_set none = {NULL, 3};
    int steps = take_byte(bytes) % 32;

    twin_start(&twins[0], take_byte(bytes) % (TWIN_WORDS + 1));
    twin_start(&twins[1], take_byte(bytes) % (TWIN_WORDS + 1));
    attack_set_add(none, take_byte(bytes));
    CHECK(attack_set_count(none) == 0);
    for (; steps; steps--) {
        uint8_t choice = take_byte(bytes);

        if (choice < 0xc0)
            twin_change(&twins[choice & 1], choice & 6 ? TWIN_ADD : TWIN_REMOVE, take_number(bytes), NULL);
        else
            twin_change(&twins[choice & 1], (enum twin_change)(TWIN_UNITE + (choice >> 1) % 3), 0, &twins[~choice & 1]);
    }
}

static void probe_selection(struct questions *questions, struct part *bytes)
{
    enum oracle_selection by = (enum oracle_selection)(take_byte(bytes) % ORACLE_SELECTIONS);

    ask_selection(questions, by, take(bytes, questions), ATTACK_NONE);
}

/* ---- Scores and coverage ---------------------------------------------------------------------------------------- */

static void probe_score(struct questions *questions, struct part *bytes)
{
    uint32_t *scores = numbers_of(questions->oracle.technique_count), events[8], best[32];
    uint32_t technique = take_number(bytes), event = take_number(bytes);
    uint8_t choice = take_byte(bytes);

    memset(scores, 0, questions->oracle.technique_count * sizeof *scores);
    for (uint8_t i = 0; i < choice % 8; i++)
        events[i] = take_number(bytes);
    ask_scores(questions, events, choice % 8, scores);
    ask_best(questions, scores, best, choice >> 3);
    ask_score(questions, technique, event);
    free(scores);
}

/* Makes a set of some events, maybe with fewer words than it could have. */
static struct attack_set take_events(const struct questions *questions, struct part *bytes)
{
    uint8_t choice = take_byte(bytes);
    uint32_t words = ATTACK_SET_WORDS((uint32_t)questions->oracle.event_count), random = take_number(bytes) | 1;
    struct attack_set set;

    set.word_count = choice & 1 ? words : words / 2;
    set.words = numbers_of(set.word_count);
    for (uint32_t i = 0; i < set.word_count; i++) {
        random = random * 1664525u + 1013904223u;
        set.words[i] = choice & 2 ? UINT32_MAX : choice & 4 ? random & random >> 7 : random;
    }
    return set;
}

static void probe_coverage(struct questions *questions, struct part *bytes)
{
    struct attack_set chosen = take_events(questions, bytes), collected = take_events(questions, bytes);

    ask_coverage(questions, take_number(bytes), chosen, collected);
    free(chosen.words);
    free(collected.words);
}

/* ---- All of it -------------------------------------------------------------------------------------------------- */

static void check_sorted(struct attack_name_iterator names)
{
    const char *before = "", *name;

    for (; (name = attack_name_next(&names)); before = name)
        CHECK(strcmp(before, name) < 0);
}

void probe_whole(const struct attack_db *db)
{
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_technique technique, before = {.id = ""};
    struct attack_row row;
    struct attack_info info;
    uint32_t count = 0, last = 0;

    CHECK(attack_db_info(db, &info) && info.attribution && strlen(info.input_sha256) == 64);
    CHECK(info.techniques == attack_technique_count(db) && info.events == attack_event_count(db));
    CHECK(info.relationships == attack_relationship_count(db));
    CHECK(info.data_components == attack_data_component_count(db));
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++, before = technique)
        CHECK(strcmp(before.id, technique.id) < 0);
    for (; attack_row_next(&rows, &row); count++) {
        CHECK(row.technique.index >= last && row.technique.index < info.techniques);
        last = row.technique.index;
    }
    CHECK(count == info.rows);
    check_sorted(attack_tactics(db));
    check_sorted(attack_platforms(db));
    check_sorted(attack_data_sources(db));
}

void probe(struct questions *questions, struct part bytes)
{
    enum { STEPS_MOST = 24 };

    for (int step = 0; step < STEPS_MOST && bytes.at < bytes.end; step++) {
        switch (take_byte(&bytes) % 8) {
        case 0:
            probe_technique(questions, &bytes);
            break;
        case 1:
            probe_event(questions, &bytes);
            break;
        case 2:
            probe_set(&bytes);
            break;
        case 3:
            probe_selection(questions, &bytes);
            break;
        case 4:
            probe_score(questions, &bytes);
            break;
        case 5:
            probe_coverage(questions, &bytes);
            break;
        default:
            probe_match(questions, &bytes);
            break;
        }
        free_texts();
    }
}
