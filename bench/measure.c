/* SPDX-License-Identifier: MIT
 *
 * Measures whole programs side by side: runs the commands in turn, round after round, so that noise affects all of them
 * alike, and prints the CPU time (user and system) and peak memory of each, and its ratio to the first.
 *
 *     measure [--elapsed] ROUNDS LABEL COMMAND [ARGUMENT...] [-- LABEL COMMAND [ARGUMENT...]]...
 *
 * With --elapsed, it prints the time that passed instead, for programs with threads. Standard output of the commands goes
 * to /dev/null.
 */
#define _DEFAULT_SOURCE
#include <fcntl.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

enum { COMMANDS = 8, ROUNDS = 1000 };

struct command {
    const char *label;
    char **arguments;
    double milliseconds[ROUNDS];
    long kilobytes; /* maximum of all rounds */
};

static struct command commands[COMMANDS];

static int split(int count, char **arguments)
{
    int commands_read = 0, start = 0;

    for (int i = 0; i <= count; i++) {
        if (i < count && strcmp(arguments[i], "--") != 0)
            continue;
        if (i - start < 2 || commands_read == COMMANDS)
            return 0;
        commands[commands_read].label = arguments[start];
        commands[commands_read++].arguments = arguments + start + 1;
        arguments[i] = NULL;
        start = i + 1;
    }
    return commands_read;
}

static double elapsed_milliseconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec * 1e3 + (double)now.tv_nsec / 1e6;
}

static void run(struct command *command, int round, bool is_elapsed)
{
    struct rusage usage;
    int status;
    double start = elapsed_milliseconds();
    pid_t child = fork();

    if (child == 0) {
        int nowhere = open("/dev/null", O_WRONLY);

        dup2(nowhere, STDOUT_FILENO);
        execvp(command->arguments[0], command->arguments);
        perror(command->arguments[0]);
        _exit(127);
    }
    if (child < 0 || wait4(child, &status, 0, &usage) < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        fprintf(stderr, "measure: %s failed\n", command->label);
        exit(1);
    }
    command->milliseconds[round] = is_elapsed ? elapsed_milliseconds() - start
                                              : (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) * 1e3 +
                                                    (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e3;
    if (usage.ru_maxrss > command->kilobytes)
        command->kilobytes = usage.ru_maxrss;
}

static int compare(const void *one, const void *other)
{
    double a = *(const double *)one, b = *(const double *)other;

    return a < b ? -1 : a > b;
}

int main(int argc, char **argv)
{
    bool is_elapsed = argc > 1 && strcmp(argv[1], "--elapsed") == 0;
    int first = is_elapsed ? 2 : 1;
    int rounds = argc > first ? (int)strtol(argv[first], NULL, 10) : 0;
    int count = rounds > 0 && rounds <= ROUNDS ? split(argc - first - 1, argv + first + 1) : 0;

    if (!count) {
        fputs("Usage: measure [--elapsed] ROUNDS LABEL COMMAND [ARGUMENT...] [-- LABEL COMMAND [ARGUMENT...]]...\n", stderr);
        return 2;
    }
    for (int round = 0; round < rounds; round++)
        for (int i = 0; i < count; i++)
            run(&commands[i], round, is_elapsed);
    printf("%-32s %10s %10s %10s %8s %10s\n", "", is_elapsed ? "elapsed ms" : "CPU ms", "lowest", "highest", "ratio", "peak KiB");
    for (int i = 0; i < count; i++) {
        double *times = commands[i].milliseconds;

        qsort(times, (size_t)rounds, sizeof *times, compare);
        printf("%-32s %10.2f %10.2f %10.2f %8.3f %10ld\n", commands[i].label, times[rounds / 2], times[0],
               times[rounds - 1], times[rounds / 2] / commands[0].milliseconds[rounds / 2], commands[i].kilobytes);
    }
    return 0;
}
