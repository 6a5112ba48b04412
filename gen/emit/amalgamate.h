/* SPDX-License-Identifier: MIT
 *
 * --amalgamate: the runtime and one mapping as one .c, which compiles without other files, and its .h.
 */
#ifndef GEN_AMALGAMATE_H
#define GEN_AMALGAMATE_H

#include "emit.h"

/* A source file of the runtime, embedded in this program when it was built. */
struct runtime_text {
    const char *name, *text;
};
extern const struct runtime_text runtime_texts[]; /* the public header first, each header before the files that include
                                                     it; a NULL name ends the array */

/* Whether the runtime's code uses this identifier for anything, outside comments and strings. */
bool runtime_has_name(const char *name);

/* Writes both files. The .c includes the .h by the name `header`. */
void amalgamate_source(FILE *file, const struct emission *emission, const char *header, const char *body, size_t length,
                       const char *id);
void amalgamate_header(FILE *file, const struct emission *emission, const char *id);

#endif
