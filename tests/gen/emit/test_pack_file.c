/* SPDX-License-Identifier: MIT
 *
 * The bytes of a pack, in both byte orders: each number and each table is where the description in
 * runtime/pack_format.h has it, and is what the same mapping compiled as C has. CRC-32 and SHA-256 are computed
 * otherwise. The library's own list of sections is not used.
 */
#include "attack_events.h"
#include "generating.h"
#include "pack_bytes.h"
#include "slow_crc32.h"
#include "tables.h"
#include MAPPING_HEADER

#include "cmocka_test.h"

#include <string.h>

enum { DATE = 1796058307 };

/* A walk over a pack. */
struct reading {
    struct bytes pack;
    size_t number, section; /* places of the next ones */
};

static void expect_number(struct reading *reading, const char *name, uint32_t expected)
{
    uint32_t number = number_of(&reading->pack, reading->number, 4);

    if (number != expected)
        fail_msg("%s is %lu, should be %lu", name, (unsigned long)number, (unsigned long)expected);
    reading->number += 4;
}

static uint32_t number_in_memory(const uint8_t *table, size_t at, size_t bytes)
{
    uint16_t narrow;
    uint32_t wide;

    if (bytes == 1)
        return table[at];
    if (bytes == 2) {
        memcpy(&narrow, table + 2 * at, 2);
        return narrow;
    }
    memcpy(&wide, table + 4 * at, 4);
    return wide;
}

/* A table of `count` numbers of `bytes` bytes each, behind the one before, and zeros up to a multiple of 4. */
static void expect_section(struct reading *reading, const char *name, const void *table, size_t count, size_t bytes)
{
    size_t at = reading->section;

    for (size_t i = 0; i < count; i++, at += bytes) {
        uint32_t number = number_of(&reading->pack, at, bytes), expected = number_in_memory(table, i, bytes);

        if (number != expected)
            fail_msg("number %lu of %s is %lu, should be %lu", (unsigned long)i, name, (unsigned long)number,
                     (unsigned long)expected);
    }
    for (; at % 4; at++)
        assert_int_equal(reading->pack.bytes[at], 0);
    reading->section = at;
}

/* ---- Numbers ---------------------------------------------------------------------------------------------------- */

#define NUMBER(member) expect_number(reading, #member, of->member)

static void expect_numbers_of_db(struct reading *reading, const struct attack_db *of)
{
    expect_number(reading, "date", DATE);
    NUMBER(wide);
    NUMBER(technique_count);
    NUMBER(run_count);
    NUMBER(component_count);
    NUMBER(relationship_count);
    NUMBER(event_count);
    NUMBER(log_count);
    NUMBER(variant_count);
    NUMBER(retired_count);
    NUMBER(alias_count);
    NUMBER(field_count);
    NUMBER(factor_count);
    NUMBER(candidates_most);
    NUMBER(fields_most);
    NUMBER(row_count);
    NUMBER(string_bytes);
    NUMBER(list_bytes);
    NUMBER(domain);
    NUMBER(version);
    NUMBER(sha256);
    NUMBER(selection);
    NUMBER(attribution);
    NUMBER(tactics);
    NUMBER(platforms);
    NUMBER(data_sources);
}

static void expect_numbers_of_hash(struct reading *reading, const struct attack_hash *of)
{
    NUMBER(step_count);
    NUMBER(weight_count);
    NUMBER(base);
    NUMBER(slot_count);
}

static void expect_numbers_of_conditions(struct reading *reading, const struct attack_conditions *of)
{
    NUMBER(wide);
    NUMBER(wide_gates);
    NUMBER(group_count);
    NUMBER(condition_count);
    NUMBER(field_count);
    NUMBER(bucket_count);
    NUMBER(entry_count);
    NUMBER(gram_bits);
    NUMBER(gram_bytes);
    NUMBER(group_most);
    NUMBER(fields_most);
    NUMBER(string_bytes);
    NUMBER(code_bytes);
}

static void expect_numbers_of_rules(struct reading *reading, const struct attack_rules *of)
{
    NUMBER(wide);
    NUMBER(wide_of_conditions);
    NUMBER(rule_count);
    NUMBER(string_bytes);
    NUMBER(condition_count);
}

/* ---- Sections --------------------------------------------------------------------------------------------------- */

#define TABLE(member, count, bytes) expect_section(reading, #member, of->member, count, bytes)

static void expect_sections_of_db(struct reading *reading, const struct attack_db *of)
{
    size_t cell = of->wide ? 4 : 2;

    TABLE(strings, of->string_bytes, 1);
    TABLE(lists, of->list_bytes, 1);
    TABLE(techniques, (size_t)of->technique_count * TECHNIQUE_CELLS, cell);
    TABLE(runs, (size_t)of->run_count * RUN_CELLS, cell);
    TABLE(components, (size_t)of->component_count * COMPONENT_CELLS, cell);
    TABLE(relationships, (size_t)of->relationship_count * RELATIONSHIP_CELLS, cell);
    TABLE(events, (size_t)of->event_count * EVENT_CELLS, cell);
    TABLE(logs, (size_t)of->log_count * LOG_CELLS, cell);
    TABLE(variants, (size_t)of->variant_count * VARIANT_CELLS, cell);
    TABLE(retired, (size_t)of->retired_count * RETIRED_CELLS, cell);
    TABLE(aliases, (size_t)of->alias_count * ALIAS_CELLS, cell);
    TABLE(fields, of->field_count, cell);
    TABLE(factors, of->factor_count, cell);
}

static void expect_sections_of_hash(struct reading *reading, const struct attack_hash *of, bool wide)
{
    TABLE(steps, (size_t)2 * of->step_count, 1);
    TABLE(weights, of->weight_count, 2);
    TABLE(slots, of->slot_count, wide ? 4 : 2);
}

static void expect_sections_of_conditions(struct reading *reading, const struct attack_conditions *of)
{
    size_t cell = of->wide ? 4 : 2, gate_cell = of->wide_gates ? 4 : 2;

    TABLE(strings, of->string_bytes, 1);
    TABLE(code, of->code_bytes, 1);
    TABLE(grams, of->gram_bytes, 1);
    TABLE(marks, of->entry_count, 1);
    TABLE(groups, (size_t)of->group_count * GROUP_CELLS, cell);
    TABLE(conditions, of->condition_count, cell);
    TABLE(fields, of->field_count, cell);
    TABLE(buckets, (size_t)of->bucket_count + 1, gate_cell);
    TABLE(entries, of->entry_count, gate_cell);
}

static void expect_sections_of_rules(struct reading *reading, const struct attack_rules *of)
{
    TABLE(strings, of->string_bytes, 1);
    TABLE(rules, of->rule_count, of->wide ? 4 : 2);
    TABLE(of_conditions, of->condition_count, of->wide_of_conditions ? 4 : 2);
}

/* ---- A pack ----------------------------------------------------------------------------------------------------- */

static struct bytes pack_in_order(const char *scratch, const char *order)
{
    static const char *const before[] = {GENERATOR, "-q", "--pack", "--date", "2026-11-30T17:05:07Z", "--byte-order"};
    static const char *const options_and_files[] = {MAPPING_OPTIONS MAPPING_FILES};
    const char *arguments[24], *path = path_in(scratch, "one.aepack");
    struct run_result result;
    struct bytes pack;
    size_t count = 0;

    for (size_t i = 0; i < sizeof before / sizeof *before; i++)
        arguments[count++] = before[i];
    arguments[count++] = order;
    arguments[count++] = "-o";
    arguments[count++] = path;
    for (size_t i = 0; i < sizeof options_and_files / sizeof *options_and_files; i++)
        arguments[count++] = options_and_files[i];
    arguments[count] = NULL;
    run(arguments, NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
    pack = read_pack(path);
    pack.is_big = strcmp(order, "big") == 0;
    return pack;
}

/* The digest in the header is that of all bytes behind it. */
static void expect_sha256(const char *scratch, const struct bytes *pack)
{
    const size_t end = PACK_SHA256 + 32;
    char text[65];
    struct run_result result;

    for (size_t i = 0; i < 32; i++)
        snprintf(text + 2 * i, 3, "%02x", pack->bytes[PACK_SHA256 + i]);
    run(ARGUMENTS("sha256sum", write_bytes(scratch, "rest", pack->bytes + end, pack->size - end)), NULL, &result);
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(strncmp(result.out, text, 64), 0);
    run_result_free(&result);
}

static void expect_header(const char *scratch, const struct bytes *pack)
{
    assert_memory_equal(pack->bytes, "\x89\x41\x45\x50\x4b\x0d\x0a\x1a", 8);
    assert_int_equal(slow_crc32((const uint8_t *)"123456789", 9), 0xcbf43926u); /* as every catalogue of CRCs has it */
    assert_int_equal(number_of(pack, PACK_CRC32, 4), slow_crc32(pack->bytes + PACK_SHA256, pack->size - PACK_SHA256));
    expect_sha256(scratch, pack);
    assert_memory_equal(pack->bytes + PACK_BYTE_ORDER, pack->is_big ? "\1\2\3\4" : "\4\3\2\1", 4);
    assert_int_equal(number_of(pack, PACK_SIZE, 4), pack->size);
    assert_int_equal(number_of(pack, PACK_LAYOUT, 4), 0x10000);
    assert_int_equal(number_of(pack, PACK_LOWEST_RUNTIME, 4), 0x10000);
    assert_int_equal(number_of(pack, PACK_HEADER_SIZE, 4), PACK_NUMBERS + 4 * PACK_NUMBER_COUNT);
}

/* Where there are no conditions, there are two bytes 0 as their buckets. */
static void expect_pack(const char *scratch, const char *order)
{
    static const uint16_t zero = 0;
    static const struct attack_conditions no_conditions = {.buckets = &zero};
    static const struct attack_rules no_rules = {.wide = 0};
    const struct attack_db *db = MAPPING_FUNCTION();
    const struct attack_conditions *conditions = db->conditions ? db->conditions : &no_conditions;
    const struct attack_rules *rules = db->rules ? db->rules : &no_rules;
    struct reading reading = {pack_in_order(scratch, order), PACK_NUMBERS, PACK_NUMBERS + 4 * PACK_NUMBER_COUNT};

    expect_header(scratch, &reading.pack);
    expect_numbers_of_db(&reading, db);
    expect_numbers_of_hash(&reading, &db->technique_hash);
    expect_numbers_of_hash(&reading, &db->event_hash);
    expect_numbers_of_conditions(&reading, conditions);
    expect_numbers_of_rules(&reading, rules);
    assert_int_equal(reading.number, PACK_NUMBERS + 4 * PACK_NUMBER_COUNT);
    expect_sections_of_db(&reading, db);
    expect_sections_of_hash(&reading, &db->technique_hash, db->wide);
    expect_sections_of_hash(&reading, &db->event_hash, db->wide);
    expect_sections_of_conditions(&reading, conditions);
    expect_sections_of_rules(&reading, rules);
    assert_int_equal(reading.section, reading.pack.size);
    free(reading.pack.bytes);
}

static void has_each_table_of_the_same_mapping_in_c(void **state)
{
    expect_pack(*state, "little");
}

static void has_each_table_in_the_other_byte_order(void **state)
{
    expect_pack(*state, "big");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(has_each_table_of_the_same_mapping_in_c),
        SCRATCH_TEST(has_each_table_in_the_other_byte_order),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
