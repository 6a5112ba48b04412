/* SPDX-License-Identifier: MIT
 *
 * Reads the events of a line: by a format of formats.json or of the user's, its provider, channel, id and own fields.
 * It knows nothing of techniques.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_FORMAT_H
#define ATTACK_EVENTS_CLI_LOG_FORMAT_H

#include "log_formats.h"
#include "logged_event.h"

struct log_reader;

/* Returns what reads lines by these formats, which must be valid as long as it is used. `table` is the table whose rows
 * the lines are, or NULL. */
struct log_reader *log_reader_start(const struct log_formats *formats, const char *table);
void log_reader_free(struct log_reader *reader);

/* Finds the first event in a line. The event has no id if its format has none. Returns false if the line has no known
 * format. Events are valid until the next call for the reader, also those of log_format_next(). */
bool log_format_read(struct log_reader *reader, struct json_line *line, struct logged_event *event);

/* Moves to the next event of the line. Returns false if there is none. */
bool log_format_next(struct logged_event *event);

/* Prepares a name, which must be valid as long as it is used. */
struct log_name log_name_of(const char *text);

/* The values of a field: one, several of an array, or none. An array of a program's arguments has one value more, which
 * comes first: the command line, the arguments with blanks between them. What the event is called, such as
 * Provider_Name, is a field too if it has none of that name. */
void log_format_values(struct logged_event *event, const struct log_name *name, struct log_values *values);

/* All values of an event, of whatever field, without what tagging added to the line earlier. */
struct log_values log_format_all_values(const struct logged_event *event);

/* Returns the next value; absent text when there is none left. */
struct attack_text log_values_next(struct log_values *values);

#endif
