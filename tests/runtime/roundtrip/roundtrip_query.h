/* SPDX-License-Identifier: MIT
 *
 * Looks up events in a compiled mapping, and compares the results with the naive reader's events.
 */
#ifndef ROUNDTRIP_QUERY_H
#define ROUNDTRIP_QUERY_H

#include "roundtrip.h"

enum { KEY_BYTES = 512 };

/* What to look up. `log_column` says whether `log` is a provider, a channel or (0) nothing. */
struct query {
    const char *id;
    size_t id_length;
    int log_column;
    const char *log;
    size_t log_length;
};

/* Compares a view with the event at this index. */
void assert_event(const struct attack_event *event, size_t index);

/* Looks up, and checks that exactly the matching events are found, in order. Returns how many. */
size_t try_query(const struct query *query);

/* The same by number, if the id is the canonical decimal form of one. */
void try_number(const struct query *query);

/* Copies a text with its letters as they are (0), all upper (1), all lower (2) or swapped (3). Returns its length. */
size_t recase(char *copy, const char *text, int how);

/* Looks up an id, with a log or (0) without one, in four spellings of case and as a number. Returns how many events
 * it has. */
size_t try_cases(const char *id, int log_column, const char *log);

#endif
