/* SPDX-License-Identifier: MIT
 *
 * Ranks the technique that a recorded attack performs among all techniques, by the number of the log's events that
 * could show it and by its score. Prints a Markdown table:
 *
 *     recordings FOLDER
 *
 * Tied techniques all get the last of their places. As a control, each log is also asked for every technique that only
 * other logs perform.
 */
#include "attack_events_builtin.h"
#include "recorded_log_event.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TECHNIQUES = ATTACK_EVENTS_BUILTIN_TECHNIQUES, LOGS = 64 };

struct result {
    uint32_t counts[TECHNIQUES], scores[TECHNIQUES];
    uint32_t matched; /* events of the log */
    struct attack_set events;
    uint32_t event_words[ATTACK_EVENTS_BUILTIN_EVENT_WORDS];
};

struct ranks {
    double by_count[LOGS * LOGS], by_score[LOGS * LOGS];
    size_t count;
};

static void match_event(const struct attack_db *db, struct recorded_event *event, struct result *result)
{
    uint32_t words[ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS], events[ATTACK_EVENTS_BUILTIN_CANDIDATES], count;
    struct attack_set techniques = {words, ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS};
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_log_event asked = logged(event);

    count = attack_candidates(db, &asked, events, ATTACK_EVENTS_BUILTIN_CANDIDATES);
    count = attack_match(db, &asked, scratch, sizeof scratch, events, count, events);
    for (uint32_t i = 0; i < count; i++)
        attack_set_add(result->events, events[i]);
    attack_set_clear(techniques);
    attack_set_add_techniques_of(techniques, db, events, count);
    for (uint32_t i = 0; attack_set_next(techniques, &i); i++)
        result->counts[i]++;
    result->matched += count > 0;
}

static void match_log(const struct attack_db *db, const struct recording *log, struct result *result)
{
    memset(result, 0, sizeof *result);
    result->events.words = result->event_words;
    result->events.word_count = ATTACK_EVENTS_BUILTIN_EVENT_WORDS;
    for (size_t i = 0; i < log->event_count; i++)
        match_event(db, &log->events[i], result);
    for (uint32_t i = 0; attack_set_next(result->events, &i); i++)
        attack_scores_add(db, i, result->scores);
}

static unsigned rank_of(const uint32_t *values, uint32_t technique)
{
    unsigned rank = 0;

    for (uint32_t i = 0; i < TECHNIQUES; i++)
        rank += values[i] >= values[technique];
    return rank;
}

static uint32_t technique_of(const struct attack_db *db, const struct recording *log)
{
    struct attack_technique technique;

    if (!attack_technique_find(db, log->technique, strlen(log->technique), &technique)) {
        fprintf(stderr, "recordings: the mapping has no %s\n", log->technique);
        exit(1);
    }
    return technique.index;
}

static void add_ranks(struct ranks *ranks, const struct result *result, uint32_t technique)
{
    ranks->by_count[ranks->count] = rank_of(result->counts, technique);
    ranks->by_score[ranks->count++] = rank_of(result->scores, technique);
}

static int compare_doubles(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;

    return a < b ? -1 : a > b;
}

static double median(double *values, size_t count)
{
    qsort(values, count, sizeof *values, compare_doubles);
    return (values[(count - 1) / 2] + values[count / 2]) / 2;
}

static void print_medians(const char *what, struct ranks *ranks)
{
    double by_count = median(ranks->by_count, ranks->count), by_score = median(ranks->by_score, ranks->count);

    printf("| %s | | | | %.4g | %.4g |\n", what, by_count, by_score);
}

static void print_log(const struct attack_db *db, const struct recording *log, const struct result *result)
{
    struct attack_technique technique;

    attack_technique_at(db, technique_of(db, log), &technique);
    printf("| %.*s | %s %s | %zu | %u | %u | %u |\n", (int)strcspn(log->name, "."), log->name, technique.id,
           technique.name ? technique.name : "", log->event_count, (unsigned)result->matched,
           rank_of(result->counts, technique.index), rank_of(result->scores, technique.index));
}

int main(int argc, char **argv)
{
    static struct ranks own, others;
    static struct result result;
    const struct attack_db *db = attack_events_builtin();
    struct recordings recordings;

    if (argc != 2 || !recordings_read(argv[1], &recordings) || !recordings.count || recordings.count > LOGS) {
        fputs("Usage: recordings FOLDER\n", stderr);
        return 2;
    }
    puts("| recording | performs | events | of which match | rank by count | rank by score |");
    puts("|---|---|---|---|---|---|");
    for (size_t i = 0; i < recordings.count; i++) {
        match_log(db, &recordings.log[i], &result);
        print_log(db, &recordings.log[i], &result);
        add_ranks(&own, &result, technique_of(db, &recordings.log[i]));
        for (size_t k = 0; k < recordings.count; k++)
            if (strcmp(recordings.log[k].technique, recordings.log[i].technique) != 0)
                add_ranks(&others, &result, technique_of(db, &recordings.log[k]));
    }
    print_medians("median", &own);
    print_medians("median of the other recordings' techniques", &others);
    recordings_free(&recordings);
    return 0;
}
