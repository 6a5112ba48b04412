/* SPDX-License-Identifier: MIT
 *
 * The standard streams: what they are, and whether all that was written to a stream has arrived.
 */
#ifndef HOST_STREAMS_H
#define HOST_STREAMS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* The descriptors of the standard streams. */
enum { STREAM_INPUT, STREAM_OUTPUT, STREAM_MESSAGES };

/* If a standard stream is closed, the next file that is opened gets its descriptor, and messages would be written into
 * that file. So this opens a placeholder, on which reads or writes fail as on a closed stream. On Windows it also has
 * the streams carry bytes, without CR LF, and UTF-8. Returns false if it cannot. */
bool hold_standard_streams(void);

/* Flushes a stream. Returns 0 if everything was written, or else an error number. */
int stream_problem(FILE *file);

/* After a write that failed: whether whoever read the other end of a pipe has left. Where a signal says so, it has
 * ended the program by then. */
bool stream_reader_left(void);

/* Whether a stream is a terminal. Keeps errno. */
bool stream_is_terminal(int descriptor);

/* Whether the terminal of a stream takes escape sequences. Keeps errno. */
bool stream_takes_escapes(int descriptor);

/* Returns how many columns the terminal of standard output has; 0 if that is not known. Keeps errno. */
size_t stream_columns(void);

/* Ends the program at once: nothing that is buffered is written, and nothing undone. */
void end_at_once(int code);

#endif
