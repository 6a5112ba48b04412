/* SPDX-License-Identifier: MIT
 *
 * A file in the directory, which nobody else can open in the meantime and which is gone with its handle, even if the
 * process is killed.
 */
#include "directory_lock.h"

#include "system_clock.h"
#include "wide_windows.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

static wchar_t *name_of_lock(const char *directory)
{
    static const char name[] = "/.attack-events.lock";
    size_t size = strlen(directory) + sizeof name;
    char *path = malloc(size);
    wchar_t *wide = NULL;

    if (path) {
        snprintf(path, size, "%s%s", directory, name);
        wide = wide_of(path);
    }
    free(path);
    return wide;
}

bool directory_lock_take(struct directory_lock *lock, const char *directory, int seconds)
{
    enum { TRIES_A_SECOND = 100 };
    wchar_t *name = name_of_lock(directory);
    HANDLE handle = INVALID_HANDLE_VALUE;
    bool is_other = name != NULL;

    for (int tries = 0; is_other && tries <= seconds * TRIES_A_SECOND; tries++) {
        if (tries)
            wait_milliseconds(1000 / TRIES_A_SECOND);
        handle = CreateFileW(name, GENERIC_WRITE, 0, NULL, OPEN_ALWAYS,
                             FILE_ATTRIBUTE_HIDDEN | FILE_FLAG_DELETE_ON_CLOSE, NULL);
        is_other = handle == INVALID_HANDLE_VALUE && GetLastError() == ERROR_SHARING_VIOLATION;
    }
    free(name);
    lock->held = (intptr_t)handle; /* INVALID_HANDLE_VALUE is -1 */
    return !is_other;
}

void directory_lock_give(struct directory_lock *lock)
{
    if (lock->held != -1)
        CloseHandle((HANDLE)lock->held);
    lock->held = -1;
}
