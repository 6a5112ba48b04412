/* SPDX-License-Identifier: MIT
 *
 * README's second example: prints the techniques that one event of a log can show. The event's fields stand in an array
 * here; examples/sensor reads them from its input.
 */
#include "attack_events_builtin.h"

#include <stdio.h>

enum { FIELDS = 4, BEST = 3 };

struct event {
    struct {
        struct attack_text name, value;
    } fields[FIELDS];
};

/* The callback: returns the value of one of the event's fields. */
static struct attack_text field_of(void *context, const char *name)
{
    const struct event *event = context;
    struct attack_text absent = {NULL, 0};

    for (int i = 0; i < FIELDS; i++)
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
    struct event event = {{{ATTACK_TEXT("EventID"), ATTACK_TEXT("4663")},
                           {ATTACK_TEXT("Provider"), ATTACK_TEXT("Microsoft-Windows-Security-Auditing")},
                           {ATTACK_TEXT("Channel"), ATTACK_TEXT("Security")},
                           {ATTACK_TEXT("ObjectType"), ATTACK_TEXT("Key")}}};

    print_techniques(attack_events_builtin(), &event);
    return 0;
}
