/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of `attack-events tag`: running it, reading the techniques that it adds, and what an event could
 * show according to a naive reader of the mapping.
 */
#ifndef TAGGING_H
#define TAGGING_H

#include "naive.h"
#include "run.h"

#include <stdbool.h>
#include <stddef.h>

enum { FIELDS_MOST = 140, IDS_MOST = 1000, ID_BYTES = 16 };

/* An event of a log; NULL is absent. */
struct logged {
    const char *id, *provider, *channel;
    const char *fields[FIELDS_MOST]; /* name, value, ...; ends in NULL */
};

/* Ids of techniques. */
struct ids {
    char id[IDS_MOST][ID_BYTES];
    size_t count;
};

/* Returns whether a row's event may be this one: id, provider and channel are equal if both are known, and every
 * filter holds. An event with a condition never is: the naive reader evaluates none. */
bool naive_matches(const struct naive_row *row, const struct logged *logged);

/* Fills `ids` with the distinct techniques of all matching rows, sorted. */
void naive_ids(const struct naive_mapping *mapping, const struct logged *logged, struct ids *ids);

/* Reads the ids that were added to a line, in order; fails if there is no `attack`. */
void tagged_ids(const char *line, size_t length, struct ids *ids);
void sort_ids(struct ids *ids);

/* Removes the ids of the kind `condition` that are not expected, as a naive reader does not know them. Both are sorted.
 */
void drop_conditions(const char *line, struct ids *ids, const struct ids *expected);

/* Runs `tool tag arguments...` over these bytes; fails unless it exits with 0. */
void tag_bytes(const char *tool, const char *const arguments[], const void *bytes, size_t size,
               struct run_result *result);

/* The same with text; fails unless the output is `expected`, and the messages match a pattern of fnmatch(). */
void expect_tagged(const char *tool, const char *const arguments[], const char *text, const char *expected,
                   const char *said);

#endif
