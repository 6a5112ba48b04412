/* SPDX-License-Identifier: MIT
 *
 * A sensor: reads events, one a line, with tab-separated fields "name=value", and prints the three most specific
 * techniques of each. Everything is on the stack; a real sensor has its own source of events instead of stdin.
 *
 *     printf 'EventID=4663\tChannel=Security\tObjectType=Process\n' | sensor
 */
#include "attack_events_builtin.h"

#include <stdio.h>
#include <string.h>

enum { FIELDS = 64, BEST = 3 };

struct event {
    char line[8192];
    struct {
        struct attack_text name, value;
    } fields[FIELDS]; /* further fields are ignored */
    size_t count;
};

static void add_field(struct event *event, const char *field, size_t length)
{
    const char *sign = memchr(field, '=', length);

    if (!sign || event->count == FIELDS)
        return;
    event->fields[event->count].name.text = field;
    event->fields[event->count].name.length = (size_t)(sign - field);
    event->fields[event->count].value.text = sign + 1;
    event->fields[event->count].value.length = length - (size_t)(sign - field) - 1;
    event->count++;
}

/* Reads a line, which may contain any byte. Whatever does not fit is ignored. */
static bool read_event(FILE *file, struct event *event)
{
    size_t length = 0, start = 0;
    int byte = getc(file);

    if (byte == EOF)
        return false;
    for (; byte != '\n' && byte != EOF; byte = getc(file))
        if (length < sizeof event->line)
            event->line[length++] = (char)byte;
    if (length && event->line[length - 1] == '\r')
        length--;
    event->count = 0;
    for (size_t i = 0; i <= length; i++)
        if (i == length || event->line[i] == '\t') {
            add_field(event, event->line + start, i - start);
            start = i + 1;
        }
    return true;
}

/* The callback of the library: returns one of the event's own fields. */
static struct attack_text field_of(void *context, const char *name)
{
    const struct event *event = context;
    struct attack_text absent = {NULL, 0};

    for (size_t i = 0; i < event->count; i++)
        if (attack_text_is(event->fields[i].name, name))
            return event->fields[i].value;
    return absent;
}

static void print_techniques(const struct attack_db *db, struct event *event)
{
    uint32_t matches[ATTACK_EVENTS_BUILTIN_CANDIDATES], best[BEST], count;
    uint32_t scores[ATTACK_EVENTS_BUILTIN_TECHNIQUES] = {0};
    struct attack_answer answers[ATTACK_EVENTS_BUILTIN_FIELDS];
    struct attack_fields fields = {field_of, event, answers, ATTACK_EVENTS_BUILTIN_FIELDS, false};
    struct attack_text id = field_of(event, "EventID");
    struct attack_log log = {{NULL, 0}, field_of(event, "Provider"), field_of(event, "Channel")};
    struct attack_technique technique;

    count = attack_candidates(db, &log, id.text, id.length, matches, ATTACK_EVENTS_BUILTIN_CANDIDATES);
    count = attack_match(db, matches, count, &fields, matches);
    for (uint32_t i = 0; i < count; i++)
        attack_scores_add(db, matches[i], scores);
    count = attack_scores_best(db, scores, best, BEST);
    printf("%.*s:", id.text ? (int)id.length : 1, id.text ? id.text : "-");
    for (uint32_t i = 0; i < count && attack_technique_at(db, best[i], &technique); i++)
        printf(" %s (%s)", technique.id, technique.name ? technique.name : "-");
    putchar('\n');
}

int main(void)
{
    static struct event event;

    while (read_event(stdin, &event))
        print_techniques(attack_events_builtin(), &event);
    return fflush(stdout) ? 1 : 0; /* unwritten output is a failure */
}
