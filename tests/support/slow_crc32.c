/* SPDX-License-Identifier: MIT */
#include "slow_crc32.h"

uint32_t slow_crc32(const uint8_t *bytes, size_t size)
{
    static uint32_t of_byte[256]; /* each bit by bit; a table, as a large pack is sealed after every change */
    uint32_t crc = UINT32_MAX;

    for (uint32_t i = 0; i < 256 && !of_byte[255]; i++) {
        of_byte[i] = i;
        for (int bit = 0; bit < 8; bit++)
            of_byte[i] = of_byte[i] & 1 ? of_byte[i] >> 1 ^ 0xedb88320u : of_byte[i] >> 1;
    }
    for (size_t i = 0; i < size; i++)
        crc = crc >> 8 ^ of_byte[(crc ^ bytes[i]) & 0xff];
    return ~crc;
}
