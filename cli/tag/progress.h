/* SPDX-License-Identifier: MIT
 *
 * Progress of a long read: one line on standard error, which is overwritten and in the end removed. It knows nothing of
 * what is read.
 */
#ifndef ATTACK_EVENTS_CLI_PROGRESS_H
#define ATTACK_EVENTS_CLI_PROGRESS_H

#include <stdbool.h>

struct progress {
    bool is_wanted;
    bool is_shown;
    double last; /* time of the last drawing, in seconds */
};

/* Enables it if standard error is a terminal. `output_is_quiet` says that nothing else is written to the terminal. */
void progress_start(struct progress *progress, bool output_is_quiet);

/* Draws it, if it is enabled and enough time has passed. */
void progress_show(struct progress *progress, unsigned long long lines, unsigned long long bytes);

/* Removes it, at the end and before a message. */
void progress_hide(struct progress *progress);

#endif
