/* SPDX-License-Identifier: MIT
 *
 * run_with OPTION... -- PROGRAM ARGUMENT...: runs a program in worse surroundings.
 *
 *   memory=BYTES  cpu=SECONDS  file=BYTES   its limits
 *   ignore=NUMBER                           a signal that it is started to ignore
 *   close=NUMBER                            a descriptor that is not there
 *   pipe=NUMBER                             a descriptor that is a pipe of which the reader is gone
 *   user=NUMBER                             who runs it
 *
 * Its exit status is 126 when that cannot be had, and 127 when the program cannot be run.
 */
#include <grp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

static int limit(int resource, unsigned long long most)
{
    struct rlimit limits = {(rlim_t)most, (rlim_t)most};

    return setrlimit(resource, &limits);
}

static int break_pipe(int descriptor)
{
    int ends[2];

    return pipe(ends) != 0 || close(ends[0]) != 0 || dup2(ends[1], descriptor) < 0 || close(ends[1]) != 0 ? -1 : 0;
}

static int become(unsigned long long user)
{
    return setgroups(0, NULL) != 0 || setgid((gid_t)user) != 0 || setuid((uid_t)user) != 0 ? -1 : 0;
}

static int take(const char *option)
{
    const char *equals = strchr(option, '=');
    size_t length = equals ? (size_t)(equals - option) : 0;
    unsigned long long number = equals ? strtoull(equals + 1, NULL, 10) : 0;

#define IS(name) (length == strlen(name) && strncmp(option, name, length) == 0)
    if (IS("memory"))
        return limit(RLIMIT_AS, number);
    if (IS("cpu"))
        return limit(RLIMIT_CPU, number);
    if (IS("file"))
        return limit(RLIMIT_FSIZE, number);
    if (IS("ignore"))
        return signal((int)number, SIG_IGN) == SIG_ERR ? -1 : 0;
    if (IS("close"))
        return close((int)number);
    if (IS("pipe"))
        return break_pipe((int)number);
    if (IS("user"))
        return become(number);
#undef IS
    return -1;
}

int main(int argc, char **argv)
{
    int at = 1;

    for (; at < argc && strcmp(argv[at], "--") != 0; at++)
        if (take(argv[at]) != 0) {
            fprintf(stderr, "run_with: cannot have %s\n", argv[at]);
            return 126;
        }
    if (at + 1 >= argc)
        return 126;
    execvp(argv[at + 1], argv + at + 1);
    return 127;
}
