/* SPDX-License-Identifier: MIT
 *
 * Uses wide names. What a program has open can be renamed and deleted by others, as elsewhere; a file that another
 * program has open may refuse to be replaced.
 */
#include "file_system.h"

#include "interrupt.h"
#include "wide_windows.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* Frees the names, and returns whether the call succeeded, with errno if not. */
static bool conclude(BOOL is_done, wchar_t *one, wchar_t *other)
{
    if (!is_done && one)
        take_windows_error();
    free(one);
    free(other);
    return is_done;
}

bool file_make_directory(const char *path)
{
    wchar_t *wide = wide_of(path);

    return conclude(wide && CreateDirectoryW(wide, NULL), wide, NULL);
}

bool file_remove_directory(const char *path)
{
    wchar_t *wide = wide_of(path);

    return conclude(wide && RemoveDirectoryW(wide), wide, NULL);
}

bool file_remove(const char *path)
{
    wchar_t *wide = wide_of(path);

    return conclude(wide && DeleteFileW(wide), wide, NULL);
}

bool file_rename(const char *path, const char *name)
{
    wchar_t *wide = wide_of(path), *wide_name = wide ? wide_of(name) : NULL;

    return conclude(wide_name && MoveFileExW(wide, wide_name, MOVEFILE_REPLACE_EXISTING), wide, wide_name);
}

bool file_link(const char *path, const char *second)
{
    wchar_t *wide = wide_of(path), *wide_second = wide ? wide_of(second) : NULL;

    return conclude(wide_second && CreateHardLinkW(wide_second, wide, NULL), wide, wide_second);
}

/* ---- Directories ------------------------------------------------------------------------------------------------ */

static int compare_names(const void *one, const void *other)
{
    return strcmp(*(char *const *)one, *(char *const *)other);
}

/* Adds a name to a list of `count`. Returns the list, which may have moved; NULL without memory. */
static char **add_name(char **names, size_t *count, const wchar_t *wide)
{
    char *name = utf8_of(wide);
    char **grown = name ? realloc(names, (*count + 2) * sizeof *names) : NULL;

    if (!grown) {
        free(name);
        file_names_free(names, *count);
        errno = ENOMEM;
        return NULL;
    }
    grown[(*count)++] = name;
    return grown;
}

/* Returns "DIRECTORY/" and what comes behind it, for free(). */
static wchar_t *pattern_of(const char *directory)
{
    size_t size = strlen(directory) + sizeof "/*";
    char *pattern = malloc(size);
    wchar_t *wide = NULL;

    if (pattern) {
        snprintf(pattern, size, "%s/*", directory);
        wide = wide_of(pattern);
    }
    free(pattern);
    return wide;
}

char **file_names(const char *directory, size_t *count)
{
    wchar_t *pattern = pattern_of(directory);
    char **names = pattern ? malloc(sizeof *names) : NULL;
    WIN32_FIND_DATAW found;
    HANDLE search = names ? FindFirstFileW(pattern, &found) : INVALID_HANDLE_VALUE;

    *count = 0;
    if (names && search == INVALID_HANDLE_VALUE) {
        take_windows_error();
        free(names);
        names = NULL;
    }
    if (search != INVALID_HANDLE_VALUE) {
        do
            if (found.cFileName[0] != L'.')
                names = add_name(names, count, found.cFileName);
        while (names && FindNextFileW(search, &found));
        FindClose(search);
    }
    free(pattern);
    if (names)
        qsort(names, *count, sizeof *names, compare_names);
    return names;
}

void file_names_free(char **names, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(names[i]);
    free(names);
}

/* ---- Opening ---------------------------------------------------------------------------------------------------- */

/* Opens a file; `flags` are those of _open_osfhandle(). Returns a descriptor, or -1. */
static int open_wide(const char *path, DWORD access, DWORD how, int flags)
{
    const DWORD shared = FILE_SHARE_READ | FILE_SHARE_DELETE | (access == GENERIC_READ ? FILE_SHARE_WRITE : 0);
    wchar_t *wide = wide_of(path);
    HANDLE handle =
        wide ? CreateFileW(wide, access, shared, NULL, how, FILE_ATTRIBUTE_NORMAL, NULL) : INVALID_HANDLE_VALUE;
    int descriptor = -1;

    if (wide && handle == INVALID_HANDLE_VALUE)
        take_windows_error();
    if (handle != INVALID_HANDLE_VALUE)
        descriptor = _open_osfhandle((intptr_t)handle, flags | _O_BINARY | _O_NOINHERIT);
    if (handle != INVALID_HANDLE_VALUE && descriptor < 0)
        CloseHandle(handle);
    free(wide);
    return descriptor;
}

/* A directory cannot be opened here, and is said to be one. */
int file_open(const char *path)
{
    int descriptor = open_wide(path, GENERIC_READ, OPEN_EXISTING, _O_RDONLY);

    if (descriptor < 0 && errno == EACCES) {
        wchar_t *wide = wide_of(path);
        DWORD attributes = wide ? GetFileAttributesW(wide) : INVALID_FILE_ATTRIBUTES;

        free(wide);
        errno = attributes != INVALID_FILE_ATTRIBUTES && (attributes & FILE_ATTRIBUTE_DIRECTORY) ? EISDIR : EACCES;
    }
    return descriptor;
}

ptrdiff_t file_read(int descriptor, void *bytes, size_t size)
{
    return _read(descriptor, bytes, size > INT32_MAX ? INT32_MAX : (unsigned)size);
}

/* Of a console it is not known: a key that was pressed is not yet a line. */
bool file_waits(int descriptor)
{
    HANDLE handle = (HANDLE)_get_osfhandle(descriptor);
    DWORD kind = GetFileType(handle), ready = 0;

    return kind == FILE_TYPE_PIPE ? PeekNamedPipe(handle, NULL, 0, NULL, &ready, NULL) && !ready
                                  : kind == FILE_TYPE_CHAR;
}

void file_close(int descriptor)
{
    _close(descriptor);
}

static FILE *stream_of(int descriptor, const char *mode)
{
    FILE *file = descriptor < 0 ? NULL : _fdopen(descriptor, mode);

    if (!file && descriptor >= 0)
        _close(descriptor);
    return file;
}

FILE *file_stream(const char *path, const char *mode)
{
    return *mode == 'r' ? stream_of(file_open(path), "rb")
                        : stream_of(open_wide(path, GENERIC_WRITE, CREATE_ALWAYS, 0), "wb");
}

/* A new file has the rights of its directory; those of `like` are no file mode. */
FILE *file_create(const char *path, const char *like, void (*created)(void))
{
    int descriptor;

    (void)like;
    hold_signals();
    descriptor = open_wide(path, GENERIC_WRITE, CREATE_NEW, 0);
    if (descriptor >= 0)
        created();
    let_signals();
    return stream_of(descriptor, "wb");
}

/* There are no links of the kind that a user would expect to stay; the name alone is made complete. */
char *file_resolved(const char *path)
{
    wchar_t *wide = wide_of(path), *whole = wide ? _wfullpath(NULL, wide, 0) : NULL;
    char *resolved = whole ? utf8_of(whole) : NULL;

    free(wide);
    free(whole);
    return resolved;
}
