/* SPDX-License-Identifier: MIT
 *
 * Looks up a technique by its id, then what two events of a log show, which differ in their command line alone. The
 * fields stand in arrays here; a gateway would have them from a message.
 */
#include "attack_events_builtin.h"

#include <stdio.h>
#include <string.h>

#ifdef ESP_PLATFORM
#include "freertos/FreeRTOS.h"
#include "freertos/task.h"
#endif

enum { FIELDS = 2, BEST = 3 };

struct field {
    struct attack_text name, value;
};

static void print_technique(const struct attack_db *db, const char *id)
{
    struct attack_technique technique;
    struct attack_row_iterator rows;
    struct attack_row row;
    unsigned int count = 0;

    if (!attack_technique_find(db, id, strlen(id), &technique)) {
        printf("%s is not in the mapping\n", id);
        return;
    }
    for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);) {
        count++;
    }
    printf("%s is %s: %u rows\n", technique.id, technique.name ? technique.name : "-", count);
}

/* The callback: returns the value of one of the event's fields. None has a second value here. */
static struct attack_text field_of(void *context, uint32_t field, uint32_t value)
{
    const struct field *fields = context;
    const char *name = attack_field_name(attack_events_builtin(), field);
    struct attack_text absent = {NULL, 0};

    for (int i = 0; i < FIELDS && value == 0; i++) {
        if (attack_text_is(fields[i].name, name)) {
            return fields[i].value;
        }
    }
    return absent;
}

static void print_answers(const struct attack_db *db, struct field *fields)
{
    union attack_scratch scratch[ATTACK_EVENTS_BUILTIN_SCRATCH];
    struct attack_answer answers[BEST];
    struct attack_technique technique;
    struct attack_log_event event = {
        .id = ATTACK_TEXT("1"), .provider = ATTACK_TEXT("Linux-Sysmon"), .field = field_of, .context = fields};
    uint32_t count = attack_answers(db, &event, scratch, sizeof(scratch), answers, BEST, NULL);

    printf("%s:", fields[1].value.text);
    for (uint32_t i = 0; i < count; i++) {
        if (attack_technique_at(db, answers[i].technique, &technique)) {
            printf("%s %s", answers[i].kind == ATTACK_CANDIDATE ? " perhaps" : "", technique.id);
        }
    }
    printf("\n");
}

/* How much of the stack was used since the start: what CONFIG_ESP_MAIN_TASK_STACK_SIZE has to hold. */
static void print_stack(void)
{
#ifdef ESP_PLATFORM
    printf("%u bytes of the stack were never used\n", (unsigned int)uxTaskGetStackHighWaterMark(NULL));
#endif
}

void app_main(void)
{
    struct field harmless[FIELDS] = {{ATTACK_TEXT("Image"), ATTACK_TEXT("/usr/bin/cat")},
                                     {ATTACK_TEXT("CommandLine"), ATTACK_TEXT("cat /etc/hostname")}};
    struct field reads_passwords[FIELDS] = {{ATTACK_TEXT("Image"), ATTACK_TEXT("/usr/bin/cat")},
                                            {ATTACK_TEXT("CommandLine"), ATTACK_TEXT("cat /etc/shadow")}};
    const struct attack_db *db = attack_events_builtin();

    print_technique(db, "T1003.008");
    print_answers(db, harmless);
    print_answers(db, reads_passwords);
    print_stack();
}
