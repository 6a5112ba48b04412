/* SPDX-License-Identifier: MIT
 *
 * Labels are HTML-like, since they need two font sizes. The id of an event, a technique or a component is at the start
 * of a line, so that a text search in an SVG finds it. It knows nothing of edges.
 */
#include "dot_node.h"

#include "dot_text.h"
#include "host/letter_case.h"
#include "line/event_ids.h"
#include "print/value.h"
#include "text/text.h"

#include <stdbool.h>
#include <stdlib.h>

const struct dot_look dot_looks[NODE_KINDS] = {
    [NODE_TECHNIQUE] = {"technique", "technique", "#0072B2", "#004D79", "#FFFFFF", 150},
    [NODE_SOURCE] = {"data source", "data-source", "#E69F00", "#8A5F00", "#000000", 100},
    [NODE_COMPONENT] = {"data component", "data-component", "#C5E9DD", "#007A58", "#000000", 150},
    [NODE_EVENT] = {"event", "event", "#FFFFFF", "#6B6B6B", "#000000", 282},
};

enum { TECHNIQUE_COLUMNS = 26, SOURCE_COLUMNS = 22, COMPONENT_COLUMNS = 28, EVENT_COLUMNS = 48, SMALL_COLUMNS = 56 };

#define LINE_END "<BR ALIGN=\"LEFT\"/>"
#define SMALL "<FONT POINT-SIZE=\"8.5\" COLOR=\"#4A4A4A\">"

void dot_node_name(FILE *file, const struct network *network, size_t index)
{
    const struct node *node = &network->nodes[index];

    switch (node->kind) {
    case NODE_TECHNIQUE:
        fprintf(file, "\"%s\"", node->technique.id); /* safe: the generator accepts only ids such as T1234.001 */
        break;
    case NODE_EVENT:
        fprintf(file, "\"event %lu\"", (unsigned long)node->event.index);
        break;
    case NODE_COMPONENT:
        fprintf(file, "\"component %lu\"", (unsigned long)node->component.index);
        break;
    case NODE_SOURCE:
        fputs("\"source ", file);
        dot_html(file, node->component.data_source);
        fputc('"', file);
        break;
    }
}

static void line(FILE *file, const char *text, size_t width, size_t lines)
{
    dot_html_block(file, text, (struct dot_block){.width = width, .lines = lines});
    fputs(LINE_END, file);
}

static void small_line(FILE *file, const char *text)
{
    if (!text)
        return;
    fputs(SMALL, file);
    line(file, text, SMALL_COLUMNS, 2);
    fputs("</FONT>", file);
}

/* "<b>first</b>  second" */
static void heading(FILE *file, const char *first, const char *second, size_t width, size_t lines)
{
    struct dot_block block = {.width = width, .lines = lines};

    if (first) {
        fputs("<B>", file);
        dot_html_block(file, first, (struct dot_block){.width = width, .lines = 2});
        fputs("</B>", file);
        block.indent = text_width(first) + 2;
    }
    if (first && second)
        fputs(block.indent < width ? "&#160; " : LINE_END, file);
    if (block.indent >= width)
        block.indent = 0;
    if (second)
        dot_html_block(file, second, block);
    if (!first && !second)
        fputs("(not stated)", file);
    fputs(LINE_END, file);
}

static void write_filters(FILE *file, const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;

    while (attack_filter_next(&filters, &filter)) {
        struct dot_block block = {.width = EVENT_COLUMNS, .lines = 2};

        dot_html_block(file, filter.field, block);
        fputc('=', file);
        block.indent = filter.field ? text_width(filter.field) + 1 : 1;
        if (block.indent >= block.width) {
            fputs(LINE_END, file);
            block.indent = 0;
        }
        dot_html_block(file, filter.value, block);
        fputs(LINE_END, file);
    }
}

/* Writes the condition of an event, or how many conditions it stands for. */
static void write_conditions(FILE *file, const struct attack_db *db, const struct node *node)
{
    char *text = value_condition_text(db, &node->event);
    char count[32];

    if (node->conditions > 1)
        snprintf(count, sizeof count, "%lu conditions", (unsigned long)node->conditions);
    if (node->conditions)
        line(file, node->conditions > 1 ? count : text, EVENT_COLUMNS, 3);
    free(text);
}

/* "first · second" in small type */
static void small_pair(FILE *file, const char *first, const char *second)
{
    struct dot_block block = {.width = SMALL_COLUMNS, .lines = 2};

    if (!first || !second || text_width(first) + 3 >= block.width) {
        small_line(file, first);
        small_line(file, second);
        return;
    }
    fputs(SMALL, file);
    dot_html_block(file, first, block);
    fputs(" · ", file);
    block.indent = text_width(first) + 3;
    dot_html_block(file, second, block);
    fputs(LINE_END "</FONT>", file);
}

static void label_event(FILE *file, const struct attack_db *db, const struct node *node)
{
    const struct attack_event *event = &node->event;

    bool is_named = node->conditions <= 1 && !fold_equal(event->id, event->name);

    heading(file, event_id_shown(db, event), is_named ? event->name : NULL, EVENT_COLUMNS, 2);
    write_filters(file, db, event);
    write_conditions(file, db, node);
    small_pair(file, event->provider ? event->provider : "(provider not stated)", event->platform);
    if (node->is_ambiguous) {
        small_line(file, event->channel);
        small_pair(file, event->audit_category, event->audit_sub_category);
    }
}

static void write_label(FILE *file, const struct attack_db *db, const struct node *node, bool is_named)
{
    switch (node->kind) {
    case NODE_TECHNIQUE:
        heading(file, node->technique.id, NULL, TECHNIQUE_COLUMNS, 1);
        if (node->technique.name)
            line(file, node->technique.name, TECHNIQUE_COLUMNS, 3);
        break;
    case NODE_SOURCE:
        line(file, node->component.data_source, SOURCE_COLUMNS, 3);
        break;
    case NODE_COMPONENT:
        line(file, node->component.name ? node->component.name : node->component.data_source, COMPONENT_COLUMNS, 3);
        if (is_named && node->component.name)
            small_line(file, node->component.data_source);
        break;
    case NODE_EVENT:
        label_event(file, db, node);
        break;
    }
}

static void tip(FILE *file, const char *label, const char *text)
{
    if (!text)
        return;
    fprintf(file, "\\n%s: ", label);
    dot_tip(file, text);
}

static void tip_event(FILE *file, const struct attack_db *db, const struct node *node)
{
    const struct attack_event *event = &node->event;
    char *condition = node->conditions == 1 ? value_condition_text(db, event) : NULL;
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;

    fputs("event", file);
    tip(file, "id", event_id_shown(db, event));
    tip(file, "name", node->conditions > 1 ? NULL : event->name);
    tip(file, "platform", event->platform);
    tip(file, "audit category", event->audit_category);
    tip(file, "audit sub-category", event->audit_sub_category);
    tip(file, "channel", event->channel);
    tip(file, "provider", event->provider);
    while (attack_filter_next(&filters, &filter)) {
        tip(file, "filter", filter.field ? filter.field : "");
        fputc('=', file);
        dot_tip(file, filter.value);
    }
    tip(file, "condition", condition);
    if (node->conditions > 1)
        fprintf(file, "\\nconditions: %lu", (unsigned long)node->conditions);
    free(condition);
}

static void write_tooltip(FILE *file, const struct attack_db *db, const struct node *node)
{
    fputs("tooltip=\"", file);
    switch (node->kind) {
    case NODE_TECHNIQUE:
        fprintf(file, "technique %s", node->technique.id);
        tip(file, "name", node->technique.name);
        break;
    case NODE_SOURCE:
        fputs("data source", file);
        tip(file, "name", node->component.data_source);
        break;
    case NODE_COMPONENT:
        fputs("data component", file);
        tip(file, "name", node->component.name);
        tip(file, "data source", node->component.data_source);
        break;
    case NODE_EVENT:
        tip_event(file, db, node);
        break;
    }
    fputc('"', file);
}

void dot_node(FILE *file, const struct network *network, size_t index, bool is_named)
{
    const struct node *node = &network->nodes[index];
    struct dot_look look = dot_looks[node->kind];

    fputs("  ", file);
    dot_node_name(file, network, index);
    /* A table: otherwise, text that is narrower than its node could not be left-aligned. */
    fprintf(file,
            " [label=<<TABLE BORDER=\"0\" CELLSPACING=\"0\" CELLPADDING=\"0\"><TR><TD ALIGN=\"LEFT\" BALIGN=\"LEFT\" "
            "WIDTH=\"%d\">",
            look.width);
    write_label(file, network->db, node, is_named);
    fputs("</TD></TR></TABLE>>, ", file);
    write_tooltip(file, network->db, node);
    if (node->is_bare) {
        look.fill = "#FFFFFF";
        look.text = "#4A4A4A";
    }
    fprintf(file, ", class=\"%s\", fillcolor=\"%s\", color=\"%s\", fontcolor=\"%s\", style=\"filled,rounded%s\"];\n",
            look.class, look.fill, look.line, look.text, node->is_bare ? ",dashed" : "");
}
