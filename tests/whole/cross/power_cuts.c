/* SPDX-License-Identifier: MIT
 *
 * Runs on examples/firmware's board, with its regions of flash. The power fails after every operation on the flash
 * while a pack is written, and in the middle of every word: what answered before must still answer, until the last word
 * is written. Then each bit of a pack is inverted: it must be refused. check_update.sh compiles it, and makes the packs
 * 1.aepack to 3.aepack, each newer than the one before.
 */
#include "attack_events_builtin.h"
#include "flash.h"
#include "regions.h"
#include "semihosting.h"

enum { MOST_WORDS = 1280 };

extern uint32_t region_a[], region_b[]; /* microbit.ld */

/* flash.c's own functions, which are renamed when it is compiled for this test. */
void erase_page(uint32_t *page);
void write_word(uint32_t *at, uint32_t word);

static struct regions before;
static uint32_t cuts, bits;
static uint32_t *start_of_region; /* that is being written, once its first page is erased */

static void print_number(uint32_t number)
{
    static char digits[] = "0000000000"; /* static: no call of memcpy */

    for (int i = 9; i >= 0; i--, number /= 10)
        digits[i] = (char)('0' + number % 10);
    print(digits);
}

static void expect(bool good, const char *what)
{
    if (good)
        return;
    print("error: ");
    print(what);
    print(", after cuts: ");
    print_number(cuts);
    print("\n");
    leave(1);
}

/* What the program finds after its next start, if the power fails now. */
static void cut_power(void)
{
    static struct regions after;

    cuts++;
    open_regions(&after, attack_events_builtin());
    expect(after.answering == before.answering, "a pack that is not whole changed what answers");
}

void flash_erase_page(uint32_t *page)
{
    if (!start_of_region)
        start_of_region = page;
    erase_page(page);
    cut_power();
}

void flash_write_word(uint32_t *at, uint32_t word)
{
    write_word(at, word | 0xffff0000u);
    cut_power();
    write_word(at, word);
    expect(*at == word, "a word of flash is not as it was written");
    if (at != start_of_region) /* where the header starts, which is written last */
        cut_power();
}

/* Receives a pack as the example does. */
static void receive_pack(const char *name, int region)
{
    size_t size = 0;

    expect(open_file(name, &size), "a pack is missing");
    start_of_region = NULL;
    expect(write_pack(&before, size, read_file), "a pack was not written");
    open_regions(&before, attack_events_builtin());
    expect(before.answering == region, "a pack that is whole does not answer");
}

/* Writes a pack from its start, so that only its checksum tells that it is not whole. */
static void write_from_start(const uint32_t *pack, size_t words, int region)
{
    uint32_t *start = region == 0 ? region_a : region_b;

    for (size_t i = 0; i < words; i++) {
        if (i % (FLASH_PAGE / sizeof *start) == 0)
            erase_page(start + i);
        if (i > 0)
            cut_power();
        write_word(start + i, pack[i]);
    }
    open_regions(&before, attack_events_builtin());
    expect(before.answering == region, "a pack that was written from its start does not answer");
}

static void invert_bits(uint32_t *pack, size_t size)
{
    static struct attack_pack opened;

    for (size_t i = 0; i < size / sizeof *pack; i++)
        for (uint32_t bit = 1; bit; bit <<= 1, bits++) {
            pack[i] ^= bit;
            expect(attack_pack_open(pack, size, NULL, &opened) != ATTACK_PACK_OPENED && !attack_pack_db(&opened),
                   "a pack with an inverted bit was opened");
            pack[i] ^= bit;
        }
    expect(attack_pack_open(pack, size, NULL, &opened) == ATTACK_PACK_OPENED, "a pack was refused");
}

int main(void)
{
    static uint32_t pack[MOST_WORDS];
    size_t size = 0;

    open_regions(&before, attack_events_builtin());
    expect(before.answering == REGIONS, "erased flash holds a pack");
    receive_pack("1.aepack", 0);
    receive_pack("2.aepack", 1);
    receive_pack("3.aepack", 0);
    expect(open_file("3.aepack", &size) && size <= sizeof pack && read_file(0, pack, size), "a pack is too large");
    write_from_start(pack, size / sizeof *pack, 1);
    invert_bits(pack, size);
    print("cuts ");
    print_number(cuts);
    print(", bits ");
    print_number(bits);
    print("\n");
    return 0;
}
