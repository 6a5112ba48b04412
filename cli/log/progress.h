/* SPDX-License-Identifier: MIT
 *
 * How far a long reading is: one line on standard error, which is drawn over and removed again.
 */
#ifndef ATTACK_EVENTS_CLI_PROGRESS_H
#define ATTACK_EVENTS_CLI_PROGRESS_H

#include <stdbool.h>

struct progress {
    bool is_wanted;
    bool is_shown;
    double last; /* when it was drawn, in seconds */
};

/* Wants it where standard error is a terminal; `output_is_quiet` says that nothing else goes to the terminal. */
void progress_start(struct progress *progress, bool output_is_quiet);

/* Draws it, when it is wanted and a while has passed. */
void progress_show(struct progress *progress, unsigned long long lines, unsigned long long bytes);

/* Removes it: at the end, and before a message. */
void progress_hide(struct progress *progress);

#endif
