/* SPDX-License-Identifier: MIT
 *
 * Lays out the tables as the runtime has them in memory. It knows the sections by the runtime's own list of them.
 */
#include "pack_file.h"

#include "attack_events.h"
#include "base/diagnostics.h"
#include "pack/trial_db.h"
#include "pack_format.h"

#include <sha256.h>
#include <stdlib.h>
#include <string.h>

struct writing {
    uint8_t *bytes;
    size_t at;
    enum byte_order order;
};

static uint32_t add_padding(uint32_t bytes)
{
    return (bytes + 3) / 4 * 4;
}

/* Writes a number of 1, 2 or 4 bytes. */
static void put_number(struct writing *writing, uint32_t number, uint32_t bytes)
{
    for (uint32_t i = 0; i < bytes; i++) {
        uint32_t place = writing->order == BYTE_ORDER_LITTLE ? i : bytes - 1 - i;

        writing->bytes[writing->at++] = (uint8_t)(number >> 8 * place);
    }
}

/* Returns the address of a member of the contents. */
static const uint8_t *member_at(const struct attack_pack_contents *contents, uint32_t place)
{
    return (const uint8_t *)contents + (size_t)4 * place;
}

static void put_numbers(struct writing *writing, const struct attack_pack_contents *contents)
{
    for (int i = 0; i < ATTACK_PACK_RANGES; i++)
        for (uint32_t k = 0; k < attack_pack_numbers[i].count; k++) {
            uint32_t number;

            memcpy(&number, member_at(contents, attack_pack_numbers[i].place + k), sizeof number);
            put_number(writing, number, sizeof number);
        }
}

static uint32_t number_of_table(const uint8_t *table, uint32_t at, uint32_t bytes)
{
    uint16_t narrow;
    uint32_t wide;

    if (bytes == 1)
        return table[at];
    if (bytes == 2) {
        memcpy(&narrow, table + (size_t)2 * at, sizeof narrow);
        return narrow;
    }
    memcpy(&wide, table + (size_t)4 * at, sizeof wide);
    return wide;
}

/* Writes a section; one without a table is of zeros, as the rest of the bytes. */
static void put_section(struct writing *writing, const struct attack_pack_contents *contents,
                        const struct attack_pack_section *section)
{
    uint32_t width, bytes = attack_pack_section_bytes(contents, section, &width);
    size_t end = writing->at + add_padding(bytes);
    const uint8_t *table;

    memcpy(&table, member_at(contents, section->table), sizeof table);
    for (uint32_t i = 0; table && i < bytes / width; i++)
        put_number(writing, number_of_table(table, i, width), width);
    writing->at = end;
}

/* Returns the size of a pack; more than ATTACK_PACK_BYTES_MOST if it is too large. */
static uint64_t size_of_pack(const struct attack_pack_contents *contents)
{
    uint64_t size = sizeof(struct attack_pack_header) + 4 * ATTACK_PACK_NUMBERS;

    for (int i = 0; i < ATTACK_PACK_SECTIONS; i++) {
        uint32_t width;

        size += (uint64_t)attack_pack_section_bytes(contents, &attack_pack_sections[i], &width) + 3;
        size -= size % 4;
    }
    return size;
}

static void put_header(struct writing *writing, uint32_t size)
{
    uint8_t *bytes = writing->bytes, digest[SHA256_DIGEST_LENGTH];
    const size_t crc = offsetof(struct attack_pack_header, crc32), sha256 = offsetof(struct attack_pack_header, sha256);
    SHA2_CTX hash;

    memcpy(bytes, ATTACK_PACK_MAGIC, crc);
    writing->at = offsetof(struct attack_pack_header, byte_order);
    put_number(writing, ATTACK_PACK_BYTE_ORDER, 4);
    put_number(writing, size, 4);
    put_number(writing, ATTACK_TABLES_LAYOUT, 4);
    put_number(writing, ATTACK_PACK_LOWEST_RUNTIME, 4);
    put_number(writing, sizeof(struct attack_pack_header) + 4 * ATTACK_PACK_NUMBERS, 4);
    SHA256Init(&hash);
    SHA256Update(&hash, bytes + sha256 + sizeof digest, size - sha256 - sizeof digest);
    SHA256Final(digest, &hash);
    memcpy(bytes + sha256, digest, sizeof digest);
    writing->at = crc;
    put_number(writing, attack_crc32(bytes + sha256, size - sha256), 4);
}

static enum byte_order own_order(void)
{
    const uint16_t one = 1;
    uint8_t first;

    memcpy(&first, &one, 1);
    return first ? BYTE_ORDER_LITTLE : BYTE_ORDER_BIG;
}

static void fill_contents(struct attack_pack_contents *contents, const struct attack_db *db)
{
    memset(contents, 0, sizeof *contents);
    contents->db = *db;
    contents->db.layout = 0; /* as while a pack is being opened */
    if (db->conditions)
        contents->conditions = *db->conditions;
    if (db->rules)
        contents->rules = *db->rules;
}

const uint8_t *make_pack(struct arena *arena, const struct packed *packed, enum byte_order order, size_t *size)
{
    struct attack_pack_contents contents;
    struct writing writing = {NULL, sizeof(struct attack_pack_header), order};
    struct attack_pack opened;
    uint64_t bytes;

    fill_contents(&contents, make_trial_db(arena, packed));
    bytes = size_of_pack(&contents);
    if (bytes > ATTACK_PACK_BYTES_MOST) {
        report_failure("the mapping is too large for a pack: %lu bytes; the limit is %lu", (unsigned long)bytes,
                       (unsigned long)ATTACK_PACK_BYTES_MOST);
        return NULL;
    }
    *size = (size_t)bytes;
    writing.bytes = arena_allocate(arena, *size);
    memset(writing.bytes, 0, *size);
    put_numbers(&writing, &contents);
    for (int i = 0; i < ATTACK_PACK_SECTIONS; i++)
        put_section(&writing, &contents, &attack_pack_sections[i]);
    put_header(&writing, (uint32_t)*size);
    if (order == own_order() && attack_pack_open(writing.bytes, *size, NULL, &opened) != ATTACK_PACK_OPENED) {
        report_failure("a fault of this program: the pack that it made does not open");
        return NULL;
    }
    return writing.bytes;
}
