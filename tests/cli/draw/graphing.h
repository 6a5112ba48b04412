/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of `attack-events graph`: its DOT output, read line by line into nodes and edges that are
 * identified by their tooltips, and the same from the naive reader. Tests with Graphviz compare this reader with
 * Graphviz's own.
 */
#ifndef GRAPHING_H
#define GRAPHING_H

#include "naive.h"
#include "run.h"

#include <stdbool.h>
#include <stddef.h>

/* Texts that the caller owns; free them with texts_free(). */
struct texts {
    char **text;
    size_t count;
};

void texts_add(struct texts *texts, const char *text);
void texts_sort(struct texts *texts);
void texts_unique(struct texts *texts); /* also sorts */
void texts_free(struct texts *texts);

/* Fails unless both have the same texts in the same order. `about` is for the message. */
void expect_same_texts(const struct texts *actual, const struct texts *expected, const char *about);

enum { LINE_BYTES = 1 << 16 }; /* longest line of DOT */

struct graph {
    struct texts
        nodes; /* "event\nid: 1\nname: ..."; "technique T1003" without its name; bare ones end in " (dashed)" */
    struct texts edges; /* "NODE -> NODE" without " (dashed)"; one for each technique of a group */
    struct texts names; /* as in DOT */
    size_t lines;       /* edges as written in DOT */
};

/* Runs `tool graph arguments...`, fails unless it succeeds without a message, and reads its DOT. */
void graph_run(const char *tool, const char *const arguments[], struct graph *graph);
void graph_free(struct graph *graph);

void graph_join(struct graph *graph, const char *from, const char *to);

/* Appends the nodes and edges from a technique, or those that lead to an event id. Not sorted, not unique. */
void graph_expect_technique(const struct naive_mapping *mapping, const char *id, struct graph *graph);
void graph_expect_event(const struct naive_mapping *mapping, const char *id, struct graph *graph);

/* Sorts both and fails unless they are equal; duplicates in `actual` are a difference. */
void graph_compare(struct graph *actual, struct graph *expected, const char *about);

/* Runs the tool with these arguments behind "graph". The caller frees `result`. */
void run_graph(const char *tool, const char *const arguments[], const struct run_options *options,
               struct run_result *result);

#endif
