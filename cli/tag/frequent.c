/* SPDX-License-Identifier: MIT
 *
 * Space-Saving, of A. Metwally, D. Agrawal and A. El Abbadi, "Efficient Computation of Frequent and Top-k Elements in
 * Data Streams" (2005): a new event replaces the rarest one and inherits its count. So every event with more than
 * 1/UNMATCHED_LIMIT of the lines is kept.
 */
#include "frequent.h"

#include "host/keyed_hash.h"
#include "host/order.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

static void copy_cut(char copy[FREQUENT_BYTES], struct attack_text text)
{
    size_t length = text.length < FREQUENT_BYTES ? text.length : FREQUENT_BYTES - 1;

    memset(copy, 0, FREQUENT_BYTES);
    if (length)
        memcpy(copy, text.text, length);
}

static bool same_names(const struct frequent_names *a, const struct frequent_names *b)
{
    return strcmp(a->id, b->id) == 0 && strcmp(a->log, b->log) == 0 && strcmp(a->field, b->field) == 0;
}

/* Adds a line to the entry at `at`. Keeps the order by swapping it with the first entry that has the same count. */
static void count_line(struct frequent *frequent, uint32_t at)
{
    struct frequent_event counted = frequent->kept[at];
    uint32_t to = at;

    while (to && frequent->kept[to - 1].lines == counted.lines)
        to--;
    counted.lines++;
    if (to != at)
        frequent->kept[at] = frequent->kept[to];
    frequent->kept[to] = counted;
}

/* Returns the entry with these names, or the number of entries. */
static uint32_t find(const struct frequent *frequent, const struct frequent_event *event)
{
    uint32_t at = 0;

    while (at < frequent->count &&
           (frequent->kept[at].hash != event->hash || !same_names(&frequent->kept[at].names, &event->names)))
        at++;
    return at;
}

void frequent_add(struct frequent *frequent, unsigned note, struct attack_text log, struct attack_text id,
                  struct attack_text field)
{
    struct frequent_event event = {.note = note};
    uint32_t at;

    copy_cut(event.names.log, log);
    copy_cut(event.names.id, id);
    copy_cut(event.names.field, field);
    event.hash = keyed_hash(&event.names, sizeof event.names);
    at = find(frequent, &event);
    if (at == frequent->count && at < UNMATCHED_LIMIT) {
        frequent->kept[frequent->count++] = event;
    } else if (at == frequent->count) {
        event.lines = event.over = frequent->kept[--at].lines;
        frequent->kept[at] = event;
    }
    count_line(frequent, at);
}

static int compare_lines(const void *a, const void *b)
{
    const struct frequent_event *one = a, *other = b;

    return order_of(other->lines, one->lines);
}

/* Sums what both have, and keeps the commonest of all. What one list has dropped may have had as many lines as its
 * rarest entry. */
void frequent_merge(struct frequent *frequent, const struct frequent *other)
{
    struct frequent_event all[2 * UNMATCHED_LIMIT];
    unsigned long long dropped = frequent->count == UNMATCHED_LIMIT ? frequent->kept[UNMATCHED_LIMIT - 1].lines : 0;
    unsigned long long other_dropped = other->count == UNMATCHED_LIMIT ? other->kept[UNMATCHED_LIMIT - 1].lines : 0;
    uint32_t count = frequent->count;

    memcpy(all, frequent->kept, count * sizeof *all);
    for (uint32_t i = 0; i < count; i++) {
        uint32_t at = find(other, &all[i]);
        bool is_known = at < other->count;

        all[i].lines += is_known ? other->kept[at].lines : other_dropped;
        all[i].over += is_known ? other->kept[at].over : other_dropped;
    }
    for (uint32_t i = 0; i < other->count; i++) {
        if (find(frequent, &other->kept[i]) < frequent->count)
            continue;
        all[count] = other->kept[i];
        all[count].lines += dropped;
        all[count++].over += dropped;
    }
    if (count)
        qsort(all, count, sizeof *all, compare_lines);
    frequent->count = count < UNMATCHED_LIMIT ? count : UNMATCHED_LIMIT;
    memcpy(frequent->kept, all, frequent->count * sizeof *all);
}

static unsigned long long least_lines(const struct frequent_event *event)
{
    return event->lines - event->over;
}

static int compare(const void *a, const void *b)
{
    const struct frequent_event *one = a, *other = b;
    int order = order_of(least_lines(other), least_lines(one));

    order = order ? order : strcmp(one->names.log, other->names.log);
    order = order ? order : strcmp(one->names.id, other->names.id);
    return order ? order : strcmp(one->names.field, other->names.field);
}

void frequent_sort(struct frequent *frequent)
{
    if (frequent->count)
        qsort(frequent->kept, frequent->count, sizeof *frequent->kept, compare);
}

void frequent_show(FILE *file, const struct frequent_event *event)
{
    fprintf(file, "%10llu  ", least_lines(event));
    text_show(file, event->names.log);
    fputs(event->names.log[0] ? " " : "", file);
    text_show(file, event->names.id);
}
