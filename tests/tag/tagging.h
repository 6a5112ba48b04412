/* SPDX-License-Identifier: MIT
 *
 * What the tests of `attack-events tag` share: running it, reading the techniques that it adds, and what a naive reader
 * of the mapping says that an event could show.
 */
#ifndef TAGGING_H
#define TAGGING_H

#include "naive.h"
#include "run.h"

#include <stdbool.h>
#include <stddef.h>

enum { FIELDS_MOST = 24, IDS_MOST = 1000, ID_BYTES = 16 };

/* An event as a log has it; what is NULL the log does not say. */
struct logged {
    const char *id, *provider, *channel;
    const char *fields[FIELDS_MOST]; /* name, value, ...; NULL ends them */
};

/* Ids of techniques. */
struct ids {
    char id[IDS_MOST][ID_BYTES];
    size_t count;
};

/* Says whether a row's event may be this one: id, provider and channel as far as both know them, and every filter. */
bool naive_matches(const struct naive_row *row, const struct logged *logged);

/* Fills `ids` with the techniques of all rows that match, sorted, each once. */
void naive_ids(const struct naive_mapping *mapping, const struct logged *logged, struct ids *ids);

/* Reads the ids that were added to a line, in their order; fails where there is no `attack`. */
void tagged_ids(const char *line, size_t length, struct ids *ids);
void sort_ids(struct ids *ids);

/* Runs `tool tag arguments...` over these bytes; fails unless it exits with 0. */
void tag_bytes(const char *tool, const char *const arguments[], const void *bytes, size_t size,
               struct run_result *result);

/* The same with text; fails unless the output is `expected`, and what is said matches a pattern of fnmatch(). */
void expect_tagged(const char *tool, const char *const arguments[], const char *text, const char *expected,
                   const char *said);

#endif
