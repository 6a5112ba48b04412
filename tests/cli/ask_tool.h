/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of `attack-events technique`, `event` and `rows`: running the tool, and the expected answers of a
 * naive reader.
 */
#ifndef ASK_TOOL_H
#define ASK_TOOL_H

#include "naive.h"
#include "run.h"

enum { ARGUMENTS_MOST = 80, CONDITIONS_MOST = 4, VALUES_MOST = 4 };

/* "One of these values in this column", case-insensitive. */
struct condition {
    int column;
    const char *values[VALUES_MOST]; /* ends in NULL */
};

struct question {
    const char *ids[VALUES_MOST];                 /* of techniques, in this order; none: every row */
    struct condition conditions[CONDITIONS_MOST]; /* all must hold; ends in one without values */
    int columns[NAIVE_PRINTED];                   /* in this order */
    int column_count;                             /* 0: all of them */
};

/* Returns the option that filters by a column, such as "--platform" for NAIVE_EVENT_PLATFORM. */
const char *option_of_column(int column);

/* The columns with an option that filters. */
extern const int narrowing_columns[];
enum { NARROWING_COLUMNS = 5 };

/* Returns whether a row satisfies a question's conditions, whatever its technique. */
bool naive_admits(const struct naive_row *row, const struct question *question);

/* Returns the distinct values in a column, ignoring case; the elements of a list separately. The caller frees them.
 */
char **list_values(const struct naive_mapping *mapping, int column, size_t *count);
void free_values(char **values, size_t count);

/* Returns the expected TSV, for the caller to free. Sets `count` to the number of its lines without the header. */
char *naive_tsv(const struct naive_mapping *mapping, const struct question *question, size_t *count);

/* Asks the question in a format, with `technique` if it has ids, else with `rows`. */
void ask(const char *tool, const struct question *question, const char *format, struct run_result *result);

/* Fails unless TSV and JSON are as expected, with exit code `exit_code`; or, if no row is expected, unless nothing
 * is printed and the exit code is 1. */
void expect_answer(const char *tool, const struct naive_mapping *mapping, const struct question *question,
                   int exit_code);

/* Runs a script of bash, or of another shell, with these words behind it; the arguments end in NULL. Leaks are not
 * looked for: those of shells and of the libraries that draw are not ours, and the leak checker has hung below a shell.
 */
void run_shell(const char *const arguments[], struct run_result *result);

/* Runs the tool; fails unless it ends with `exit_code`, and its outputs match the patterns of fnmatch() (NULL: no
 * output). */
void expect_run(const char *tool, const char *const arguments[], int exit_code, const char *out, const char *err);

/* Returns whether a program can be run. */
bool has_program(const char *name);

/* Reads the mapping that is linked into the tool: FILES of the test. */
void read_mapping(struct naive_mapping *mapping, const char *const *paths, size_t count);

#endif
