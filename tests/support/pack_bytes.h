/* SPDX-License-Identifier: MIT
 *
 * Packs as bytes, after the description in runtime/pack_format.h and without the code of the library: places in the
 * header, numbers in either byte order, and the checksum.
 */
#ifndef PACK_BYTES_H
#define PACK_BYTES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Places in the header. */
enum {
    PACK_CRC32 = 8,
    PACK_SHA256 = 12,
    PACK_BYTE_ORDER = 44,
    PACK_SIZE = 48,
    PACK_LAYOUT = 52,
    PACK_LOWEST_RUNTIME = 56,
    PACK_HEADER_SIZE = 60,
    PACK_NUMBERS = 64,
    PACK_NUMBER_COUNT = 52
};

/* Places of some numbers, counted from PACK_NUMBERS. */
enum { NUMBER_DATE = 0, NUMBER_DOMAIN = 18, NUMBER_VERSION = 19 };

struct bytes {
    uint8_t *bytes; /* aligned as malloc() does, for free() */
    size_t size;
    bool is_big;
};

/* Reads a number of 1, 2 or 4 bytes, and writes one of 4. */
uint32_t number_of(const struct bytes *pack, size_t at, size_t bytes);
void set_number(struct bytes *pack, size_t at, uint32_t number);

/* Makes the size and the checksum those of the bytes, after a change. */
void seal_pack(struct bytes *pack);

/* Puts zeros before the byte at `at`. */
void insert_zeros(struct bytes *pack, size_t at, size_t count);

/* Reads a file. */
struct bytes read_pack(const char *path);

/* Whether this machine is big-endian. */
bool is_big_endian(void);

#endif
