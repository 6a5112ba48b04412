/* SPDX-License-Identifier: MIT
 *
 * `attack-events layer`: layers for ATT&CK Navigator, for collected events or for the events of an id: the entries with
 * their scores, from 0 to 100, and comments, and the texts and colours. print/layer.c writes the format.
 */
#include "collected.h"
#include "host/letter_case.h"
#include "line/command.h"
#include "line/event_ids.h"
#include "line/help.h"
#include "line/scope.h"
#include "line/selection.h"
#include "print/cell.h"
#include "print/layer.h"
#include "text/memory.h"
#include "uncollected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { SCORE_MOST = 100 };

/* A layer being built. */
struct drawing {
    const struct attack_db *db;
    struct layer_entry *entries;
    size_t count;
    struct cell *comments; /* by technique; filled before the entries */
};

static void drawing_start(struct drawing *drawing, const struct attack_db *db)
{
    size_t techniques = attack_technique_count(db);

    drawing->db = db;
    drawing->entries = memory_resize(NULL, techniques, sizeof *drawing->entries);
    drawing->comments = memory_zeros(techniques, sizeof *drawing->comments);
    drawing->count = 0;
}

static void drawing_add(struct drawing *drawing, uint32_t technique, uint32_t score, const char *color)
{
    drawing->entries[drawing->count++] =
        (struct layer_entry){technique, score, color, drawing->comments[technique].text};
}

/* Writes the layer with the entries that were added, and frees them. */
static enum exit_status drawing_finish(struct drawing *drawing, struct layer *layer, const char *path)
{
    uint32_t techniques = attack_technique_count(drawing->db);
    bool written;

    layer->entries = drawing->entries;
    layer->entry_count = drawing->count;
    layer->score_most = SCORE_MOST;
    written = layer_write(drawing->db, layer, path);
    for (uint32_t i = 0; i < techniques; i++)
        cell_free(&drawing->comments[i]);
    free(drawing->comments);
    free(drawing->entries);
    return written ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
}

/* ---- Collected events ------------------------------------------------------------------------------------------- */

static const char *const coverage_gradient[] = {"#e06666", "#ffe599", "#93c47d", NULL};

static const struct layer_legend coverage_legend[] = {
    {"covered: an event of every data component is collected", "#93c47d"},
    {"partly covered", "#ffe599"},
    {"not covered", "#e06666"},
};

static const char *color_of(struct attack_coverage coverage)
{
    if (coverage.covered == coverage.data_components)
        return coverage_legend[0].color;
    return coverage_legend[coverage.covered ? 1 : 2].color;
}

static void comment_on_coverage(struct cell *comment, struct attack_coverage coverage,
                                const struct uncollected *missing)
{
    struct value names = value_texts(missing->names, missing->count);
    char counts[64];

    snprintf(counts, sizeof counts, "%lu of %lu data component%s covered", (unsigned long)coverage.covered,
             (unsigned long)coverage.data_components, coverage.data_components == 1 ? "" : "s");
    cell_add(comment, counts);
    cell_add(comment, missing->count ? "; missing: " : NULL);
    cell_add_value(comment, &names);
}

static void add_coverage(struct drawing *drawing, const struct attack_technique *technique, const struct scope *scope,
                         struct uncollected *missing)
{
    struct cell *comment = &drawing->comments[technique->index];
    struct attack_coverage coverage;

    uncollected_fill(missing, drawing->db, technique, scope->events, scope->collected);
    coverage = missing->coverage;
    if (!coverage.data_components) {
        cell_add(comment, "no event could be collected");
        drawing_add(drawing, technique->index, LAYER_UNSCORED, NULL);
        return;
    }
    comment_on_coverage(comment, coverage, missing);
    drawing_add(drawing, technique->index, coverage.covered * SCORE_MOST / coverage.data_components,
                color_of(coverage));
}

static enum exit_status write_coverage(const struct attack_db *db, const struct options *options,
                                       const struct scope *scope)
{
    struct layer layer = {.name = "Coverage",
                          .description = "How far the events that are collected cover each technique. The score is the "
                                         "percentage of the technique's data components of which an event is "
                                         "collected, of those that have one.",
                          .gradient = coverage_gradient,
                          .legend = coverage_legend,
                          .legend_count = sizeof coverage_legend / sizeof *coverage_legend};
    struct uncollected missing = {.names = NULL};
    struct attack_technique technique;
    struct drawing drawing;

    if (!attack_set_count(scope->events)) {
        row_filters_complain(options);
        return EXIT_NOT_FOUND;
    }
    if (!collected_fill(db, options, scope->collected))
        return EXIT_NOT_FOUND;
    drawing_start(&drawing, db);
    for (uint32_t i = 0; attack_set_next(scope->techniques, &i) && attack_technique_at(db, i, &technique); i++)
        add_coverage(&drawing, &technique, scope, &missing);
    uncollected_free(&missing);
    return drawing_finish(&drawing, &layer, options->values[OPTION_OUTPUT]);
}

/* ---- The events of an id ---------------------------------------------------------------------------------------- */

static const char *const event_gradient[] = {"#fff2cc", "#f6b26b", "#cc4125", NULL};

static const char *log_of(const struct attack_event *event)
{
    return event->provider ? event->provider : event->channel;
}

/* Writes an event with its filters. If it differs from `last`, the one before, only in these, writes just the filters.
 */
static void comment_on_event(struct cell *comment, const struct attack_db *db, const struct attack_event *event,
                             const struct attack_event *last)
{
    struct value filters = value_filters(attack_event_filters(db, event));
    struct attack_filter_iterator rest = filters.as.filters;
    struct attack_filter filter;
    const char *log = log_of(event);
    bool goes_on = comment->length && fold_equal(event->name, last->name) && fold_equal(log, log_of(last));

    if (!goes_on) {
        cell_add(comment, comment->length ? "; " : NULL);
        cell_add(comment, event_id_shown(db, event));
        cell_add(comment, event->name ? " " : NULL);
        cell_add(comment, event->name);
        cell_add(comment, log ? " of " : NULL);
        cell_add(comment, log);
    }
    if (attack_filter_next(&rest, &filter)) {
        cell_add(comment, goes_on ? " or " : " where ");
        cell_add_value(comment, &filters);
    }
}

/* Adds the event's score for each of its techniques, and its name to their comments. `last` is by technique: the last
 * event in the comment. */
static void add_event(struct drawing *drawing, const struct attack_event *event, uint32_t *scores,
                      struct attack_event *last)
{
    struct attack_technique_iterator techniques = attack_event_techniques(drawing->db, event);
    struct attack_technique technique;

    attack_scores_add(drawing->db, event->index, scores);
    while (attack_technique_next(&techniques, &technique)) {
        comment_on_event(&drawing->comments[technique.index], drawing->db, event, &last[technique.index]);
        last[technique.index] = *event;
    }
}

/* Adds an entry for each technique with a comment. The score is a percentage of the highest, at least 1. */
static void add_scores(struct drawing *drawing, const uint32_t *scores, uint32_t techniques)
{
    uint32_t most = 1;

    for (uint32_t i = 0; i < techniques; i++)
        most = attack_score_value(scores[i]) > most ? attack_score_value(scores[i]) : most;
    for (uint32_t i = 0; i < techniques; i++) {
        uint64_t score = ((uint64_t)attack_score_value(scores[i]) * SCORE_MOST + most / 2) / most;

        if (drawing->comments[i].length)
            drawing_add(drawing, i, score ? (uint32_t)score : 1, NULL);
    }
}

/* Whether an event of this id is in the scope. If not, says why. */
static bool has_event(const struct attack_db *db, const struct options *options, const struct scope *scope)
{
    const char *id = options->values[OPTION_EVENT];
    struct event_ids events = event_ids_find(db, id);
    struct attack_event event;
    bool any = false;

    for (; event_ids_next(&events, &event); any = true) {
        if (!any)
            selection_note_alias(id, &event);
        if (attack_set_has(scope->events, event.index))
            return true;
    }
    if (any)
        row_filters_complain(options);
    else
        selection_no_event(db, id);
    return false;
}

static void add_events(struct drawing *drawing, const char *id, const struct scope *scope)
{
    struct event_ids events = event_ids_find(drawing->db, id);
    uint32_t techniques = attack_technique_count(drawing->db);
    uint32_t *scores = memory_zeros(techniques, sizeof *scores);
    struct attack_event *last = memory_resize(NULL, techniques, sizeof *last);
    struct attack_event event;

    while (event_ids_next(&events, &event))
        if (attack_set_has(scope->events, event.index))
            add_event(drawing, &event, scores, last);
    add_scores(drawing, scores, techniques);
    free(scores);
    free(last);
}

static enum exit_status write_event(const struct attack_db *db, const struct options *options,
                                    const struct scope *scope)
{
    struct layer layer = {.description = "What the events of this id could show, the most specific first: the score is "
                                         "the percentage of the highest one.",
                          .gradient = event_gradient,
                          .shows_subtechniques = true};
    const char *id = options->values[OPTION_EVENT];
    struct cell name = {NULL, 0, 0};
    struct drawing drawing;
    enum exit_status status;

    if (!has_event(db, options, scope))
        return EXIT_NOT_FOUND;
    drawing_start(&drawing, db);
    add_events(&drawing, id, scope);
    cell_add(&name, "Event ");
    cell_add(&name, id);
    layer.name = name.text;
    status = drawing_finish(&drawing, &layer, options->values[OPTION_OUTPUT]);
    cell_free(&name);
    return status;
}

/* ---- The command ------------------------------------------------------------------------------------------------ */

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    enum exit_status status;
    struct scope scope;
    bool known;

    if (!options->values[OPTION_COLLECTED] == !options->values[OPTION_EVENT]) {
        help_wrong_usage(&command_layer, "'layer' needs --collected FILE or --event ID, one of the two", "", "", NULL);
        return EXIT_USAGE;
    }
    known = scope_fill(db, options, &scope);
    status = options->values[OPTION_EVENT] ? write_event(db, options, &scope) : write_coverage(db, options, &scope);
    scope_free(&scope);
    return status == EXIT_ANSWERED && !known ? EXIT_NOT_FOUND : status;
}

const struct command command_layer = {
    .name = "layer",
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_EVENT) | ACCEPTS(OPTION_OUTPUT),
    .has_no_format = true,
    .summary = "write a layer for ATT&CK Navigator, of what is collected or of an event",
    .description = "Writes a layer for ATT&CK Navigator (format 4.5), to standard output or with -o\n"
                   "to a file. With --collected, the score of a technique is the percentage of its\n"
                   "data components that are covered, as `attack-events coverage` counts them, and\n"
                   "its comment lists those that are missing. With --event, the score is how specific\n"
                   "the events with this id are for the technique, as a percentage of the highest.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events layer --collected collected.csv -o layer.json\n"
                   "  attack-events layer --event 4663 --provider Microsoft-Windows-Security-Auditing\n",
    .run = run,
};
