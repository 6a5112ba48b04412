/* SPDX-License-Identifier: MIT
 *
 * Runs a program and records everything that it does: exit code or signal, both outputs, time. A program that cannot be
 * started, or exceeds its time limit, fails the test. It knows nothing of the generator.
 */
#ifndef RUN_H
#define RUN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <sys/types.h>

struct run_options {
    const void *input; /* bytes for standard input; NULL: `input_path` */
    size_t input_size;
    const char *input_path;         /* NULL: /dev/null */
    const char *output_path;        /* standard output goes there instead of being captured */
    const char *const *environment; /* "NAME=value", ends in NULL; each replaces a variable of ours */
    unsigned long file_bytes;       /* size limit of each file; 0: none */
    unsigned seconds;               /* how long it may take; 0: 120 */
};

struct run_result {
    int exit_code; /* -1: ended by a signal */
    int signal;    /* 0: none */
    double seconds;
    char *out, *err; /* both NUL-terminated */
    size_t out_size, err_size;
};

/* Arguments for run(): ARGUMENTS("ls", "-l"). */
#define ARGUMENTS(...) ((const char *const[]){__VA_ARGS__, NULL})

/* Runs `arguments[0]`, which is searched for in PATH if it has no slash. `options` may be NULL. */
void run(const char *const arguments[], const struct run_options *options, struct run_result *result);
void run_result_free(struct run_result *result);

/* The same in two steps, for a program that is disturbed while it runs. */
struct process {
    pid_t id;
    FILE *out, *err;
    double started;
    unsigned seconds;
};
void process_start(struct process *process, const char *const arguments[], const struct run_options *options);
bool process_runs(const struct process *process); /* false once it has ended */
void process_finish(struct process *process, struct run_result *result);

/* Sleeps for some milliseconds. */
void pause_for(long milliseconds);

/* Returns the largest peak memory, in KiB, of all programs that have been run. */
long most_memory_of_programs(void);

#endif
