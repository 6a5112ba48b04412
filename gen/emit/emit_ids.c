/* SPDX-License-Identifier: MIT
 *
 * Writes the constants of technique ids into NAME.h. It knows nothing of the rest of that file.
 */
#include "emit_ids.h"

#include "tables.h"

#include <ctype.h>

/* Writes PREFIX_T1003_001. An id is T, digits and at most one dot: the reader accepts no other. */
static void put_name(FILE *file, const char *prefix, const char *id)
{
    for (; *prefix; prefix++)
        putc(toupper((unsigned char)*prefix), file);
    putc('_', file);
    for (; *id; id++)
        putc(*id == '.' ? '_' : *id, file);
}

static const char *id_of(const struct packed *packed, uint32_t technique)
{
    return packed->strings.bytes + packed->cells[TABLE_TECHNIQUES].items[technique * TECHNIQUE_CELLS + TECHNIQUE_TEXT];
}

static void emit_retired_ids(FILE *file, const struct packed *packed, const char *prefix)
{
    for (size_t i = 0; i < packed_count(packed, TABLE_RETIRED); i++) {
        const uint32_t *retired = packed->cells[TABLE_RETIRED].items + i * RETIRED_CELLS;
        uint32_t successor = retired[RETIRED_SUCCESSOR] - 1;
        char id[32];

        if (!retired[RETIRED_SUCCESSOR])
            continue;
        snprintf(id, sizeof id, retired[RETIRED_SUB_NUMBER] ? "T%04lu.%03lu" : "T%04lu",
                 (unsigned long)retired[RETIRED_NUMBER], (unsigned long)retired[RETIRED_SUB_NUMBER]);
        fputs(",\n    ", file);
        put_name(file, prefix, id);
        fprintf(file, " ATTACK_EVENTS_REVOKED(\"%s\") = %lu", id_of(packed, successor), (unsigned long)successor);
    }
}

void emit_ids(FILE *file, const struct packed *packed, const char *prefix)
{
    fprintf(
        file,
        "/* The index of each technique in this mapping and no other, for attack_technique_at(). An id that the\n"
        " * mapping lacks does not compile; a revoked one is the index of its successor and warns, where the compiler\n"
        " * can. */\n"
        "#ifndef ATTACK_EVENTS_REVOKED\n"
        "#if defined(__cplusplus) && __cplusplus >= 201703L\n"
        "#define ATTACK_EVENTS_REVOKED(successor) [[deprecated(\"revoked by \" successor)]]\n"
        "#elif defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 6)\n"
        "#define ATTACK_EVENTS_REVOKED(successor) __attribute__((deprecated(\"revoked by \" successor)))\n"
        "#else\n"
        "#define ATTACK_EVENTS_REVOKED(successor)\n"
        "#endif\n"
        "#endif\n"
        "enum %s_ids {",
        prefix);
    for (uint32_t i = 0; i < packed_count(packed, TABLE_TECHNIQUES); i++) {
        fputs(i ? ",\n    " : "\n    ", file); /* C90 takes no comma behind the last */
        put_name(file, prefix, id_of(packed, i));
        fprintf(file, " = %lu", (unsigned long)i);
    }
    emit_retired_ids(file, packed, prefix);
    fputs("\n};\n\n", file);
}
