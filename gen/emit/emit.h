/* SPDX-License-Identifier: MIT
 *
 * The packed tables as C source: NAME.c with the data and NAME.h with its one function. The only part that writes C.
 * No byte of the mapping is written other than as a number or an escaped character constant, and comments hold nothing
 * but letters, digits and harmless punctuation, so that no text can break out.
 */
#ifndef GEN_EMIT_H
#define GEN_EMIT_H

#include "pack/packed.h"

#include <stdio.h>

struct emission {
    const struct packed *packed;
    const char *prefix;                                /* the exported function and the files' name */
    bool has_ids;                                      /* a constant for each technique */
    const char *sha256, *domain, *version, *selection; /* for the banner; "" where unknown */
};

/* The C file without the first lines, which `emit_source` writes: `id` tells one body from another. */
char *emit_body(const struct emission *emission, size_t *length);

void emit_source(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id);
void emit_header(FILE *file, const struct emission *emission, const char *id);

/* Their parts, for amalgamate.c: the comment that opens both, what tells a .h from one of another run, and what the .h
 * declares, with its guard. */
void emit_banner(FILE *file, const struct emission *emission);
void emit_guard(FILE *file, const struct emission *emission, const char *id);
void emit_declarations(FILE *file, const struct emission *emission, const char *id);

/* The tables, and the function under the name that the header declares. */
void emit_body_of(FILE *file, const struct emission *emission, const char *body, size_t length, const char *id);

#endif
