/* SPDX-License-Identifier: MIT
 *
 * Opens a pseudo-terminal through POSIX.
 */
#include "pseudo_terminal.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int open_pseudo_terminal(void)
{
    int terminal = posix_openpt(O_RDWR | O_NOCTTY);

    if (terminal >= 0 && grantpt(terminal) == 0 && unlockpt(terminal) == 0 && ptsname(terminal))
        return terminal;
    if (terminal >= 0)
        close(terminal);
    return -1;
}

bool has_pseudo_terminals(void)
{
    int terminal = open_pseudo_terminal();

    if (terminal < 0)
        puts("skipped: there is no pseudo-terminal");
    else
        close(terminal);
    return terminal >= 0;
}
