/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of conditions: what the generator makes of an event's filter_in and detection, as `--against`
 * writes it. It knows nothing of packed mappings.
 */
#ifndef CONDITIONS_H
#define CONDITIONS_H

#include <stddef.h>

/* The keys of an event, without braces, `platform` and `techniques`, and a line for each of its rows: event id, blank,
 * filters or condition, blank, kind. */
struct condition_case {
    const char *event, *rows;
};

/* Fails unless each event has these rows in a mapping of all of them, which begins with the text `classes`. */
void expect_conditions(const char *scratch, const char *classes, const struct condition_case cases[], size_t count);

/* Fails unless a mapping of this event is refused with this message. The event stands on line 4, its first key in
 * column 10; NAME stands for the file. */
void expect_bad_condition(const char *scratch, const char *event, const char *message);

/* Writes a mapping of these events, each in braces and on a line that begins with "      - ". Returns its path. */
const char *write_conditions(const char *scratch, const char *classes, const char *events);

#endif
