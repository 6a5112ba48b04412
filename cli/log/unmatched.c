/* SPDX-License-Identifier: MIT
 *
 * Space-Saving, of A. Metwally, D. Agrawal and A. El Abbadi, "Efficient Computation of Frequent and Top-k Elements in
 * Data Streams" (2005): a new event replaces the rarest one and inherits its count. So every event with more than
 * 1/UNMATCHED_LIMIT of the lines is kept.
 */
#include "unmatched.h"

#include "host/keyed_hash.h"
#include "host/order.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED_MOST = 10 };

static void copy_cut(char copy[UNMATCHED_BYTES], struct attack_text text)
{
    size_t length = text.length < UNMATCHED_BYTES ? text.length : UNMATCHED_BYTES - 1;

    memset(copy, 0, UNMATCHED_BYTES);
    if (length)
        memcpy(copy, text.text, length);
}

/* Adds a line to the entry at `at`. Keeps the order by swapping it with the first entry that has the same count. */
static void count_line(struct unmatched *unmatched, uint32_t at)
{
    struct unmatched_event counted = unmatched->kept[at];
    uint32_t to = at;

    while (to && unmatched->kept[to - 1].lines == counted.lines)
        to--;
    counted.lines++;
    unmatched->kept[at] = unmatched->kept[to];
    unmatched->kept[to] = counted;
}

/* Returns the position of an event, or their number if it is not among them. */
static uint32_t find(const struct unmatched *unmatched, const struct unmatched_event *event)
{
    uint32_t i = 0;

    while (i < unmatched->count &&
           (unmatched->kept[i].hash != event->hash || strcmp(unmatched->kept[i].id, event->id) != 0 ||
            strcmp(unmatched->kept[i].log, event->log) != 0))
        i++;
    return i;
}

void unmatched_add(struct unmatched *unmatched, enum unmatched_reason reason, struct attack_text log,
                   struct attack_text id)
{
    struct unmatched_event event = {.reason = reason};
    uint32_t at;

    unmatched->lines[reason]++;
    if (reason != UNMATCHED_ID && reason != UNMATCHED_LOG)
        return;
    copy_cut(event.log, log);
    copy_cut(event.id, id);
    event.hash = keyed_hash(event.log, strlen(event.log)) ^ keyed_hash(event.id, strlen(event.id));
    at = find(unmatched, &event);
    if (at == unmatched->count && at < UNMATCHED_LIMIT) {
        unmatched->kept[unmatched->count++] = event;
    } else if (at == unmatched->count) {
        event.lines = event.over = unmatched->kept[--at].lines;
        unmatched->kept[at] = event;
    }
    count_line(unmatched, at);
}

/* ---- Messages --------------------------------------------------------------------------------------------------- */

static const char *const reasons[UNMATCHED_REASONS] = {
    [UNMATCHED_FORMAT] = "in no known log format, or without an id: 'attack-events tag --help' lists the formats",
    [UNMATCHED_NO_LOG] = "without provider and channel, so that the id is ambiguous: have the log name one of them",
    [UNMATCHED_ID] = "with an id that the mapping does not have: what shows a technique can be added to it",
    [UNMATCHED_LOG] = "with an id of another provider, channel or platform: compare 'attack-events event ID'",
    [UNMATCHED_FILTER] = "that fail the filter of their event, or lack its field: --unknown admits the latter",
};

static unsigned long long least_lines(const struct unmatched_event *event)
{
    return event->lines - event->over;
}

/* By count, then by name, so that the output does not depend on the hash. */
static int compare(const void *a, const void *b)
{
    const struct unmatched_event *one = a, *other = b;
    int order = order_of(least_lines(other), least_lines(one));

    order = order ? order : strcmp(one->log, other->log);
    return order ? order : strcmp(one->id, other->id);
}

static void name_commonest(struct unmatched *unmatched)
{
    qsort(unmatched->kept, unmatched->count, sizeof *unmatched->kept, compare);
    fputs("attack-events: the commonest events that are not in the mapping, by provider (or channel) and id:\n",
          stderr);
    for (uint32_t i = 0; i < unmatched->count && i < NAMED_MOST; i++) {
        const struct unmatched_event *event = &unmatched->kept[i];

        fprintf(stderr, "%10llu  ", least_lines(event));
        text_show(stderr, event->log);
        fputc(' ', stderr);
        text_show(stderr, event->id);
        fprintf(stderr, "%s%s\n", event->reason == UNMATCHED_LOG ? ", an id of another log" : "",
                event->over ? ", or more" : "");
    }
}

void unmatched_print(struct unmatched *unmatched, unsigned long long lines)
{
    unsigned long long sum = 0;

    for (unsigned i = 0; i < UNMATCHED_REASONS; i++)
        sum += unmatched->lines[i];
    if (!sum || unmatched->lines[UNMATCHED_FORMAT] == lines) /* tag_match.c reports that */
        return;
    fprintf(stderr, "attack-events: lines that match no event of the mapping: %llu of %llu\n", sum, lines);
    for (unsigned i = 0; i < UNMATCHED_REASONS; i++)
        if (unmatched->lines[i])
            fprintf(stderr, "%10llu  %s\n", unmatched->lines[i], reasons[i]);
    if (unmatched->count)
        name_commonest(unmatched);
}
