/* SPDX-License-Identifier: MIT
 *
 * `attack-events technique ID`: what a technique is, and its rows.
 */
#include "columns.h"
#include "command.h"
#include "fields.h"
#include "rows.h"
#include "suggest.h"
#include "text.h"

#include <stdio.h>
#include <string.h>

static const unsigned char table_shown[] = {
    COLUMN_DATA_COMPONENT, COLUMN_NAME,       COLUMN_EVENT_ID, COLUMN_EVENT_NAME,
    COLUMN_EVENT_PLATFORM, COLUMN_LOG_SOURCE, COLUMN_CHANNEL,  COLUMN_FILTER_IN,
};

static const struct layout table_layout = {columns, table_shown, sizeof table_shown};

static enum exit_status not_found(const struct attack_db *db, const char *id)
{
    struct attack_technique technique;
    struct suggestions suggestions;

    fputs("attack-events: no technique '", stderr);
    text_show(stderr, id);
    fputs("' in this mapping", stderr);
    suggest_start(&suggestions, id, strlen(id));
    for (uint32_t i = 0; attack_technique_at(db, i, &technique); i++)
        suggest_offer(&suggestions, technique.id);
    suggest_print(&suggestions, stderr, "");
    fputc('\n', stderr);
    return EXIT_NOT_FOUND;
}

/* Says whether a row of `rows` has an event, of the data component `component` when that is not NULL. */
static bool has_event(struct attack_rows rows, const struct attack_data_component *component)
{
    struct attack_row row;

    while (attack_rows_next(&rows, &row))
        if (row.event.index != ATTACK_NONE && (!component || row.data_component.index == component->index))
            return true;
    return false;
}

/* Without a relationship or an event, a row has nothing that the heading has not. */
static bool has_relationship(struct attack_rows rows)
{
    struct attack_row row;

    while (attack_rows_next(&rows, &row))
        if (row.relationship.index != ATTACK_NONE)
            return true;
    return false;
}

/* The data components that some event shows, or those that none does. */
static void print_components(const struct attack_db *db, const struct attack_technique *technique, bool shown)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct field field = field_start(shown ? "data components" : "without an event");
    struct attack_data_component component;

    while (attack_data_components_next(&components, &component))
        if (has_event(rows, &component) == shown)
            field_item(&field, component.data_source, ": ", component.name);
    field_end(&field);
}

static void print_family(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_techniques subtechniques = attack_technique_subtechniques(db, technique);
    struct field field = field_start("sub-techniques");
    struct attack_technique relative;

    while (attack_techniques_next(&subtechniques, &relative))
        field_item(&field, relative.id, " ", relative.name);
    field_end(&field);
    if (attack_technique_parent(db, technique, &relative)) {
        field = field_start("sub-technique of");
        field_item(&field, relative.id, " ", relative.name);
        field_end(&field);
    }
}

static void print_heading(const struct attack_db *db, const struct attack_technique *technique)
{
    fields_title(technique->id, technique->name);
    field_text("revoked by", attack_technique_revoked_by(db, technique));
    field_names("tactics", attack_technique_tactics(db, technique));
    field_names("platforms", attack_technique_platforms(db, technique));
    print_family(db, technique);
    print_components(db, technique, true);
    print_components(db, technique, false);
    putchar('\n');
}

/* Says on `file` that the technique has no event, and what would have to be collected to see it. */
static void print_no_event(FILE *file, const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_data_component component;
    const char *before = "; its data components are ";

    fputs("No event is mapped to ", file);
    text_show(file, technique->id);
    while (attack_data_components_next(&components, &component)) {
        fputs(before, file);
        text_show(file, component.data_source);
        fputs(component.data_source && component.name ? ": " : "", file);
        text_show(file, component.name);
        before = ", ";
    }
    fputs(".\n", file);
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct attack_technique technique;
    struct row_source source = {.db = db};
    bool is_table = options->format == FORMAT_TABLE;

    if (!attack_technique_find(db, options->operands[0], strlen(options->operands[0]), &technique))
        return not_found(db, options->operands[0]);
    source.rows = attack_technique_rows(db, &technique);
    if (is_table)
        print_heading(db, &technique);
    if (!has_event(source.rows, NULL)) {
        print_no_event(is_table ? stdout : stderr, db, &technique);
        if (is_table && !has_relationship(source.rows))
            return EXIT_ANSWERED;
        if (is_table)
            putchar('\n');
    }
    output_print(options->format, is_table ? &table_layout : &columns_all, rows_walk, &source);
    return EXIT_ANSWERED;
}

const struct command command_technique = {
    .name = "technique",
    .operand = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .summary = "print a technique and the events that show it",
    .description = "Prints the rows of a technique or sub-technique: its data components, and the\n"
                   "relationships and events that show it. The table comes with a heading that says\n"
                   "what the technique is; TSV and JSON have the columns of `attack-events rows`.\n"
                   "\n"
                   "example:\n"
                   "  attack-events technique T1003.001\n",
    .run = run,
};
