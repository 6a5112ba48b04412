/* SPDX-License-Identifier: MIT
 *
 * main()'s own words are in the code page of the system, and mingw's start-up code has replaced those with a `*` by the
 * names of files.
 */
#include "arguments.h"

#include "wide_windows.h"

#include <stdlib.h>
#include <windows.h>

/* After windows.h, which it needs. */
#include <shellapi.h>

bool take_arguments(int *count, char ***words)
{
    int wide_count;
    wchar_t **wide = CommandLineToArgvW(GetCommandLineW(), &wide_count);
    char **taken = wide ? calloc((size_t)wide_count + 1, sizeof *taken) : NULL;
    bool is_taken = taken != NULL;

    for (int i = 0; is_taken && i < wide_count; i++)
        is_taken = (taken[i] = utf8_of(wide[i])) != NULL;
    LocalFree(wide);
    if (!is_taken)
        return false; /* the program ends */
    *count = wide_count;
    *words = taken; /* as long as the program runs, as main()'s */
    return true;
}
