/* SPDX-License-Identifier: MIT
 *
 * JSON (RFC 8259) with real types: absent is null, a list is an array, filters are an array of objects of one pair.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_H
#define ATTACK_EVENTS_CLI_JSON_H

#include "layout.h"

#include <stdint.h>
#include <stdio.h>

/* Writes a code point as an escape: two, of surrogates, above U+FFFF. */
void json_escape(FILE *file, uint32_t code);

/* Writes a string with its quotes; NULL as null. */
void json_text(FILE *file, const char *text);

/* Writes one object on one line, without the line's end. */
void json_object(FILE *file, const struct layout *layout, const struct value *values);

#endif
