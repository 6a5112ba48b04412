/* SPDX-License-Identifier: MIT
 *
 * A sensor: reads events, one a line, fields "name=value" apart by tabs, and prints the three techniques that each one
 * points at most specifically. Everything is on the stack; a real sensor has its own source of events instead of stdin.
 *
 *     printf 'EventID=4663\tChannel=Security\tObjectType=Process\n' | sensor
 */
#include "attack_events_builtin.h"

#include <stdio.h>
#include <string.h>

enum { FIELDS = 64, BEST = 3 };

struct event {
    char line[8192];
    const char *fields[FIELDS]; /* those beyond are not known */
    size_t count;
};

static bool read_event(FILE *file, struct event *event)
{
    if (!fgets(event->line, sizeof event->line, file))
        return false;
    for (int byte = 0; !strchr(event->line, '\n') && byte != '\n' && byte != EOF;)
        byte = getc(file); /* the rest of a line that is too long is no event */
    event->line[strcspn(event->line, "\r\n")] = '\0';
    event->count = 0;
    for (char *field = event->line; field && event->count < FIELDS;) {
        char *tab = strchr(field, '\t');

        event->fields[event->count++] = field;
        if (tab)
            *tab++ = '\0';
        field = tab;
    }
    return true;
}

static bool is_named(const char *field, const char *name)
{
    for (; *name; name++, field++)
        if ((*field | 0x20) != (*name | 0x20)) /* near enough for names: letter case aside */
            return false;
    return *field == '=';
}

/* What the library asks: one of the event's own fields, letter case aside. */
static struct attack_text field_of(void *context, const char *name)
{
    const struct event *event = context;
    struct attack_text text = {NULL, 0};

    for (size_t i = 0; i < event->count && !text.text; i++)
        if (is_named(event->fields[i], name)) {
            text.text = event->fields[i] + strlen(name) + 1;
            text.length = strlen(text.text);
        }
    return text;
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
    printf("%s:", id.text ? id.text : "-");
    for (uint32_t i = 0; i < count && attack_technique_at(db, best[i], &technique); i++)
        printf(" %s (%s)", technique.id, technique.name ? technique.name : "-");
    putchar('\n');
}

int main(void)
{
    static struct event event;

    while (read_event(stdin, &event))
        print_techniques(attack_events_builtin(), &event);
    return fflush(stdout) ? 1 : 0; /* events that nobody got to see are no success */
}
