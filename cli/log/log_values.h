/* SPDX-License-Identifier: MIT
 *
 * Walks over values of a line, wherever they are; log_values_next() of log_format.h makes the steps.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_VALUES_H
#define ATTACK_EVENTS_CLI_LOG_VALUES_H

#include "log_format.h"

/* The values of members from one on, or of all members below them. */
struct log_values log_values_between(const struct json_line *line, uint32_t at, uint32_t end, bool is_deep);

/* The value of a member, or those of an array; none for an object and for JSON_NONE. */
struct log_values log_values_of(const struct json_line *line, uint32_t member);

bool log_has_value(const struct json_line *line, uint32_t member);

/* The values at a path below a member that goes through arrays of objects, as in the records of clouds. */
struct log_values log_values_through_arrays(const struct json_line *line, uint32_t top, const char *path);

/* Returns the values with blanks between them, up to the limit; absent text if there are none. It is valid as long as
 * the line. */
struct attack_text log_values_joined(struct json_line *line, struct log_values values);

#endif
