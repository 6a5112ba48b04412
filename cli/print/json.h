/* SPDX-License-Identifier: MIT
 *
 * JSON (RFC 8259) with JSON types: an absent value is null, a list is an array, filters are an array of objects with
 * one member. It knows nothing of commands.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_H
#define ATTACK_EVENTS_CLI_JSON_H

#include "layout.h"

#include <stdint.h>
#include <stdio.h>

/* Writes a code point as an escape; above U+FFFF, as two surrogates. */
void json_escape(FILE *file, uint32_t code);

/* Writes a string with quotes; NULL as null. */
void json_text(FILE *file, const char *text);

/* Writes one object on one line, without a line end. */
void json_object(FILE *file, const struct layout *layout, const struct value *values);

/* Writes a rule as an object: id, title, level, status, author, license, uri, and whether it is a detection. In a
 * compact one, no blank follows a comma or a colon. */
void json_rule(FILE *file, const struct attack_rule *rule, bool is_compact);

#endif
