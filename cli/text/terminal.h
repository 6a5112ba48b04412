/* SPDX-License-Identifier: MIT
 *
 * Standard output: whether it is a terminal, how wide it is, and whether everything was written. It knows nothing of
 * what is written.
 */
#ifndef ATTACK_EVENTS_CLI_TERMINAL_H
#define ATTACK_EVENTS_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Prepares the standard streams: a large buffer; a closed pipe ends the program silently; and no file that is opened
 * later gets the descriptor of a closed stream. */
void terminal_start(void);

bool terminal_is_output(void);

/* Returns whether to use colour: on a terminal that is not dumb, unless the environment variable NO_COLOR is set and
 * not empty. */
bool terminal_is_coloured(void);

/* Returns the width of the terminal; otherwise the environment variable COLUMNS, or 120. */
size_t terminal_width(void);

/* Ends the program with a message if a write has failed. Long outputs call it at every row. */
void terminal_check(void);

/* Writes what is buffered; ends the program in the same way if it fails. Nothing may be printed afterwards. */
void terminal_finish(void);

#endif
