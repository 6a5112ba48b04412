/* SPDX-License-Identifier: MIT
 *
 * Counts how many data components of a technique collected events cover, by a walk over the technique's runs. It reads
 * no texts, and must not need a C library.
 */
#include "attack_events.h"
#include "decode.h"

enum { HAS_CHOSEN = 1, HAS_COLLECTED = 2 };

static unsigned seen_in_run(const struct attack_db *db, uint32_t groups, struct attack_set chosen,
                            struct attack_set collected)
{
    uint32_t left = next_number(db, &groups);
    unsigned seen = 0;

    next_number(db, &groups); /* the number of rows */
    for (; left; left--) {
        uint32_t events;

        next_number(db, &groups); /* the relationship */
        for (events = next_number(db, &groups); events; events--) {
            uint32_t event = next_number(db, &groups) - 1; /* no event: ATTACK_NONE, which is in no set */

            if (!attack_set_has(chosen, event))
                continue;
            seen |= HAS_CHOSEN;
            if (attack_set_has(collected, event))
                seen |= HAS_COLLECTED;
        }
    }
    return seen;
}

struct attack_coverage attack_technique_coverage(const struct attack_db *db, const struct attack_technique *technique,
                                                 struct attack_set chosen, struct attack_set collected)
{
    struct attack_coverage coverage;
    uint32_t runs, left;
    bool wide;

    coverage.data_components = coverage.covered = 0; /* an initialiser may compile to a call of memset */
    if (!technique || technique->index >= attack_technique_count(db))
        return coverage;
    wide = db->wide != 0;
    runs = runs_of(db, technique->index, wide);
    for (left = next_number(db, &runs); left; left--) {
        size_t run = (size_t)next_number(db, &runs) * RUN_CELLS;
        uint32_t component = cell(db->runs, run + RUN_COMPONENT, wide), others = runs;
        unsigned seen;

        if (component < RUN_COMPONENTS || component % 2) /* no component, or one that an earlier run has counted */
            continue;
        seen = seen_in_run(db, cell(db->runs, run + RUN_GROUPS, wide), chosen, collected);
        for (uint32_t other = left - 1; other; other--) {
            run = (size_t)next_number(db, &others) * RUN_CELLS;
            if (cell(db->runs, run + RUN_COMPONENT, wide) / RUN_COMPONENTS == component / RUN_COMPONENTS)
                seen |= seen_in_run(db, cell(db->runs, run + RUN_GROUPS, wide), chosen, collected);
        }
        coverage.data_components += (seen & HAS_CHOSEN) != 0;
        coverage.covered += (seen & HAS_COLLECTED) != 0;
    }
    return coverage;
}
