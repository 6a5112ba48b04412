/* SPDX-License-Identifier: MIT
 *
 * Graphviz is loaded when a picture is asked for, since linking it would more than double the time that every other
 * answer takes. GRAPHVIZ_LIBRARY is the libgvc that the build found. Pictures are drawn into memory, since
 * Graphviz ends the program when it cannot write to a file.
 */
#include "draw.h"

#include "text/memory.h"

#include <dlfcn.h>
#include <graphviz/gvc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static bool cannot(const char *why)
{
    fprintf(stderr,
            "attack-events: cannot draw: %s\n"
            "To draw, install Graphviz (Debian, Ubuntu: graphviz), or\n"
            "write a FILE.dot and draw it elsewhere: dot -Tsvg -O FILE.dot\n",
            why);
    return false;
}

/* What is called of Graphviz. */
struct graphviz {
    GVC_t *(*context)(void);
    Agraph_t *(*read)(const char *dot);
    int (*set)(void *graph, char *name, char *value, char *absent);
    agerrlevel_t (*silence)(agerrlevel_t);
    int (*lay_out)(GVC_t *context, Agraph_t *graph, const char *engine);
    int (*render)(GVC_t *context, Agraph_t *graph, const char *format, FILE *file);
    int (*forget_layout)(GVC_t *context, Agraph_t *graph);
    int (*close)(Agraph_t *graph);
    int (*forget_context)(GVC_t *context);
};

/* Takes one function out of the library. The assignment in sizeof is never made: it has the compiler compare the types.
 */
#define TAKE(library, member, function)                                                                                \
    ((void)sizeof(graphviz->member = (function)), *(void **)&graphviz->member = dlsym(library, #function),             \
     graphviz->member != NULL)

/* The library stays until the process ends, as what was taken out of it does. */
static bool load(struct graphviz *graphviz)
{
    void *library = dlopen(GRAPHVIZ_LIBRARY, RTLD_NOW);

    if (!library)
        return cannot(dlerror());
    *(void **)&graphviz->set =
        dlsym(library, "agsafeset"); /* newer Graphviz has const texts: TAKE() would refuse one */
    /* cppcheck-suppress uninitvar; TAKE() writes it */
    if (graphviz->set && TAKE(library, context, gvContext) && TAKE(library, read, agmemread) &&
        TAKE(library, silence, agseterr) && TAKE(library, lay_out, gvLayout) && TAKE(library, render, gvRender) &&
        TAKE(library, forget_layout, gvFreeLayout) && TAKE(library, close, agclose) &&
        TAKE(library, forget_context, gvFreeContext))
        /* cppcheck-suppress resourceLeak */
        return true;
    /* cppcheck-suppress resourceLeak */
    return cannot(GRAPHVIZ_LIBRARY " is not as it was when this was built");
}

static bool render(const struct graphviz *graphviz, GVC_t *context, Agraph_t *graph, const char *format, FILE *file)
{
    static char resolution[] = "dpi", fine[] = "144", none[] = "";

    if (strcmp(format, "png") == 0)
        graphviz->set(graph, resolution, fine, none);
    if (graphviz->lay_out(context, graph, "dot") != 0)
        return cannot("this Graphviz has no layout engine 'dot'");
    if (graphviz->render(context, graph, format, file) != 0)
        return cannot("this Graphviz does not write that format");
    graphviz->forget_layout(context, graph);
    return true;
}

bool draw(const char *dot, const char *format, char **picture, size_t *size)
{
    struct graphviz graphviz;
    Agraph_t *graph;
    GVC_t *context;
    struct memory_stream stream;
    bool drawn;

    if (!load(&graphviz))
        return false;
    graphviz.silence(AGERR); /* that a picture is scaled down to what PNG can hold is no news */
    context = graphviz.context();
    graph = context ? graphviz.read(dot) : NULL;
    if (!graph)
        return cannot("Graphviz does not take the graph");
    drawn = render(&graphviz, context, graph, format, memory_stream_start(&stream));
    *picture = memory_stream_end(&stream);
    *size = stream.size;
    graphviz.close(graph);
    graphviz.forget_context(context);
    if (!drawn)
        free(*picture);
    return drawn;
}
