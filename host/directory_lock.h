/* SPDX-License-Identifier: MIT
 *
 * A lock on a directory, between processes that ask for it. The end of a process lets go of its locks.
 */
#ifndef HOST_DIRECTORY_LOCK_H
#define HOST_DIRECTORY_LOCK_H

#include <stdbool.h>
#include <stdint.h>

struct directory_lock {
    intptr_t held; /* -1: nothing */
};

/* Waits up to `seconds` for other processes, then locks the directory. Where a file system has no locks, there is none,
 * and this succeeds. Returns false if another process keeps the lock too long. */
bool directory_lock_take(struct directory_lock *lock, const char *directory, int seconds);

/* Lets go of what directory_lock_take() holds, whatever it returned. */
void directory_lock_give(struct directory_lock *lock);

#endif
