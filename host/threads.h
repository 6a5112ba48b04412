/* SPDX-License-Identifier: MIT
 *
 * Threads that do the same work, one piece each, and pass what they made on in the order of the pieces.
 */
#ifndef HOST_THREADS_H
#define HOST_THREADS_H

#include <stdbool.h>

/* What the threads have in common: a lock, under which pieces are taken, and whose turn it is. */
struct thread_turns;

/* Returns NULL, with errno, if it cannot be made. */
struct thread_turns *thread_turns_new(void);
void thread_turns_free(struct thread_turns *turns);

/* The lock for taking a piece. */
void thread_lock(struct thread_turns *turns);
void thread_unlock(struct thread_turns *turns);

/* Waits until the pieces before this one, from 0 on, have been passed on; and says that this one has been. What is done
 * in between happens one after the other. */
void thread_wait_turn(struct thread_turns *turns, unsigned long long piece);
void thread_end_turn(struct thread_turns *turns);

/* Calls `work` in `count` threads, with its number from 0 to count - 1, and returns when all have returned. The calling
 * thread is one of them; if no more can be started, those that run do the work. */
void threads_run(unsigned count, void (*work)(void *context, unsigned number), void *context);

#endif
