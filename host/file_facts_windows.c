/* SPDX-License-Identifier: MIT
 *
 * A path is opened, without a right to read, as only a handle tells what stands behind it. A junction counts as a
 * symbolic link.
 */
#include "file_facts.h"

#include "wide_windows.h"

#include <errno.h>
#include <io.h>
#include <stdlib.h>
#include <windows.h>

static bool take(HANDLE handle, struct file_facts *facts)
{
    BY_HANDLE_FILE_INFORMATION found;

    facts->kind = FILE_OTHER;
    facts->device = 0;
    facts->number = (uint64_t)(uintptr_t)handle; /* no other one's */
    if (GetFileType(handle) != FILE_TYPE_DISK)
        return true;
    if (!GetFileInformationByHandle(handle, &found)) {
        take_windows_error();
        return false;
    }
    facts->kind = found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT ? FILE_LINK
                  : found.dwFileAttributes & FILE_ATTRIBUTE_DIRECTORY   ? FILE_DIRECTORY
                                                                        : FILE_REGULAR;
    facts->device = found.dwVolumeSerialNumber;
    facts->number = (uint64_t)found.nFileIndexHigh << 32 | found.nFileIndexLow;
    return true;
}

/* Files of a cloud drive are reparse points, too, and no links. */
static bool is_link(const wchar_t *path)
{
    WIN32_FIND_DATAW found;
    HANDLE search = FindFirstFileW(path, &found);

    if (search == INVALID_HANDLE_VALUE)
        return false;
    FindClose(search);
    return (found.dwFileAttributes & FILE_ATTRIBUTE_REPARSE_POINT) &&
           (found.dwReserved0 == IO_REPARSE_TAG_SYMLINK || found.dwReserved0 == IO_REPARSE_TAG_MOUNT_POINT);
}

static bool look(const char *path, bool follows, struct file_facts *facts)
{
    const DWORD shared = FILE_SHARE_READ | FILE_SHARE_WRITE | FILE_SHARE_DELETE;
    wchar_t *wide = wide_of(path);
    bool is_unfollowed = wide && !follows && is_link(wide), is_found = false;
    HANDLE handle;

    if (!wide)
        return false;
    handle = CreateFileW(wide, 0, shared, NULL, OPEN_EXISTING,
                         FILE_FLAG_BACKUP_SEMANTICS | (is_unfollowed ? FILE_FLAG_OPEN_REPARSE_POINT : 0), NULL);
    if (handle == INVALID_HANDLE_VALUE) {
        take_windows_error();
    } else {
        is_found = take(handle, facts);
        CloseHandle(handle);
    }
    if (is_found && facts->kind == FILE_LINK && !is_unfollowed)
        facts->kind = FILE_REGULAR;
    free(wide);
    return is_found;
}

bool file_facts_of(const char *path, struct file_facts *facts)
{
    return look(path, true, facts);
}

bool file_facts_of_link(const char *path, struct file_facts *facts)
{
    return look(path, false, facts);
}

bool file_facts_of_descriptor(int descriptor, struct file_facts *facts)
{
    HANDLE handle = (HANDLE)_get_osfhandle(descriptor);

    if (handle == INVALID_HANDLE_VALUE) {
        errno = EBADF;
        return false;
    }
    return take(handle, facts);
}
