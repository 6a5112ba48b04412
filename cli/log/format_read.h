/* SPDX-License-Identifier: MIT
 *
 * Reads the values of a file of log formats: texts, paths, sources, lists of them. Reports what is wrong with its
 * place, and goes on. It knows no key of a format.
 */
#ifndef ATTACK_EVENTS_CLI_FORMAT_READ_H
#define ATTACK_EVENTS_CLI_FORMAT_READ_H

#include "format_table.h"

struct format_reader {
    const char *file; /* its name */
    const char *text;
    size_t length;
    struct json_line json;
    struct bump *bump; /* for what is kept */
    unsigned errors;
};

/* Reports an error: what was expected of this member. */
void format_error(struct format_reader *reader, uint32_t member, const char *expected);

/* The same, with a word that ends the message in quotes. */
void format_error_about(struct format_reader *reader, uint32_t member, const char *problem, const char *word,
                        size_t length);

/* Whether a member has this key; keys are compared with their case. */
bool format_is(const struct format_reader *reader, uint32_t member, const char *key);

/* Returns `count` elements of `size` bytes, all zeros, that are kept. */
void *format_keep(struct format_reader *reader, size_t count, size_t size);

/* Returns the text of a string that is kept; or NULL, with an error, if it is no string, is empty or too long. */
const char *format_text(struct format_reader *reader, uint32_t member);

bool format_flag(struct format_reader *reader, uint32_t member);

/* A path. ".*" at its end is an error unless it `may_be_every`. */
void format_path(struct format_reader *reader, uint32_t member, bool may_be_every, struct log_path *path);

/* One path or a list of them, any of which may end in ".*". */
void format_paths(struct format_reader *reader, uint32_t member, struct log_paths *paths);

/* One source or a list of them. */
void format_sources(struct format_reader *reader, uint32_t member, struct log_sources *sources);

/* Where fields are: a list of paths and of lists. */
void format_searches(struct format_reader *reader, uint32_t member, struct log_format *format);

/* Texts of fields' names and where these are. */
void format_renames(struct format_reader *reader, uint32_t member, struct log_format *format);

/* The tests by which a format is recognised. */
void format_tests(struct format_reader *reader, uint32_t member, struct log_format *format);

#endif
