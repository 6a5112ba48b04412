/* SPDX-License-Identifier: MIT
 *
 * A pseudo-terminal for a test of what a terminal shows.
 */
#ifndef PSEUDO_TERMINAL_H
#define PSEUDO_TERMINAL_H

#include <stdbool.h>

/* Returns the side of a terminal that reads what is shown; ptsname() names the other. Returns -1 where there is none,
 * as in a chroot without /dev/pts. */
int open_pseudo_terminal(void);

/* Returns whether there are pseudo-terminals; says that the test is skipped where there are none. */
bool has_pseudo_terminals(void);

#endif
