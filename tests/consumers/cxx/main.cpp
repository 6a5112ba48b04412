// SPDX-License-Identifier: MIT
#include "attack_events_builtin.h"

#include <cstdio>

int main()
{
    const attack_db *db = attack_events_builtin();
    attack_technique technique;
    attack_row row;

    if (!attack_technique_find(db, "T1003.001", 9, &technique))
        return 1;
    for (struct attack_rows rows = attack_technique_rows(db, &technique); attack_rows_next(&rows, &row);)
        if (row.event.id)
            std::printf("%s\t%s\n", row.event.id, row.event.provider ? row.event.provider : "");
}
