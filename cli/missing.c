/* SPDX-License-Identifier: MIT
 *
 * One walk over the technique's rows marks what each component has, one over its components lists those that lack it.
 */
#include "missing.h"

#include "memory.h"

#include <stdlib.h>
#include <string.h>

enum { HAS_CHOSEN = 1, HAS_COLLECTED = 2 };

void missing_fill(struct missing *missing, const struct attack_db *db, const struct attack_technique *technique,
                  struct attack_set chosen, struct attack_set collected)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_rows rows = attack_technique_rows(db, technique);
    size_t most = attack_data_component_count(db);
    struct attack_data_component component;
    struct attack_row row;

    missing->names = memory_resize(missing->names, most, sizeof *missing->names);
    missing->seen = memory_resize(missing->seen, most, sizeof *missing->seen);
    missing->count = 0;
    memset(missing->seen, 0, most);
    while (attack_rows_next(&rows, &row))
        if (row.data_component.index != ATTACK_NONE && attack_set_has(chosen, row.event.index))
            missing->seen[row.data_component.index] |=
                attack_set_has(collected, row.event.index) ? HAS_CHOSEN | HAS_COLLECTED : HAS_CHOSEN;
    while (attack_data_components_next(&components, &component))
        if (missing->seen[component.index] == HAS_CHOSEN)
            missing->names[missing->count++] = component.name ? component.name : component.data_source;
}

void missing_free(struct missing *missing)
{
    free(missing->names);
    free(missing->seen);
}
