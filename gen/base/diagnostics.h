/* SPDX-License-Identifier: MIT
 *
 * The generator's messages about its input and its environment, on stderr: `file:line:col: error: ...`. It counts
 * errors, so that a run can report all of them and then fail, and it makes text from outside safe to print.
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
    const char *file;      /* NULL: not in a file */
    uint32_t line, column; /* from 1; line 0: the whole file */
};

struct diagnostics {
    bool strict; /* warnings are errors */
    bool quiet;  /* no warnings and notes */
    unsigned errors, warnings;
    struct refusal *refusal; /* not NULL: what is read now may be refused */
};

/* Why a part of the input is refused. */
struct refusal {
    unsigned errors_before;
    struct place place; /* of the first error in it */
    char reason[1024];
};

#if defined(__GNUC__)
#define PRINTF_LIKE(text, arguments) __attribute__((format(printf, text, arguments)))
#define NO_RETURN __attribute__((noreturn))
#else
#define PRINTF_LIKE(text, arguments)
#define NO_RETURN
#endif

/* After ERROR_LIMIT errors in the data, one line says that the rest are neither counted nor printed. */
void report_error(struct diagnostics *diagnostics, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
void report_warning(struct diagnostics *diagnostics, struct place place, const char *format, ...) PRINTF_LIKE(3, 4);
void report_note(struct diagnostics *diagnostics, const char *format, ...) PRINTF_LIKE(2, 3);

/* Between these calls, errors are no errors: they refuse what is being read, and the first one is the reason. Warnings
 * are dropped. refusal_end() returns whether there was an error. */
void refusal_begin(struct diagnostics *diagnostics, struct refusal *refusal);
bool refusal_end(struct diagnostics *diagnostics);

/* Whether reading should stop, as there were too many errors. */
bool has_too_many_errors(const struct diagnostics *diagnostics);

/* Prints an error that is not about the data, such as a failed write. */
void report_failure(const char *format, ...) PRINTF_LIKE(1, 2);
NO_RETURN void fail_out_of_memory(void);

/* Returns "1 row", "2 rows". The result is valid until the eighth call after this one. */
const char *counted(size_t count, const char *noun);

/* Makes text from outside fit for a message: quoted, truncated, with escapes for whatever could control a terminal. The
 * result is valid until the eighth call after this one. */
const char *quoted(const char *text, size_t length);

#endif
