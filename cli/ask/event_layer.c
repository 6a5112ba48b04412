/* SPDX-License-Identifier: MIT
 *
 * Scores the techniques of the events with an id, and names these events in their comments.
 */
#include "event_layer.h"

#include "host/letter_case.h"
#include "line/event_ids.h"
#include "line/row_filters.h"
#include "print/layer_drawing.h"
#include "text/memory.h"

#include <stdlib.h>

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
static void add_event(struct layer_drawing *drawing, const struct attack_event *event, uint32_t *scores,
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
static void add_scores(struct layer_drawing *drawing, const uint32_t *scores, uint32_t techniques)
{
    uint32_t most = 1;

    for (uint32_t i = 0; i < techniques; i++)
        most = attack_score_value(scores[i]) > most ? attack_score_value(scores[i]) : most;
    for (uint32_t i = 0; i < techniques; i++) {
        uint64_t score = ((uint64_t)attack_score_value(scores[i]) * LAYER_PERCENT + most / 2) / most;

        if (drawing->comments[i].length)
            layer_drawing_add(drawing, i, score ? (uint32_t)score : 1, NULL);
    }
}

static void add_events(struct layer_drawing *drawing, const struct options *options, const char *id)
{
    struct event_ids events = event_ids_find(drawing->db, id);
    uint32_t techniques = attack_technique_count(drawing->db);
    uint32_t *scores = memory_zeros(techniques, sizeof *scores);
    struct attack_event *last = memory_resize(NULL, techniques, sizeof *last);
    struct attack_event event;

    while (event_ids_next(&events, &event))
        if (row_filters_admit_event(options, &event))
            add_event(drawing, &event, scores, last);
    add_scores(drawing, scores, techniques);
    free(scores);
    free(last);
}

enum exit_status event_layer_write(const struct attack_db *db, const struct options *options, const char *id,
                                   const char *path)
{
    struct layer layer = {.description = "What the events of this id could show, the most specific first: the score is "
                                         "the percentage of the highest one.",
                          .gradient = event_gradient,
                          .shows_subtechniques = true};
    struct cell name = {NULL, 0, 0};
    struct layer_drawing drawing;
    enum exit_status status;

    layer_drawing_start(&drawing, db);
    add_events(&drawing, options, id);
    cell_add(&name, "Event ");
    cell_add(&name, id);
    layer.name = name.text;
    status = layer_drawing_finish(&drawing, &layer, path);
    cell_free(&name);
    return status;
}
