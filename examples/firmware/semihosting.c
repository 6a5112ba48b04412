/* SPDX-License-Identifier: MIT
 *
 * Arm semihosting: a breakpoint instruction with the operation in r0 and its argument in r1, which the debugger
 * executes.
 */
#include "semihosting.h"

#include <stdint.h>

enum {
    SYS_OPEN = 0x01,
    SYS_WRITE0 = 0x04,
    SYS_READ = 0x06,
    SYS_SEEK = 0x0a,
    SYS_FLEN = 0x0c,
    SYS_EXIT_EXTENDED = 0x20,
    APPLICATION_EXIT = 0x20026
};

static uint32_t opened; /* the file, as the debugger names it */

static uint32_t call(uint32_t operation, const void *argument)
{
    register uint32_t r0 __asm__("r0") = operation;
    register const void *r1 __asm__("r1") = argument;

    __asm__ volatile("bkpt 0xab" : "+r"(r0) : "r"(r1) : "memory");
    return r0;
}

void print(const char *text)
{
    call(SYS_WRITE0, text);
}

void leave(int status)
{
    const uint32_t reason[] = {APPLICATION_EXIT, (uint32_t)status};

    call(SYS_EXIT_EXTENDED, reason);
    for (;;)
        ;
}

bool open_file(const char *name, size_t *size)
{
    enum { TO_READ = 1 /* "rb" */ };
    uint32_t length = 0;

    while (name[length])
        length++;
    opened = call(SYS_OPEN, (const uint32_t[]){(uint32_t)name, TO_READ, length});
    if (opened == UINT32_MAX)
        return false;
    *size = call(SYS_FLEN, &opened);
    return *size != UINT32_MAX;
}

bool read_file(size_t at, void *bytes, size_t size)
{
    return call(SYS_SEEK, (const uint32_t[]){opened, at}) == 0 &&
           call(SYS_READ, (const uint32_t[]){opened, (uint32_t)bytes, size}) == 0; /* bytes that are missing */
}
