/* SPDX-License-Identifier: MIT
 *
 * What a signal undoes before the program dies by it: files that are not in place yet, and a gperf that still runs.
 */
#ifndef GEN_INTERRUPT_H
#define GEN_INTERRUPT_H

#include <signal.h>

/* Once, before anything that is to be undone. Signals that the program was started to ignore stay ignored. A file that
 * grows past its limit becomes a failed write, which is reported as one. */
void catch_signals(void);

/* Puts signals off, while what is to be undone changes. Returns through `before` what let_signals() takes. */
void hold_signals(sigset_t *before);
void let_signals(const sigset_t *before);

#endif
