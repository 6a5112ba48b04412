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
    uint32_t rule; /* the best that it rests on; ATTACK_NONE: on none */
    uint32_t rules;
};

struct summary {
    const struct tally *tally;
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
    struct tally_score *scores = tally_scores(tally);

    summary->tally = tally;
    summary->db = tally->db;
    summary->all = memory_resize(NULL, tally->technique_count, sizeof *summary->all);
    summary->count = 0;
    for (uint32_t i = 0; i < tally->technique_count; i++)
        if (tally->technique_lines[i])
            summary->all[summary->count++] = (struct ranked){i,
                                                             scores[i].score,
                                                             0,
                                                             at_most_32_bits(tally->technique_lines[i]),
                                                             scores[i].rule - 1, /* 0 - 1: ATTACK_NONE */
                                                             scores[i].rules};
    free(scores);
    if (summary->count)
        qsort(summary->all, summary->count, sizeof *summary->all, compare);
    for (size_t i = 0; i < summary->count; i++)
        summary->all[i].rank =
            i && summary->all[i].score == summary->all[i - 1].score ? summary->all[i - 1].rank : (uint32_t)i + 1;
}

enum summary_column {
    SUMMARY_TECHNIQUE_ID,
    SUMMARY_EVENTS,
    SUMMARY_RANK,
    SUMMARY_KIND,
    SUMMARY_SCORE,
    SUMMARY_TECHNIQUE,
    SUMMARY_TACTIC,
    SUMMARY_PLATFORM,
    SUMMARY_RULE_ID,
    SUMMARY_RULE,
    SUMMARY_LEVEL,
    SUMMARY_STATUS,
    SUMMARY_AUTHOR,
    SUMMARY_RULES,
    SUMMARY_RULE_WHOLE,
    SUMMARY_AUTHORS,
    SUMMARY_COLUMNS
};

static const struct column summary_columns[SUMMARY_COLUMNS] = {
    [SUMMARY_TECHNIQUE_ID] = {"technique_id", "TECHNIQUE", 9, 0, NULL},
    [SUMMARY_EVENTS] = {"events", "EVENTS", 6, 0, NULL},
    [SUMMARY_RANK] = {"rank", "RANK", 4, 0, NULL},
    [SUMMARY_KIND] = {"kind", "KIND", 9, 1, NULL},
    [SUMMARY_SCORE] = {"score", "SCORE", 8, 0, NULL},
    [SUMMARY_TECHNIQUE] = {"technique", "NAME", 12, 0, NULL},
    [SUMMARY_TACTIC] = {"tactic", "TACTICS", 12, 2, NULL},
    [SUMMARY_PLATFORM] = {"platform", "PLATFORMS", 12, 3, NULL},
    [SUMMARY_RULE_ID] = {"rule_id", "RULE ID", 13, 0, NULL},
    [SUMMARY_RULE] = {"rule", "RULE", 18, 0, NULL},
    [SUMMARY_LEVEL] = {"level", "LEVEL", 6, 0, NULL},
    [SUMMARY_STATUS] = {"status", "STATUS", 6, 0, NULL},
    [SUMMARY_AUTHOR] = {"author", "AUTHOR", 12, 0, NULL},
    [SUMMARY_RULES] = {"rules", "RULES", 5, 2, NULL},
    [SUMMARY_RULE_WHOLE] = {"rule", "RULE", 18, 0, NULL},
    [SUMMARY_AUTHORS] = {"authors", "AUTHORS", 12, 0, NULL},
};

/* Fills in the columns of the best rule, and the authors of all rules, as their licence may ask. */
static void fill_rule(const struct summary *summary, const struct ranked *ranked, const char *authors,
                      struct value *values)
{
    struct attack_rule rule;
    bool has_rule = attack_rule_at(summary->db, ranked->rule, &rule);

    values[SUMMARY_RULE_ID] = value_text(rule.id);
    values[SUMMARY_RULE] = value_text(rule.title);
    values[SUMMARY_LEVEL] = value_text(has_rule ? attack_level_name(rule.level) : NULL);
    values[SUMMARY_STATUS] = value_text(has_rule ? attack_status_name(rule.status) : NULL);
    values[SUMMARY_AUTHOR] = value_text(authors);
    values[SUMMARY_RULES] = value_number(ranked->rules);
    values[SUMMARY_AUTHORS] = value_text(authors);
    values[SUMMARY_RULE_WHOLE] = value_rule(summary->db, ranked->rule);
}

static void walk_techniques(struct sink *sink, const void *source)
{
    const struct summary *summary = source;
    struct attack_technique technique;
    struct value values[SUMMARY_COLUMNS];

    for (size_t i = 0; i < summary->count; i++) {
        const struct ranked *ranked = &summary->all[i];
        char *authors = tally_authors(summary->tally, ranked->technique);

        attack_technique_at(summary->db, ranked->technique, &technique);
        values[SUMMARY_TECHNIQUE_ID] = value_text(technique.id);
        values[SUMMARY_EVENTS] = value_number(ranked->lines);
        values[SUMMARY_RANK] = value_number(ranked->rank);
        values[SUMMARY_KIND] = value_text(value_kind_word(attack_score_kind(ranked->score)));
        values[SUMMARY_SCORE] = value_number(attack_score_value(ranked->score));
        values[SUMMARY_TECHNIQUE] = value_text(technique.name);
        values[SUMMARY_TACTIC] = value_names(attack_technique_tactics(summary->db, &technique));
        values[SUMMARY_PLATFORM] = value_names(attack_technique_platforms(summary->db, &technique));
        fill_rule(summary, ranked, authors, values);
        sink_row(sink, values);
        free(authors);
    }
}

/* Returns the columns of a format. A table and JSON have all about the rule in one; a table of a mapping without rules
 * has none of it. */
static struct layout layout_of(const struct tag_request *request)
{
    static const unsigned char shown[] = {SUMMARY_TECHNIQUE_ID, SUMMARY_EVENTS,    SUMMARY_RANK,   SUMMARY_KIND,
                                          SUMMARY_SCORE,        SUMMARY_TECHNIQUE, SUMMARY_TACTIC, SUMMARY_PLATFORM,
                                          SUMMARY_RULE_WHOLE,   SUMMARY_RULES,     SUMMARY_AUTHORS};

    switch (request->options->format) {
    case FORMAT_TSV:
        return (struct layout){summary_columns, NULL, SUMMARY_RULE_WHOLE};
    case FORMAT_JSON:
        return (struct layout){summary_columns, shown, sizeof shown};
    case FORMAT_TABLE:
        break;
    }
    return (struct layout){summary_columns, shown, SUMMARY_PLATFORM + 1 + (attack_rule_count(request->db) != 0)};
}

static enum exit_status print_techniques(const struct tag_request *request, const struct tally *tally)
{
    struct layout layout = layout_of(request);
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
#define LOG_COLUMNS COLUMN_EVENT_ID, COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM, COLUMN_CHANNEL, COLUMN_LOG_SOURCE
    static const unsigned char tsv_shown[] = {LOG_COLUMNS,  COLUMN_FILTER_IN, COLUMN_CONDITION,
                                              COLUMN_LINES, COLUMN_RULE_ID,   COLUMN_RULE,
                                              COLUMN_LEVEL, COLUMN_STATUS,    COLUMN_AUTHOR};
    static const unsigned char json_shown[] = {LOG_COLUMNS, COLUMN_FILTER_IN, COLUMN_CONDITION, COLUMN_LINES,
                                               COLUMN_RULE_WHOLE};
    static const unsigned char table_shown[] = {LOG_COLUMNS, COLUMN_FILTER_IN, COLUMN_LINES, COLUMN_RULE_WHOLE};
#undef LOG_COLUMNS
    const struct event_list list = {tally, request->options->format == FORMAT_TABLE};
    struct column all[COLUMN_COUNT + 1];
    struct layout layout = {all, tsv_shown, sizeof tsv_shown};

    if (list.is_table) {
        layout.shown = table_shown;
        layout.count = sizeof table_shown - !attack_rule_count(request->db);
    } else if (request->options->format == FORMAT_JSON) {
        layout.shown = json_shown;
        layout.count = sizeof json_shown;
    }
    memcpy(all, columns, sizeof columns);
    all[COLUMN_LINES] = (struct column){"count", "COUNT", 5, 0, NULL};
    sink_print(request->options->format, &layout, walk_events, &list);
    return EXIT_ANSWERED;
}

/* ---- A layer ---------------------------------------------------------------------------------------------------- */

enum { LAYER_SCORE_ONE = 1000 };

/* Scales a score for people: 1,000 is the highest, and it is never 0. */
static uint32_t layer_score(uint32_t score)
{
    return (uint32_t)(((uint64_t)score * LAYER_SCORE_ONE + ATTACK_SCORE_ONE - 1) / ATTACK_SCORE_ONE);
}

static void write_piece(void *file, const char *piece)
{
    fputs(piece, file);
}

/* Returns what the layer says of a technique, for free(). */
static char *comment_on(const struct attack_db *db, const struct ranked *ranked)
{
    struct memory_stream stream;
    FILE *file = memory_stream_start(&stream);
    struct value rule = value_rule(db, ranked->rule);

    fprintf(file, "%lu event%s of the log\nrank %lu, %s", (unsigned long)ranked->lines, ranked->lines == 1 ? "" : "s",
            (unsigned long)ranked->rank, value_kind_word(attack_score_kind(ranked->score)));
    fputs(ranked->rule == ATTACK_NONE ? "" : ": ", file);
    value_pieces(&rule, ", ", write_piece, file);
    return memory_stream_end(&stream);
}

static enum exit_status write_layer(const struct tag_request *request, const struct tally *tally)
{
    static const char *const gradient[] = {"#fff7bc", "#fec44f", "#d95f0e", NULL};
    struct layer layer = {.name = "techniques that a recording could show", .gradient = gradient, .score_most = 1};
    struct layer_entry *entries;
    struct summary summary;
    char **comments;
    bool written;

    rank(tally, &summary);
    entries = memory_resize(NULL, summary.count, sizeof *entries);
    comments = memory_resize(NULL, summary.count, sizeof *comments);
    for (size_t i = 0; i < summary.count; i++) {
        const struct ranked *ranked = &summary.all[i];

        comments[i] = comment_on(request->db, ranked);
        entries[i] =
            (struct layer_entry){ranked->technique, layer_score(attack_score_value(ranked->score)), NULL, comments[i]};
        if (entries[i].score > layer.score_most)
            layer.score_most = entries[i].score;
    }
    layer.description =
        attack_rule_count(request->db)
            ? "Candidates, not detections, unless the comment says that it is a rule. The score is the "
              "higher the less else shows the technique: 1000 for one event that shows nothing else."
            : "Candidates, not detections. The score is the higher the less else shows the technique: 1000 "
              "for one event that shows nothing else.";
    layer.entries = entries;
    layer.entry_count = summary.count;
    written = layer_write(request->db, &layer, request->options->values[OPTION_LAYER]);
    free(entries);
    for (size_t i = 0; i < summary.count; i++)
        free(comments[i]);
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
