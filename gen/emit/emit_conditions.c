/* SPDX-License-Identifier: MIT
 *
 * Writes the tables of conditions as C. It sees only packed numbers.
 */
#include "emit_conditions.h"

#include "emit_arrays.h"

void emit_conditions(FILE *file, const struct packed_conditions *conditions)
{
    emit_strings(file, "condition_strings", &conditions->strings);
    emit_bytes(file, "condition_code", conditions->code.bytes, conditions->code.size);
    emit_bytes(file, "condition_grams", conditions->grams.bytes, conditions->grams.size);
    emit_bytes(file, "condition_marks", conditions->marks.bytes, conditions->marks.size);
    for (enum condition_table table = 0; table < CONDITION_TABLES; table++)
        emit_numbers(file, has_wide_cells(conditions, table) ? "uint32_t" : "uint16_t",
                     condition_table_shapes[table].name, conditions->cells[table].items, conditions->cells[table].count,
                     condition_table_shapes[table].cells);
    fprintf(file, "static const struct attack_conditions all_conditions = {\n    %d, %d,\n   ", conditions->wide,
            conditions->wide_gates);
    for (enum condition_table table = 0; table < CONDITION_TABLES; table++)
        fprintf(file, " %lu,", (unsigned long)packed_condition_count(conditions, table));
    fprintf(file,
            "\n    %lu, %lu, %lu, %lu, %lu, %lu,\n    condition_strings, condition_code, condition_grams, %s,\n   ",
            (unsigned long)conditions->gram_bits, (unsigned long)conditions->grams.size,
            (unsigned long)conditions->group_most, (unsigned long)conditions->fields_most,
            (unsigned long)conditions->strings.size, (unsigned long)conditions->code.size,
            conditions->marks.size ? "condition_marks" : "NULL");
    for (enum condition_table table = 0; table < CONDITION_TABLES; table++)
        fprintf(file, " %s%s", conditions->cells[table].count ? condition_table_shapes[table].name : "NULL",
                table + 1 < CONDITION_TABLES ? "," : "\n};\n\n");
}
