/* SPDX-License-Identifier: MIT
 *
 * Running the gperf program, within limits of time and output. It knows nothing of what gperf prints.
 */
#ifndef GEN_GPERF_H
#define GEN_GPERF_H

#include "base/arena.h"

#include <stdbool.h>

/* Returns what gperf prints for these keys, as a string. Returns NULL and sets `why` when gperf fails, is killed,
 * prints too much or takes too long; some keys lead to that. Returns NULL, and reports, when gperf cannot be run or
 * read. */
const char *run_gperf_on(struct arena *arena, const char *const *keys, size_t count, const char **why);

/* Returns gperf's version, "3.1". Returns NULL, and reports, when gperf cannot be run. */
const char *gperf_version(struct arena *arena);

#endif
