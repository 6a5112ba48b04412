/* SPDX-License-Identifier: MIT
 *
 * Here the tool asks the environment.
 */
#include "terminal.h"

#include "exit_status.h"
#include "host/interrupt.h"
#include "host/streams.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DEFAULT_WIDTH = 120, LARGEST_WIDTH = 10000 };

void terminal_start(void)
{
    static char buffer[1 << 16];

    if (!hold_standard_streams())
        end_at_once(EXIT_CANNOT_WRITE);
    setvbuf(stdout, buffer, _IOFBF, sizeof buffer);
    end_with_closed_pipe();
    errno = 0;
}

bool terminal_is_output(void)
{
    return stream_is_terminal(STREAM_OUTPUT);
}

bool terminal_is_coloured(void)
{
    const char *refused = getenv("NO_COLOR");

    return !(refused && *refused) && stream_takes_escapes(STREAM_OUTPUT);
}

size_t terminal_width(void)
{
    int before = errno; /* the reason of a failed write */
    const char *columns = getenv("COLUMNS");
    size_t width = stream_columns();

    if (width == 0 && columns && columns[0] >= '1' && columns[0] <= '9')
        width = strtoul(columns, NULL, 10);
    errno = before;
    return width == 0 ? DEFAULT_WIDTH : width > LARGEST_WIDTH ? LARGEST_WIDTH : width;
}

static void fail(int error)
{
    if (stream_reader_left())
        end_at_once(EXIT_CANNOT_WRITE);
    fprintf(stderr, "attack-events: cannot write the output%s%s\n", error ? ": " : "", error ? strerror(error) : "");
    end_at_once(EXIT_CANNOT_WRITE); /* exit() would try to write the rest again */
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
