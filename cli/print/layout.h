/* SPDX-License-Identifier: MIT
 *
 * The columns of an answer, which are the same for every format.
 */
#ifndef ATTACK_EVENTS_CLI_LAYOUT_H
#define ATTACK_EVENTS_CLI_LAYOUT_H

#include "value.h"

#include <stddef.h>

enum { COLUMNS_MOST = 32 };

struct column {
    const char *key;         /* in TSV's header and JSON's objects */
    const char *heading;     /* in the table */
    size_t legible;          /* a table omits other columns before it makes this one narrower */
    unsigned dispensable;    /* order of omission: the highest first; 0: never omitted */
    const char *dull_prefix; /* a common prefix of cells, which a narrow table shortens first; or NULL */
};

/* The columns that a command prints. `shown` has positions in `all`, which are those of a row's values too. */
struct layout {
    const struct column *all;
    const unsigned char *shown; /* NULL: the first `count`, in order */
    size_t count;               /* at most COLUMNS_MOST */
};

static inline size_t layout_place(const struct layout *layout, size_t i)
{
    return layout->shown ? layout->shown[i] : i;
}

#endif
