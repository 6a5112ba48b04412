/* SPDX-License-Identifier: MIT
 *
 * The packed tables as C source: NAME.c with the data and NAME.h with its one function. This is the only part that
 * writes C. Text of the mapping is written only as numbers and escaped character constants, and in comments only as
 * letters, digits and harmless punctuation, so that no text can inject code.
 */
#ifndef GEN_EMIT_H
#define GEN_EMIT_H

#include "pack/packed.h"
#include "pack_file.h"

#include <stdio.h>

struct emission {
    const struct packed *packed;
    const char *prefix;                                /* the exported function and the files' name */
    bool has_ids;                                      /* whether there is a constant for each technique */
    const char *sha256, *domain, *version, *selection; /* for the banner; "" where unknown */
    const char *rules_uri, *rules_license;             /* likewise, NULL where unknown */
    enum byte_order byte_order;                        /* of a pack */
};

/* Writes the C file without its first lines, which `emit_source` writes. `id` identifies this body. */
char *emit_body(const struct emission *emission, size_t *length);

void emit_source(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id);
void emit_header(FILE *file, const struct emission *emission, const char *id);

/* Parts of both files, for amalgamate.c: the comment at the top of both, the check that .c and .h come from the same
 * run, and the declarations of the .h with their guard. */
void emit_banner(FILE *file, const struct emission *emission);
void emit_guard(FILE *file, const struct emission *emission, const char *id);
void emit_declarations(FILE *file, const struct emission *emission, const char *id);

/* The tables, and the function that the header declares. */
void emit_body_of(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id);

#endif
