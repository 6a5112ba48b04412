/* SPDX-License-Identifier: MIT
 *
 * Summaries of a log that replace its lines: its techniques or its events as a table, or its techniques as a layer.
 */
#include "tag.h"

#include "ask/columns.h"
#include "host/order.h"
#include "print/layer.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t at_most_32_bits(uint64_t number)
{
    return number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
}

/* ---- Techniques ------------------------------------------------------------------------------------------------- */

struct ranked {
    uint32_t technique, score, rank; /* equal scores have the same rank */
    uint32_t lines;
};

struct summary {
    const struct attack_db *db;
    struct ranked *all;
    size_t count;
};

static int compare(const void *a, const void *b)
{
    const struct ranked *x = a, *y = b;

    return order_of_pairs(y->score, x->score, x->technique, y->technique);
}

static void rank(const struct tally *tally, struct summary *summary)
{
    uint32_t *scores = tally_scores(tally);

    summary->db = tally->db;
    summary->all = memory_resize(NULL, tally->technique_count, sizeof *summary->all);
    summary->count = 0;
    for (uint32_t i = 0; i < tally->technique_count; i++)
        if (tally->technique_lines[i])
            summary->all[summary->count++] =
                (struct ranked){i, scores[i], 0, at_most_32_bits(tally->technique_lines[i])};
    free(scores);
    if (summary->count)
        qsort(summary->all, summary->count, sizeof *summary->all, compare);
    for (size_t i = 0; i < summary->count; i++)
        summary->all[i].rank =
            i && summary->all[i].score == summary->all[i - 1].score ? summary->all[i - 1].rank : (uint32_t)i + 1;
}

enum { SUMMARY_COLUMNS = 8 };

static void walk_techniques(struct sink *sink, const void *source)
{
    const struct summary *summary = source;
    struct attack_technique technique;

    for (size_t i = 0; i < summary->count; i++) {
        const struct ranked *ranked = &summary->all[i];
        attack_technique_at(summary->db, ranked->technique, &technique);
        const struct value values[SUMMARY_COLUMNS] = {
            value_text(technique.id),
            value_number(ranked->lines),
            value_number(ranked->rank),
            value_text(value_kind_word(ATTACK_SCORE_KIND(ranked->score))),
            value_number(ATTACK_SCORE_VALUE(ranked->score)),
            value_text(technique.name),
            value_names(attack_technique_tactics(summary->db, &technique)),
            value_names(attack_technique_platforms(summary->db, &technique)),
        };

        sink_row(sink, values);
    }
}

static enum exit_status print_techniques(const struct tag_request *request, const struct tally *tally)
{
    static const struct column all[SUMMARY_COLUMNS] = {
        {"technique_id", "TECHNIQUE", 9, 0, NULL},
        {"events", "EVENTS", 6, 0, NULL},
        {"rank", "RANK", 4, 0, NULL},
        {"kind", "KIND", 9, 1, NULL},
        {"score", "SCORE", 8, 0, NULL},
        {"technique", "NAME", 12, 0, NULL},
        {"tactic", "TACTICS", 12, 2, NULL},
        {"platform", "PLATFORMS", 12, 3, NULL},
    };
    static const struct layout layout = {all, NULL, SUMMARY_COLUMNS};
    struct summary summary;

    rank(tally, &summary);
    if (summary.count > request->top)
        summary.count = request->top;
    sink_print(request->options->format, &layout, walk_techniques, &summary);
    free(summary.all);
    return EXIT_ANSWERED;
}

/* ---- Events ----------------------------------------------------------------------------------------------------- */

enum { COLUMN_LINES = COLUMN_COUNT };

struct event_list {
    const struct tally *tally;
    bool is_table;
};

static void walk_events(struct sink *sink, const void *source)
{
    const struct event_list *list = source;
    const struct tally *tally = list->tally;
    struct attack_row row = {.event = {.id = NULL}};
    struct value values[COLUMN_COUNT + 1];

    for (uint32_t i = 0; attack_event_at(tally->db, i, &row.event); i++) {
        if (!tally->event_lines[i])
            continue;
        columns_fill(tally->db, &row, values);
        if (list->is_table)
            columns_join_filters(values);
        values[COLUMN_LINES] = value_number(at_most_32_bits(tally->event_lines[i]));
        sink_row(sink, values);
    }
}

static enum exit_status print_events(const struct tag_request *request, const struct tally *tally)
{
    static const unsigned char shown[] = {COLUMN_EVENT_ID,   COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM, COLUMN_CHANNEL,
                                          COLUMN_LOG_SOURCE, COLUMN_FILTER_IN,  COLUMN_CONDITION,      COLUMN_LINES};
    static const unsigned char table_shown[] = {COLUMN_EVENT_ID, COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM,
                                                COLUMN_CHANNEL,  COLUMN_LOG_SOURCE, COLUMN_FILTER_IN,
                                                COLUMN_LINES};
    const struct event_list list = {tally, request->options->format == FORMAT_TABLE};
    struct column all[COLUMN_COUNT + 1];
    struct layout layout = {all, shown, sizeof shown};

    if (list.is_table) {
        layout.shown = table_shown;
        layout.count = sizeof table_shown;
    }

    memcpy(all, columns, sizeof columns);
    all[COLUMN_LINES] = (struct column){"count", "COUNT", 5, 0, NULL};
    sink_print(request->options->format, &layout, walk_events, &list);
    return EXIT_ANSWERED;
}

/* ---- A layer ---------------------------------------------------------------------------------------------------- */

enum { COMMENT_BYTES = 80, LAYER_SCORE_ONE = 1000 };

/* Scales a score for people: 1,000 is the highest, and it is never 0. */
static uint32_t layer_score(uint32_t score)
{
    return (uint32_t)(((uint64_t)score * LAYER_SCORE_ONE + ATTACK_SCORE_ONE - 1) / ATTACK_SCORE_ONE);
}

static enum exit_status write_layer(const struct tag_request *request, const struct tally *tally)
{
    static const char *const gradient[] = {"#fff7bc", "#fec44f", "#d95f0e", NULL};
    struct layer layer = {.name = "techniques that a recording could show", .gradient = gradient, .score_most = 1};
    struct layer_entry *entries;
    struct summary summary;
    char *comments;
    bool written;

    rank(tally, &summary);
    entries = memory_resize(NULL, summary.count, sizeof *entries);
    comments = memory_resize(NULL, summary.count, COMMENT_BYTES);
    for (size_t i = 0; i < summary.count; i++) {
        const struct ranked *ranked = &summary.all[i];
        char *comment = comments + i * COMMENT_BYTES;

        snprintf(comment, COMMENT_BYTES, "%lu event%s of the log\nrank %lu, %s", (unsigned long)ranked->lines,
                 ranked->lines == 1 ? "" : "s", (unsigned long)ranked->rank,
                 value_kind_word(ATTACK_SCORE_KIND(ranked->score)));
        entries[i] =
            (struct layer_entry){ranked->technique, layer_score(ATTACK_SCORE_VALUE(ranked->score)), NULL, comment};
        if (entries[i].score > layer.score_most)
            layer.score_most = entries[i].score;
    }
    layer.description = "Candidates, not detections. The score is the higher the less else shows the technique: 1000 "
                        "for one event that shows nothing else.";
    layer.entries = entries;
    layer.entry_count = summary.count;
    written = layer_write(request->db, &layer, request->options->values[OPTION_LAYER]);
    free(entries);
    free(comments);
    free(summary.all);
    return written ? EXIT_ANSWERED : EXIT_CANNOT_WRITE;
}

enum exit_status tag_conclude(const struct tag_request *request, const struct tally *tally)
{
    return request->mode == TAG_SUMMARY  ? print_techniques(request, tally)
           : request->mode == TAG_EVENTS ? print_events(request, tally)
                                         : write_layer(request, tally);
}
