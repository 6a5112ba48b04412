/* SPDX-License-Identifier: MIT
 *
 * The runtime and one mapping as a single pair of files: a .c that compiles by itself and the .h that goes with it.
 */
#ifndef GEN_AMALGAMATE_H
#define GEN_AMALGAMATE_H

#include "emit.h"

/* A source of the runtime, as it was when this program was built. */
struct runtime_text {
    const char *name, *text;
};
extern const struct runtime_text runtime_texts[]; /* the public header first, each header before those that need it;
                                                     a NULL name comes last */

/* Whether the runtime's code has this identifier, of whatever: its comments and strings do not count. */
bool runtime_has_name(const char *name);

/* `header` is the name by which the .c includes the .h. */
void amalgamate_source(FILE *file, const struct emission *emission, const char *header, const char *body, size_t length,
                       const char *id);
void amalgamate_header(FILE *file, const struct emission *emission, const char *id);

#endif
