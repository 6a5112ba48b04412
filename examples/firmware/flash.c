/* SPDX-License-Identifier: MIT
 *
 * Flash of an nRF51, through its controller, NVMC: nRF51 Series Reference Manual, chapter "Non-Volatile Memory
 * Controller".
 */
#include "flash.h"

enum { READ_ONLY, WRITE, ERASE };

static volatile uint32_t *nvmc(uint32_t offset)
{
    return (volatile uint32_t *)(0x4001e000u + offset);
}

static void wait(void)
{
    while (!*nvmc(0x400)) /* READY */
        ;
}

static void allow(uint32_t access)
{
    *nvmc(0x504) = access; /* CONFIG */
    wait();
}

void flash_erase_page(uint32_t *page)
{
    allow(ERASE);
    *nvmc(0x508) = (uint32_t)page; /* ERASEPAGE */
    wait();
    allow(READ_ONLY);
}

void flash_write_word(uint32_t *at, uint32_t word)
{
    allow(WRITE);
    *(volatile uint32_t *)at = word;
    wait();
    allow(READ_ONLY);
}
