/* SPDX-License-Identifier: MIT
 *
 * Opens a pack where it lies: checks it, and fills a descriptor with the addresses of its tables. Whoever wrote the
 * pack is not trusted. It must not need a C library, nor copy a table.
 */
#include "pack_format.h"
#include "views.h"

/* Compiling fails here if a struct attack_pack is too small for it; a later minor version may need a third more. */
typedef char has_room[3 * sizeof(struct attack_pack) >= 4 * sizeof(struct attack_pack_contents) ? 1 : -1];

/* ---- Header ----------------------------------------------------------------------------------------------------- */

enum attack_pack_result attack_pack_check(const struct attack_pack_header *header, size_t size)
{
    static const char magic[] = ATTACK_PACK_MAGIC;
    const uint32_t before = (uint32_t)offsetof(struct attack_pack_header, sha256);

    if ((uintptr_t)header % ATTACK_PACK_ALIGNMENT)
        return ATTACK_PACK_NOT_ALIGNED;
    for (size_t i = size < sizeof header->magic ? size : sizeof header->magic; i-- > 0;)
        if (header->magic[i] != (uint8_t)magic[i])
            return ATTACK_PACK_NO_PACK;
    if (size < sizeof *header)
        return ATTACK_PACK_CUT_SHORT;
    if (header->byte_order != ATTACK_PACK_BYTE_ORDER)
        return ATTACK_PACK_OTHER_BYTE_ORDER;
    if (header->size > size)
        return ATTACK_PACK_CUT_SHORT;
    if (header->size < sizeof *header ||
        attack_crc32((const uint8_t *)header + before, header->size - before) != header->crc32)
        return ATTACK_PACK_DAMAGED;
    if (header->layout >> 16 != ATTACK_TABLES_MAJOR)
        return ATTACK_PACK_OTHER_FORMAT;
    if (header->lowest_runtime > 65536 * ATTACK_EVENTS_VERSION_MAJOR + ATTACK_EVENTS_VERSION_MINOR)
        return ATTACK_PACK_LATER_RUNTIME;
    if (header->header_size < sizeof *header + 4 * ATTACK_PACK_NUMBERS || header->header_size > header->size ||
        (header->header_size | header->size) % 4 || header->size > ATTACK_PACK_BYTES_MOST)
        return ATTACK_PACK_CORRUPT;
    return ATTACK_PACK_OPENED;
}

/* ---- Sections --------------------------------------------------------------------------------------------------- */

/* NOLINTBEGIN(bugprone-macro-parentheses): a member cannot stand in parentheses. */
#define PLACE(member) (offsetof(struct attack_pack_contents, member) / 4)
#define SECTION(of, table, records, cells, wide)                                                                       \
    {                                                                                                                  \
        PLACE(of.table), PLACE(of.records), cells, wide                                                                \
    }

/* db.layout stands for numbers of 2 bytes: it is 0 here. */
const struct attack_pack_section attack_pack_sections[ATTACK_PACK_SECTIONS] = {
    SECTION(db, strings, string_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(db, lists, list_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(db, techniques, technique_count, TECHNIQUE_CELLS, PLACE(db.wide)),
    SECTION(db, runs, run_count, RUN_CELLS, PLACE(db.wide)),
    SECTION(db, components, component_count, COMPONENT_CELLS, PLACE(db.wide)),
    SECTION(db, relationships, relationship_count, RELATIONSHIP_CELLS, PLACE(db.wide)),
    SECTION(db, events, event_count, EVENT_CELLS, PLACE(db.wide)),
    SECTION(db, logs, log_count, LOG_CELLS, PLACE(db.wide)),
    SECTION(db, variants, variant_count, VARIANT_CELLS, PLACE(db.wide)),
    SECTION(db, retired, retired_count, RETIRED_CELLS, PLACE(db.wide)),
    SECTION(db, aliases, alias_count, ALIAS_CELLS, PLACE(db.wide)),
    SECTION(db, fields, field_count, FIELD_CELLS, PLACE(db.wide)),
    SECTION(db, factors, factor_count, FACTOR_CELLS, PLACE(db.wide)),
    SECTION(db.technique_hash, steps, step_count, 2, ATTACK_PACK_BYTES),
    SECTION(db.technique_hash, weights, weight_count, 1, PLACE(db.layout)),
    SECTION(db.technique_hash, slots, slot_count, 1, PLACE(db.wide)),
    SECTION(db.event_hash, steps, step_count, 2, ATTACK_PACK_BYTES),
    SECTION(db.event_hash, weights, weight_count, 1, PLACE(db.layout)),
    SECTION(db.event_hash, slots, slot_count, 1, PLACE(db.wide)),
    SECTION(conditions, strings, string_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(conditions, code, code_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(conditions, grams, gram_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(conditions, marks, entry_count, 1, ATTACK_PACK_BYTES),
    SECTION(conditions, groups, group_count, GROUP_CELLS, PLACE(conditions.wide)),
    SECTION(conditions, conditions, condition_count, CONDITION_CELLS, PLACE(conditions.wide)),
    SECTION(conditions, fields, field_count, CONDITION_FIELD_CELLS, PLACE(conditions.wide)),
    SECTION(conditions, buckets, bucket_count, ATTACK_PACK_END | BUCKET_CELLS, PLACE(conditions.wide_gates)),
    SECTION(conditions, entries, entry_count, ENTRY_CELLS, PLACE(conditions.wide_gates)),
    SECTION(rules, strings, string_bytes, 1, ATTACK_PACK_BYTES),
    SECTION(rules, rules, rule_count, RULE_CELLS, PLACE(rules.wide)),
    SECTION(rules, of_conditions, condition_count, 1, PLACE(rules.wide_of_conditions)),
};

#define COUNT(of, first, last) (PLACE(of.last) - PLACE(of.first) + 1)
#define NUMBERS(of, first, last)                                                                                       \
    {                                                                                                                  \
        PLACE(of.first), COUNT(of, first, last)                                                                        \
    }

const struct attack_pack_numbers attack_pack_numbers[ATTACK_PACK_RANGES] = {
    NUMBERS(db, date, data_sources),
    NUMBERS(db.technique_hash, step_count, slot_count),
    NUMBERS(db.event_hash, step_count, slot_count),
    NUMBERS(conditions, wide, code_bytes),
    NUMBERS(rules, wide, condition_count),
};

/* Compiling fails here if the numbers are not as many as the header has room for. */
typedef char counts_all[COUNT(db, date, data_sources) + 2 * COUNT(db.technique_hash, step_count, slot_count) +
                                    COUNT(conditions, wide, code_bytes) + COUNT(rules, wide, condition_count) ==
                                ATTACK_PACK_NUMBERS
                            ? 1
                            : -1];
/* NOLINTEND(bugprone-macro-parentheses) */

/* Copies an object's bytes. Through volatile, compilers do not turn it into a call of memcpy. */
static void copy_bytes(void *to, const void *from, size_t size)
{
    volatile uint8_t *bytes = (volatile uint8_t *)to;

    for (size_t i = 0; i < size; i++)
        bytes[i] = ((const uint8_t *)from)[i];
}

static uint32_t number_at(const struct attack_pack_contents *contents, uint32_t place)
{
    return *(const uint32_t *)(const void *)((const char *)contents + (size_t)4 * place);
}

uint32_t attack_pack_section_bytes(const struct attack_pack_contents *contents,
                                   const struct attack_pack_section *section, uint32_t *bytes_of_number)
{
    uint32_t records = number_at(contents, section->records) + section->cells / ATTACK_PACK_END;

    *bytes_of_number = 1;
    if (section->wide != ATTACK_PACK_BYTES)
        *bytes_of_number = number_at(contents, section->wide) ? 4 : 2;
    if (records > ATTACK_PACK_BYTES_MOST)
        return UINT32_MAX;
    return records * (section->cells % ATTACK_PACK_END) * *bytes_of_number;
}

/* Fills the descriptors; returns whether all tables are within the pack. */
static bool lay_out(const struct attack_pack_header *header, struct attack_pack_contents *contents)
{
    const uint8_t *at = (const uint8_t *)(header + 1);
    uint32_t left = header->size - header->header_size;

    for (int i = 0; i < ATTACK_PACK_RANGES; i++) {
        size_t bytes = (size_t)4 * attack_pack_numbers[i].count;

        copy_bytes((uint8_t *)contents + (size_t)4 * attack_pack_numbers[i].place, at, bytes);
        at += bytes;
    }
    at = (const uint8_t *)header + header->header_size;
    for (int i = 0; i < ATTACK_PACK_SECTIONS; i++) {
        const struct attack_pack_section *section = &attack_pack_sections[i];
        const void *table = at;
        uint32_t unused, bytes = attack_pack_section_bytes(contents, section, &unused);

        if (bytes > left)
            return false;
        bytes = (bytes + 3) & ~(uint32_t)3; /* as header_size and size, so it is not above `left` */
        copy_bytes((uint8_t *)contents + (size_t)4 * section->table, &table, sizeof table);
        at += bytes;
        left -= bytes;
    }
    contents->db.conditions = contents->conditions.string_bytes ? &contents->conditions : NULL;
    contents->db.rules = contents->rules.string_bytes ? &contents->rules : NULL;
    return true;
}

/* ---- Opening ---------------------------------------------------------------------------------------------------- */

enum attack_pack_result attack_pack_open(const void *bytes, size_t size, const struct attack_db *floor,
                                         struct attack_pack *pack)
{
    struct attack_pack_contents *contents = (struct attack_pack_contents *)pack;
    const struct attack_pack_header *header = (const struct attack_pack_header *)bytes;
    enum attack_pack_result result;

    if (!pack)
        return ATTACK_PACK_NO_PACK;
    contents->db.layout = 0;
    result = attack_pack_check(header, size);
    if (result != ATTACK_PACK_OPENED)
        return result;
    if (!lay_out(header, contents))
        return ATTACK_PACK_CORRUPT;
    contents->db.layout = ATTACK_TABLES_LAYOUT;
    if (!attack_db_verify(&contents->db))
        result = ATTACK_PACK_CORRUPT;
    else if (usable(floor) && !attack_same_domain(&contents->db, floor))
        result = ATTACK_PACK_OTHER_DOMAIN;
    else if (floor == &contents->db || attack_db_newer(floor, &contents->db))
        result = ATTACK_PACK_OLDER;
    if (result != ATTACK_PACK_OPENED)
        contents->db.layout = 0;
    return result;
}

const struct attack_db *attack_pack_db(const struct attack_pack *pack)
{
    const struct attack_pack_contents *contents = (const struct attack_pack_contents *)pack;

    return contents && usable(&contents->db) ? &contents->db : NULL;
}
