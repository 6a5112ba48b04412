/* SPDX-License-Identifier: MIT */
#include "pack_bytes.h"

#include "scratch.h"
#include "slow_crc32.h"

#include "cmocka_test.h"

#include <string.h>

uint32_t number_of(const struct bytes *pack, size_t at, size_t bytes)
{
    uint32_t number = 0;

    assert_true(at + bytes <= pack->size);
    for (size_t i = 0; i < bytes; i++)
        number = number << 8 | pack->bytes[pack->is_big ? at + i : at + bytes - 1 - i];
    return number;
}

void set_number(struct bytes *pack, size_t at, uint32_t number)
{
    assert_true(at + 4 <= pack->size);
    for (size_t i = 0; i < 4; i++)
        pack->bytes[pack->is_big ? at + 3 - i : at + i] = (uint8_t)(number >> 8 * i);
}

void seal_pack(struct bytes *pack)
{
    set_number(pack, PACK_SIZE, (uint32_t)pack->size);
    set_number(pack, PACK_CRC32, slow_crc32(pack->bytes + PACK_SHA256, pack->size - PACK_SHA256));
}

void insert_zeros(struct bytes *pack, size_t at, size_t count)
{
    uint8_t *bytes = realloc(pack->bytes, pack->size + count);

    assert_non_null(bytes);
    memmove(bytes + at + count, bytes + at, pack->size - at);
    memset(bytes + at, 0, count);
    pack->bytes = bytes;
    pack->size += count;
}

struct bytes read_pack(const char *path)
{
    struct bytes pack = {NULL, 0, false};

    pack.bytes = (uint8_t *)read_file(path, &pack.size);
    assert_true(pack.size > PACK_NUMBERS);
    pack.is_big = pack.bytes[PACK_BYTE_ORDER] == 1; /* of 0x01020304 */
    return pack;
}

bool is_big_endian(void)
{
    const uint16_t one = 1;
    uint8_t first;

    memcpy(&first, &one, 1);
    return first == 0;
}
