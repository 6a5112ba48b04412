/* SPDX-License-Identifier: MIT
 *
 * Writes the tables of rules as C. It sees only packed numbers.
 */
#include "emit_rules.h"

#include "emit_arrays.h"

void emit_rules(FILE *file, const struct packed_rules *rules)
{
    emit_strings(file, "rule_strings", &rules->strings);
    for (enum rule_table table = 0; table < RULE_TABLES; table++)
        emit_numbers(file, has_wide_rule_cells(rules, table) ? "uint32_t" : "uint16_t", rule_table_shapes[table].name,
                     rules->cells[table].items, rules->cells[table].count, rule_table_shapes[table].cells);
    fprintf(
        file,
        "static const struct attack_rules all_rules = {\n    %d, %d, %lu, %lu, %lu,\n    rule_strings, %s, %s\n};\n\n",
        rules->wide, has_wide_rule_cells(rules, RULE_TABLE_OF_CONDITIONS),
        (unsigned long)packed_rule_count(rules, RULE_TABLE_RULES), (unsigned long)rules->strings.size,
        (unsigned long)rules->cells[RULE_TABLE_OF_CONDITIONS].count, rule_table_shapes[RULE_TABLE_RULES].name,
        rules->cells[RULE_TABLE_OF_CONDITIONS].count ? rule_table_shapes[RULE_TABLE_OF_CONDITIONS].name : "NULL");
}
