/* SPDX-License-Identifier: MIT
 *
 * Uses descriptors, as stdio cannot say whether a stream was closed before the program started.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

bool hold_standard_streams(void)
{
    for (int stream = STDIN_FILENO; stream <= STDERR_FILENO; stream++)
        if (fcntl(stream, F_GETFD) < 0 && open("/dev/null", stream == STDIN_FILENO ? O_WRONLY : O_RDONLY) < 0)
            return false;
    return true;
}

int stream_problem(FILE *file)
{
    if (fflush(file) == 0 && !ferror(file))
        return 0;
    return errno ? errno : EIO; /* an earlier write may have failed, and a later call have cleared errno */
}
