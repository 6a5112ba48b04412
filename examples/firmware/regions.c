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
    for (int i = 0; i < REGIONS;
         i++) { /* a region's floor is the best so far: of two good packs the newer one is left */
        regions->results[i] = attack_pack_open(start_of(i), size_of(i), regions->db, &regions->packs[i]);
        if (regions->results[i] == ATTACK_PACK_OPENED) {
            regions->db = attack_pack_db(&regions->packs[i]);
            regions->answering = i;
        }
    }
}

bool write_pack(const struct regions *regions, size_t size, bool (*receive)(size_t at, void *bytes, size_t size))
{
    enum { WORDS = FLASH_PAGE / sizeof(uint32_t) };
    static uint32_t page[WORDS];
    int region = regions->answering == 0 ? 1 : 0;
    uint32_t *start = start_of(region);
    size_t pages = size / FLASH_PAGE + (size % FLASH_PAGE != 0);

    if (size > size_of(region))
        return false;
    for (size_t i = 0; i < size_of(region) / FLASH_PAGE; i++)
        flash_erase_page(start + i * WORDS);
    for (size_t i = pages; i-- > 0;
         size = i * FLASH_PAGE) { /* the start of the header comes last: before, it is no pack */
        size_t bytes = size - i * FLASH_PAGE;

        if (!receive(i * FLASH_PAGE, page, bytes))
            return false;
        for (size_t word = bytes / sizeof(uint32_t); word-- > 0;)
            flash_write_word(start + i * WORDS + word, page[word]);
    }
    return true;
}
