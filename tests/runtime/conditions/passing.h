/* SPDX-License-Identifier: MIT
 *
 * Examples of values that pass a test, or do not.
 */
#ifndef PASSING_H
#define PASSING_H

#include "said.h"

/* Returns whether a test holds for an event: SAID_UNKNOWN if nothing holds, but one condition was unknown. */
enum said_truth holds(struct said *said, const struct said_event *said_event);

/* Fails unless a value passes a test with one text, or does not. */
void expect_passes(const char *operator_name, bool is_cased, const char *value, size_t length, const char *wanted,
                   bool passes);

struct example {
    const char *value, *wanted;
    bool passes;
};

void expect_all(const char *operator_name, bool is_cased, const struct example *examples, size_t count);

#define EXPECT_ALL(operator_name, is_cased, examples)                                                                  \
    expect_all(operator_name, is_cased, examples, sizeof(examples) / sizeof *(examples))

#endif
