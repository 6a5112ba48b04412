/* SPDX-License-Identifier: MIT
 *
 * Conditions and events as the tests describe them, and a naive evaluation: recursive, without gates, which folds
 * letters in copies and asks the C library for numbers and addresses. It must not share code or headers with the
 * runtime, so that it does not repeat its mistakes.
 */
#ifndef SAID_H
#define SAID_H

#include <stdbool.h>
#include <stddef.h>

enum { SAID_FIELDS = 6, SAID_VALUES = 12, SAID_CHILDREN = 4, ANY_VALUE = -1 };

/* A test. Operators are words: "equal", "startswith", "endswith", "contains", "matches", "exists", "null", "cidr",
 * "gt", "gte", "lt", "lte". */
struct said_test {
    int field; /* or ANY_VALUE */
    const char *operator_name;
    bool is_cased;
    bool asks_fields; /* the values are `fields` */
    int count;
    const char *values[SAID_VALUES];
    int fields[SAID_VALUES];
    bool is_optional; /* false without the field, instead of unknown */
};

/* A condition: '&' and '|' of its children, 't' a test, 'n' its negation. A '&' without children always holds. */
struct said {
    char kind;
    int count;
    struct said *children[SAID_CHILDREN];
    struct said_test test;
};

/* Initialize a `struct said` with the members of a test: one with texts, and one with fields. */
#define TEST(...)                                                                                                      \
    {                                                                                                                  \
        .kind = 't', .test = { __VA_ARGS__, .fields = {0} }                                                            \
    }
#define TEST_OF_FIELDS(...)                                                                                            \
    {                                                                                                                  \
        .kind = 't', .test = { __VA_ARGS__, .is_optional = false }                                                     \
    }

struct said_text {
    const char *bytes; /* with a NUL behind them, and perhaps others */
    size_t length;
};

/* An event: so many values of each field. */
struct said_event {
    int counts[SAID_FIELDS];
    struct said_text values[SAID_FIELDS][SAID_VALUES];
};

enum said_truth { SAID_FALSE, SAID_UNKNOWN, SAID_TRUE };

/* Returns whether a condition holds. An event has all its values: a test on ANY_VALUE is never unknown. */
enum said_truth said_holds(const struct said *said, const struct said_event *event);

/* Whether a value passes a test with one text. */
bool said_passes(const char *operator_name, bool is_cased, struct said_text value, struct said_text wanted);

/* Whether a condition asks for this field. */
bool said_asks(const struct said *said, int field);

#endif
