/* SPDX-License-Identifier: MIT
 *
 * Draws at most five times a second, so that it costs next to nothing.
 */
#define _POSIX_C_SOURCE 200809L

#include "progress.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

static const double interval = 0.2;

static double now(void)
{
    struct timespec time = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

void progress_start(struct progress *progress, bool output_is_quiet)
{
    progress->is_wanted = output_is_quiet && isatty(STDERR_FILENO) == 1;
    progress->is_shown = false;
    progress->last = progress->is_wanted ? now() : 0;
}

void progress_show(struct progress *progress, unsigned long long lines, unsigned long long bytes)
{
    double time;

    if (!progress->is_wanted || (time = now()) - progress->last < interval)
        return;
    progress->last = time;
    progress->is_shown = true;
    fprintf(stderr, "\r%llu lines, %llu.%llu MB", lines, bytes / 1000000, bytes / 100000 % 10);
    fflush(stderr);
}

void progress_hide(struct progress *progress)
{
    if (progress->is_shown)
        fputs("\r\033[K", stderr);
    progress->is_shown = false;
}
