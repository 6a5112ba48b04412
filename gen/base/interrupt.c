/* SPDX-License-Identifier: MIT */
#include "interrupt.h"

#include "gperf.h"
#include "output.h"

#include <errno.h>
#include <string.h>

static void die_cleanly(int number)
{
    stop_running_gperf();
    output_remove_all();
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

void hold_signals(sigset_t *before)
{
    sigset_t all;

    sigfillset(&all);
    sigprocmask(SIG_BLOCK, &all, before);
}

void let_signals(const sigset_t *before)
{
    int problem = errno; /* the caller's */

    sigprocmask(SIG_SETMASK, before, NULL);
    errno = problem;
}
