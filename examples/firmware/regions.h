/* SPDX-License-Identifier: MIT
 *
 * Packs in two regions of flash, A and B (microbit.ld): the newest good one answers, else the program's own mapping. A
 * new pack is written over the one that does not answer, so there is an answer at any time, whenever the power fails.
 */
#ifndef REGIONS_H
#define REGIONS_H

#include "attack_events.h"

enum { REGIONS = 2 };

struct regions {
    struct attack_pack packs[REGIONS];
    enum attack_pack_result results[REGIONS];
    const struct attack_db *db; /* what answers */
    int answering;              /* the region that it is in; REGIONS: it is the program's own */
};

/* Opens both regions. `floor` is the program's own mapping: older packs are refused. */
void open_regions(struct regions *regions, const struct attack_db *floor);

/* Writes a pack of `size` bytes into the region that does not answer. `receive` copies bytes of the pack, from `at` on;
 * it is called for the last page first. Returns false if the pack is too large, or `receive` fails. Call
 * open_regions() afterwards: it checks what was written. */
bool write_pack(const struct regions *regions, size_t size, bool (*receive)(size_t at, void *bytes, size_t size));

#endif
