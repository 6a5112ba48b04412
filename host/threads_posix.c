/* SPDX-License-Identifier: MIT
 *
 * Threads of POSIX.
 */
#define _POSIX_C_SOURCE 200809L

#include "threads.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>

struct thread_turns {
    pthread_mutex_t taking, passing;
    pthread_cond_t passed;
    unsigned long long next; /* the piece whose turn it is */
};

struct thread_turns *thread_turns_new(void)
{
    struct thread_turns *turns = malloc(sizeof *turns);

    if (!turns)
        return NULL;
    turns->next = 0;
    if ((errno = pthread_mutex_init(&turns->taking, NULL)) == 0) {
        if ((errno = pthread_mutex_init(&turns->passing, NULL)) == 0) {
            if ((errno = pthread_cond_init(&turns->passed, NULL)) == 0)
                return turns;
            pthread_mutex_destroy(&turns->passing);
        }
        pthread_mutex_destroy(&turns->taking);
    }
    free(turns);
    return NULL;
}

void thread_turns_free(struct thread_turns *turns)
{
    if (!turns)
        return;
    pthread_cond_destroy(&turns->passed);
    pthread_mutex_destroy(&turns->passing);
    pthread_mutex_destroy(&turns->taking);
    free(turns);
}

void thread_lock(struct thread_turns *turns)
{
    pthread_mutex_lock(&turns->taking);
}

void thread_unlock(struct thread_turns *turns)
{
    pthread_mutex_unlock(&turns->taking);
}

void thread_wait_turn(struct thread_turns *turns, unsigned long long piece)
{
    pthread_mutex_lock(&turns->passing);
    while (turns->next != piece)
        pthread_cond_wait(&turns->passed, &turns->passing);
    pthread_mutex_unlock(&turns->passing);
}

void thread_end_turn(struct thread_turns *turns)
{
    pthread_mutex_lock(&turns->passing);
    turns->next++;
    pthread_cond_broadcast(&turns->passed);
    pthread_mutex_unlock(&turns->passing);
}

struct started {
    pthread_t thread;
    void (*work)(void *context, unsigned number);
    void *context;
    unsigned number;
};

static void *run(void *argument)
{
    struct started *started = argument;

    started->work(started->context, started->number);
    return NULL;
}

void threads_run(unsigned count, void (*work)(void *context, unsigned number), void *context)
{
    struct started *threads = count > 1 ? calloc(count, sizeof *threads) : NULL;
    unsigned running = 1;

    while (threads && running < count) {
        threads[running] = (struct started){.work = work, .context = context, .number = running};
        if (pthread_create(&threads[running].thread, NULL, run, &threads[running]) != 0)
            break;
        running++;
    }
    work(context, 0);
    for (unsigned i = 1; i < running; i++)
        pthread_join(threads[i].thread, NULL);
    free(threads);
}
