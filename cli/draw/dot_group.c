/* SPDX-License-Identifier: MIT
 *
 * The node for a group of techniques: they are listed by family, in columns, each with its full id.
 */
#include "dot_node.h"

#include "dot_text.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

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
        members.nodes = memory_room(members.nodes, members.count, &capacity, sizeof *members.nodes);
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

void dot_node_group(FILE *file, const struct network *network, size_t index, size_t columns)
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
