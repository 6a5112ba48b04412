/* SPDX-License-Identifier: MIT
 *
 * CRC-32, as in zlib and IEEE 802.3. Compiled for size, it takes a table of 64 bytes; for speed, it first folds words
 * of 64 bits into later ones, which takes no table.
 */
#include "decode.h"
#include "pack_format.h"

static uint32_t add_bytes(uint32_t crc, const uint8_t *bytes, size_t size)
{
    static const uint32_t of_four_bits[16] = {0x00000000, 0x1db71064, 0x3b6e20c8, 0x26d930ac, 0x76dc4190, 0x6b6b51f4,
                                              0x4db26158, 0x5005713c, 0xedb88320, 0xf00f9344, 0xd6d6a3e8, 0xcb61b38c,
                                              0x9b64c2b0, 0x86d3d2d4, 0xa00ae278, 0xbdbdf21c};

    for (size_t i = 0; i < size; i++) {
        crc ^= bytes[i];
        crc = crc >> 4 ^ of_four_bits[crc & 15];
        crc = crc >> 4 ^ of_four_bits[crc & 15];
    }
    return crc;
}

#if defined(__OPTIMIZE_SIZE__)
uint32_t attack_crc32(const uint8_t *bytes, size_t size)
{
    return ~add_bytes(UINT32_MAX, bytes, size);
}
#else
static uint32_t add_word(uint32_t crc, uint64_t word)
{
    uint8_t bytes[8];

    for (unsigned i = 0; i < 8; i++)
        bytes[i] = (uint8_t)(word >> 8 * i);
    return add_bytes(crc, bytes, 8);
}

/* Folds a word into the next five. What is added to words stands in a ring, so that nothing is moved: what is added to
 * this one in place `a`, which then holds what is added to the fifth one, and to the second to fourth in the others. */
#define FOLD(bytes, added, a, c, d, e)                                                                                 \
    do {                                                                                                               \
        uint64_t word = eight_bytes((const char *)(bytes)) ^ (added)[a];                                               \
                                                                                                                       \
        (added)[c] ^= word << 17 ^ word << 55;                                                                         \
        (added)[d] ^= word >> 47 ^ word >> 9 ^ word << 19;                                                             \
        (added)[e] ^= word >> 45 ^ word << 44;                                                                         \
        (added)[a] = word >> 20;                                                                                       \
    } while (0)

/* The remainder stays the same if a bit moves to the places 145, 183, 211 and 300 bits behind it, since the polynomial
 * x^300 + x^155 + x^117 + x^89 + 1 is a multiple of that of CRC-32: after Russell, "Chorba: A novel CRC32
 * implementation", https://arxiv.org/abs/2412.16398 */
uint32_t attack_crc32(const uint8_t *bytes, size_t size)
{
    enum { WORD = 8, WORDS_BEHIND = 5 };
    uint32_t crc = 0;
    /* To the next words; the first bits are inverted. Not constants: without optimization, clang would call memset. */
    uint64_t added[WORDS_BEHIND] = {UINT32_MAX, crc, crc, crc, crc};

    if (size < 2 * WORDS_BEHIND * WORD)
        return ~add_bytes(UINT32_MAX, bytes, size);
    for (; size >= 2 * WORDS_BEHIND * WORD; bytes += WORDS_BEHIND * WORD, size -= WORDS_BEHIND * WORD) {
        FOLD(bytes, added, 0, 2, 3, 4);
        FOLD(bytes + WORD, added, 1, 3, 4, 0);
        FOLD(bytes + 2 * WORD, added, 2, 4, 0, 1);
        FOLD(bytes + 3 * WORD, added, 3, 0, 1, 2);
        FOLD(bytes + 4 * WORD, added, 4, 1, 2, 3);
    }
    for (int i = 0; i < WORDS_BEHIND; i++, bytes += WORD, size -= WORD)
        crc = add_word(crc, eight_bytes((const char *)bytes) ^ added[i]);
    return ~add_bytes(crc, bytes, size);
}
#endif
