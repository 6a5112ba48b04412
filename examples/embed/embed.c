/* SPDX-License-Identifier: MIT
 *
 * README's first example: prints the events that show a technique. It needs no more than the runtime and the default
 * mapping, and stays short enough to be read at a glance.
 */
#include "attack_events_builtin.h"
#include <stdio.h>

int main(void)
{
    struct attack_technique technique;
    struct attack_row row;
    attack_technique_find(attack_events_builtin(), "T1003.001", 9, &technique);
    struct attack_row_iterator rows = attack_technique_rows(attack_events_builtin(), &technique);
    while (attack_row_next(&rows, &row))
        if (row.event.id && row.event.provider) /* text that the mapping does not have is NULL */
            printf("%s %s\n", row.event.provider, row.event.id);
}
