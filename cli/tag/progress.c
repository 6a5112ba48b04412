/* SPDX-License-Identifier: MIT
 *
 * Draws at most five times a second, so that it costs next to nothing.
 */
#include "progress.h"

#include "host/streams.h"
#include "host/system_clock.h"

#include <stdio.h>

static const double interval = 0.2;

void progress_start(struct progress *progress, bool output_is_quiet)
{
    progress->is_wanted = output_is_quiet && stream_takes_escapes(STREAM_MESSAGES);
    progress->is_shown = false;
    progress->last = progress->is_wanted ? seconds_passed() : 0;
}

void progress_show(struct progress *progress, unsigned long long lines, unsigned long long bytes)
{
    double time;

    if (!progress->is_wanted || (time = seconds_passed()) - progress->last < interval)
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
