/* SPDX-License-Identifier: MIT
 *
 * Lays out a pack in this machine's byte order.
 */
#include "pack_of.h"

#include "slow_crc32.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void pack_seal(unsigned char *bytes, size_t size)
{
    const size_t behind = offsetof(struct attack_pack_header, sha256);
    uint32_t crc = slow_crc32(bytes + behind, size - behind);

    memcpy(bytes + offsetof(struct attack_pack_header, crc32), &crc, sizeof crc);
}

/* Appends to a block that has room. */
static size_t append(unsigned char *bytes, size_t at, const void *more, size_t size)
{
    if (bytes && more)
        memcpy(bytes + at, more, size);
    return at + (size + 3) / 4 * 4;
}

static size_t fill(unsigned char *bytes, const struct attack_pack_contents *contents, uint32_t more_numbers,
                   uint32_t more_sections)
{
    size_t at = sizeof(struct attack_pack_header);

    for (int i = 0; i < ATTACK_PACK_RANGES; i++)
        at = append(bytes, at, (const char *)contents + (size_t)4 * attack_pack_numbers[i].place,
                    (size_t)4 * attack_pack_numbers[i].count);
    at += (size_t)4 * more_numbers;
    for (int i = 0; i < ATTACK_PACK_SECTIONS; i++) {
        const char *table;
        uint32_t width;

        memcpy(&table, (const char *)contents + (size_t)4 * attack_pack_sections[i].table, sizeof table);
        at = append(bytes, at, table, attack_pack_section_bytes(contents, &attack_pack_sections[i], &width));
    }
    return at + (size_t)4 * more_sections;
}

unsigned char *pack_of(const struct attack_db *db, uint32_t more_numbers, uint32_t more_sections, size_t *size)
{
    struct attack_pack_header header = {.byte_order = ATTACK_PACK_BYTE_ORDER,
                                        .layout = ATTACK_TABLES_LAYOUT,
                                        .lowest_runtime = ATTACK_PACK_LOWEST_RUNTIME,
                                        .header_size =
                                            (uint32_t)sizeof header + 4 * (ATTACK_PACK_NUMBERS + more_numbers)};
    struct attack_pack_contents contents = {.db = *db};
    unsigned char *bytes;

    contents.db.layout = 0;
    if (db->conditions)
        contents.conditions = *db->conditions;
    if (db->rules)
        contents.rules = *db->rules;
    *size = fill(NULL, &contents, more_numbers, more_sections);
    bytes = calloc(1, *size);
    if (!bytes) {
        perror("pack_of");
        exit(2);
    }
    fill(bytes, &contents, more_numbers, more_sections);
    memcpy(header.magic, ATTACK_PACK_MAGIC, sizeof header.magic);
    header.size = (uint32_t)*size;
    memcpy(bytes, &header, sizeof header);
    pack_seal(bytes, *size);
    return bytes;
}
