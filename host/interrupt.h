/* SPDX-License-Identifier: MIT
 *
 * What is undone before the program ends early, by a signal or by exit(): each owner of something that must not
 * outlive the program (an unfinished file, a child process) registers how to undo it. It knows none of them. On Windows
 * the signals are Ctrl-C, Ctrl-Break and the end of the session.
 */
#ifndef HOST_INTERRUPT_H
#define HOST_INTERRUPT_H

/* Has signals that end the program run the undo functions first. Signals that the program was started to ignore stay
 * ignored. A file that grows past its limit becomes a failed write, which is reported as one. */
void catch_signals(void);

/* For a filter: a closed pipe ends the program silently, even if its parent ignores that signal, as `| head` would
 * otherwise be a write error. A file that grows past its limit becomes a failed write. */
void end_with_closed_pipe(void);

/* Registers a function that exit() and a signal call before the program ends, the last first, and catches signals; one
 * that is registered already stays so. It must be async-signal-safe, and bear being called when there is nothing to
 * undo. */
void undo_at_end(void (*undo)(void));

/* Calls the registered functions. For the handler of signals. */
void undo_all(void);

/* Blocks signals while the list of what to undo changes. let_signals() keeps errno. */
void hold_signals(void);
void let_signals(void);

#endif
