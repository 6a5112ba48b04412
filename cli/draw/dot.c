/* SPDX-License-Identifier: MIT
 *
 * Writes the whole graph: title and legend as one label at the top, then nodes, then edges, in the order of the
 * network.
 */
#include "dot.h"

#include "dot_node.h"
#include "dot_text.h"

#include <stdbool.h>

enum { TITLE_COLUMNS = 80, ABOUT_COLUMNS = 130 };

/* Edge colours, cycled by the start node, so that the eye can follow one edge in a bundle. */
static const char *const edge_colours[] = {"#3A6EA5", "#A65628", "#007A58", "#8E4A86", "#6B6B6B", "#B8860B"};

enum { EDGE_COLOURS = sizeof edge_colours / sizeof edge_colours[0] };

static bool is_grouped(const struct network *network)
{
    for (size_t i = 0; i < network->node_count; i++)
        if (network->nodes[i].group != i)
            return true;
    return false;
}

static bool has_bare(const struct network *network)
{
    for (size_t i = 0; i < network->node_count; i++)
        if (network->nodes[i].is_bare)
            return true;
    return false;
}

static void write_key(FILE *file, const struct dot_look *look, const char *name, const char *style)
{
    fprintf(file,
            "<TD BORDER=\"1\" COLOR=\"%s\" BGCOLOR=\"%s\" STYLE=\"%s\" FIXEDSIZE=\"TRUE\" WIDTH=\"96\" HEIGHT=\"20\">"
            "<FONT COLOR=\"%s\">%s</FONT></TD>",
            look->line, look->fill, style, look->text, name);
}

/* The legend of the kinds that occur, from left to right. */
static void write_legend(FILE *file, const struct network *network)
{
    bool begins_with_events = network->nodes[0].kind == NODE_EVENT;
    struct dot_look bare = dot_looks[NODE_COMPONENT];

    fputs("<TR><TD ALIGN=\"LEFT\"><TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"6\" CELLPADDING=\"0\"><TR>", file);
    for (int i = 0; i < NODE_KINDS; i++) {
        int kind = begins_with_events ? NODE_KINDS - 1 - i : i;

        if (network_count(network, (enum node_kind)kind))
            write_key(file, &dot_looks[kind], dot_looks[kind].name, "rounded");
    }
    bare.fill = "#FFFFFF";
    bare.text = "#4A4A4A";
    if (has_bare(network))
        write_key(file, &bare, "no event here", "rounded,dashed");
    if (is_grouped(network))
        fputs("<TD FIXEDSIZE=\"TRUE\" WIDTH=\"260\" HEIGHT=\"20\"><I>in italics: a family, not itself shown</I></TD>",
              file);
    fputs("</TR></TABLE></TD></TR>", file);
}

static void write_title(FILE *file, const struct network *network, const struct dot_title *title)
{
    struct dot_block block = {.width = TITLE_COLUMNS, .lines = 2};
    struct attack_info info;

    fputs("  label=<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"1\"><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\">"
          "<FONT POINT-SIZE=\"18\"><B>",
          file);
    dot_html_block(file, title->first, block);
    fputs(title->first && title->second ? "</B>&#160; " : "</B>", file);
    if (title->second)
        dot_html_block(file, title->second, block);
    fputs("</FONT></TD></TR><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"11\" COLOR=\"#4A4A4A\">", file);
    block.width = ABOUT_COLUMNS;
    dot_html_block(file, title->about, block);
    fputs("</FONT></TD></TR>", file);
    write_legend(file, network);
    if (attack_db_info(network->db, &info) && info.attribution) {
        fputs("<TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\"><FONT POINT-SIZE=\"7\" COLOR=\"#4A4A4A\">", file);
        dot_html_block(file, info.attribution, block);
        fputs("</FONT></TD></TR>", file);
    }
    fputs("</TABLE>>;\n", file);
}

/* Steep edges are hard to tell apart, so a node with many edges gets a wider gap. */
static double gap(const struct network *network)
{
    size_t widest = 0, fan = 0;

    for (size_t i = 0; i < network->edge_count; i++) {
        fan = i > 0 && network->edges[i].from == network->edges[i - 1].from ? fan + 1 : 1;
        widest = fan > widest && network->nodes[network->edges[i].to].group == network->edges[i].to ? fan : widest;
    }
    return widest > 40 ? 2.6 : 0.8 + (double)widest * 0.045;
}

static void write_edge(FILE *file, const struct network *network, const struct edge *edge)
{
    if (network->nodes[edge->to].group != edge->to)
        return; /* the first of its group has drawn it */
    fputs("  ", file);
    dot_node_name(file, network, edge->from);
    fputs(" -> ", file);
    dot_node_name(file, network, edge->to);
    fprintf(file, " [color=\"%s\"", edge_colours[edge->from % EDGE_COLOURS]);
    if (edge->span > 1)
        fprintf(file, ", minlen=%u", edge->span);
    if (network->nodes[edge->to].is_bare)
        fputs(", style=dashed", file);
    fputs("];\n", file);
}

void dot_write(FILE *file, const struct network *network, const struct dot_title *title)
{
    bool has_sources = network_count(network, NODE_SOURCE) > 0;
    size_t columns = !is_grouped(network) ? 0 : network_count(network, NODE_TECHNIQUE) < 100 ? 2 : 3;

    fprintf(
        file,
        "digraph \"attack-events\" {\n"
        "  graph [rankdir=LR, charset=\"UTF-8\", fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, "
        "bgcolor=\"#FFFFFF\",\n"
        "    labelloc=t, labeljust=l, nodesep=0.08, ranksep=%.2f, pad=0.2, outputorder=edgesfirst];\n"
        "  node [shape=box, fontname=\"Helvetica,Arial,sans-serif\", fontsize=10, margin=\"0.1,0.04\", height=0.3,\n"
        "    penwidth=1];\n"
        "  edge [arrowsize=0.5, penwidth=0.9, tailport=e, headport=w];\n",
        gap(network));
    write_title(file, network, title);
    for (size_t i = 0; i < network->node_count; i++)
        if (network->nodes[i].group != i)
            continue;
        else if (columns && network->nodes[i].kind == NODE_TECHNIQUE)
            dot_node_group(file, network, i, columns);
        else
            dot_node(file, network, i, !has_sources);
    for (size_t i = 0; i < network->edge_count; i++)
        write_edge(file, network, &network->edges[i]);
    fputs("}\n", file);
}
