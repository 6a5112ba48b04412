/* SPDX-License-Identifier: MIT
 *
 * A console is told that it gets UTF-8, and gets its own code page back at the end.
 */
#include "streams.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdlib.h>
#include <windows.h>

static UINT code_page_before;

static void restore_code_page(void)
{
    SetConsoleOutputCP(code_page_before);
}

static HANDLE handle_of(int descriptor)
{
    return (HANDLE)_get_osfhandle(descriptor);
}

/* What a closed stream would be: nothing can be read from it, or written to it. */
static bool hold(int stream)
{
    int flags = stream == STREAM_INPUT ? _O_WRONLY : _O_RDONLY;

    if (handle_of(stream) != INVALID_HANDLE_VALUE && GetFileType(handle_of(stream)) != FILE_TYPE_UNKNOWN)
        return true;
    return _open("NUL", flags | _O_BINARY) >= 0;
}

bool hold_standard_streams(void)
{
    bool is_held = true;

    for (int stream = STREAM_INPUT; stream <= STREAM_MESSAGES; stream++) {
        is_held = is_held && hold(stream);
        _setmode(stream, _O_BINARY);
    }
    if (stream_is_terminal(STREAM_OUTPUT) || stream_is_terminal(STREAM_MESSAGES)) {
        code_page_before = GetConsoleOutputCP();
        if (code_page_before && code_page_before != CP_UTF8 && SetConsoleOutputCP(CP_UTF8))
            atexit(restore_code_page);
    }
    return is_held;
}

int stream_problem(FILE *file)
{
    if (fflush(file) == 0 && !ferror(file))
        return 0;
    return errno ? errno : EIO; /* an earlier write may have failed, and a later call have cleared errno */
}

/* The C library's errno is EINVAL then, which says nothing. */
bool stream_reader_left(void)
{
    return _doserrno == ERROR_NO_DATA || _doserrno == ERROR_BROKEN_PIPE || _doserrno == ERROR_PIPE_NOT_CONNECTED;
}

/* The C library takes each device for a terminal, NUL too. */
bool stream_is_terminal(int descriptor)
{
    int before = errno;
    DWORD mode;
    bool is = GetConsoleMode(handle_of(descriptor), &mode);

    errno = before;
    return is;
}

bool stream_takes_escapes(int descriptor)
{
    int before = errno;
    HANDLE handle = handle_of(descriptor);
    DWORD mode;
    bool takes = GetConsoleMode(handle, &mode) &&
                 ((mode & ENABLE_VIRTUAL_TERMINAL_PROCESSING) ||
                  SetConsoleMode(handle, mode | ENABLE_PROCESSED_OUTPUT | ENABLE_VIRTUAL_TERMINAL_PROCESSING));

    errno = before;
    return takes;
}

size_t stream_columns(void)
{
    CONSOLE_SCREEN_BUFFER_INFO console;
    int before = errno;
    bool is_known = GetConsoleScreenBufferInfo(handle_of(STREAM_OUTPUT), &console);

    errno = before;
    return is_known ? (size_t)(console.srWindow.Right - console.srWindow.Left + 1) : 0;
}

void end_at_once(int code)
{
    _exit(code);
}
