/* SPDX-License-Identifier: MIT
 *
 * Runs gperf, with limits on time and output. It must not interpret what gperf prints.
 */
#ifndef GEN_GPERF_H
#define GEN_GPERF_H

#include "base/arena.h"

#include <stdbool.h>

/* Returns gperf's output for these keys, as a string. Returns NULL and sets `why` if gperf fails, is killed, prints too
 * much or takes too long, which some sets of keys cause. Returns NULL, and reports, if gperf cannot be run or its
 * output not be read. */
const char *run_gperf_on(struct arena *arena, const char *const *keys, size_t count, const char **why);

/* Returns gperf's version, "3.1". Returns NULL, and reports, if gperf cannot be run. */
const char *gperf_version(struct arena *arena);

#endif
