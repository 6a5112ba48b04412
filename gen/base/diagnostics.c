/* SPDX-License-Identifier: MIT
 *
 * Formats and prints diagnostics. It must not know what is being reported.
 */
#include "diagnostics.h"

#include "generator_limits.h"
#include "host/code_point.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void print_text(const char *text)
{
    while (*text) {
        bool is_escaped;

        for (size_t left = code_point_take(text, &is_escaped); left; left--, text++)
            if (is_escaped)
                fprintf(stderr, "\\x%02x", (unsigned char)*text);
            else
                putc(*text, stderr);
    }
}

PRINTF_LIKE(3, 0)
static void print_line(struct place place, const char *kind, const char *format, va_list arguments)
{
    char message[16 * 1024]; /* room for the names of two files */

    print_text(place.file ? place.file : "attack-events-gen");
    if (place.file && place.line)
        fprintf(stderr, ":%u:%u", (unsigned)place.line, (unsigned)place.column);
    vsnprintf(message, sizeof message, format, arguments);
    fprintf(stderr, ": %s: ", kind);
    print_text(message);
    putc('\n', stderr);
}

PRINTF_LIKE(3, 0)
static void count_error(struct diagnostics *diagnostics, struct place place, const char *format, va_list arguments)
{
    struct refusal *refusal = diagnostics->refusal;

    if (refusal && diagnostics->errors == refusal->errors_before) {
        refusal->place = place;
        vsnprintf(refusal->reason, sizeof refusal->reason, format, arguments);
    } else if (!refusal && diagnostics->errors < ERROR_LIMIT)
        print_line(place, "error", format, arguments);
    else if (!refusal && diagnostics->errors == ERROR_LIMIT)
        fprintf(stderr, "attack-events-gen: more than %d errors; the rest are not shown\n", ERROR_LIMIT);
    diagnostics->errors++;
}

void report_error(struct diagnostics *diagnostics, struct place place, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    count_error(diagnostics, place, format, arguments);
    va_end(arguments);
}

void report_warning(struct diagnostics *diagnostics, struct place place, const char *format, ...)
{
    va_list arguments;

    if (diagnostics->refusal)
        return;
    diagnostics->warnings++;
    va_start(arguments, format);
    if (diagnostics->strict)
        count_error(diagnostics, place, format, arguments);
    else if (!diagnostics->quiet && diagnostics->warnings <= WARNING_LIMIT)
        print_line(place, "warning", format, arguments);
    else if (!diagnostics->quiet && diagnostics->warnings == WARNING_LIMIT + 1)
        fprintf(stderr, "attack-events-gen: more than %d warnings; the rest are not shown\n", WARNING_LIMIT);
    va_end(arguments);
}

void report_note(struct diagnostics *diagnostics, const char *format, ...)
{
    va_list arguments;
    struct place nowhere = {NULL, 0, 0};

    va_start(arguments, format);
    if (!diagnostics->quiet)
        print_line(nowhere, "note", format, arguments);
    va_end(arguments);
}

void refusal_begin(struct diagnostics *diagnostics, struct refusal *refusal)
{
    refusal->errors_before = diagnostics->errors;
    diagnostics->refusal = refusal;
}

bool refusal_end(struct diagnostics *diagnostics)
{
    bool is_refused = diagnostics->errors > diagnostics->refusal->errors_before;

    diagnostics->errors = diagnostics->refusal->errors_before;
    diagnostics->refusal = NULL;
    return is_refused;
}

bool has_too_many_errors(const struct diagnostics *diagnostics)
{
    return diagnostics->errors > ERROR_LIMIT && !diagnostics->refusal;
}

void report_failure(const char *format, ...)
{
    va_list arguments;
    struct place nowhere = {NULL, 0, 0};

    va_start(arguments, format);
    print_line(nowhere, "error", format, arguments);
    va_end(arguments);
}

void fail_out_of_memory(void)
{
    report_failure("out of memory");
    exit(EXIT_ENVIRONMENT);
}

const char *quoted(const char *text, size_t length)
{
    enum { SHOWN = 60, RING = 8 };
    static char ring[RING][4 * SHOWN + sizeof "\"\"..."];
    static unsigned turn;
    char *buffer = ring[turn++ % RING], *end = buffer;
    size_t shown = length < SHOWN ? length : SHOWN;

    while (shown && shown < length && ((unsigned char)text[shown] & 0xc0) == 0x80)
        shown--; /* do not cut a UTF-8 character */
    *end++ = '"';
    for (size_t i = 0; i < shown;) {
        bool is_escaped;

        for (size_t left = code_point_take(text + i, &is_escaped); left; left--, i++)
            if (is_escaped)
                end += sprintf(end, "\\x%02x", (unsigned char)text[i]);
            else
                *end++ = text[i];
    }
    strcpy(end, shown < length ? "\"..." : "\"");
    return buffer;
}

const char *counted(size_t count, const char *noun)
{
    enum { RING = 8 };
    static char ring[RING][64];
    static unsigned turn;
    char *buffer = ring[turn++ % RING];

    snprintf(buffer, sizeof ring[0], "%zu %s%s", count, noun, count == 1 ? "" : "s");
    return buffer;
}
