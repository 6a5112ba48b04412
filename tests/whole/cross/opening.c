/* SPDX-License-Identifier: MIT
 *
 * Counts the instructions that it takes to open the pack in region A of examples/firmware's board, and how many of them
 * its checksum takes. qemu has to run it with -icount shift=6: each instruction then takes 64 ns, 1.024 periods of
 * the system timer. check_update.sh does so.
 */
#include "attack_events_builtin.h"
#include "pack_format.h"
#include "semihosting.h"

extern uint32_t region_a[], region_a_end[]; /* microbit.ld */

static volatile uint32_t *timer(uint32_t offset)
{
    return (volatile uint32_t *)(uintptr_t)(0xe000e010u + offset); /* NOLINT(performance-no-int-to-ptr): SysTick */
}

static uint32_t periods_left(void)
{
    return *timer(8);
}

static void print_instructions(const char *text, uint32_t periods)
{
    static char digits[] = "00000000"; /* static: no call of memcpy */
    uint32_t instructions = periods / 128 * 125 + periods % 128 * 125 / 128;

    for (int i = 7; i >= 0; i--, instructions /= 10)
        digits[i] = (char)('0' + instructions % 10);
    print(text);
    print(digits);
    print("\n");
}

int main(void)
{
    static struct attack_pack pack;
    const struct attack_pack_header *header = (const struct attack_pack_header *)region_a;
    size_t size = (size_t)((uintptr_t)region_a_end - (uintptr_t)region_a);
    uint32_t start, end;

    *timer(4) = 0xffffff; /* counts down from it */
    *timer(8) = 0;
    *timer(0) = 5; /* on, with the processor's clock, and without an interrupt */
    start = periods_left();
    if (attack_pack_open(region_a, size, attack_events_builtin(), &pack) != ATTACK_PACK_OPENED)
        return 1;
    end = periods_left();
    print_instructions("opening ", start - end);
    start = periods_left();
    if (attack_crc32(header->sha256, header->size - offsetof(struct attack_pack_header, sha256)) != header->crc32)
        return 1;
    end = periods_left();
    print_instructions("checksum ", start - end);
    return 0;
}
