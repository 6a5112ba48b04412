/* SPDX-License-Identifier: MIT
 *
 * rsyslog's side of `attack-events tag --rsyslog`: it writes a message when all before have their answers.
 */
#ifndef MESSAGES_H
#define MESSAGES_H

#include <stddef.h>
#include <sys/types.h>

/* What rsyslog has written so far. Starts as zeros. */
struct messages {
    size_t lines, within; /* whole lines, and bytes behind them */
};

/* read() that ends at a line end. Checks the output so far: all lines before have to be answered. */
ssize_t messages_read(struct messages *messages, const char *out, size_t out_size, int file, void *buffer, size_t size);

/* Checks that each message has one answer: {}, or an object with one member. */
void messages_check(const struct messages *messages, const char *out, size_t out_size);

#endif
