/* SPDX-License-Identifier: MIT */
#define _POSIX_C_SOURCE 200809L

#include "picture_cairo.h"

#include <dlfcn.h>
#include <stddef.h>
#include <stdio.h>

static bool cannot(const char *why)
{
    fprintf(stderr, "attack-events: cannot draw: %s\nTo draw, install cairo (Debian and Ubuntu: libcairo2)\n", why);
    return false;
}

/* The assignment in sizeof is never made: it has the compiler compare the types. */
#define TAKE(result, name, parameters)                                                                                 \
    (void)sizeof(cairo->name = cairo_##name);                                                                          \
    *(void **)&cairo->name = dlsym(library, "cairo_" #name);                                                           \
    if (!cairo->name)                                                                                                  \
        return cannot(CAIRO_LIBRARY " has no cairo_" #name);

/* The library stays until the process ends, as what was taken out of it does. */
bool cairo_load(struct cairo_functions *cairo)
{
    void *library = dlopen(CAIRO_LIBRARY, RTLD_NOW);

    if (!library)
        return cannot(dlerror());
    /* cppcheck-suppress resourceLeak */
    CAIRO_FUNCTIONS(TAKE)
    /* cppcheck-suppress resourceLeak */
    return true;
}
