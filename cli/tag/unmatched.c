/* SPDX-License-Identifier: MIT
 *
 * The reasons are those of the library, and one for lines of no known format. An id is asked for in the mapping before
 * the log is.
 */
#include "unmatched.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { NAMED_MOST = 10 };

static const struct attack_text absent = {NULL, 0};

void unmatched_add(struct unmatched *unmatched, enum attack_reason reason, struct attack_text log,
                   struct attack_text id)
{
    unmatched->lines[reason]++;
    if (reason == ATTACK_UNKNOWN_ID || reason == ATTACK_UNKNOWN_LOG)
        frequent_add(&unmatched->events, reason, log, id, absent);
}

void unmatched_add_field(struct unmatched *unmatched, struct attack_text log, struct attack_text id, const char *field)
{
    frequent_add(&unmatched->fields, 0, log, id, (struct attack_text){field, strlen(field)});
}

void unmatched_merge(struct unmatched *unmatched, const struct unmatched *other)
{
    for (size_t i = 0; i < sizeof unmatched->lines / sizeof *unmatched->lines; i++)
        unmatched->lines[i] += other->lines[i];
    frequent_merge(&unmatched->events, &other->events);
    frequent_merge(&unmatched->fields, &other->fields);
}

/* ---- Messages --------------------------------------------------------------------------------------------------- */

static const char *const reasons[ATTACK_MATCHED] = {
    [UNMATCHED_FORMAT] = "in no known log format, or without an id: 'attack-events tag --help' lists the formats",
    [ATTACK_UNKNOWN_ID] = "with an id that the mapping does not have: what shows a technique can be added to it",
    [ATTACK_NO_LOG] = "without provider and channel, so that the id is ambiguous: have the log name one of them",
    [ATTACK_UNKNOWN_LOG] = "with an id of another provider, channel or platform: compare 'attack-events event ID'",
    [ATTACK_OTHER_FIELDS] = "with other values than the filters and conditions of their event ask for",
    [ATTACK_MISSING_FIELDS] = "that lack fields which a filter or condition asks for: --unknown lets such filters hold",
};

static void name_events(struct frequent *events)
{
    frequent_sort(events);
    fputs("attack-events: the commonest events that are not in the mapping, by provider (or channel) and id:\n",
          stderr);
    for (uint32_t i = 0; i < events->count && i < NAMED_MOST; i++) {
        const struct frequent_event *event = &events->kept[i];

        frequent_show(stderr, event);
        fprintf(stderr, "%s%s\n", event->note == ATTACK_UNKNOWN_LOG ? ", an id of another log" : "",
                event->over ? ", or more" : "");
    }
}

static void name_fields(struct frequent *fields)
{
    frequent_sort(fields);
    fputs("attack-events: conditions are unknown for want of fields; 'attack-events enable' says how to have some:\n",
          stderr);
    for (uint32_t i = 0; i < fields->count && i < NAMED_MOST; i++) {
        frequent_show(stderr, &fields->kept[i]);
        fputs(": ", stderr);
        text_show(stderr, fields->kept[i].names.field);
        fprintf(stderr, "%s\n", fields->kept[i].over ? ", or more" : "");
    }
}

static void print_reasons(struct unmatched *unmatched, unsigned long long sum, unsigned long long lines)
{
    fprintf(stderr, "attack-events: lines that match no event of the mapping: %llu of %llu\n", sum, lines);
    for (unsigned i = 0; i < ATTACK_MATCHED; i++)
        if (unmatched->lines[i])
            fprintf(stderr, "%10llu  %s\n", unmatched->lines[i], reasons[i]);
    if (unmatched->events.count)
        name_events(&unmatched->events);
}

void unmatched_print(struct unmatched *unmatched, unsigned long long lines)
{
    unsigned long long sum = 0;

    for (unsigned i = 0; i < ATTACK_MATCHED; i++)
        sum += unmatched->lines[i];
    if (sum && unmatched->lines[UNMATCHED_FORMAT] < lines) /* else tag_match.c reports that */
        print_reasons(unmatched, sum, lines);
    if (unmatched->fields.count)
        name_fields(&unmatched->fields);
}
