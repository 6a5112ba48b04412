/* SPDX-License-Identifier: MIT
 *
 * One walk over the technique's rows marks the components with events; one walk over its components lists those that
 * lack a collected one.
 */
#include "uncollected.h"

#include "text/memory.h"

#include <stdlib.h>

enum { HAS_CHOSEN = 1, HAS_COLLECTED = 2 };

void uncollected_fill(struct uncollected *missing, const struct attack_db *db, const struct attack_technique *technique,
                      struct attack_set chosen, struct attack_set collected)
{
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_data_component component;
    struct attack_row row;

    if (!missing->seen) {
        missing->names = memory_resize(NULL, attack_data_component_count(db), sizeof *missing->names);
        missing->seen = memory_zeros(attack_data_component_count(db), sizeof *missing->seen);
    }
    missing->count = 0;
    missing->coverage = (struct attack_coverage){0, 0};
    while (attack_row_next(&rows, &row))
        if (row.data_component.index != ATTACK_NONE && attack_set_has(chosen, row.event.index))
            missing->seen[row.data_component.index] |=
                attack_set_has(collected, row.event.index) ? HAS_CHOSEN | HAS_COLLECTED : HAS_CHOSEN;
    while (attack_data_component_next(&components, &component)) {
        unsigned seen = missing->seen[component.index];

        if (seen == HAS_CHOSEN)
            missing->names[missing->count++] = component.name ? component.name : component.data_source;
        missing->coverage.data_components += seen != 0;
        missing->coverage.covered += (seen & HAS_COLLECTED) != 0;
        missing->seen[component.index] = 0;
    }
}

void uncollected_free(struct uncollected *missing)
{
    free(missing->names);
    free(missing->seen);
}
