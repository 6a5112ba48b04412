/* SPDX-License-Identifier: MIT
 *
 * README's second example: prints the techniques that one event of a log can show. The event's fields stand in an array
 * here; examples/sensor reads them from its input.
 */
#include "attack_events_builtin.h"

#include <stdio.h>

enum { FIELDS = 5, BEST = 3 };

struct event {
    struct {
        struct attack_text name, value;
    } fields[FIELDS];
};

static struct attack_text find_field(const struct event *event, const char *name)
{
    struct attack_text absent = {NULL, 0};

    for (int i = 0; i < FIELDS; i++)
        if (attack_text_is(event->fields[i].name, name))
            return event->fields[i].value;
    return absent;
}

/* The callback: returns the value of one of the event's fields. None has a second value here. */
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
    struct event event = {{{ATTACK_TEXT("EventID"), ATTACK_TEXT("4688")},
                           {ATTACK_TEXT("Provider"), ATTACK_TEXT("Microsoft-Windows-Security-Auditing")},
                           {ATTACK_TEXT("Channel"), ATTACK_TEXT("Security")},
                           {ATTACK_TEXT("NewProcessName"), ATTACK_TEXT("C:\\Windows\\System32\\mshta.exe")},
                           {ATTACK_TEXT("CommandLine"), ATTACK_TEXT("mshta https://example.com/a.hta")}}};

    print_techniques(attack_events_builtin(), &event);
    return 0;
}
