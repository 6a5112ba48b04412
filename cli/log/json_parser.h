/* SPDX-License-Identifier: MIT
 *
 * What json_line.c and a parser have in common. There is one of two parsers in a build: json_simdjson.cpp, or
 * json_yajl.c where there is no simdjson or no C++. Only these files include this header.
 */
#ifndef ATTACK_EVENTS_CLI_JSON_PARSER_H
#define ATTACK_EVENTS_CLI_JSON_PARSER_H

#include "json_members.h"

enum json_parsed { JSON_PARSED, JSON_INVALID, JSON_TOO_MANY, JSON_TOO_DEEP };

/* Checks all of line->text, and adds its members. The text is followed by JSON_PADDING bytes that may be read. It may
 * end in white space, but in no other text. */
enum json_parsed json_parse(struct json_line *line);

/* Frees line->parser. */
void json_parser_free(struct json_line *line);

/* Makes room for a member. Returns false above the limit. */
bool json_make_room(struct json_line *line);

/* Returns a copy that is valid as long as the line's members. */
char *json_copy(const struct json_line *line, const char *text, size_t length);

/* Whether all escapes are JSON's. `at` is the first backslash. */
bool json_escapes_are_valid(const char *at, const char *end);

/* Returns the text that escaped text stands for. */
struct attack_text json_unescaped(const struct json_line *line, const char *text, size_t length);

#endif
