/* SPDX-License-Identifier: MIT */
#ifndef _POSIX_C_SOURCE
#define _POSIX_C_SOURCE 200809L
#endif

#include "system_clock.h"

#include <stddef.h>
#include <time.h>
#include <unistd.h>

double seconds_passed(void)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void wait_milliseconds(int milliseconds)
{
    const struct timespec moment = {milliseconds / 1000, milliseconds % 1000 * 1000000L};

    nanosleep(&moment, NULL);
}

unsigned long process_number(void)
{
    return (unsigned long)getpid();
}
