/* SPDX-License-Identifier: MIT
 *
 * Quotes as CommandLineToArgvW() and the C libraries take quotes away: backslashes count only before a quote.
 */
#include "command_words_windows.h"

#include "wide_windows.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <windows.h>

/* Writes a word in quotes, with a blank behind it. Returns the end. */
static char *put_word(char *end, const char *word)
{
    size_t backslashes = 0;

    *end++ = '"';
    for (; *word; word++) {
        if (*word == '"')
            for (backslashes++; backslashes; backslashes--)
                *end++ = '\\';
        backslashes = *word == '\\' ? backslashes + 1 : 0;
        *end++ = *word;
    }
    for (; backslashes; backslashes--)
        *end++ = '\\';
    *end++ = '"';
    *end++ = ' ';
    return end;
}

wchar_t *command_words(char *const *words)
{
    size_t size = 1;
    wchar_t *wide;
    char *text, *end;

    for (char *const *word = words; *word; word++)
        size += 2 * strlen(*word) + sizeof "\"\" ";
    text = end = malloc(size);
    if (!text)
        return NULL;
    for (; *words; words++)
        end = put_word(end, *words);
    *end = '\0';
    wide = wide_of(text);
    free(text);
    return wide;
}

wchar_t *program_in_path(const char *name)
{
    const wchar_t *folders = _wgetenv(L"PATH");
    wchar_t *wide = wide_of(name), *path = NULL;
    DWORD size = wide && folders ? SearchPathW(folders, wide, L".exe", 0, NULL, NULL) : 0;

    if (size)
        path = malloc(size * sizeof *path);
    if (path && !SearchPathW(folders, wide, L".exe", size, path, NULL)) {
        free(path);
        path = NULL;
    }
    if (!path && wide)
        errno = ENOENT;
    free(wide);
    return path;
}
