/* SPDX-License-Identifier: MIT
 *
 * Starts programs with posix_spawn(), and captures their outputs in files.
 */
#include "run.h"

#include "cmocka_test.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static double now(void)
{
    struct timespec time = {0, 0};

    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

/* Files instead of pipes, so that nothing has to be read while the program runs. */
static FILE *capture_file(void)
{
    FILE *file = tmpfile();

    if (!file || fcntl(fileno(file), F_SETFD, FD_CLOEXEC) != 0)
        fail_msg("cannot make a temporary file: %s", strerror(errno));
    return file;
}

static bool is_replaced(const char *variable, const char *const *replacements)
{
    for (; *replacements; replacements++) {
        size_t length = strcspn(*replacements, "=") + 1;

        if (strncmp(variable, *replacements, length) == 0)
            return true;
    }
    return false;
}

/* A program whose files are limited to less than its coverage counters (up to 11 KB each) must not spoil those of
 * scripts/coverage.sh. */
enum { COUNTED = 16 * 1024 };
static const char *const uncounted = "GCOV_PREFIX=/dev/null";

static const char **environment_with(const char *const *replacements, unsigned long file_bytes)
{
    static const char *const none[] = {NULL};
    const char **all;
    size_t count = 0;

    if (!replacements)
        replacements = none;
    for (size_t i = 0; environ[i]; i++)
        count++;
    for (size_t i = 0; replacements[i]; i++)
        count++;
    all = calloc(count + 2, sizeof *all);
    assert_non_null(all);
    count = 0;
    for (size_t i = 0; environ[i]; i++)
        if (!is_replaced(environ[i], replacements))
            all[count++] = environ[i];
    for (size_t i = 0; replacements[i]; i++)
        all[count++] = replacements[i];
    if (file_bytes && file_bytes < COUNTED)
        all[count] = uncounted;
    return all;
}

/* Starts a program with default signal handling, whatever this test inherited, and in its own process group, so that
 * its children can be killed with it. */
static void set_attributes(posix_spawnattr_t *attributes)
{
    sigset_t defaults, unblocked;

    sigfillset(&defaults);
    sigdelset(&defaults, SIGKILL);
    sigdelset(&defaults, SIGSTOP);
    sigemptyset(&unblocked);
    posix_spawnattr_init(attributes);
    posix_spawnattr_setsigdefault(attributes, &defaults);
    posix_spawnattr_setsigmask(attributes, &unblocked);
    posix_spawnattr_setpgroup(attributes, 0);
    posix_spawnattr_setflags(attributes, POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP);
}

/* Limits are inherited, so this process sets the limit on itself while it starts the program. */
static int spawn_within(unsigned long file_bytes, pid_t *id, const char *const arguments[],
                        const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                        const char **environment)
{
    struct rlimit before = {0, 0}, during;
    int problem;

    getrlimit(RLIMIT_FSIZE, &before);
    during = before;
    if (file_bytes)
        during.rlim_cur = file_bytes;
    setrlimit(RLIMIT_FSIZE, &during);
    /* posix_spawnp does not write to the texts, despite its type. NOLINTBEGIN(performance-no-int-to-ptr) */
    problem = posix_spawnp(id, arguments[0], actions, attributes, (char *const *)(size_t)arguments,
                           (char *const *)(size_t)environment);
    /* NOLINTEND(performance-no-int-to-ptr) */
    setrlimit(RLIMIT_FSIZE, &before);
    return problem;
}

static FILE *input_file(const struct run_options *options)
{
    FILE *file = capture_file();

    if (fwrite(options->input, 1, options->input_size, file) != options->input_size || fflush(file) != 0)
        fail_msg("cannot write the input: %s", strerror(errno));
    rewind(file);
    return file;
}

void process_start(struct process *process, const char *const arguments[], const struct run_options *options)
{
    static const struct run_options plain;
    FILE *input;
    const char **environment;
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int problem;

    options = options ? options : &plain;
    input = options->input ? input_file(options) : NULL;
    environment = environment_with(options->environment, options->file_bytes);
    process->out = capture_file();
    process->err = capture_file();
    process->started = now();
    process->seconds = options->seconds ? options->seconds : 120;
    posix_spawn_file_actions_init(&actions);
    if (input)
        posix_spawn_file_actions_adddup2(&actions, fileno(input), STDIN_FILENO);
    else
        posix_spawn_file_actions_addopen(&actions, STDIN_FILENO,
                                         options->input_path ? options->input_path : "/dev/null", O_RDONLY, 0);
    if (options->output_path)
        posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, options->output_path, O_WRONLY, 0);
    else
        posix_spawn_file_actions_adddup2(&actions, fileno(process->out), STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, fileno(process->err), STDERR_FILENO);
    set_attributes(&attributes);
    problem = spawn_within(options->file_bytes, &process->id, arguments, &actions, &attributes, environment);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    free(environment);
    if (input)
        fclose(input);
    if (problem != 0)
        fail_msg("cannot run %s: %s", arguments[0], strerror(problem));
}

static char *take_captured(FILE *file, size_t *size)
{
    long end = fseek(file, 0, SEEK_END) == 0 ? ftell(file) : -1;
    char *text;

    if (end < 0)
        fail_msg("cannot read what was captured: %s", strerror(errno));
    *size = (size_t)end;
    text = malloc(*size + 1);
    assert_non_null(text);
    rewind(file);
    if (fread(text, 1, *size, file) != *size)
        fail_msg("cannot read what was captured: %s", strerror(errno));
    text[*size] = '\0';
    fclose(file);
    return text;
}

/* The child stays a zombie, so that its group's id is not reused. */
bool process_runs(const struct process *process)
{
    siginfo_t info;

    memset(&info, 0, sizeof info);
    return waitid(P_PID, (id_t)process->id, &info, WEXITED | WNOHANG | WNOWAIT) != 0 || info.si_pid != process->id;
}

void pause_for(long milliseconds)
{
    struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000};

    nanosleep(&time, NULL);
}

/* Returns false if the time ends first. */
static bool wait_for_end(const struct process *process)
{
    while (process_runs(process)) {
        if (now() - process->started > process->seconds)
            return false;
        pause_for(1);
    }
    return true;
}

void process_finish(struct process *process, struct run_result *result)
{
    bool ended = wait_for_end(process);
    int status = 0;

    kill(-process->id, SIGKILL);
    waitpid(process->id, &status, 0);
    result->seconds = now() - process->started;
    result->exit_code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    result->signal = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
    result->out = take_captured(process->out, &result->out_size);
    result->err = take_captured(process->err, &result->err_size);
    if (!ended)
        fail_msg("still running after %u seconds; it had printed: %s", process->seconds, result->err);
}

void run(const char *const arguments[], const struct run_options *options, struct run_result *result)
{
    struct process process;

    process_start(&process, arguments, options);
    process_finish(&process, result);
}

void run_result_free(struct run_result *result)
{
    free(result->out);
    free(result->err);
    result->out = result->err = NULL;
}

long most_memory_of_programs(void)
{
    struct rusage usage;

    getrusage(RUSAGE_CHILDREN, &usage);
    return usage.ru_maxrss;
}
