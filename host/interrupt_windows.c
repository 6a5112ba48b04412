/* SPDX-License-Identifier: MIT
 *
 * Windows calls the handler in a thread of its own, so what holds signals is a lock that this thread waits for. A
 * process that is terminated by another one has no handler.
 */
#include "interrupt.h"

#include <errno.h>
#include <stdbool.h>
#include <windows.h>

static CRITICAL_SECTION held;
static bool is_caught;

/* It keeps the lock, so that nothing begins between this and the end of the program, and ends it with the code that
 * Windows gives by itself. */
static BOOL WINAPI die_cleanly(DWORD event)
{
    (void)event;
    EnterCriticalSection(&held);
    undo_all();
    ExitProcess((UINT)STATUS_CONTROL_C_EXIT);
}

void catch_signals(void)
{
    if (is_caught)
        return;
    InitializeCriticalSection(&held);
    SetConsoleCtrlHandler(die_cleanly, TRUE);
    is_caught = true;
}

void end_with_closed_pipe(void)
{
    /* a pipe that nobody reads is a failed write here */
}

void hold_signals(void)
{
    int problem = errno;

    catch_signals();
    EnterCriticalSection(&held);
    errno = problem;
}

void let_signals(void)
{
    int problem = errno;

    LeaveCriticalSection(&held);
    errno = problem;
}
