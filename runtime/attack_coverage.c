/* SPDX-License-Identifier: MIT
 *
 * How far collected events cover a technique, by its data components. Freestanding.
 */
#include "attack_events.h"

enum { HAS_EVENT = 1, HAS_COLLECTED = 2 };

/* Returns what a technique's rows with one data component have. */
static unsigned seen_of(const struct attack_db *db, const struct attack_technique *technique, uint32_t component,
                        struct attack_set chosen, struct attack_set collected)
{
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct attack_row row;
    unsigned seen = 0;

    while (!(seen & HAS_COLLECTED) && attack_rows_next(&rows, &row)) {
        if (row.data_component.index != component || !attack_set_has(chosen, row.event.index))
            continue;
        seen |= HAS_EVENT;
        if (attack_set_has(collected, row.event.index))
            seen |= HAS_COLLECTED;
    }
    return seen;
}

struct attack_coverage attack_technique_coverage(const struct attack_db *db, const struct attack_technique *technique,
                                                 struct attack_set chosen, struct attack_set collected)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_data_component component;
    struct attack_coverage coverage = {0, 0};

    while (attack_data_components_next(&components, &component)) {
        unsigned seen = seen_of(db, technique, component.index, chosen, collected);

        coverage.data_components += (seen & HAS_EVENT) != 0;
        coverage.covered += (seen & HAS_COLLECTED) != 0;
    }
    return coverage;
}
