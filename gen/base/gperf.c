/* SPDX-License-Identifier: MIT */
#include "gperf.h"

#include "diagnostics.h"
#include "generator_limits.h"
#include "interrupt.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

/* Writes the keys in gperf's input form: one a line, in quotes, every byte that could mean something as an octal
 * escape. Returns NULL when there is no place for it. */
static FILE *write_keys(const char *const *keys, size_t count)
{
    FILE *file = tmpfile();

    if (!file)
        return NULL;
    for (size_t i = 0; i < count; i++) {
        putc('"', file);
        for (const unsigned char *byte = (const unsigned char *)keys[i]; *byte; byte++) {
            bool plain = (*byte >= '0' && *byte <= '9') || (*byte >= 'a' && *byte <= 'z') ||
                         (*byte >= 'A' && *byte <= 'Z') || *byte == '.' || *byte == '-';

            if (plain)
                putc(*byte, file);
            else
                fprintf(file, "\\%03o", *byte);
        }
        fputs("\"\n", file);
    }
    if (fflush(file) != 0 || ferror(file) || fseek(file, 0, SEEK_SET) != 0) {
        fclose(file);
        return NULL;
    }
    return file;
}

/* The process id of a gperf that has not ended, or 0: it changes while signals are held, so that a handler stops no
 * process that is another's by now. */
static volatile pid_t running;

/* Says what gperf's standard input and output are. Returns 0 or an error number. */
static int set_files(posix_spawn_file_actions_t *actions, int input, int output)
{
    int problem = input >= 0 ? posix_spawn_file_actions_adddup2(actions, input, STDIN_FILENO)
                             : posix_spawn_file_actions_addopen(actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);

    return problem ? problem : posix_spawn_file_actions_adddup2(actions, output, STDOUT_FILENO);
}

/* Limits gperf's time on the processor: what passes says nothing on a machine that does other work, and it ends where
 * this program was killed, too. A limit of ours is passed on, so it is ours for the moment; `before` is what it was. */
static void limit_time(struct rlimit *before)
{
    struct rusage used;
    struct rlimit limit = {RLIM_INFINITY, RLIM_INFINITY};
    rlim_t seconds;

    getrlimit(RLIMIT_CPU, &limit);
    *before = limit;
    memset(&used, 0, sizeof used);
    getrusage(RUSAGE_SELF, &used);
    seconds = (rlim_t)(used.ru_utime.tv_sec + used.ru_stime.tv_sec + GPERF_SECONDS_LIMIT);
    if (limit.rlim_cur == RLIM_INFINITY || limit.rlim_cur > seconds)
        limit.rlim_cur = seconds;
    setrlimit(RLIMIT_CPU, &limit);
}

/* Returns 0 or an error number. */
static int spawn(char *const *arguments, const posix_spawn_file_actions_t *actions, pid_t *child)
{
    posix_spawnattr_t attributes;
    struct rlimit time;
    sigset_t before;
    int problem = posix_spawnattr_init(&attributes);

    if (problem)
        return problem;
    hold_signals(&before);
    posix_spawnattr_setsigmask(&attributes, &before);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    limit_time(&time);
    problem = posix_spawnp(child, arguments[0], actions, &attributes, arguments, environ);
    setrlimit(RLIMIT_CPU, &time);
    running = problem ? 0 : *child;
    let_signals(&before);
    posix_spawnattr_destroy(&attributes);
    return problem;
}

/* Starts gperf with its standard input and output. Returns its process id, or -1 having reported. */
static pid_t start(char *const *arguments, int input, int output)
{
    posix_spawn_file_actions_t actions;
    pid_t child = -1;
    int problem;

    signal(SIGCHLD, SIG_DFL); /* who started us may have it ignored, and then there is no child to wait for */
    problem = posix_spawn_file_actions_init(&actions);
    if (!problem) {
        problem = set_files(&actions, input, output);
        if (!problem)
            problem = spawn(arguments, &actions, &child);
        posix_spawn_file_actions_destroy(&actions);
    }
    if (problem == ENOMEM)
        fail_out_of_memory();
    if (!problem)
        return child;
    report_failure("cannot run gperf: %s; install it, or use --index none", strerror(problem));
    return -1;
}

static time_t seconds_now(void)
{
    struct timespec now = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec;
}

/* Reads to the end of gperf's output. Returns NULL, and says why, when that takes until `end` or is too much; it
 * reports a failure to read, without a why. */
static const char *read_output(struct arena *arena, int output, time_t end, const char **why)
{
    char *text = NULL;
    size_t length = 0, capacity = 0;

    for (;;) {
        struct pollfd readable = {output, POLLIN, 0};
        time_t left = end - seconds_now();
        char buffer[4096];
        ssize_t got;

        if (left <= 0) {
            *why = arena_format(arena, "gperf has not ended after %d seconds", GPERF_WAIT_LIMIT);
            return NULL;
        }
        if (poll(&readable, 1, (int)left * 1000) <= 0)
            continue; /* interrupted, or out of time */
        got = read(output, buffer, sizeof buffer);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0) {
            report_failure("cannot read what gperf prints: %s", strerror(errno));
            return NULL;
        }
        if (got == 0)
            break;
        if (length + (size_t)got > GPERF_OUTPUT_LIMIT) {
            *why = arena_format(arena, "gperf prints more than %d bytes", GPERF_OUTPUT_LIMIT);
            return NULL;
        }
        while (!text || capacity < length + (size_t)got + 1)
            text = arena_grow(arena, text, capacity, &capacity, 1);
        memcpy(text + length, buffer, (size_t)got);
        length += (size_t)got;
    }
    if (!text)
        return "";
    text[length] = '\0';
    return text;
}

/* waitpid(), after which a process that has ended is not `running`. */
static pid_t wait_for(pid_t child, int *status, int options)
{
    sigset_t before;
    pid_t ended;

    hold_signals(&before);
    do
        ended = waitpid(child, status, options);
    while (ended < 0 && errno == EINTR);
    if (ended == child)
        running = 0;
    let_signals(&before);
    return ended;
}

static void stop(pid_t child)
{
    kill(child, SIGKILL);
    wait_for(child, NULL, 0);
}

void stop_running_gperf(void)
{
    if (running > 0)
        kill(running, SIGKILL);
}

/* Waits for gperf's end, which comes at once after that of its output, or is made to come at `end`. Returns false, and
 * says why, when gperf failed; it reports a gperf that could not be run, without a why. */
static bool succeeded(struct arena *arena, pid_t child, time_t end, const char **why)
{
    const struct timespec moment = {0, 1000000};
    int status = 0;
    pid_t ended;

    while ((ended = wait_for(child, &status, WNOHANG)) == 0 && seconds_now() < end)
        nanosleep(&moment, NULL);
    if (ended != child) {
        *why = arena_format(arena, "gperf has not ended after %d seconds", GPERF_WAIT_LIMIT);
        stop(child);
        return false;
    }
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU)
        *why = arena_format(arena, "gperf takes longer than %d seconds of the processor", GPERF_SECONDS_LIMIT);
    else if (WIFSIGNALED(status))
        *why = arena_format(arena, "gperf was killed by signal %d", WTERMSIG(status));
    else if (WEXITSTATUS(status) == 127)
        report_failure("cannot run gperf: it is not installed; install it, or use --index none");
    else if (WEXITSTATUS(status) != 0)
        *why = arena_format(arena, "gperf failed with exit code %d", WEXITSTATUS(status));
    return WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static const char *run(struct arena *arena, char *const *arguments, int input, const char **why)
{
    const char *output = NULL;
    time_t end = seconds_now() + GPERF_WAIT_LIMIT;
    int ends[2];
    pid_t child;

    if (pipe(ends) != 0 || fcntl(ends[0], F_SETFD, FD_CLOEXEC) != 0 || fcntl(ends[1], F_SETFD, FD_CLOEXEC) != 0) {
        report_failure("cannot run gperf: %s", strerror(errno));
        return NULL;
    }
    child = start(arguments, input, ends[1]);
    close(ends[1]);
    if (child > 0) {
        output = read_output(arena, ends[0], end, why);
        if (!output)
            stop(child);
        else if (!succeeded(arena, child, end, why))
            output = NULL;
    }
    close(ends[0]);
    return output;
}

const char *run_gperf_on(struct arena *arena, const char *const *keys, size_t count, const char **why)
{
    /* -m: tries, for the smallest table. Of the 385 ids of OSSEM-DM 2022-09, 30 tries find what 50 find. */
    static char gperf[] = "gperf", language[] = "-L", ansi_c[] = "ANSI-C", multiple[] = "-m", tries[] = "30";
    char *const arguments[] = {gperf, language, ansi_c, multiple, tries, NULL};
    FILE *input = write_keys(keys, count);
    const char *output;

    if (!input) {
        report_failure("cannot write a temporary file for gperf: %s", strerror(errno));
        return NULL;
    }
    output = run(arena, arguments, fileno(input), why);
    fclose(input);
    return output;
}

const char *gperf_version(struct arena *arena)
{
    static char gperf[] = "gperf", ask[] = "--version";
    char *const arguments[] = {gperf, ask, NULL};
    const char *why = NULL, *output = run(arena, arguments, -1, &why), *version;
    size_t length;

    if (!output)
        return why ? "unknown" : NULL;
    version = strncmp(output, "GNU gperf ", 10) == 0 ? output + 10 : output;
    length = strspn(version, "0123456789.");
    return length ? arena_copy(arena, version, length) : "unknown";
}
