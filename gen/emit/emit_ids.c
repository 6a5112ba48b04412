/* SPDX-License-Identifier: MIT
 *
 * Writes the constants of technique ids into NAME.h. It knows nothing of the rest of that file.
 */
#include "emit_ids.h"

#include "tables.h"

#include <ctype.h>

static const char *string_at(const struct packed *packed, uint32_t offset)
{
    return packed->strings.bytes + offset;
}

/* Writes PREFIX_T1003_001. An id is T, digits and at most one dot: the reader accepts no other. */
static void put_name(FILE *file, const char *prefix, const char *id)
{
    for (; *prefix; prefix++)
        putc(toupper((unsigned char)*prefix), file);
    putc('_', file);
    for (; *id; id++)
        putc(*id == '.' ? '_' : *id, file);
}

void emit_ids(FILE *file, const struct packed *packed, const char *prefix)
{
    const uint32_t *revocation = packed->cells[TABLE_REVOCATIONS].items; /* sorted by technique as well */
    size_t revocations_left = packed_count(packed, TABLE_REVOCATIONS);

    fprintf(file,
            "/* The index of each technique in this mapping and no other, for attack_technique_at(). An id that the\n"
            " * mapping lacks does not compile; a revoked one warns, where the compiler can. */\n"
            "#ifndef ATTACK_EVENTS_REVOKED\n"
            "#if defined(__cplusplus) && __cplusplus >= 201703L\n"
            "#define ATTACK_EVENTS_REVOKED(successor) [[deprecated(\"revoked by \" successor)]]\n"
            "#elif defined(__clang__) || (defined(__GNUC__) && __GNUC__ >= 6)\n"
            "#define ATTACK_EVENTS_REVOKED(successor) __attribute__((deprecated(\"revoked by \" successor)))\n"
            "#else\n"
            "#define ATTACK_EVENTS_REVOKED(successor)\n"
            "#endif\n"
            "#endif\n"
            "enum %s_ids {\n",
            prefix);
    for (uint32_t i = 0; i < packed_count(packed, TABLE_TECHNIQUES); i++) {
        fputs("    ", file);
        put_name(file, prefix,
                 string_at(packed, packed->cells[TABLE_TECHNIQUES].items[i * TECHNIQUE_CELLS + TECHNIQUE_TEXT]));
        if (revocations_left && revocation[REVOCATION_TECHNIQUE] == i) {
            fprintf(file, " ATTACK_EVENTS_REVOKED(\"%s\")", string_at(packed, revocation[REVOCATION_SUCCESSOR]));
            revocation += REVOCATION_CELLS;
            revocations_left--;
        }
        fprintf(file, " = %lu,\n", (unsigned long)i);
    }
    fputs("};\n\n", file);
}
