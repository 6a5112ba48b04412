/* SPDX-License-Identifier: MIT
 *
 * `attack-events technique ID...`: techniques and their rows. evidence_print.c prints the table.
 */
#include "columns.h"
#include "evidence_print.h"
#include "line/command.h"
#include "line/row_filters.h"
#include "line/selection.h"
#include "print/labels.h"
#include "rows.h"
#include "text/terminal.h"

#include <stdio.h>

static void print_family(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_technique_iterator subtechniques = attack_technique_subtechniques(db, technique);
    struct label field = label_start("sub-techniques");
    struct attack_technique relative;

    while (attack_technique_next(&subtechniques, &relative))
        label_item(&field, relative.id, " ", relative.name);
    label_end(&field);
    if (attack_technique_parent(db, technique, &relative)) {
        field = label_start("sub-technique of");
        label_item(&field, relative.id, " ", relative.name);
        label_end(&field);
    }
}

static void print_former_ids(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_former_id_iterator ids = attack_technique_former_ids(db, technique);
    struct label field = label_start("replaces");
    struct attack_former_id former;

    while (attack_former_id_next(&ids, &former))
        label_item(&field, former.id, NULL, NULL);
    label_end(&field);
}

static void print_heading(const struct attack_db *db, const struct attack_technique *technique)
{
    labels_heading(technique->id, "  ", technique->name);
    print_former_ids(db, technique);
    label_names("tactics", attack_technique_tactics(db, technique));
    label_names("platforms", attack_technique_platforms(db, technique));
    print_family(db, technique);
}

/* Reports that the technique has no event, and which data components would have to be collected. */
static struct cell no_event(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_data_component component;
    struct cell cell = {NULL, 0, 0};
    const char *before = "; its data components are ";

    cell_add(&cell, "No event is mapped to ");
    cell_add(&cell, technique->id);
    while (attack_data_component_next(&components, &component)) {
        cell_add(&cell, before);
        cell_add(&cell, component.data_source);
        cell_add(&cell, component.data_source && component.name ? ": " : "");
        cell_add(&cell, component.name);
        before = ", ";
    }
    cell_add(&cell, ".");
    return cell;
}

static bool has_event(const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->component_count; i++)
        if (evidence->components[i].event_count)
            return true;
    return false;
}

/* Returns whether there is an event or a relationship, and not only a list of components. */
static bool has_relationship(const struct evidence *evidence)
{
    for (size_t i = 0; i < evidence->row_count; i++)
        if (evidence->rows[i].relationship.index != ATTACK_NONE)
            return true;
    return false;
}

static void print_evidence(const struct attack_db *db, const struct options *options,
                           const struct attack_technique *technique, const struct evidence *evidence)
{
    if (evidence->component_count) {
        putchar('\n');
        evidence_print_summary(evidence);
    }
    if (!has_event(evidence)) {
        struct cell text = no_event(db, technique);

        if (row_filters_any(options)) {
            cell_clear(&text);
            cell_add(&text, "None of its rows is among those asked for.");
        }
        putchar('\n');
        labels_paragraph(&text);
        cell_free(&text);
    }
    if (has_event(evidence) || has_relationship(evidence))
        evidence_print_events(db, evidence);
}

static void print_technique(const struct attack_db *db, const struct options *options,
                            const struct attack_technique *technique)
{
    struct evidence evidence;

    evidence_fill(db, options, technique, &evidence);
    print_heading(db, technique);
    label_text("platform of events", evidence.platform);
    print_evidence(db, options, technique, &evidence);
    evidence_free(&evidence);
    terminal_check();
}

static void note_no_event(const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_row row;
    struct cell text;

    while (attack_row_next(&rows, &row))
        if (row.event.index != ATTACK_NONE)
            return;
    text = no_event(db, technique);
    fprintf(stderr, "%s\n", text.text);
    cell_free(&text);
}

/* Prints the techniques one after another, for people. Returns the exit status, as rows_print() does. */
static enum exit_status print_techniques(const struct row_source *source)
{
    enum exit_status status;

    if (!rows_check(source, &status))
        return status;
    for (size_t i = 0; i < source->count; i++) {
        if (i > 0)
            fputs("\n\n", stdout);
        print_technique(source->db, source->options, &source->techniques[i]);
    }
    return status;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct row_source source = {.db = db, .options = options};
    enum exit_status status = EXIT_ANSWERED;
    struct selection selection;
    bool all_found = selection_fill(db, options, &selection);

    source.techniques = selection.techniques;
    source.count = selection.count;
    if (selection.count == 0) {
        status = EXIT_NOT_FOUND;
    } else if (options->format == FORMAT_TABLE && !options->values[OPTION_COLUMNS]) {
        status = print_techniques(&source);
    } else {
        for (size_t i = 0; i < selection.count && !row_filters_any(options); i++)
            note_no_event(db, &selection.techniques[i]);
        status = rows_print(&source, &columns_all);
    }
    selection_free(&selection);
    return status == EXIT_ANSWERED && !all_found ? EXIT_NOT_FOUND : status;
}

const struct command command_technique = {
    .name = "technique",
    .operand = "ID...",
    .operands_least = 1,
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS_ROW_FILTERS | ACCEPTS(OPTION_COLUMNS),
    .summary = "print techniques and the events that show them",
    .description = "Prints what techniques and sub-techniques are, the data sources and components\n"
                   "recommended for them, and the relationships and events that show them. An ID\n"
                   "may be a family: 'T1003.*' is T1003 and its sub-techniques. An ID that ATT&CK\n"
                   "revoked stands for the technique that took its place. The table groups events by\n"
                   "data component, and marks those that the mapping names for the technique as\n"
                   "direct; with --columns it lists the rows. TSV and JSON list the rows, with the\n"
                   "columns of `attack-events rows`.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events technique T1003.001\n"
                   "  attack-events technique 'T1003.*' T1039 --provider Microsoft-Windows-Sysmon\n"
                   "  attack-events technique T1003.001 --columns event_id,log_source,filter_in\n",
    .run = run,
};
