/* SPDX-License-Identifier: MIT
 *
 * Output and a file through the debugger, or through qemu. Without either, the processor faults at the first call.
 */
#ifndef SEMIHOSTING_H
#define SEMIHOSTING_H

#include <stdbool.h>
#include <stddef.h>

void print(const char *text);
void leave(int status); /* ends the program; qemu exits with this status */

/* Opens a file on the debugger's computer for read_file(). Returns false if there is none. */
bool open_file(const char *name, size_t *size);

/* Copies bytes of the file, from `at` on. Returns false if there are not so many. */
bool read_file(size_t at, void *bytes, size_t size);

#endif
