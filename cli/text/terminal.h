/* SPDX-License-Identifier: MIT
 *
 * What standard output is: a terminal or not, and how wide; and the certainty that all of it was written.
 */
#ifndef ATTACK_EVENTS_CLI_TERMINAL_H
#define ATTACK_EVENTS_CLI_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>

/* Makes standard output ready: a large buffer, a closed pipe that ends the program without a word, and no file of ours
 * in the place of a stream that is closed. */
void terminal_start(void);

bool terminal_is_output(void);

/* Says whether colour is wanted: on a terminal that is not dumb, unless NO_COLOR of the environment is set and not
 * empty. */
bool terminal_is_coloured(void);

/* Returns the columns of the terminal, or else COLUMNS of the environment, or else 120. */
size_t terminal_width(void);

/* Ends the program with a message when something could not be written so far; a long output asks at every row. */
void terminal_check(void);

/* Writes what is still buffered, with the same end when it cannot be. Nothing may be printed afterwards. */
void terminal_finish(void);

#endif
