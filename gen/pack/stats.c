/* SPDX-License-Identifier: MIT
 *
 * Prints --stats. It must not change what it counts.
 */
#include "stats.h"

#include "tables.h"

#include <stdio.h>

static size_t print_bytes(const char *name, size_t count, size_t bytes)
{
    printf("  %-20s %7lu %9lu\n", name, (unsigned long)count, (unsigned long)bytes);
    return bytes;
}

static size_t print_hash(const char *name, const struct hash *hash, size_t cell)
{
    return print_bytes(name, hash->slot_count, 2 * hash->step_count + 2 * hash->weight_count + cell * hash->slot_count);
}

/* The size of the descriptor on a processor with pointers of 4 bytes, whatever their size on this machine. */
static size_t descriptor_bytes_32(void)
{
    size_t hash_pointers = offsetof(struct attack_hash, step_count) / sizeof(void *);
    size_t pointers =
        (offsetof(struct attack_db, technique_hash) - offsetof(struct attack_db, strings)) / sizeof(void *);
    size_t hash_numbers = (sizeof(struct attack_hash) - offsetof(struct attack_hash, step_count)) / 4;
    size_t numbers = offsetof(struct attack_db, data_sources) / 4 + 1;

    return 4 *
           (numbers + pointers + 2 * (hash_pointers + hash_numbers) + 2); /* the last two: of conditions and of rules */
}

static size_t condition_descriptor_bytes_32(void)
{
    size_t pointers = (sizeof(struct attack_conditions) - offsetof(struct attack_conditions, strings)) / sizeof(void *);

    return 4 * (offsetof(struct attack_conditions, code_bytes) / 4 + 1 + pointers);
}

static size_t print_conditions(const struct packed_conditions *conditions)
{
    size_t total = 0;

    total += print_bytes("condition strings", conditions->strings.strings.count, conditions->strings.size);
    total += print_bytes("condition code", packed_condition_count(conditions, CONDITION_TABLE_CONDITIONS),
                         conditions->code.size);
    total += print_bytes("condition grams", (size_t)1 << conditions->gram_bits, conditions->grams.size);
    total += print_bytes("condition marks", conditions->marks.size, conditions->marks.size);
    for (enum condition_table table = 0; table < CONDITION_TABLES; table++)
        total += print_bytes(condition_table_shapes[table].name, packed_condition_count(conditions, table),
                             (has_wide_cells(conditions, table) ? 4 : 2) * conditions->cells[table].count);
    total += print_bytes("condition descriptor", 1, condition_descriptor_bytes_32());
    return total;
}

static size_t rule_descriptor_bytes_32(void)
{
    size_t pointers = (sizeof(struct attack_rules) - offsetof(struct attack_rules, strings)) / sizeof(void *);

    return 4 * (offsetof(struct attack_rules, string_bytes) / 4 + 1 + pointers);
}

static size_t print_rules(const struct packed_rules *rules)
{
    size_t total = 0;

    total += print_bytes("rule strings", rules->strings.strings.count, rules->strings.size);
    for (enum rule_table table = 0; table < RULE_TABLES; table++)
        total += print_bytes(rule_table_shapes[table].name, packed_rule_count(rules, table),
                             (has_wide_rule_cells(rules, table) ? 4 : 2) * rules->cells[table].count);
    total += print_bytes("rule descriptor", 1, rule_descriptor_bytes_32());
    return total;
}

void print_stats(const struct model *model, const struct packed *packed)
{
    size_t cell = packed->wide ? 4 : 2, total = 0;

    printf("rows %lu\nduplicate rows dropped %lu\ntechniques %lu\nevents %lu\nrelationships %lu\ndata components %lu\n",
           (unsigned long)packed->row_count, (unsigned long)model->duplicates,
           (unsigned long)packed_count(packed, TABLE_TECHNIQUES), (unsigned long)packed_count(packed, TABLE_EVENTS),
           (unsigned long)packed_count(packed, TABLE_RELATIONSHIPS),
           (unsigned long)packed_count(packed, TABLE_COMPONENTS));
    printf("tables (cells of %lu bits)    count     bytes\n", (unsigned long)(8 * cell));
    total += print_bytes("strings", packed->strings.strings.count, packed->strings.size);
    total += print_bytes("lists", packed->lists.lists.count, packed->lists.encoded.size);
    for (enum table table = 0; table < TABLES; table++)
        total += print_bytes(table_shapes[table].name, packed_count(packed, table), cell * packed->cells[table].count);
    total += print_hash("technique hash", &packed->technique_hash, cell);
    total += print_hash("event hash", &packed->event_hash, cell);
    if (packed->conditions)
        total += print_conditions(packed->conditions);
    if (packed->rules)
        total += print_rules(packed->rules);
    total += print_bytes("descriptor (32 bit)", 1, descriptor_bytes_32());
    print_bytes("total",
                (size_t)TABLES + 5 + (packed->conditions ? (size_t)CONDITION_TABLES + 5 : 0) +
                    (packed->rules ? (size_t)RULE_TABLES + 2 : 0),
                total);
}
