/* SPDX-License-Identifier: MIT
 *
 * Reads the DOT of the tool, one statement a line.
 */
#include "graphing.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_LIMIT = 64 };

void texts_add(struct texts *texts, const char *text)
{
    texts->text = realloc(texts->text, (texts->count + 1) * sizeof *texts->text);
    assert_non_null(texts->text);
    texts->text[texts->count] = naive_copy(text);
    assert_non_null(texts->text[texts->count++]);
}

static int compare(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

void texts_sort(struct texts *texts)
{
    if (texts->count)
        qsort(texts->text, texts->count, sizeof *texts->text, compare);
}

void texts_unique(struct texts *texts)
{
    size_t kept = 0;

    texts_sort(texts);
    for (size_t i = 0; i < texts->count; i++) {
        if (kept && strcmp(texts->text[kept - 1], texts->text[i]) == 0)
            free(texts->text[i]);
        else
            texts->text[kept++] = texts->text[i];
    }
    texts->count = kept;
}

void texts_free(struct texts *texts)
{
    for (size_t i = 0; i < texts->count; i++)
        free(texts->text[i]);
    free(texts->text);
    memset(texts, 0, sizeof *texts);
}

void expect_same_texts(const struct texts *actual, const struct texts *expected, const char *about)
{
    for (size_t i = 0; i < actual->count || i < expected->count; i++) {
        const char *a = i < actual->count ? actual->text[i] : NULL, *b = i < expected->count ? expected->text[i] : NULL;

        if (!a || !b || strcmp(a, b) != 0)
            fail_msg("%s: there is\n%s\nexpected was\n%s", about, a ? a : "nothing", b ? b : "nothing");
    }
}

void run_graph(const char *tool, const char *const arguments[], const struct run_options *options,
               struct run_result *result)
{
    const char *all[ARGUMENTS_LIMIT] = {tool, "graph"};

    for (size_t i = 0; arguments[i]; i++) {
        assert_true(i + 3 < ARGUMENTS_LIMIT);
        all[i + 2] = arguments[i];
    }
    run(all, options, result);
}

/* ---- Reading DOT, one statement a line */

/* Copies the quoted text at `text`, unescaped. Returns what follows, or NULL if there is no quoted text. */
static const char *unquote(const char *text, char *copy)
{
    static const struct {
        const char *escape, *meaning;
    } escapes[] = {
        {"\\n", "\n"},   {"\\\\\xE2\x80\x8B", "\\"}, {"\\\\", "\\"}, {"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"},
        {"&quot;", "\""}};
    size_t count = sizeof escapes / sizeof *escapes;

    if (*text++ != '"')
        return NULL;
    while (*text && *text != '"') {
        size_t i = 0;

        while (i < count && strncmp(text, escapes[i].escape, strlen(escapes[i].escape)) != 0)
            i++;
        assert_true(i < count || *text != '\\'); /* no other escape may be written */
        *copy++ = i < count ? *escapes[i].meaning : *text;
        text += i < count ? strlen(escapes[i].escape) : 1;
    }
    *copy = '\0';
    return *text ? text + 1 : NULL;
}

/* Joins the lines "filter: ..." as the naive reader does, and reduces a technique to its id. */
static void normalize(char *tooltip)
{
    static const char filter[] = "\nfilter: ";
    char *first = strstr(tooltip, filter), *condition = strstr(tooltip, "\ncondition"), *name;

    if (strncmp(tooltip, "technique ", 10) == 0)
        tooltip[strcspn(tooltip, "\n")] = '\0';
    if (condition) { /* "condition: ..." of one event, "conditions: 2" of several, which have no name */
        strcpy(condition, "\ncondition");
        name = strstr(tooltip, "\nname: ");
        if (name)
            memmove(name, name + 1 + strcspn(name + 1, "\n"), strlen(name + 1 + strcspn(name + 1, "\n")) + 1);
        return;
    }
    if (!first)
        return;
    for (char *next = first; (next = strstr(next + 1, filter)) != NULL;) {
        *next = ',';
        memmove(next + 1, next + sizeof filter - 1, strlen(next + sizeof filter - 1) + 1);
    }
}

struct named {
    struct texts names, tooltips;
};

static const char *tooltip_of(const struct named *named, const char *name)
{
    for (size_t i = 0; i < named->names.count; i++)
        if (strcmp(named->names.text[i], name) == 0)
            return named->tooltips.text[i];
    fail_msg("no node is called %s", name);
    return NULL;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    while ((text = strstr(text, part)) != NULL) {
        text += strlen(part);
        count++;
    }
    return count;
}

/* The node of a group must have the columns that it declares, and list each technique once. */
static void expect_listed(const char *line, const char *id)
{
    const char *columns = strstr(line, " COLSPAN=\"");
    char heading[40];

    assert_non_null(columns);
    assert_int_equal(count_of(line, "<TD ALIGN=\"LEFT\" BALIGN"), strtoul(columns + 10, NULL, 10));
    snprintf(heading, sizeof heading, "<B>%s</B>", id);
    assert_int_equal(count_of(line, heading), 1);
}

static void add_node(struct graph *graph, struct named *named, const char *name, const char *line)
{
    static char tooltip[LINE_BYTES], shown[LINE_BYTES + 16];
    const char *start = strstr(line, ", tooltip=\"");

    assert_non_null(start);
    assert_null(strstr(start + 1, ", tooltip=\""));
    assert_non_null(unquote(start + strlen(", tooltip="), tooltip));
    normalize(tooltip);
    texts_add(&named->names, name);
    texts_add(&named->tooltips, tooltip);
    texts_add(&graph->names, name);
    if (strncmp(tooltip, "techniques ", 11) == 0) {
        for (char *id = strtok(tooltip + 11, " "); id; id = strtok(NULL, " ")) {
            expect_listed(line, id);
            snprintf(shown, sizeof shown, "technique %s", id);
            texts_add(&graph->nodes, shown);
        }
        return;
    }
    snprintf(shown, sizeof shown, "%s%s", tooltip, strstr(line, "dashed\"]") ? " (dashed)" : "");
    texts_add(&graph->nodes, shown);
}

void graph_join(struct graph *graph, const char *from, const char *to)
{
    static char edge[2 * LINE_BYTES];

    snprintf(edge, sizeof edge, "%s -> %s", from, to);
    texts_add(&graph->edges, edge);
}

static void add_edge(struct graph *graph, const struct named *named, const char *from, const char *to)
{
    char *end = naive_copy(tooltip_of(named, to));

    graph->lines++;
    if (strncmp(end, "techniques ", 11) != 0)
        graph_join(graph, tooltip_of(named, from), end);
    else
        for (char *id = strtok(end + 11, " "); id; id = strtok(NULL, " ")) {
            char technique[64];

            snprintf(technique, sizeof technique, "technique %s", id);
            graph_join(graph, tooltip_of(named, from), technique);
        }
    free(end);
}

static void read_dot(char *dot, struct graph *graph)
{
    static char name[LINE_BYTES], other[LINE_BYTES];
    struct named named = {{NULL, 0}, {NULL, 0}};

    assert_int_equal(strncmp(dot, "digraph \"attack-events\" {\n", 26), 0);
    assert_string_equal(dot + strlen(dot) - 3, "\n}\n");
    for (char *line = dot, *end; (end = strchr(line, '\n')) != NULL; line = end + 1) {
        const char *rest;

        *end = '\0';
        assert_true(end - line < LINE_BYTES);
        if (strncmp(line, "  \"", 3) != 0)
            continue;
        rest = unquote(line + 2, name);
        assert_non_null(rest);
        if (strncmp(rest, " [label=<", 9) == 0 || strncmp(rest, " [shape=plain", 13) == 0) {
            add_node(graph, &named, name, line);
        } else {
            assert_int_equal(strncmp(rest, " -> \"", 5), 0);
            assert_non_null(unquote(rest + 4, other));
            add_edge(graph, &named, name, other);
        }
    }
    texts_free(&named.names);
    texts_free(&named.tooltips);
}

void graph_run(const char *tool, const char *const arguments[], struct graph *graph)
{
    struct run_result result;

    memset(graph, 0, sizeof *graph);
    run_graph(tool, arguments, NULL, &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(strlen(result.out), result.out_size);
    read_dot(result.out, graph);
    run_result_free(&result);
}

void graph_free(struct graph *graph)
{
    texts_free(&graph->nodes);
    texts_free(&graph->edges);
    texts_free(&graph->names);
}
