/* SPDX-License-Identifier: MIT
 *
 * Running another program: bytes into its standard input, what it prints into memory, within limits of time and size.
 * A child that still runs when this program ends, by a signal or by exit(), is killed. It knows nothing of what runs,
 * and prints nothing.
 */
#ifndef HOST_CHILD_H
#define HOST_CHILD_H

#include <stdbool.h>
#include <stddef.h>

struct child {
    char *const *arguments; /* of which the first is looked for in PATH; ends in NULL */
    const char *input;      /* not NULL */
    size_t input_size;
    unsigned processor_seconds; /* at most */
    unsigned seconds;           /* at most, however much of the processor it gets */
    size_t output_limit;        /* bytes */
    bool keeps_messages;        /* standard error goes to `messages`; else it stays that of this program */

    /* Written by child_run(): */
    char *output; /* `output_size` bytes and a NUL, for free(); NULL unless the child succeeded */
    size_t output_size;
    char messages[512]; /* the start of what it printed on standard error, with a NUL */
    int number;         /* as the result says */
};

enum child_result {
    CHILD_SUCCEEDED,
    CHILD_NOT_STARTED, /* `number` is an error number */
    CHILD_UNWRITABLE,  /* its input: `number` is an error number */
    CHILD_UNREADABLE,  /* its output: `number` is an error number */
    CHILD_OUT_OF_MEMORY,
    CHILD_PRINTS_TOO_MUCH,
    CHILD_TAKES_TOO_LONG, /* longer than `seconds` */
    CHILD_WORKS_TOO_LONG, /* longer than `processor_seconds` */
    CHILD_KILLED,         /* `number` is a signal */
    CHILD_FAILED          /* `number` is an exit code; 127 where it could not be started, on some systems */
};

/* Runs the program and waits for its end, one at a time. A child that does not read all of its input may succeed. */
enum child_result child_run(struct child *child);

#endif
