/* SPDX-License-Identifier: MIT
 *
 * A pseudo-terminal, for tests of output on a terminal.
 */
#ifndef PSEUDO_TERMINAL_H
#define PSEUDO_TERMINAL_H

#include <stdbool.h>

/* Returns the end of a pseudo-terminal that reads the output; ptsname() names the other end. Returns -1 if there is
 * none, as in a chroot without /dev/pts. */
int open_pseudo_terminal(void);

/* Returns whether there are pseudo-terminals. If not, it prints that the test is skipped. */
bool has_pseudo_terminals(void);

#endif
