/* SPDX-License-Identifier: MIT
 *
 * Standard output through POSIX. Here the tool uses ioctl and the environment.
 */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include "exit_status.h"
#include "host/streams.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 120, LARGEST_WIDTH = 10000 };

void terminal_start(void)
{
    static char buffer[1 << 16];

    if (!hold_standard_streams())
        _exit(EXIT_CANNOT_WRITE);
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    signal(SIGPIPE, SIG_DFL); /* if the parent ignores it, `| head` would be a write error */
    signal(SIGXFSZ, SIG_IGN); /* a file that exceeds its size limit is then a failed write, which is reported */
    errno = 0;
}

bool terminal_is_output(void)
{
    int before = errno;
    bool is = isatty(STDOUT_FILENO) == 1;

    errno = before; /* keeps the reason of a failed write */
    return is;
}

bool terminal_is_coloured(void)
{
    const char *refused = getenv("NO_COLOR");
    const char *terminal = getenv("TERM");

    return terminal_is_output() && !(refused && *refused) && !(terminal && strcmp(terminal, "dumb") == 0);
}

size_t terminal_width(void)
{
    int before = errno;
    const char *columns = getenv("COLUMNS");
    unsigned long width = 0;
#ifdef TIOCGWINSZ
    struct winsize size;

    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
        width = size.ws_col;
#endif
    /* cppcheck-suppress knownConditionTrueFalse; it is constant if there is no TIOCGWINSZ */
    if (width == 0 && columns && columns[0] >= '1' && columns[0] <= '9')
        width = strtoul(columns, NULL, 10);
    errno = before;
    return width == 0 ? DEFAULT_WIDTH : width > LARGEST_WIDTH ? LARGEST_WIDTH : (size_t)width;
}

static void fail(int error)
{
    fprintf(stderr, "attack-events: cannot write the output%s%s\n", error ? ": " : "", error ? strerror(error) : "");
    _exit(EXIT_CANNOT_WRITE); /* exit() would try to write the rest again */
}

void terminal_check(void)
{
    if (ferror(stdout))
        fail(errno);
}

void terminal_finish(void)
{
    terminal_check();
    if (fflush(stdout) != 0)
        fail(errno);
    if (fclose(stdout) != 0 && errno != EBADF) /* EBADF: the parent closed it, and there was no output */
        fail(errno);
}
