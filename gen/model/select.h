/* SPDX-License-Identifier: MIT
 *
 * A subset of the mapping, for where flash is small: by event platform, tactic, provider, technique.
 */
#ifndef GEN_SELECT_H
#define GEN_SELECT_H

#include "model.h"

/* The values of one option, any of which will do; none: everything will. */
struct choice {
    const char **values;
    size_t count, capacity;
};

struct selection {
    struct choice platforms, tactics, providers;
    struct choice techniques; /* "T1003.001", or "T1003.*" for T1003 and its sub-techniques */
};

bool selects_everything(const struct selection *selection);

/* Whether the text is a technique id or a family, "T1003.*". */
bool is_technique_choice(const char *text);

/* Drops the rows that the selection leaves out, and the techniques that are left without any. Warns of a value that
 * matches no row. */
void select_rows(struct model *model, const struct selection *selection);

/* The selection in words, "--platform windows --technique T1003.*", in `arena`. */
const char *selection_text(struct arena *arena, const struct selection *selection);

#endif
