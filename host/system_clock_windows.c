/* SPDX-License-Identifier: MIT */
#include "system_clock.h"

#include <windows.h>

double seconds_passed(void)
{
    return (double)GetTickCount64() / 1e3;
}

void wait_milliseconds(int milliseconds)
{
    Sleep((DWORD)milliseconds);
}

unsigned long process_number(void)
{
    return GetCurrentProcessId();
}
