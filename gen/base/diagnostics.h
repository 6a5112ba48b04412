/* SPDX-License-Identifier: MIT
 *
 * What the generator says about its input and its surroundings, on stderr: `file:line:col: error: ...`. It counts, so
 * that a run can report everything it finds and then fail, and it makes text from outside safe to print.
 */
#ifndef GEN_DIAGNOSTICS_H
#define GEN_DIAGNOSTICS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum exit_code {
    EXIT_GOOD = 0,
    EXIT_BAD_DATA = 1,
    EXIT_USAGE = 2,
    EXIT_ENVIRONMENT = 3 /* cannot read, write or run gperf; out of memory */
};

struct place {
    const char *file;      /* NULL: no place in a file */
    uint32_t line, column; /* from 1; line 0: the file as a whole */
};

struct diagnostics {
    bool strict; /* warnings are errors */
    bool quiet;  /* no warnings and notes */
    unsigned errors, warnings;
};

#if defined(__GNUC__)
#define PRINTF_LIKE(text, arguments) __attribute__((format(printf, text, arguments)))
#define NO_RETURN __attribute__((noreturn))
#else
#define PRINTF_LIKE(text, arguments)
#define NO_RETURN
#endif

/* After ERROR_LIMIT errors of the data the rest go uncounted and unprinted, with one line that says so. */
void report_error(struct diagnostics *diagnostics, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
void report_warning(struct diagnostics *diagnostics, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
void report_note(struct diagnostics *diagnostics, const char *format, ...) PRINTF_LIKE(2, 3);

/* Whether there is no point in reading on. */
bool has_too_many_errors(const struct diagnostics *diagnostics);

/* An error of the surroundings: printed at once. */
void report_failure(const char *format, ...) PRINTF_LIKE(1, 2);
NO_RETURN void fail_out_of_memory(void);

/* "1 row", "2 rows"; the result lives until the eighth call after this one. */
const char *counted(unsigned long count, const char *noun);

/* Text from outside for a message: in quotes, cut short, control bytes and bytes that are not ASCII escaped where a
 * terminal could take them for commands. The result lives until the eighth call after this one. */
const char *quoted(const char *text, size_t length);

#endif
