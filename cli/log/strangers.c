/* SPDX-License-Identifier: MIT
 *
 * Space-Saving, of A. Metwally, D. Agrawal and A. El Abbadi, "Efficient Computation of Frequent and Top-k Elements in
 * Data Streams" (2005): a new event replaces the rarest one and inherits its count. So every event with more than
 * 1/STRANGERS_LIMIT of the lines is kept.
 */
#include "strangers.h"

#include "host/keyed_hash.h"
#include "host/order.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAMED_MOST = 10 };

static void copy_cut(char copy[STRANGER_BYTES], struct attack_text text)
{
    size_t length = text.length < STRANGER_BYTES ? text.length : STRANGER_BYTES - 1;

    memset(copy, 0, STRANGER_BYTES);
    if (length)
        memcpy(copy, text.text, length);
}

/* Adds a line to the entry at `at`. Keeps the order by swapping it with the first entry that has the same count. */
static void count_line(struct strangers *strangers, uint32_t at)
{
    struct stranger counted = strangers->kept[at];
    uint32_t to = at;

    while (to && strangers->kept[to - 1].lines == counted.lines)
        to--;
    counted.lines++;
    strangers->kept[at] = strangers->kept[to];
    strangers->kept[to] = counted;
}

/* Returns the position of a stranger, or the number of strangers if it is not among them. */
static uint32_t find(const struct strangers *strangers, const struct stranger *stranger)
{
    uint32_t i = 0;

    while (i < strangers->count &&
           (strangers->kept[i].hash != stranger->hash || strcmp(strangers->kept[i].id, stranger->id) != 0 ||
            strcmp(strangers->kept[i].log, stranger->log) != 0))
        i++;
    return i;
}

void strangers_add(struct strangers *strangers, enum strangeness strangeness, struct attack_text log,
                   struct attack_text id)
{
    struct stranger stranger = {.strangeness = strangeness};
    uint32_t at;

    strangers->lines[strangeness]++;
    if (strangeness != STRANGE_ID && strangeness != STRANGE_LOG)
        return;
    copy_cut(stranger.log, log);
    copy_cut(stranger.id, id);
    stranger.hash = keyed_hash(stranger.log, strlen(stranger.log)) ^ keyed_hash(stranger.id, strlen(stranger.id));
    at = find(strangers, &stranger);
    if (at == strangers->count && at < STRANGERS_LIMIT) {
        strangers->kept[strangers->count++] = stranger;
    } else if (at == strangers->count) {
        stranger.lines = stranger.over = strangers->kept[--at].lines;
        strangers->kept[at] = stranger;
    }
    count_line(strangers, at);
}

/* ---- Messages --------------------------------------------------------------------------------------------------- */

static const char *const reasons[STRANGENESSES] = {
    [STRANGE_FORMAT] = "in no known log format, or without an id: 'attack-events tag --help' lists the formats",
    [STRANGE_NO_LOG] = "without provider and channel, so that the id is ambiguous: have the log name one of them",
    [STRANGE_ID] = "with an id that the mapping does not have: what shows a technique can be added to it",
    [STRANGE_LOG] = "with an id of another provider, channel or platform: compare 'attack-events event ID'",
    [STRANGE_FILTER] = "that fail the filter of their event, or lack its field: --unknown admits the latter",
};

static unsigned long long least_lines(const struct stranger *stranger)
{
    return stranger->lines - stranger->over;
}

/* By count, then by name, so that the output does not depend on the hash. */
static int compare(const void *a, const void *b)
{
    const struct stranger *one = a, *other = b;
    int order = order_of(least_lines(other), least_lines(one));

    order = order ? order : strcmp(one->log, other->log);
    return order ? order : strcmp(one->id, other->id);
}

static void name_commonest(struct strangers *strangers)
{
    qsort(strangers->kept, strangers->count, sizeof *strangers->kept, compare);
    fputs("attack-events: the commonest events that are not in the mapping, by provider (or channel) and id:\n",
          stderr);
    for (uint32_t i = 0; i < strangers->count && i < NAMED_MOST; i++) {
        const struct stranger *stranger = &strangers->kept[i];

        fprintf(stderr, "%10llu  ", least_lines(stranger));
        text_show(stderr, stranger->log);
        fputc(' ', stderr);
        text_show(stderr, stranger->id);
        fprintf(stderr, "%s%s\n", stranger->strangeness == STRANGE_LOG ? ", an id of another log" : "",
                stranger->over ? ", or more" : "");
    }
}

void strangers_print(struct strangers *strangers, unsigned long long lines)
{
    unsigned long long sum = 0;

    for (unsigned i = 0; i < STRANGENESSES; i++)
        sum += strangers->lines[i];
    if (!sum || strangers->lines[STRANGE_FORMAT] == lines) /* tag_match.c reports that */
        return;
    fprintf(stderr, "attack-events: lines that match no event of the mapping: %llu of %llu\n", sum, lines);
    for (unsigned i = 0; i < STRANGENESSES; i++)
        if (strangers->lines[i])
            fprintf(stderr, "%10llu  %s\n", strangers->lines[i], reasons[i]);
    if (strangers->count)
        name_commonest(strangers);
}
