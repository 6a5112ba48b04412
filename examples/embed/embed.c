/* SPDX-License-Identifier: MIT
 *
 * The example of README: the events that show a technique, then the techniques that an event can show.
 */
#include "attack_events_builtin.h"

#include <stdio.h>

int main(void)
{
    const struct attack_db *db = attack_events_builtin();
    struct attack_technique technique;
    struct attack_event event;
    struct attack_row row;

    if (!attack_technique_find(db, "T1003.001", 9, &technique))
        return 1;
    printf("%s %s\n", technique.id, technique.name);
    for (struct attack_rows rows = attack_technique_rows(db, &technique); attack_rows_next(&rows, &row);)
        if (row.event.id) /* a row may have no event, and an event no provider: absent text is NULL */
            printf("  %s: %s\n", row.event.provider ? row.event.provider : "-", row.event.id);

    struct attack_events events =
        attack_events_find_provider_number(db, "Microsoft-Windows-Sysmon", 24, 10); /* ProcessAccess */
    while (attack_events_next(&events, &event))
        for (struct attack_techniques its = attack_event_techniques(db, &event);
             attack_techniques_next(&its, &technique);)
            printf("%s %s can show %s %s\n", event.provider, event.id, technique.id, technique.name);
    return 0;
}
