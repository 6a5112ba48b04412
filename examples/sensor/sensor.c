/* SPDX-License-Identifier: MIT
 *
 * A sensor: reads events, one a line, with tab-separated fields "name=value", and prints the three best
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

static struct attack_text find_field(const struct event *event, const char *name)
{
    struct attack_text absent = {NULL, 0};

    for (size_t i = 0; i < event->count; i++)
        if (attack_text_is(event->fields[i].name, name))
            return event->fields[i].value;
    return absent;
}

/* The callback of the library: returns one of the event's own fields. None has a second value here. */
static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    return find_field(context, value ? NULL : attack_field_name(attack_events_builtin(), field));
}

static void print_techniques(const struct attack_db *db, struct event *event)
{
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_answer answers[BEST];
    struct attack_text id = find_field(event, "EventID");
    struct attack_log_event logged = {.id = id,
                                      .provider = find_field(event, "Provider"),
                                      .channel = find_field(event, "Channel"),
                                      .field = field_of,
                                      .context = event};
    uint32_t count = attack_answers(db, &logged, scratch, sizeof scratch, answers, BEST, NULL);
    struct attack_technique technique;

    printf("%.*s:", id.text ? (int)id.length : 1, id.text ? id.text : "-");
    for (uint32_t i = 0; i < count && attack_technique_at(db, answers[i].technique, &technique); i++)
        printf("%s %s (%s)", answers[i].kind == ATTACK_CANDIDATE ? " perhaps" : "", technique.id,
               technique.name ? technique.name : "-");
    putchar('\n');
}

int main(void)
{
    static struct event event;

    while (read_event(stdin, &event))
        print_techniques(attack_events_builtin(), &event);
    return fflush(stdout) ? 1 : 0; /* unwritten output is a failure */
}
