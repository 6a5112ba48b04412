/* SPDX-License-Identifier: MIT
 *
 * Finds where an object of JSON ends, as bytes come in. It checks what tells that the object is broken before its last
 * brace, so that the next one is found again: the order of strings, values, commas and braces, and that no string has a
 * line end. It does not check numbers, escapes and words: the parser does.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_SCAN_H
#define ATTACK_EVENTS_CLI_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { JSON_SCAN_LEVELS = 1024 }; /* deeper objects and arrays are counted, not told apart */

struct json_scan {
    uint32_t depth;
    bool is_string, is_escaped;
    char last; /* the last token: a character of { [ } ] , : or s, a string, or v, any other value */
    uint64_t arrays[JSON_SCAN_LEVELS / 64]; /* a bit for each level */
};

enum json_scan_result { JSON_SCAN_OPEN, JSON_SCAN_DONE, JSON_SCAN_WRONG };

/* Starts an object; the first byte has to be its brace. */
void json_scan_start(struct json_scan *scan);

/* Scans more bytes. Sets `used` to how many belong to the object: all of them while it is open; if it is wrong, those
 * before the byte that is. */
enum json_scan_result json_scan_bytes(struct json_scan *scan, const char *bytes, size_t length, size_t *used);

#endif
