/* SPDX-License-Identifier: MIT
 *
 * Matching the events of recorded logs, which are parsed beforehand:
 *
 *     match FOLDER
 *
 * The callback searches an array of the event's own fields by name. The naive implementation has the mapping's events
 * as structs of pointers, and compares each with each event of the log.
 */
#include "attack_events_builtin.h"
#include "recorded_log_event.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { CANDIDATES = ATTACK_EVENTS_BUILTIN_CANDIDATES, BEST = 10, PASSES = 5, KINDS = 4096 };

/* A kind of event: its log and id, and its candidates. */
struct kind {
    const struct recorded_event *first;
    uint32_t events[CANDIDATES], count;
};

struct work {
    struct recorded_event *events;
    const struct kind **kinds; /* by event */
    size_t count;
};

/* ---- Through the library ---- */

static uint32_t find_candidates(struct recorded_event *event, uint32_t *events)
{
    struct attack_log_event asked = logged(event);

    return attack_candidates(attack_events_builtin(), &asked, events, CANDIDATES);
}

static uint32_t match_candidates(struct recorded_event *event, const uint32_t *candidates, uint32_t count,
                                 uint32_t *events)
{
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_log_event asked = logged(event);

    return attack_match(attack_events_builtin(), &asked, scratch, sizeof scratch, candidates, count, events);
}

static unsigned long add_techniques(const uint32_t *events, uint32_t count)
{
    uint32_t words[ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS];
    struct attack_set techniques = {words, ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS};

    attack_set_clear(techniques);
    attack_set_add_techniques_of(techniques, attack_events_builtin(), events, count);
    return words[0] + words[ATTACK_EVENTS_BUILTIN_TECHNIQUE_WORDS - 1] + count;
}

static unsigned long run_candidates(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        uint32_t events[CANDIDATES];

        sum += find_candidates(&work->events[i % work->count], events);
    }
    return sum;
}

static unsigned long run_whole(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        struct recorded_event *event = &work->events[i % work->count];
        uint32_t events[CANDIDATES], count = find_candidates(event, events);

        count = match_candidates(event, events, count, events);
        sum += add_techniques(events, count);
    }
    return sum;
}

static unsigned long run_kinds(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct kind *kind = work->kinds[i % work->count];
        uint32_t events[CANDIDATES];
        uint32_t count = match_candidates(&work->events[i % work->count], kind->events, kind->count, events);

        sum += add_techniques(events, count);
    }
    return sum;
}

static unsigned long run_scores(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        const struct kind *kind = work->kinds[i % work->count];
        uint32_t events[CANDIDATES], best[BEST], scores[ATTACK_EVENTS_BUILTIN_TECHNIQUES];
        uint32_t count = match_candidates(&work->events[i % work->count], kind->events, kind->count, events);

        sum += add_techniques(events, count);
        memset(scores, 0, sizeof scores);
        for (uint32_t k = 0; k < count; k++)
            attack_scores_add(attack_events_builtin(), events[k], scores);
        count = attack_scores_best(attack_events_builtin(), scores, best, BEST);
        sum += count ? best[0] + scores[best[count - 1]] : 0;
    }
    return sum;
}

static unsigned long run_answer(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        struct attack_log_event asked = logged(&work->events[i % work->count]);
        union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
        struct attack_answer best[BEST];
        uint32_t count = attack_answers(attack_events_builtin(), &asked, scratch, sizeof scratch, best, BEST, NULL);

        sum += count ? best[0].technique + best[count - 1].score : 0;
    }
    return sum;
}

/* ---- The naive way ---- */

struct plain_event {
    const char *id, *provider, *channel;
    struct attack_filter filters[4];
    size_t filter_count;
    uint16_t *techniques;
    size_t technique_count;
};

static struct plain_event plain_events[ATTACK_EVENTS_BUILTIN_EVENTS];

static void fill_plain_event(uint32_t index)
{
    const struct attack_db *db = attack_events_builtin();
    struct plain_event *plain = &plain_events[index];
    struct attack_event event;
    struct attack_technique technique;
    struct attack_filter_iterator filters;
    struct attack_technique_iterator techniques;

    attack_event_at(db, index, &event);
    plain->id = event.id;
    plain->provider = event.provider;
    plain->channel = event.channel;
    filters = attack_event_filters(db, &event);
    while (plain->filter_count < 4 && attack_filter_next(&filters, &plain->filters[plain->filter_count]))
        plain->filter_count++;
    plain->techniques = malloc(ATTACK_EVENTS_BUILTIN_TECHNIQUES * sizeof *plain->techniques);
    if (!plain->techniques)
        abort();
    for (techniques = attack_event_techniques(db, &event); attack_technique_next(&techniques, &technique);)
        plain->techniques[plain->technique_count++] = (uint16_t)technique.index;
}

static int lower(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
}

/* Whether a text of the log equals this one; if either is absent, whether that counts as equal. */
static bool agrees(struct recorded_text known, const char *text, bool absent)
{
    if (!known.text || !text)
        return absent;
    for (size_t i = 0; i < known.length; i++)
        if (lower(known.text[i]) != lower(text[i]))
            return false;
    return !text[known.length];
}

static bool is_plain_match(const struct recorded_event *event, const struct plain_event *plain)
{
    bool provider = event->provider.text && plain->provider, channel = event->channel.text && plain->channel;

    if (!agrees(event->id, plain->id, false) || (!provider && !channel) ||
        !agrees(event->provider, plain->provider, true) || !agrees(event->channel, plain->channel, true))
        return false;
    for (size_t i = 0; i < plain->filter_count; i++)
        if (!agrees(recorded_value(event, plain->filters[i].field), plain->filters[i].value, false))
            return false;
    return true;
}

static unsigned long run_naive(const void *of, size_t operations)
{
    const struct work *work = of;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++) {
        bool has[ATTACK_EVENTS_BUILTIN_TECHNIQUES] = {false};

        for (size_t k = 0; k < ATTACK_EVENTS_BUILTIN_EVENTS; k++)
            if (is_plain_match(&work->events[i % work->count], &plain_events[k])) {
                for (size_t t = 0; t < plain_events[k].technique_count; t++)
                    has[plain_events[k].techniques[t]] = true;
                sum++;
            }
        sum += has[0] + has[ATTACK_EVENTS_BUILTIN_TECHNIQUES - 1];
    }
    return sum;
}

/* ---- The events ---- */

static bool same(struct recorded_text one, struct recorded_text other)
{
    return one.length == other.length && !one.text == !other.text &&
           (!one.text || memcmp(one.text, other.text, one.length) == 0);
}

static const struct kind *kind_of(struct recorded_event *event)
{
    static struct kind kinds[KINDS];
    static size_t count;
    size_t i = 0;

    while (i < count && !(same(kinds[i].first->id, event->id) && same(kinds[i].first->provider, event->provider) &&
                          same(kinds[i].first->channel, event->channel)))
        i++;
    if (i == KINDS)
        abort();
    if (i == count) {
        kinds[count].first = event;
        kinds[count++].count = find_candidates(event, kinds[i].events);
    }
    return &kinds[i];
}

static void gather(const struct recordings *recordings, struct work *work)
{
    size_t total = 0;

    for (size_t i = 0; i < recordings->count; i++)
        total += recordings->log[i].event_count;
    if (!total)
        abort();
    work->events = malloc(total * sizeof *work->events);
    work->kinds = malloc(total * sizeof *work->kinds);
    if (!work->events || !work->kinds)
        abort();
    for (size_t i = 0; i < recordings->count; i++)
        for (size_t k = 0; k < recordings->log[i].event_count; k++)
            work->events[work->count++] = recordings->log[i].events[k];
    for (size_t i = 0; i < total; i++)
        work->kinds[i] = kind_of(&work->events[i]);
}

int main(int argc, char **argv)
{
    static struct work work;
    const struct contestant contestants[] = {
        {"candidates, matches, set of techniques", run_whole, &work},
        {"the same, candidates kept for each kind", run_kinds, &work},
        {"that, with scores and the best ten", run_scores, &work},
        {"the best ten in one call", run_answer, &work},
        {"candidates alone", run_candidates, &work},
        {"naive: every event of the mapping compared", run_naive, &work},
    };
    struct recordings recordings;

    if (argc != 2 || !recordings_read(argv[1], &recordings)) {
        fputs("Usage: match FOLDER\n", stderr);
        return 2;
    }
    gather(&recordings, &work);
    for (uint32_t i = 0; i < attack_event_count(attack_events_builtin()); i++)
        fill_plain_event(i);
    compare("matching an event", contestants, sizeof contestants / sizeof *contestants, PASSES * work.count);
    for (size_t i = 0; i < ATTACK_EVENTS_BUILTIN_EVENTS; i++)
        free(plain_events[i].techniques);
    free(work.events);
    free(work.kinds);
    recordings_free(&recordings);
    return 0;
}
