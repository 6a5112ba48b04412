/* SPDX-License-Identifier: MIT
 *
 * The signal handler. It and all that it calls must be async-signal-safe.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "interrupt.h"

#include <errno.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>

static sigset_t before; /* what was blocked before hold_signals() */

static void die_cleanly(int number)
{
    undo_all();
    signal(number, SIG_DFL);
    raise(number);
}

void catch_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGPIPE, SIGXCPU, SIGXFSZ};

    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        struct sigaction action;

        if (sigaction(numbers[i], NULL, &action) == 0 && action.sa_handler == SIG_DFL) {
            memset(&action, 0, sizeof action);
            action.sa_handler = numbers[i] == SIGXFSZ ? SIG_IGN : die_cleanly;
            sigaction(numbers[i], &action, NULL);
        }
    }
}

void end_with_closed_pipe(void)
{
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_IGN);
}

/* The mask stays on the stack until signals are blocked, as a handler must not see half of it. */
void hold_signals(void)
{
    sigset_t all, mask;

    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, &mask);
    before = mask;
}

void let_signals(void)
{
    int problem = errno; /* restored for the caller */
    const sigset_t mask = before;

    sigprocmask(SIG_SETMASK, &mask, NULL);
    errno = problem;
}
