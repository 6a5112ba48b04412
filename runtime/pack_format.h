/* SPDX-License-Identifier: MIT
 *
 * The layout of a pack: the tables of tables.h in one file or region of flash, which the generator writes and
 * attack_pack_open() reads in place. Private to these two.
 *
 * A pack is a header, numbers, and sections, in the byte order that the header states. The header keeps its layout in
 * every version. The numbers are those of the descriptors in tables.h, 32 bits wide each, in the order of the struct
 * members: of struct attack_db from `date` to `data_sources`, of its technique_hash and event_hash from `step_count` to
 * `slot_count`; of struct attack_conditions from `wide` to `code_bytes`, and of struct attack_rules from `wide` to
 * `condition_count`: where there are none, these are 0. Sections are the tables that the numbers tell the sizes of, in
 * the order of attack_pack_sections, the first at `header_size`, each followed by zeros up to a multiple of 4. Where
 * there are no conditions, there are two bytes 0 as their `buckets`.
 *
 * A later minor version may have more numbers behind these, and more sections behind these, which an older reader
 * ignores: they must not change what it answers. What does, as a new operator of conditions, raises `lowest_runtime`.
 */
#ifndef ATTACK_PACK_FORMAT_H
#define ATTACK_PACK_FORMAT_H

#include "attack_events.h"
#include "tables.h"

#define ATTACK_PACK_MAGIC                                                                                              \
    "\x89"                                                                                                             \
    "AEPK\r\n\x1a" /* as PNG's: it shows where a file was taken for text */
#define ATTACK_PACK_BYTE_ORDER 0x01020304u
#define ATTACK_PACK_LOWEST_RUNTIME 0x00010000u /* 1.0 */
#define ATTACK_PACK_ALIGNMENT 4u
#define ATTACK_PACK_BYTES_MOST 0x08000000u /* so that the size of no table overflows 32 bits */

struct attack_pack_header {
    uint8_t magic[8];
    uint32_t crc32;     /* of all bytes of the pack behind it: that of zlib, and of IEEE 802.3 */
    uint8_t sha256[32]; /* of all bytes of the pack behind it. For tools: the runtime does not compute it */
    uint32_t byte_order;
    uint32_t size;           /* of the pack in bytes, a multiple of 4; what follows is ignored */
    uint32_t layout;         /* of its tables: ATTACK_TABLES_LAYOUT of the generator */
    uint32_t lowest_runtime; /* 65536 * major + minor version of the first library that gives all its answers */
    uint32_t header_size;    /* of the header and the numbers in bytes */
};

/* What a struct attack_pack holds. */
struct attack_pack_contents {
    struct attack_db db; /* its layout is 0 if the pack was refused, and while it is being opened */
    struct attack_conditions conditions;
    struct attack_rules rules;
};

/* A section. Places are those of members in struct attack_pack_contents, in units of 4 bytes. */
struct attack_pack_section {
    uint8_t table;   /* the place of the table's address */
    uint8_t records; /* the place of the number of records */
    uint8_t cells;   /* numbers of a record; plus ATTACK_PACK_END for a table of buckets */
    uint8_t wide; /* the place of what is not 0 if the numbers have 4 bytes, else they have 2; or ATTACK_PACK_BYTES */
};
#define ATTACK_PACK_END 128u   /* there is one record more */
#define ATTACK_PACK_BYTES 255u /* the numbers are bytes */

enum { ATTACK_PACK_SECTIONS = 31 };
extern const struct attack_pack_section attack_pack_sections[ATTACK_PACK_SECTIONS];

/* Consecutive numbers in a struct attack_pack_contents. */
struct attack_pack_numbers {
    uint8_t place; /* of the first, in units of 4 bytes */
    uint8_t count;
};

enum { ATTACK_PACK_RANGES = 5, ATTACK_PACK_NUMBERS = 26 + 2 * 4 + 13 + 5 };
extern const struct attack_pack_numbers attack_pack_numbers[ATTACK_PACK_RANGES];

/* Returns the bytes of a section without the zeros behind it, and how many each number has; or, if a number of the
 * descriptors is too large, a size above ATTACK_PACK_BYTES_MOST. */
uint32_t attack_pack_section_bytes(const struct attack_pack_contents *contents,
                                   const struct attack_pack_section *section, uint32_t *bytes_of_number);

/* Checks all of a pack but its tables. */
enum attack_pack_result attack_pack_check(const struct attack_pack_header *header, size_t size);

/* Whether two mappings that are not empty are of the same domain of ATT&CK. */
bool attack_same_domain(const struct attack_db *db, const struct attack_db *other);

/* The CRC-32 of the bytes. */
uint32_t attack_crc32(const uint8_t *bytes, size_t size);

#endif
