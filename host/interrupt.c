/* SPDX-License-Identifier: MIT
 *
 * The list of what to undo. A signal handler walks it, so all of it must be async-signal-safe.
 */
#include "interrupt.h"

#include <signal.h>
#include <stdlib.h>

enum { UNDO_ROOM = 4 }; /* more than either program has owners */

/* A function stands here before the count tells the handler of it. */
static void (*undo_functions[UNDO_ROOM])(void);
static volatile sig_atomic_t undo_count;

void undo_all(void)
{
    for (int i = undo_count - 1; i >= 0; i--)
        undo_functions[i]();
}

void undo_at_end(void (*undo)(void))
{
    for (int i = 0; i < undo_count; i++)
        if (undo_functions[i] == undo)
            return;
    if (undo_count == UNDO_ROOM)
        abort(); /* a fault of ours, which any run of the owner that is too many shows */
    hold_signals();
    if (!undo_count)
        atexit(undo_all);
    catch_signals();
    undo_functions[undo_count] = undo;
    undo_count++;
    let_signals();
}
