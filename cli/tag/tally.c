/* SPDX-License-Identifier: MIT
 *
 * A kind is found by its events, as a text of their bytes.
 */
#include "tally.h"

#include "ask/logged_alike.h"
#include "event_scores.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void tally_start(struct tally *tally, const struct attack_db *db)
{
    tally->db = db;
    tally->event_count = attack_event_count(db);
    tally->technique_count = attack_technique_count(db);
    tally->event_lines = memory_zeros(tally->event_count, sizeof *tally->event_lines);
    tally->technique_lines = memory_zeros(tally->technique_count, sizeof *tally->technique_lines);
    tally->techniques.word_count = ATTACK_SET_WORDS(tally->technique_count);
    tally->techniques.words = memory_zeros(tally->techniques.word_count, sizeof *tally->techniques.words);
}

struct tally_kind *tally_line(struct tally *tally, const uint32_t *events, uint32_t count)
{
    uint32_t number = text_numbers_add_bytes(&tally->events_of_kinds, events, count * sizeof *events);
    struct tally_kind *kind;

    if (number == tally->kind_count) {
        if (number == TALLY_KINDS_LIMIT || tally->text_bytes > TALLY_TEXT_LIMIT) {
            tally_add_up(tally);
            number = text_numbers_add_bytes(&tally->events_of_kinds, events, count * sizeof *events);
        }
        kind = &tally->kinds[tally->kind_count++];
        memset(kind, 0, sizeof *kind);
        kind->count = count;
        kind->events = memory_resize(NULL, count, sizeof *events);
        memcpy(kind->events, events, count * sizeof *events);
    }
    kind = &tally->kinds[number];
    kind->lines++;
    return kind;
}

void tally_add_up(struct tally *tally)
{
    for (uint32_t i = 0; i < tally->kind_count; i++) {
        struct tally_kind *kind = &tally->kinds[i];

        for (uint32_t j = 0; j < kind->count; j++)
            tally->event_lines[kind->events[j]] += kind->lines;
        attack_set_clear(tally->techniques);
        attack_set_add_techniques_of(tally->techniques, tally->db, kind->events, kind->count);
        for (uint32_t index = 0; attack_set_next(tally->techniques, &index); index++)
            tally->technique_lines[index] += kind->lines;
        free(kind->events);
        free(kind->text);
    }
    tally->kind_count = 0;
    tally->text_bytes = 0;
    text_numbers_free(&tally->events_of_kinds);
}

void tally_merge(struct tally *tally, struct tally *other)
{
    tally_add_up(tally);
    tally_add_up(other);
    for (uint32_t i = 0; i < tally->event_count; i++)
        tally->event_lines[i] += other->event_lines[i];
    for (uint32_t i = 0; i < tally->technique_count; i++)
        tally->technique_lines[i] += other->technique_lines[i];
}

/* Counts the rules that match, each once for each of its techniques: its events may be in several logs. */
static void count_rules(const struct tally *tally, struct tally_score *scores)
{
    struct attack_set seen = {NULL, ATTACK_SET_WORDS(attack_rule_count(tally->db))};
    struct attack_technique_iterator techniques;
    struct attack_technique technique;
    struct attack_event event;
    struct attack_rule rule;

    seen.words = memory_zeros(seen.word_count, sizeof *seen.words);
    for (uint32_t i = 0; seen.word_count && attack_event_at(tally->db, i, &event); i++) {
        if (!tally->event_lines[i] || !attack_event_rule(tally->db, &event, &rule) || attack_set_has(seen, rule.index))
            continue;
        attack_set_add(seen, rule.index);
        techniques = attack_event_techniques(tally->db, &event);
        while (attack_technique_next(&techniques, &technique))
            scores[technique.index].rules += techniques.kind == ATTACK_RULE;
    }
    free(seen.words);
}

/* Takes the rule of an event's score if it is the best so far. */
static void take_rule(const struct tally *tally, const struct event_score *score, struct tally_score *sum)
{
    struct attack_event event;
    struct attack_rule rule;

    if (score->score <= sum->best_of_rule || !attack_event_at(tally->db, score->event, &event) ||
        !attack_event_rule(tally->db, &event, &rule))
        return;
    sum->best_of_rule = score->score;
    sum->rule = rule.index + 1;
}

struct tally_score *tally_scores(const struct tally *tally)
{
    struct tally_score *sums = memory_zeros(tally->technique_count, sizeof *sums);
    struct event_scores scores;
    struct logged_alike alike;

    event_scores_start(&scores, tally->db);
    logged_alike_start(&alike, tally->db);
    for (uint32_t group = 0; group < alike.count; group++) {
        uint32_t *matching = alike.events + alike.first[group], count = 0;

        for (uint32_t i = alike.first[group]; i < alike.first[group + 1]; i++)
            if (tally->event_lines[alike.events[i]])
                matching[count++] = alike.events[i];
        event_scores_find(&scores, matching, count);
        for (size_t i = 0; i < scores.count; i++) {
            struct tally_score *sum = &sums[scores.all[i].technique];

            sum->score = attack_score_sum(sum->score, scores.all[i].score);
            take_rule(tally, &scores.all[i], sum);
        }
    }
    logged_alike_free(&alike);
    event_scores_free(&scores);
    count_rules(tally, sums);
    return sums;
}

/* Whether an event of the mapping names a technique. */
static bool names(const struct attack_db *db, const struct attack_event *event, uint32_t technique)
{
    struct attack_technique_iterator techniques = attack_event_techniques(db, event);
    struct attack_technique found;

    while (attack_technique_next(&techniques, &found))
        if (found.index == technique)
            return true;
    return false;
}

char *tally_authors(const struct tally *tally, uint32_t technique)
{
    struct text_numbers authors = {.bytes = NULL};
    struct attack_event event;
    struct attack_rule rule;
    char *joined = NULL;
    size_t length = 0;

    for (uint32_t i = 0; attack_rule_count(tally->db) && attack_event_at(tally->db, i, &event); i++)
        if (tally->event_lines[i] && attack_event_rule(tally->db, &event, &rule) && rule.author &&
            names(tally->db, &event, technique))
            text_numbers_add(&authors, rule.author);
    for (uint32_t i = 0; i < authors.count; i++) {
        const char *author = text_numbers_text(&authors, i);

        joined = memory_resize(joined, length + strlen(author) + sizeof "; ", 1);
        length += (size_t)sprintf(joined + length, "%s%s", i ? "; " : "", author);
    }
    text_numbers_free(&authors);
    return joined;
}

void tally_free(struct tally *tally)
{
    tally_add_up(tally);
    free(tally->event_lines);
    free(tally->technique_lines);
    free(tally->techniques.words);
}
