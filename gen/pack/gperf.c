/* SPDX-License-Identifier: MIT
 *
 * Runs gperf as a child process. It must not interpret what gperf prints.
 */
#include "gperf.h"

#include "base/diagnostics.h"
#include "base/generator_limits.h"
#include "host/child.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NOT_INSTALLED = 127 };

/* Writes the keys in gperf's input form: one a line, in quotes, every byte that could mean something as an octal
 * escape. */
static char *write_keys(struct arena *arena, const char *const *keys, size_t count)
{
    enum { ESCAPE = 4, AROUND = 3 }; /* bytes */
    size_t size = 1;
    char *text, *end;

    for (size_t i = 0; i < count; i++)
        size += ESCAPE * strlen(keys[i]) + AROUND;
    text = end = arena_allocate(arena, size);
    for (size_t i = 0; i < count; i++) {
        *end++ = '"';
        for (const unsigned char *byte = (const unsigned char *)keys[i]; *byte; byte++) {
            bool plain = (*byte >= '0' && *byte <= '9') || (*byte >= 'a' && *byte <= 'z') ||
                         (*byte >= 'A' && *byte <= 'Z') || *byte == '.' || *byte == '-';

            end += sprintf(end, plain ? "%c" : "\\%03o", *byte);
        }
        *end++ = '"';
        *end++ = '\n';
    }
    return text;
}

/* Says why gperf found no hash, or reports that it could not be run or read, and returns NULL. */
static const char *why_not(struct arena *arena, enum child_result result, int number)
{
    switch (result) {
    case CHILD_NOT_STARTED:
        if (number == ENOMEM)
            fail_out_of_memory();
        report_failure("cannot run gperf: %s; install it, or use --index none", strerror(number));
        break;
    case CHILD_UNWRITABLE:
        report_failure("cannot write what gperf reads: %s", strerror(number));
        break;
    case CHILD_UNREADABLE:
        report_failure("cannot read what gperf prints: %s", strerror(number));
        break;
    case CHILD_OUT_OF_MEMORY:
        fail_out_of_memory();
    case CHILD_PRINTS_TOO_MUCH:
        return arena_format(arena, "gperf prints more than %d bytes", GPERF_OUTPUT_LIMIT);
    case CHILD_TAKES_TOO_LONG:
        return arena_format(arena, "gperf has not ended after %d seconds", GPERF_WAIT_LIMIT);
    case CHILD_WORKS_TOO_LONG:
        return arena_format(arena, "gperf takes longer than %d seconds of the processor", GPERF_SECONDS_LIMIT);
    case CHILD_KILLED:
        return arena_format(arena, "gperf was killed by signal %d", number);
    case CHILD_FAILED:
        if (number != NOT_INSTALLED)
            return arena_format(arena, "gperf failed with exit code %d", number);
        report_failure("cannot run gperf: it is not installed; install it, or use --index none");
        break;
    case CHILD_SUCCEEDED:
        break;
    }
    return NULL;
}

/* Returns what gperf prints. Returns NULL and sets `why`, or reports. */
static const char *run(struct arena *arena, char *const *arguments, const char *input, const char **why)
{
    struct child child = {
        .arguments = arguments,
        .input = input,
        .input_size = strlen(input),
        .processor_seconds = GPERF_SECONDS_LIMIT,
        .seconds = GPERF_WAIT_LIMIT,
        .output_limit = GPERF_OUTPUT_LIMIT,
    };
    enum child_result result = child_run(&child);
    const char *output;

    if (result) {
        *why = why_not(arena, result, child.number);
        return NULL;
    }
    output = arena_copy(arena, child.output, child.output_size);
    free(child.output);
    return output;
}

const char *run_gperf_on(struct arena *arena, const char *const *keys, size_t count, const char **why)
{
    /* -m: attempts at the smallest table. For the 385 ids of OSSEM-DM 2022-09, 30 give the same as 50. For the many
     * event ids of mapping.yaml, one takes 4 seconds, three make the table an eighth smaller, and 30 do not end. */
    static char gperf[] = "gperf", language[] = "-L", ansi_c[] = "ANSI-C", multiple[] = "-m", many[] = "30",
                one[] = "1";
    char *const arguments[] = {gperf, language, ansi_c, multiple, count > GPERF_MANY_KEYS ? one : many, NULL};

    return run(arena, arguments, write_keys(arena, keys, count), why);
}

const char *gperf_version(struct arena *arena)
{
    static char gperf[] = "gperf", ask[] = "--version";
    char *const arguments[] = {gperf, ask, NULL};
    const char *why = NULL, *output = run(arena, arguments, "", &why), *version;
    size_t length;

    if (!output)
        return why ? "unknown" : NULL;
    version = strncmp(output, "GNU gperf ", 10) == 0 ? output + 10 : output;
    length = strspn(version, "0123456789.");
    return length ? arena_copy(arena, version, length) : "unknown";
}
