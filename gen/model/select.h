/* SPDX-License-Identifier: MIT
 *
 * Selects a subset of the mapping, for small flash or by taste: by event platform, tactic, provider, technique, and by
 * where its rows come from. It knows neither YAML nor C.
 */
#ifndef GEN_SELECT_H
#define GEN_SELECT_H

#include "model.h"

/* The values of one option. A row has to match any of them; without values, every row matches. */
struct choice {
    const char **values;
    size_t count, capacity;
};

struct selection {
    struct choice platforms, tactics, providers;
    struct choice techniques; /* "T1003.001", or "T1003.*" for T1003 and its sub-techniques */
    struct choice sources;    /* "ossem", "project", "analytic", "rule" or "other" */
};

bool selects_everything(const struct selection *selection);

/* Whether the text is a technique id or a family, "T1003.*". */
bool is_technique_choice(const char *text);

/* Whether the text is a source of rows. */
bool is_source(const char *text);

/* Drops the rows that do not match, and techniques without rows. Warns about a value that matches no row. A retired id
 * stands for its successor, with a warning. Rows of analytics count in scores if they are asked for by name. Call it
 * after retire_techniques(). */
void select_rows(struct model *model, const struct selection *selection);

/* Returns the selection as text, "--platform windows --technique T1003.*", in `arena`. */
const char *selection_text(struct arena *arena, const struct selection *selection);

#endif
