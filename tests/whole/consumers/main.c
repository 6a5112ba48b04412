/* SPDX-License-Identifier: MIT
 *
 * What every consumer does: prints the events of T1003.001. As C and as C++.
 */
#include "attack_events_builtin.h" /* the test names another mapping where there is one */

#include <stdio.h>

int main(void)
{
    const struct attack_db *db = attack_events_builtin();
    struct attack_technique technique;
    struct attack_row_iterator rows;
    struct attack_row row;

    if (!attack_technique_find(db, "T1003.001", 9, &technique))
        return 1;
    for (rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
        if (row.event.id)
            printf("%s\t%s\n", row.event.id, row.event.provider ? row.event.provider : "");
    return 0;
}
