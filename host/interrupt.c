/* SPDX-License-Identifier: MIT
 *
 * The signal handler. It and all that it calls must be async-signal-safe.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "interrupt.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

enum { UNDO_ROOM = 4 }; /* more than either program has owners */

/* A function stands here before the count tells the handler of it. */
static void (*undo_functions[UNDO_ROOM])(void);
static volatile sig_atomic_t undo_count;

static void undo_all(void)
{
    for (int i = undo_count - 1; i >= 0; i--)
        undo_functions[i]();
}

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

void undo_at_end(void (*undo)(void))
{
    sigset_t before;

    for (int i = 0; i < undo_count; i++)
        if (undo_functions[i] == undo)
            return;
    if (undo_count == UNDO_ROOM)
        abort(); /* a fault of ours, which any run of the owner that is too many shows */
    hold_signals(&before);
    if (!undo_count)
        atexit(undo_all);
    catch_signals();
    undo_functions[undo_count] = undo;
    undo_count++;
    let_signals(&before);
}

void hold_signals(sigset_t *before)
{
    sigset_t all;

    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

void let_signals(const sigset_t *before)
{
    int problem = errno; /* restored for the caller */

    sigprocmask(SIG_SETMASK, before, NULL);
    errno = problem;
}
