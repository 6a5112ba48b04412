/* SPDX-License-Identifier: MIT
 *
 * JSON (RFC 8259) with real types: absent is null, a list is an array, filters are an array of objects of one pair.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_H
#define ATTACK_EVENTS_CLI_JSON_H

#include "output.h"

/* Prints one object on one line, without the line's end. */
void json_object(const struct layout *layout, const struct value *values);

#endif
