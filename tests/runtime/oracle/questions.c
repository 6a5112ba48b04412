/* SPDX-License-Identifier: MIT
 *
 * Questions that a key answers: techniques, their relatives and families, and events.
 */
#include "questions.h"

#include <stdlib.h>
#include <string.h>

enum { UNTOUCHED = 0x5eed };

uint32_t *numbers_of(size_t count)
{
    uint32_t *numbers = malloc((count + 1) * sizeof *numbers);

    if (!numbers)
        abort();
    numbers[count] = UNTOUCHED;
    return numbers;
}

void check_end(const uint32_t *numbers, size_t count)
{
    if (numbers[count] != UNTOUCHED)
        disagree("more was written than there is room for: %lu", (unsigned long)count);
}

struct attack_text as_text(struct oracle_text text)
{
    struct attack_text same = {text.text, text.length};

    return same;
}

struct attack_log_event as_event(const struct oracle_log *log, struct oracle_text id)
{
    struct attack_log_event same = {.id = as_text(id),
                                    .platform = as_text(log->platform),
                                    .provider = as_text(log->provider),
                                    .channel = as_text(log->channel)};

    return same;
}

struct oracle_text asked_id(struct oracle_text id)
{
    return id.text ? id : oracle_known("0");
}

static int shown(struct oracle_text text)
{
    return text.text ? (int)text.length : 0;
}

/* ---- Techniques ---- */

void ask_technique(struct questions *questions, struct oracle_text id)
{
    const struct oracle *oracle = &questions->oracle;
    struct attack_technique found, same;
    size_t expected = oracle_technique(oracle, id);
    bool is_found = attack_technique_find(questions->db, id.text, id.length, &found);

    if (is_found != (expected < oracle->technique_count) ||
        attack_technique_find(questions->db, id.text, id.length, NULL))
        disagree("technique '%.*s' is %sfound", shown(id), id.text, is_found ? "" : "not ");
    if (!is_found && (found.id || found.name || found.index != ATTACK_NONE || found.variant))
        disagree("technique '%.*s' is not found, and has something", shown(id), id.text);
    if (is_found && (!attack_technique_at(questions->db, (uint32_t)expected, &same) || found.index != expected ||
                     found.id != same.id || found.name != same.name || found.variant != same.variant))
        disagree("technique '%.*s' is another", shown(id), id.text);
    questions->answered++;
}

void ask_relatives(struct questions *questions, uint32_t technique)
{
    const struct oracle *oracle = &questions->oracle;
    struct attack_technique one, parent, sub;
    struct attack_technique_iterator subs;
    size_t expected = oracle->technique_count;
    bool has_parent;

    if (!attack_technique_at(questions->db, technique, &one) || one.index != technique)
        disagree("there is no technique %lu", (unsigned long)technique);
    has_parent = attack_technique_parent(questions->db, &one, &parent);
    subs = attack_technique_subtechniques(questions->db, &one);
    for (size_t i = 0; i < oracle->technique_count; i++) {
        if (oracle_is_parent(oracle, i, technique))
            expected = i;
        if (oracle_is_parent(oracle, technique, i) && !(attack_technique_next(&subs, &sub) && sub.index == i))
            disagree("%s is no sub-technique of %s", oracle->techniques[i].id, one.id);
    }
    if (has_parent != (expected < oracle->technique_count) || (has_parent && parent.index != expected))
        disagree("%s has another parent", one.id);
    if (attack_technique_next(&subs, &sub))
        disagree("%s is a sub-technique of %s", sub.id, one.id);
    questions->answered++;
}

uint32_t ask_selection(struct questions *questions, enum oracle_selection by, struct oracle_text text, uint32_t kept)
{
    static uint32_t (*const select[])(struct attack_set, const struct attack_db *, const char *, size_t) = {
        attack_set_add_family, attack_set_add_tactic, attack_set_add_platform, attack_set_add_data_component};
    uint32_t count = (uint32_t)questions->oracle.technique_count, words = ATTACK_SET_WORDS(count), expected = 0, said;
    struct attack_set set = {numbers_of(words), words};

    attack_set_clear(set);
    attack_set_add(set, kept);
    said = select[by](set, questions->db, text.text, text.length);
    for (uint32_t i = 0; i < 32 * words; i++) {
        bool is = i < count && oracle_is_selected(&questions->oracle, i, by, text);

        expected += is;
        if (attack_set_has(set, i) != (is || i == kept))
            disagree("'%.*s': technique %lu is%s selected", shown(text), text.text, (unsigned long)i, is ? " not" : "");
    }
    if (said != expected)
        disagree("'%.*s': %lu are selected", shown(text), text.text, (unsigned long)said);
    check_end(set.words, words);
    free(set.words);
    questions->answered++;
    return expected;
}

/* ---- Events ---- */

static void expect_found(struct questions *questions, struct attack_event_iterator found, enum oracle_key by,
                         struct oracle_text log, struct oracle_text id)
{
    struct oracle_text meant = oracle_meant(&questions->oracle, id);
    struct attack_event event, same;

    for (uint32_t i = 0; i < questions->oracle.event_count; i++) {
        if (!oracle_is_found(&questions->oracle, i, by, log, meant))
            continue;
        if (!attack_event_next(&found, &event) || !attack_event_at(questions->db, i, &same) || event.index != i ||
            event.id != same.id || event.name != same.name || event.platform != same.platform ||
            event.audit_category != same.audit_category || event.audit_sub_category != same.audit_sub_category ||
            event.channel != same.channel || event.provider != same.provider)
            disagree("'%.*s' of '%.*s': event %lu is not found", shown(id), id.text, shown(log), log.text,
                     (unsigned long)i);
    }
    if (attack_event_next(&found, &event) || event.id || event.provider)
        disagree("'%.*s' of '%.*s': one too many is found", shown(id), id.text, shown(log), log.text);
    questions->answered++;
}

void ask_events(struct questions *questions, enum oracle_key by, struct oracle_text log, struct oracle_text id)
{
    const struct attack_db *db = questions->db;
    uint32_t number = 0;
    bool has_number = oracle_is_number(id, &number);
    struct attack_event_iterator found[2];

    if (by == ORACLE_BY_ID) {
        found[0] = attack_events_find(db, id.text, id.length);
        found[1] = attack_events_find_number(db, number);
    } else if (by == ORACLE_BY_PROVIDER) {
        found[0] = attack_events_find_provider(db, log.text, log.length, id.text, id.length);
        found[1] = attack_events_find_provider_number(db, log.text, log.length, number);
    } else {
        found[0] = attack_events_find_channel(db, log.text, log.length, id.text, id.length);
        found[1] = attack_events_find_channel_number(db, log.text, log.length, number);
    }
    expect_found(questions, found[0], by, log, id);
    if (has_number)
        expect_found(questions, found[1], by, log, id);
}
