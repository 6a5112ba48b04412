/* SPDX-License-Identifier: MIT
 *
 * A reader of JSON (RFC 8259) that shares no code with the tool.
 */
#ifndef JSON_READER_H
#define JSON_READER_H

#include <stdbool.h>

/* A place in a text, from which a function skips something; NULL: there is no such thing, or it is nested too deeply. */
typedef const char *position;

position skip_space(position at, position end);
position skip_value(position at, position end);

/* The same for a string. Sets `is_name` to whether it is this one. */
position skip_string(position at, position end, const char *name, bool *is_name);

/* Whether bytes are one JSON object, which the tool accepts. */
bool is_json_object(position at, position end);

#endif
