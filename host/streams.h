/* SPDX-License-Identifier: MIT
 *
 * The standard streams, and whether all that was written to a stream has arrived.
 */
#ifndef HOST_STREAMS_H
#define HOST_STREAMS_H

#include <stdbool.h>
#include <stdio.h>

/* If a standard stream is closed, the next file that is opened gets its descriptor, and messages would be written into
 * that file. So this opens a placeholder, on which reads or writes fail as on a closed stream. Returns false if it
 * cannot. */
bool hold_standard_streams(void);

/* Flushes a stream. Returns 0 if everything was written, or else an error number. */
int stream_problem(FILE *file);

#endif
