/* SPDX-License-Identifier: MIT
 *
 * The stream is that of a temporary file, which Windows keeps in memory as long as there is some, and deletes with its
 * handle. The last one is kept for the next stream, as to make a file takes far longer than to write most texts.
 */
#include "memory_stream.h"

#include <errno.h>
#include <fcntl.h>
#include <io.h>
#include <stdint.h>
#include <stdlib.h>
#include <windows.h>

static FILE *volatile idle;

static FILE *make_file(void)
{
    wchar_t folder[MAX_PATH + 1], path[MAX_PATH + 1];
    HANDLE handle = INVALID_HANDLE_VALUE;
    int descriptor;
    FILE *file;

    if (GetTempPathW(MAX_PATH, folder) && GetTempFileNameW(folder, L"ae", 0, path))
        handle = CreateFileW(path, GENERIC_READ | GENERIC_WRITE, FILE_SHARE_DELETE, NULL, CREATE_ALWAYS,
                             FILE_ATTRIBUTE_TEMPORARY | FILE_FLAG_DELETE_ON_CLOSE, NULL);
    if (handle == INVALID_HANDLE_VALUE)
        return NULL;
    descriptor = _open_osfhandle((intptr_t)handle, _O_BINARY | _O_NOINHERIT);
    file = descriptor < 0 ? NULL : _fdopen(descriptor, "w+b");
    if (!file)
        CloseHandle(handle);
    return file;
}

FILE *memory_stream_open(struct memory_stream *stream)
{
    FILE *kept = InterlockedExchangePointer((void *volatile *)&idle, NULL);

    stream->text = NULL;
    stream->size = 0;
    stream->errno_before = errno;
    stream->file = kept ? kept : make_file();
    return stream->file;
}

/* Empties the file for the next stream, or closes it. */
static void give_back(FILE *file)
{
    rewind(file);
    if (_chsize_s(_fileno(file), 0) == 0)
        file = InterlockedExchangePointer((void *volatile *)&idle, file);
    if (file)
        fclose(file);
}

char *memory_stream_close(struct memory_stream *stream)
{
    FILE *file = stream->file;
    long long size = fflush(file) == 0 && !ferror(file) ? _ftelli64(file) : -1;

    stream->file = NULL;
    stream->text = size < 0 ? NULL : malloc((size_t)size + 1);
    stream->size = stream->text ? (size_t)size : 0;
    rewind(file);
    if (stream->text && fread(stream->text, 1, stream->size, file) != stream->size) {
        free(stream->text);
        stream->text = NULL;
    }
    give_back(file);
    if (stream->text) {
        stream->text[stream->size] = '\0';
        errno = stream->errno_before;
    }
    return stream->text;
}
