/* SPDX-License-Identifier: MIT
 *
 * Runs dump() on examples/firmware's board, and prints some hundred bytes with each call of the debugger.
 */
#include "dump.h"
#include "semihosting.h"
#include MAPPING_HEADER

enum { BUFFER_BYTES = 512 };

static char buffer[BUFFER_BYTES + 1]; /* and a NUL */
static size_t buffered;

static void flush(void)
{
    buffer[buffered] = '\0';
    buffered = 0;
    print(buffer);
}

void put(const char *text)
{
    for (; *text; text++) {
        if (buffered == BUFFER_BYTES)
            flush();
        buffer[buffered++] = *text;
    }
}

int main(void)
{
    bool complete = dump(MAPPING_FUNCTION());

    flush();
    return complete ? 0 : 1;
}
