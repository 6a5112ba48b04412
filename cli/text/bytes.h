/* SPDX-License-Identifier: MIT
 *
 * Bytes that grow at their end. It ends the program when memory runs out, as memory.h does.
 */
#ifndef ATTACK_EVENTS_CLI_BYTES_H
#define ATTACK_EVENTS_CLI_BYTES_H

#include <stddef.h>

/* Starts as zeros. To empty it, set the length to 0. */
struct bytes {
    char *text;
    size_t length, capacity;
};

void bytes_add(struct bytes *bytes, const char *text, size_t length);
void bytes_free(struct bytes *bytes);

#endif
