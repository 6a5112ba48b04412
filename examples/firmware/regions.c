/* SPDX-License-Identifier: MIT
 *
 * Opens the packs in the two regions, and writes new ones. It must not know where they come from.
 */
#include "regions.h"
#include "flash.h"

extern uint32_t region_a[], region_a_end[], region_b[], region_b_end[]; /* microbit.ld */

static uint32_t *start_of(int region)
{
    return region == 0 ? region_a : region_b;
}

static size_t size_of(int region)
{
    const uint32_t *end = region == 0 ? region_a_end : region_b_end;

    return (size_t)((uintptr_t)end - (uintptr_t)start_of(region));
}

void open_regions(struct regions *regions, const struct attack_db *floor)
{
    regions->db = floor;
    regions->answering = REGIONS;
    /* A region's floor is the best so far: of two good packs, the newer one is left. */
    for (int i = 0; i < REGIONS; i++) {
        regions->results[i] = attack_pack_open(start_of(i), size_of(i), regions->db, &regions->packs[i]);
        if (regions->results[i] == ATTACK_PACK_OPENED) {
            regions->db = attack_pack_db(&regions->packs[i]);
            regions->answering = i;
        }
    }
}

bool write_pack(const struct regions *regions, size_t size, bool (*receive)(size_t at, void *bytes, size_t size))
{
    static uint32_t page[FLASH_PAGE / sizeof(uint32_t)];
    int region = regions->answering == 0 ? 1 : 0;
    uint32_t *start = start_of(region);

    if (size > size_of(region))
        return false;
    for (size_t at = 0; at < size_of(region); at += FLASH_PAGE)
        flash_erase_page(start + at / sizeof *page);
    while (size > 0) { /* backwards: until the start of the header is written, it is no pack */
        size_t at = (size - 1) / FLASH_PAGE * FLASH_PAGE, bytes = size - at;

        if (!receive(at, page, bytes))
            return false;
        for (size_t word = bytes / sizeof *page; word-- > 0;)
            flash_write_word(start + at / sizeof *page + word, page[word]);
        size = at;
    }
    return true;
}
