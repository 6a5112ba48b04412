/* SPDX-License-Identifier: MIT
 *
 * Runs dump() on a target with a C library.
 */
#include "dump.h"
#include MAPPING_HEADER

#include <stdio.h>
#ifdef _WIN32
#include <fcntl.h>
#include <io.h>
#endif

void put(const char *text)
{
    fputs(text, stdout);
}

int main(void)
{
#ifdef _WIN32
    _setmode(_fileno(stdout), _O_BINARY);
#endif
    return dump(MAPPING_FUNCTION()) && fflush(stdout) == 0 && !ferror(stdout) ? 0 : 1;
}
