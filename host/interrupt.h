/* SPDX-License-Identifier: MIT
 *
 * What is undone before the program ends early, by a signal or by exit(): each owner of something that must not
 * outlive the program (an unfinished file, a child process) registers how to undo it. It knows none of them.
 */
#ifndef HOST_INTERRUPT_H
#define HOST_INTERRUPT_H

#include <signal.h>

/* Has signals that end the program run the undo functions first. Signals that the program was started to ignore stay
 * ignored. A file that grows past its limit becomes a failed write, which is reported as one. */
void catch_signals(void);

/* Registers a function that exit() and a signal call before the program ends, the last first, and catches signals; one
 * that is registered already stays so. It must be async-signal-safe, and bear being called when there is nothing to
 * undo. */
void undo_at_end(void (*undo)(void));

/* Blocks signals while the list of what to undo changes. `before` is the argument for let_signals(). */
void hold_signals(sigset_t *before);
void let_signals(const sigset_t *before);

#endif
