/* SPDX-License-Identifier: MIT
 *
 * Walks over values of a line, wherever they are; log_values_next() of log_format.h makes the steps.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_VALUES_H
#define ATTACK_EVENTS_CLI_LOG_VALUES_H

#include "log_format.h"

/* The value of a member, or those of an array; none for an object and for JSON_NONE. */
void log_values_of(struct log_values *values, const struct json_line *line, uint32_t member);

/* The values of all members below one. */
void log_values_below(struct log_values *values, const struct json_line *line, uint32_t member);

bool log_has_value(const struct json_line *line, uint32_t member);

/* The values at a path below a member that goes through arrays of objects, as in the records of clouds. */
void log_values_through_arrays(struct log_values *values, const struct json_line *line, uint32_t top, const char *path);

/* Returns the values with blanks between them, up to the limit; absent text if there are none. It is valid as long as
 * the line. */
struct attack_text log_values_joined(struct json_line *line, struct log_values values);

#endif
