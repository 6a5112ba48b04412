/* SPDX-License-Identifier: MIT
 *
 * Writes the whole graph: title and legend as one label at the top, then nodes, groups of techniques among them, then
 * edges, in the order of the network.
 */
#include "dot.h"

#include "dot_node.h"
#include "dot_text.h"
#include "text/memory.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

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

/* ---- The title and the legend ----------------------------------------------------------------------------------- */

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

/* ---- A group of techniques: they are listed by family, in columns, each with its full id ------------------------ */

enum { FAMILY_ID_LENGTH = 5, NAME_COLUMNS = 30, ENTRANCE_COLUMNS = 90, LINES_AT_LEAST = 4, COLUMN_WIDTH = 236 };

#define COLUMN "<TD ALIGN=\"LEFT\" BALIGN=\"LEFT\" VALIGN=\"TOP\" WIDTH=\"%d\">"
#define LINE_END "<BR ALIGN=\"LEFT\"/>"

struct members {
    const struct network *network;
    size_t *nodes;
    size_t count;
};

static struct members find_members(const struct network *network, size_t group)
{
    struct members members = {network, NULL, 0};
    size_t capacity = 0;

    for (size_t i = group; i != NO_NODE; i = network->nodes[i].next_in_group) {
        MAKE_ROOM(members.nodes, members.count, capacity);
        members.nodes[members.count++] = i;
    }
    return members;
}

static const struct attack_technique *member(const struct members *members, size_t i)
{
    return &members->network->nodes[members->nodes[i]].technique;
}

static bool begins_family(const struct members *members, size_t i)
{
    return i == 0 || strncmp(member(members, i - 1)->id, member(members, i)->id, FAMILY_ID_LENGTH) != 0;
}

/* If a family's technique is not a member itself, it becomes a heading, provided that the mapping has its name. */
static bool has_heading(const struct members *members, size_t i, struct attack_technique *parent)
{
    return begins_family(members, i) && attack_technique_parent(members->network->db, member(members, i), parent);
}

static void write_technique(FILE *file, const struct attack_technique *technique, bool is_member)
{
    struct dot_block block = {.width = NAME_COLUMNS, .lines = 1};

    if (!is_member)
        fputs("<FONT COLOR=\"#4A4A4A\"><I>", file);
    else if (technique->is_subtechnique)
        fputs("&#160;&#160;", file);
    fputs(is_member ? "<B>" : "", file);
    dot_html(file, technique->id);
    fputs(is_member ? "</B>" : "", file);
    fputs("&#160; ", file);
    if (technique->name)
        dot_html_block(file, technique->name, block);
    fputs(is_member ? LINE_END : "</I>" LINE_END "</FONT>", file);
}

static size_t count_lines(const struct members *members)
{
    struct attack_technique parent;
    size_t count = members->count;

    for (size_t i = 0; i < members->count; i++)
        count += has_heading(members, i, &parent);
    return count;
}

/* A family starts a new column once the earlier columns have their share of the lines. */
static void write_columns(FILE *file, const struct members *members, size_t columns)
{
    size_t lines = count_lines(members), share = (lines + columns - 1) / columns, column = 1, used = 0;
    struct attack_technique parent;

    if (share < LINES_AT_LEAST)
        share = LINES_AT_LEAST;
    fprintf(file, COLUMN, COLUMN_WIDTH);
    for (size_t i = 0; i < members->count; i++) {
        if (begins_family(members, i) && used >= column * share) {
            fprintf(file, "</TD>" COLUMN, COLUMN_WIDTH);
            column++;
        }
        if (has_heading(members, i, &parent)) {
            write_technique(file, &parent, false);
            used++;
        }
        write_technique(file, member(members, i), true);
        used++;
    }
    for (fputs("</TD>", file); column < columns; column++)
        fprintf(file, COLUMN "</TD>", COLUMN_WIDTH);
}

/* Lists the data components that lead to a node, so that readers need not trace edges. */
static void write_entrance(FILE *file, const struct network *network, size_t index)
{
    struct dot_block block = {.width = ENTRANCE_COLUMNS, .lines = 1};
    const struct entrance *entrance = &network->entrances[index];
    const char *before = ": ";

    for (size_t i = 0; i < entrance->count; i++) {
        const struct node *from = &network->nodes[entrance->edges[i].from];

        if (from->kind != NODE_COMPONENT)
            continue;
        fputs(before, file);
        dot_html_block(file, from->component.name ? from->component.name : from->component.data_source, block);
        before = " + ";
    }
}

static void write_group(FILE *file, const struct network *network, size_t index, size_t columns)
{
    const struct dot_look *look = &dot_looks[NODE_TECHNIQUE];
    struct members members = find_members(network, index);

    fputs("  ", file);
    dot_node_name(file, network, index);
    fprintf(file,
            " [shape=plain, fontsize=9, label=<<TABLE BORDER=\"1\" CELLBORDER=\"0\" CELLSPACING=\"0\" "
            "CELLPADDING=\"5\" COLOR=\"%s\" BGCOLOR=\"#E3F0F8\"><TR><TD COLSPAN=\"%lu\" BGCOLOR=\"%s\" ALIGN=\"LEFT\">"
            "<FONT COLOR=\"%s\" POINT-SIZE=\"10\"><B>%lu technique%s</B>",
            look->line, (unsigned long)columns, look->fill, look->text, (unsigned long)members.count,
            members.count == 1 ? "" : "s");
    write_entrance(file, network, index);
    fputs("</FONT></TD></TR><TR>", file);
    write_columns(file, &members, columns);
    fputs("</TR></TABLE>>, tooltip=\"techniques", file);
    for (size_t i = 0; i < members.count; i++)
        fprintf(file, " %s", member(&members, i)->id);
    fprintf(file, "\", class=\"%s\", fontcolor=\"#000000\"];\n", look->class);
    free(members.nodes);
}

/* ---- The whole graph -------------------------------------------------------------------------------------------- */

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
            write_group(file, network, i, columns);
        else
            dot_node(file, network, i, !has_sources);
    for (size_t i = 0; i < network->edge_count; i++)
        write_edge(file, network, &network->edges[i]);
    fputs("}\n", file);
}
