/* SPDX-License-Identifier: MIT
 *
 * Uses flock(), which all systems have though POSIX does not: POSIX's own locks are for files that can be written, and
 * a file that is made for a lock would stay when a process is killed.
 */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif
#ifndef _DARWIN_C_SOURCE
#define _DARWIN_C_SOURCE /* flock(), which others have without such a word */
#endif

#include "directory_lock.h"

#include "system_clock.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

bool directory_lock_take(struct directory_lock *lock, const char *directory, int seconds)
{
    enum { TRIES_A_SECOND = 100 };
    int descriptor = open(directory, O_RDONLY | O_CLOEXEC);

    lock->held = descriptor;
    for (int tries = 0; flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK; tries++) {
        if (tries == seconds * TRIES_A_SECOND)
            return false;
        wait_milliseconds(1000 / TRIES_A_SECOND);
    }
    return true;
}

void directory_lock_give(struct directory_lock *lock)
{
    if (lock->held >= 0)
        close((int)lock->held);
    lock->held = -1;
}
