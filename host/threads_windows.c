/* SPDX-License-Identifier: MIT
 *
 * Threads of Windows.
 */
#include "threads.h"

#include <process.h>
#include <stdint.h>
#include <stdlib.h>
#include <windows.h>

struct thread_turns {
    SRWLOCK taking, passing;
    CONDITION_VARIABLE passed;
    unsigned long long next; /* the piece whose turn it is */
};

struct thread_turns *thread_turns_new(void)
{
    struct thread_turns *turns = calloc(1, sizeof *turns);

    if (!turns)
        return NULL;
    InitializeSRWLock(&turns->taking);
    InitializeSRWLock(&turns->passing);
    InitializeConditionVariable(&turns->passed);
    return turns;
}

void thread_turns_free(struct thread_turns *turns)
{
    free(turns);
}

void thread_lock(struct thread_turns *turns)
{
    AcquireSRWLockExclusive(&turns->taking);
}

void thread_unlock(struct thread_turns *turns)
{
    ReleaseSRWLockExclusive(&turns->taking);
}

void thread_wait_turn(struct thread_turns *turns, unsigned long long piece)
{
    AcquireSRWLockExclusive(&turns->passing);
    while (turns->next != piece)
        SleepConditionVariableSRW(&turns->passed, &turns->passing, INFINITE, 0);
    ReleaseSRWLockExclusive(&turns->passing);
}

void thread_end_turn(struct thread_turns *turns)
{
    AcquireSRWLockExclusive(&turns->passing);
    turns->next++;
    WakeAllConditionVariable(&turns->passed);
    ReleaseSRWLockExclusive(&turns->passing);
}

struct started {
    HANDLE thread;
    void (*work)(void *context, unsigned number);
    void *context;
    unsigned number;
};

static unsigned __stdcall run(void *argument)
{
    struct started *started = argument;

    started->work(started->context, started->number);
    return 0;
}

void threads_run(unsigned count, void (*work)(void *context, unsigned number), void *context)
{
    struct started *threads = count > 1 ? calloc(count, sizeof *threads) : NULL;
    unsigned running = 1;

    while (threads && running < count) {
        struct started *started = &threads[running];

        *started = (struct started){.work = work, .context = context, .number = running};
        started->thread = (HANDLE)_beginthreadex(NULL, 0, run, started, 0, NULL);
        if (!started->thread)
            break;
        running++;
    }
    work(context, 0);
    for (unsigned i = 1; i < running; i++) {
        WaitForSingleObject(threads[i].thread, INFINITE);
        CloseHandle(threads[i].thread);
    }
    free(threads);
}
