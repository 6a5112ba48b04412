/* SPDX-License-Identifier: MIT
 *
 * Makes JSON lines of objects that are written otherwise: over many lines, several on one line, without anything
 * between them, in an array, or with the record separators of RFC 7464. Line breaks in an object become blanks. What is
 * not an object, or is broken, becomes lines too, for a reader that reports them: nothing is left out but brackets,
 * commas and blanks between objects.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_VALUES_H
#define ATTACK_EVENTS_CLI_JSON_VALUES_H

#include "json_scan.h"
#include "made_text.h"

enum json_values_place { VALUES_BETWEEN, VALUES_IN_OBJECT, VALUES_IN_OTHER };

/* Starts as zeros. */
struct json_values {
    enum json_values_place place;
    struct json_scan scan;
};

/* Takes more bytes, and adds to `out` what they become. */
void json_values_take(struct json_values *values, const char *bytes, size_t length, struct made_text *out);

/* Ends the last line. */
void json_values_end(struct json_values *values, struct made_text *out);

#endif
