/* SPDX-License-Identifier: MIT
 *
 * README's program that names the rules which an event matches. The mapping is generated:
 *     attack-events-gen -o my --prefix my_rules mapping.yaml examples/rules
 */
#include "my_rules.h"

#include <stdio.h>

enum { FIELDS = 3, BEST = 3 };

static const struct {
    struct attack_text name, value;
} fields[FIELDS] = {
    {ATTACK_TEXT("Image"), ATTACK_TEXT("C:\\Users\\ann\\Downloads\\acme-deploy.exe")},
    {ATTACK_TEXT("CommandLine"), ATTACK_TEXT("acme-deploy.exe --all-hosts update.msi")},
    {ATTACK_TEXT("OriginalFileName"), ATTACK_TEXT("acme-deploy.exe")},
};

static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    struct attack_text absent = {NULL, 0};

    (void)context;
    for (int i = 0; i < FIELDS && !value; i++)
        if (attack_text_is(fields[i].name, attack_field_name(my_rules(), field)))
            return fields[i].value;
    return absent;
}

int main(void)
{
    union attack_scratch scratch[MY_RULES_SCRATCH];
    struct attack_answer answers[BEST];
    struct attack_log_event logged = {
        .id = ATTACK_TEXT("1"), .provider = ATTACK_TEXT("Microsoft-Windows-Sysmon"), .field = field_of};
    uint32_t count = attack_answers(my_rules(), &logged, scratch, sizeof scratch, answers, BEST, NULL);

    for (uint32_t i = 0; i < count && answers[i].kind != ATTACK_CANDIDATE; i++) {
        struct attack_technique technique;
        struct attack_event event;
        struct attack_rule rule;

        attack_technique_at(my_rules(), answers[i].technique, &technique);
        attack_event_at(my_rules(), answers[i].event, &event);
        if (attack_event_rule(my_rules(), &event, &rule))
            printf("%s: %s (%s), by %s\n", technique.id, rule.title, attack_level_name(rule.level),
                   rule.author ? rule.author : "an unknown author");
        else
            printf("%s: %s\n", technique.id, event.name);
    }
    return 0;
}
