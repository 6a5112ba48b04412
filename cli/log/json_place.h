/* SPDX-License-Identifier: MIT
 *
 * Finds the place in a JSON text that a message is about. It keeps nothing of what it reads.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_PLACE_H
#define ATTACK_EVENTS_CLI_JSON_PLACE_H

#include <stddef.h>
#include <stdint.h>

/* A place, as editors count: both from 1, columns in bytes. */
struct json_place {
    unsigned long line, column;
};

/* Returns the place of a member of json_line_read(), by its number, at its key if it has one; or of the first byte that
 * cannot be JSON, if that comes earlier; or of the end. UINT32_MAX looks for the latter alone. */
struct json_place json_place_of(const char *text, size_t length, uint32_t member);

#endif
