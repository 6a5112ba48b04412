/* SPDX-License-Identifier: MIT
 *
 * Standard output, asked through POSIX: the one file of the tool that knows of signals, ioctl and the environment.
 */
#define _DEFAULT_SOURCE
#define _DARWIN_C_SOURCE
#define _POSIX_C_SOURCE 200809L

#include "terminal.h"

#include "exit_status.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 120, LARGEST_WIDTH = 10000 };

/* Where a standard stream is closed, the next file that is opened would take its place, and messages would be written
 * into it. What is opened here fails to be written to, or read from, as a closed stream does. */
static void hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            _exit(EXIT_CANNOT_WRITE);
}

void terminal_start(void)
{
    static char buffer[1 << 16];

    hold_standard_streams();
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    signal(SIGPIPE, SIG_DFL); /* a parent that ignores it would have us report `| head` as a write error */
    signal(SIGXFSZ, SIG_IGN); /* a file that grows past its limit is a failed write, which is reported as one */
    errno = 0;
}

bool terminal_is_output(void)
{
    int before = errno;
    bool is = isatty(STDOUT_FILENO) == 1;

    errno = before; /* it stays the reason of a failed write, should there be one */
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
    /* cppcheck-suppress knownConditionTrueFalse; where there is no TIOCGWINSZ, it is */
    if (width == 0 && columns && columns[0] >= '1' && columns[0] <= '9')
        width = strtoul(columns, NULL, 10);
    errno = before;
    return width == 0 ? DEFAULT_WIDTH : width > LARGEST_WIDTH ? LARGEST_WIDTH : (size_t)width;
}

static void fail(int error)
{
    fprintf(stderr, "attack-events: cannot write the output%s%s\n", error ? ": " : "", error ? strerror(error) : "");
    _exit(EXIT_CANNOT_WRITE); /* exit() would try to write the rest once more */
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
    if (fclose(stdout) != 0 && errno != EBADF) /* closed by the caller, and nothing was to be written */
        fail(errno);
}
