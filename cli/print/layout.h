/* SPDX-License-Identifier: MIT
 *
 * Which columns an answer has, for every format alike.
 */
#ifndef ATTACK_EVENTS_CLI_LAYOUT_H
#define ATTACK_EVENTS_CLI_LAYOUT_H

#include "value.h"

#include <stddef.h>

enum { COLUMNS_MOST = 32 };

struct column {
    const char *key;         /* of TSV's header and of JSON's objects */
    const char *heading;     /* of the table */
    size_t legible;          /* the table makes it no narrower while it can leave another column out instead */
    unsigned dispensable;    /* which columns those are: the highest goes first, 0 never */
    const char *dull_prefix; /* what cells lose first in a narrow table, since many share it; or NULL */
};

/* The columns that a command prints: `shown` are positions in `all`, and in the values of a row. */
struct layout {
    const struct column *all;
    const unsigned char *shown;
    size_t count; /* of `shown`, at most COLUMNS_MOST */
};

#endif
