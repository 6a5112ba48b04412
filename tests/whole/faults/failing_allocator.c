/* SPDX-License-Identifier: MIT
 *
 * A library for LD_PRELOAD: it makes allocation number FAIL_ALLOCATION fail, or that one and all later ones if
 * FAIL_FROM_THERE is set, and then creates the file FAIL_MARK. It affects only the program that it is loaded into, not
 * that program's children.
 */
#define _GNU_SOURCE

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <stdbool.h>
#include <stdlib.h>
#include <unistd.h>

static unsigned long wanted, seen;
static bool goes_on;
static const char *mark;

__attribute__((constructor)) static void start(void)
{
    const char *number = getenv("FAIL_ALLOCATION");

    goes_on = getenv("FAIL_FROM_THERE") != NULL;
    mark = getenv("FAIL_MARK");
    unsetenv("LD_PRELOAD");
    wanted = number && mark ? strtoul(number, NULL, 10) : 0;
}

static bool is_refused(void)
{
    int file;

    if (!wanted || ++seen < wanted || (seen > wanted && !goes_on))
        return false;
    file = seen == wanted ? open(mark, O_WRONLY | O_CREAT, 0666) : -1;
    if (file >= 0)
        close(file);
    errno = ENOMEM;
    return true;
}

/* Finds the real function once. dlsym() may allocate memory itself, and tolerates a failure. */
static void find(void **function, const char *name)
{
    static bool is_finding;

    if (*function || is_finding)
        return;
    is_finding = true;
    *function = dlsym(RTLD_NEXT, name);
    is_finding = false;
}

void *malloc(size_t size)
{
    static union {
        void *address;
        void *(*call)(size_t);
    } real;

    find(&real.address, "malloc");
    return !real.address || is_refused() ? NULL : real.call(size);
}

/* The C library's header has other parameter names.
 * NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
void *calloc(size_t count, size_t size)
{
    static union {
        void *address;
        void *(*call)(size_t, size_t);
    } real;

    find(&real.address, "calloc");
    return !real.address || is_refused() ? NULL : real.call(count, size);
}

/* The C library's header has other parameter names.
 * NOLINTNEXTLINE(readability-inconsistent-declaration-parameter-name) */
void *realloc(void *old, size_t size)
{
    static union {
        void *address;
        void *(*call)(void *, size_t);
    } real;

    find(&real.address, "realloc");
    return !real.address || is_refused() ? NULL : real.call(old, size);
}
