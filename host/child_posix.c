/* SPDX-License-Identifier: MIT
 *
 * Uses posix_spawn(), pipes and poll(). It must not interpret what the child prints.
 */
#ifndef _XOPEN_SOURCE
#define _XOPEN_SOURCE 700
#endif

#include "child.h"

#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* The pipes of one run, each with both its ends; -1 is an end that is not open. */
enum { INPUT, OUTPUT, MESSAGES, PIPES };
enum { READING, WRITING };

struct run {
    struct child *child;
    int pipes[PIPES][2];
    size_t input_done, output_room, message_size;
    pid_t process;
    time_t end;
};

/* The process id of a child that has not ended, or 0. It changes only while signals are blocked, so that a handler
 * never kills a process that has got the same id since. */
static volatile pid_t running;

static void stop_running(void)
{
    if (running > 0)
        kill(running, SIGKILL);
}

static void close_end(int *end)
{
    if (*end >= 0)
        close(*end);
    *end = -1;
}

/* Returns 0 or an error number. No other child inherits an end, and a child that reads slowly does not block us. */
static int open_pipes(struct run *run)
{
    for (int i = 0; i < (run->child->keeps_messages ? PIPES : MESSAGES); i++) {
        if (pipe(run->pipes[i]) != 0)
            return errno;
        for (int end = READING; end <= WRITING; end++)
            if (fcntl(run->pipes[i][end], F_SETFD, FD_CLOEXEC) != 0)
                return errno;
    }
    return fcntl(run->pipes[INPUT][WRITING], F_SETFL, O_NONBLOCK) != 0 ? errno : 0;
}

/* Sets the child's standard streams. Returns 0 or an error number. */
static int set_files(posix_spawn_file_actions_t *actions, const struct run *run)
{
    int messages = run->pipes[MESSAGES][WRITING];
    int problem = posix_spawn_file_actions_adddup2(actions, run->pipes[INPUT][READING], STDIN_FILENO);

    if (!problem)
        problem = posix_spawn_file_actions_adddup2(actions, run->pipes[OUTPUT][WRITING], STDOUT_FILENO);
    if (!problem && messages >= 0)
        problem = posix_spawn_file_actions_adddup2(actions, messages, STDERR_FILENO);
    return problem;
}

/* Limits the child's CPU time: wall-clock time says little on a busy machine, and this limit holds even if this program
 * is killed. A child inherits our limit, so this sets our own; `before` is the earlier one. */
static void limit_time(unsigned seconds, struct rlimit *before)
{
    struct rusage used;
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    rlim_t end;

    getrlimit(RLIMIT_CPU, &limit);
    *before = limit;
    memset(&used, 0, sizeof used);
    getrusage(RUSAGE_SELF, &used);
    end = (rlim_t)used.ru_utime.tv_sec + (rlim_t)used.ru_stime.tv_sec + seconds;
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > end)
        limit.rlim_cur = end;
    setrlimit(RLIMIT_CPU, &limit);
}

/* Returns 0 or an error number. SIGPIPE, which we ignore, ends the child as usual. */
static int spawn(struct run *run, const posix_spawn_file_actions_t *actions)
{
    char *const *arguments = run->child->arguments;
    posix_spawnattr_t attributes;
    struct rlimit time;
    sigset_t before, pipe_signal;
    int problem = posix_spawnattr_init(&attributes);

    if (problem)
        return problem;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigprocmask(SIG_BLOCK, NULL, &before);
    hold_signals();
    posix_spawnattr_setsigmask(&attributes, &before);
    posix_spawnattr_setsigdefault(&attributes, &pipe_signal);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    limit_time(run->child->processor_seconds, &time);
    problem = posix_spawnp(&run->process, arguments[0], actions, &attributes, arguments, environ);
    setrlimit(RLIMIT_CPU, &time);
    running = problem ? 0 : run->process;
    let_signals();
    posix_spawnattr_destroy(&attributes);
    return problem;
}

/* Starts the child, and closes its ends of the pipes here. Returns 0 or an error number. */
static int start(struct run *run)
{
    posix_spawn_file_actions_t actions;
    int problem = open_pipes(run);

    signal(SIGCHLD, SIG_DFL); /* if our parent ignores it, waitpid() would find no child */
    if (!problem)
        problem = posix_spawn_file_actions_init(&actions);
    if (problem)
        return problem;
    problem = set_files(&actions, run);
    if (!problem)
        problem = spawn(run, &actions);
    posix_spawn_file_actions_destroy(&actions);
    close_end(&run->pipes[INPUT][READING]);
    close_end(&run->pipes[OUTPUT][WRITING]);
    close_end(&run->pipes[MESSAGES][WRITING]);
    return problem;
}

static time_t seconds_now(void)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Writes as much as the pipe takes. A child that closes its end wants no more input; its exit status says whether it
 * failed. */
static enum child_result write_input(struct run *run)
{
    int *end = &run->pipes[INPUT][WRITING];
    ssize_t put = write(*end, run->child->input + run->input_done, run->child->input_size - run->input_done);

    if (put > 0)
        run->input_done += (size_t)put;
    if (put < 0 && (errno == EINTR || errno == EAGAIN))
        return CHILD_SUCCEEDED;
    if (put < 0 && errno != EPIPE) {
        run->child->number = errno;
        return CHILD_UNWRITABLE;
    }
    if (put < 0 || run->input_done == run->child->input_size)
        close_end(end);
    return CHILD_SUCCEEDED;
}

/* Keeps the start of the messages, as much as fits. */
static void read_messages(struct run *run)
{
    struct child *child = run->child;
    size_t room = sizeof child->messages - 1 - run->message_size;
    char buffer[sizeof child->messages];
    ssize_t got = read(run->pipes[MESSAGES][READING], buffer, sizeof buffer);

    if (got > 0) {
        room = room < (size_t)got ? room : (size_t)got;
        memcpy(child->messages + run->message_size, buffer, room);
        run->message_size += room;
    } else if (got == 0 || errno != EINTR) {
        close_end(&run->pipes[MESSAGES][READING]);
    }
}

static enum child_result read_output(struct run *run)
{
    struct child *child = run->child;
    char buffer[1 << 14];
    ssize_t got = read(run->pipes[OUTPUT][READING], buffer, sizeof buffer);

    if (got < 0 && errno == EINTR)
        return CHILD_SUCCEEDED;
    if (got < 0) {
        child->number = errno;
        return CHILD_UNREADABLE;
    }
    if (got == 0)
        close_end(&run->pipes[OUTPUT][READING]);
    if ((size_t)got > child->output_limit - child->output_size)
        return CHILD_PRINTS_TOO_MUCH;
    if (run->output_room - child->output_size <= (size_t)got) {
        size_t room = 2 * (child->output_size + sizeof buffer);
        char *grown = realloc(child->output, room);

        if (!grown)
            return CHILD_OUT_OF_MEMORY;
        child->output = grown;
        run->output_room = room;
    }
    memcpy(child->output + child->output_size, buffer, (size_t)got);
    child->output_size += (size_t)got;
    child->output[child->output_size] = '\0';
    return CHILD_SUCCEEDED;
}

/* Writes the input and reads the outputs, whichever is ready, until the outputs end. */
static enum child_result exchange(struct run *run)
{
    enum child_result result = CHILD_SUCCEEDED;

    while (!result && (run->pipes[OUTPUT][READING] >= 0 || run->pipes[MESSAGES][READING] >= 0)) {
        struct pollfd ready[PIPES] = {{run->pipes[INPUT][WRITING], POLLOUT, 0},
                                      {run->pipes[OUTPUT][READING], POLLIN, 0},
                                      {run->pipes[MESSAGES][READING], POLLIN, 0}};
        time_t left = run->end - seconds_now();

        if (left <= 0)
            return CHILD_TAKES_TOO_LONG;
        if (poll(ready, PIPES, (int)left * 1000) <= 0)
            continue; /* interrupted or timed out: the loop checks the time */
        if (ready[INPUT].revents)
            result = write_input(run);
        if (ready[MESSAGES].revents)
            read_messages(run);
        if (!result && ready[OUTPUT].revents)
            result = read_output(run);
    }
    return result;
}

/* Calls waitpid(), and resets `running` if the process has ended. */
static pid_t wait_for(pid_t process, int *status, int options)
{
    pid_t ended;

    hold_signals();
    do
        ended = waitpid(process, status, options);
    while (ended < 0 && errno == EINTR);
    if (ended == process)
        running = 0;
    let_signals();
    return ended;
}

/* Waits for a child whose output has ended; kills it when its time is over, and kills a child whose output failed. */
static enum child_result finish(struct run *run, enum child_result result)
{
    const struct timespec moment = {0, 1000000};
    pid_t ended;
    int status = 0;

    if (!result) {
        while ((ended = wait_for(run->process, &status, WNOHANG)) == 0 && seconds_now() < run->end)
            nanosleep(&moment, NULL);
        result = ended == run->process ? CHILD_SUCCEEDED : CHILD_TAKES_TOO_LONG;
    }
    if (result) {
        kill(run->process, SIGKILL);
        wait_for(run->process, NULL, 0);
        return result;
    }
    run->child->number = WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status);
    if (WIFSIGNALED(status))
        return run->child->number == SIGXCPU ? CHILD_WORKS_TOO_LONG : CHILD_KILLED;
    return run->child->number ? CHILD_FAILED : CHILD_SUCCEEDED;
}

enum child_result child_run(struct child *child)
{
    struct run run = {.child = child, .pipes = {{-1, -1}, {-1, -1}, {-1, -1}}};
    const struct sigaction ignore = {.sa_handler = SIG_IGN};
    enum child_result result = CHILD_NOT_STARTED;
    struct sigaction before;

    child->output = NULL;
    child->output_size = 0;
    memset(child->messages, 0, sizeof child->messages);
    undo_at_end(stop_running);
    sigaction(SIGPIPE, &ignore, &before); /* of a child that does not read */
    run.end = seconds_now() + (time_t)child->seconds;
    child->number = start(&run);
    if (!child->number)
        result = finish(&run, exchange(&run));
    for (int i = 0; i < PIPES; i++)
        for (int end = READING; end <= WRITING; end++)
            close_end(&run.pipes[i][end]);
    sigaction(SIGPIPE, &before, NULL);
    if (result) {
        free(child->output);
        child->output = NULL;
        child->output_size = 0;
    }
    return result;
}
