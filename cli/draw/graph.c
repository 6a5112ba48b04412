/* SPDX-License-Identifier: MIT
 *
 * `attack-events graph`: reads the request and the name of the output. graph_query.c makes the network, dot.c the DOT
 * text, draw.c the picture.
 */
#include "dot.h"
#include "draw.h"
#include "graph_query.h"
#include "line/command.h"
#include "line/help.h"
#include "line/row_filters.h"
#include "text/memory.h"
#include "text/text.h"
#include "text/whole_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
    GROUPED_FROM = 40, /* with more techniques, they are drawn in groups to stay legible */
    TITLED_AT_MOST = 4 /* with more operands, the title has their number */
};

struct request {
    bool to_techniques;
    enum draw_form form;
};

/* The ending of the file's name says its form; standard output gets DOT. */
static bool read_request(const struct options *options, struct request *request)
{
    const char *to = options->values[OPTION_TO], *path = options->values[OPTION_OUTPUT];

    if (options->values[OPTION_FORMAT])
        return help_wrong_usage(&command_graph, "graph has no --format '", options->values[OPTION_FORMAT],
                                "': the ending of --output says what to write", NULL);
    request->to_techniques = to && strcmp(to, "techniques") == 0;
    if (to && !request->to_techniques && strcmp(to, "events") != 0)
        return help_wrong_usage(&command_graph, "--to '", to, "': expected events or techniques", NULL);
    request->form = path ? draw_form_of(path) : DRAW_DOT;
    return request->form < DRAW_FORMS || help_wrong_usage(&command_graph, "--output '", path,
                                                          "': expected a name that ends in .svg, .png or .dot", NULL);
}

static void write_number(FILE *file, size_t count, const char *what)
{
    fprintf(file, "%lu %s%s", (unsigned long)count, what, count == 1 ? "" : "s");
}

static void write_row_filters(FILE *file, const struct options *options)
{
    for (size_t i = 0; i < options->given_count; i++) {
        enum option_id id = options->given[i].id;

        if (id == OPTION_PLATFORM || id == OPTION_PROVIDER || id == OPTION_CHANNEL) {
            fprintf(file, " %s ", option_texts[id].name);
            text_show(file, options->given[i].value);
        }
    }
}

static void write_about(FILE *file, const struct network *network, const struct options *options, bool to_techniques)
{
    size_t components = 0;

    for (size_t i = 0; i < network->node_count; i++)
        components += network->nodes[i].kind == NODE_COMPONENT && !network->nodes[i].is_bare;
    write_number(file, network_count(network, NODE_EVENT), "event");
    fputs(components ? " of " : "", file);
    if (components)
        write_number(file, components, "data component");
    fputs(" can show ", file);
    if (to_techniques || options->operand_count > 1 || network_count(network, NODE_TECHNIQUE) > 1)
        write_number(file, network_count(network, NODE_TECHNIQUE), "technique");
    else
        fputs("it", file);
    if (row_filters_any(options)) {
        fputs("; only", file);
        write_row_filters(file, options);
    }
}

/* Writes the operands into the title. */
static void write_heading(FILE *file, const struct options *options)
{
    for (size_t i = 0; i < options->operand_count && i < TITLED_AT_MOST; i++) {
        fputs(i ? ", " : "", file);
        text_show(file, options->operands[i]);
    }
    if (options->operand_count > TITLED_AT_MOST)
        fprintf(file, " and %lu more", (unsigned long)(options->operand_count - TITLED_AT_MOST));
}

static void write_dot(const struct network *network, const struct options *options, bool to_techniques, char **dot,
                      size_t *size)
{
    struct memory_stream heading, about, all;
    struct dot_title title = {NULL, NULL, NULL};
    FILE *file = memory_stream_start(&heading);

    fputs(to_techniques ? options->operand_count > 1 ? "Events " : "Event " : "", file);
    write_heading(file, options);
    title.first = memory_stream_end(&heading);
    if (!to_techniques && network_count(network, NODE_TECHNIQUE) == 1)
        title.second = network->nodes[0].technique.name;
    write_about(memory_stream_start(&about), network, options, to_techniques);
    title.about = memory_stream_end(&about);
    dot_write(memory_stream_start(&all), network, &title);
    *dot = memory_stream_end(&all);
    *size = all.size;
    free(heading.text);
    free(about.text);
}

static bool deliver(const char *path, enum draw_form form, const char *dot, size_t dot_size)
{
    char *picture = NULL;
    size_t size = 0;
    bool saved = form == DRAW_DOT
                     ? whole_file_save(path, dot, dot_size)
                     : draw_graph(dot, dot_size, form, &picture, &size) && whole_file_save(path, picture, size);

    free(picture);
    return saved;
}

static bool fill(struct network *network, const struct options *options, bool to_techniques)
{
    if (to_techniques ? !graph_add_events(network, options) : !graph_add_techniques(network, options))
        return false;
    network_finish(network);
    if (to_techniques && network_count(network, NODE_TECHNIQUE) > GROUPED_FROM)
        network_group_techniques(network);
    return true;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    enum exit_status status = EXIT_NOT_FOUND;
    struct request request = {false, DRAW_DOT};
    struct network network;
    char *dot = NULL;
    size_t size = 0;

    if (!read_request(options, &request))
        return EXIT_USAGE;
    if (!row_filters_check(db, options))
        return EXIT_NOT_FOUND;
    network_start(&network, db);
    if (fill(&network, options, request.to_techniques)) {
        write_dot(&network, options, request.to_techniques, &dot, &size);
        status = deliver(options->values[OPTION_OUTPUT], request.form, dot, size) ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
        free(dot);
    }
    network_free(&network);
    return status;
}

const struct command command_graph = {
    .name = "graph",
    .operand = "ID...",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS(OPTION_TO) | ACCEPTS(OPTION_OUTPUT) | ACCEPTS_EVENT_FILTERS,
    .has_no_format = true,
    .summary = "draw techniques with the events that show them, or the other way round",
    .description = "Draws the paths from techniques over data sources and data components to events.\n"
                   "T1003.* is T1003 and its sub-techniques. Several techniques share the nodes that\n"
                   "they have in common, so a path through a shared node may not exist for each of\n"
                   "them. Events that differ in provider, platform or filter are separate nodes;\n"
                   "those of one log that have a condition are one node. Nodes that lead to no event\n"
                   "are dashed. Options narrow the events.\n"
                   "\n"
                   "With --to techniques the operands are event ids, and the graph leads from them\n"
                   "over data components to techniques. If these are more than 40, those with the\n"
                   "same components are drawn as one node.\n"
                   "\n"
                   "Without -o it prints DOT, the language of Graphviz. If FILE ends in .svg or .png,\n"
                   "Graphviz's dot draws the picture; if it ends in .dot, it gets the DOT text.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events graph T1039 -o graph.svg\n"
                   "  attack-events graph --to techniques 4663 --provider Microsoft-Windows-Security-Auditing\n",
    .run = run,
};
