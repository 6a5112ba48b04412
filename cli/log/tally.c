/* SPDX-License-Identifier: MIT
 *
 * A kind is found by its events, as a text of their bytes.
 */
#include "tally.h"

#include "ask/logged_alike.h"
#include "event_scores.h"
#include "text/memory.h"

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

uint32_t *tally_scores(const struct tally *tally)
{
    uint32_t *sums = memory_zeros(tally->technique_count, sizeof *sums);
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
            uint32_t *sum = &sums[scores.all[i].technique];

            *sum = event_scores_sum(*sum, scores.all[i].score);
        }
    }
    logged_alike_free(&alike);
    event_scores_free(&scores);
    return sums;
}

void tally_free(struct tally *tally)
{
    tally_add_up(tally);
    free(tally->event_lines);
    free(tally->technique_lines);
    free(tally->techniques.words);
}
