/* SPDX-License-Identifier: MIT
 *
 * Uses descriptors, as stdio cannot say whether a stream was closed before the program started. POSIX has no call for
 * the width of a terminal; all its systems have this one.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif
#ifndef _DARWIN_C_SOURCE
#define _DARWIN_C_SOURCE /* TIOCGWINSZ, which others have without such a word */
#endif

#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool hold_standard_streams(void)
{
    for (int stream = STREAM_INPUT; stream <= STREAM_MESSAGES; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STREAM_INPUT ? O_WRONLY : O_RDONLY) < 0)
            return false;
    return true;
}

int stream_problem(FILE *file)
{
    if (fflush(file) == 0 && !ferror(file))
        return 0;
    return errno ? errno : EIO; /* an earlier write may have failed, and a later call have cleared errno */
}

bool stream_reader_left(void)
{
    return false;
}

bool stream_is_terminal(int descriptor)
{
    int before = errno;
    bool is = isatty(descriptor) == 1;

    errno = before;
    return is;
}

bool stream_takes_escapes(int descriptor)
{
    const char *terminal = getenv("TERM");

    return stream_is_terminal(descriptor) && !(terminal && strcmp(terminal, "dumb") == 0);
}

size_t stream_columns(void)
{
#ifdef TIOCGWINSZ
    int before = errno;
    struct winsize size;
    bool is_known = ioctl(STREAM_OUTPUT, TIOCGWINSZ, &size) == 0;

    errno = before;
    if (is_known)
        return size.ws_col;
#endif
    return 0;
}

void end_at_once(int code)
{
    _exit(code);
}
