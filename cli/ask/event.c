/* SPDX-License-Identifier: MIT
 *
 * `attack-events event ID`: the events with an id, and the techniques that each one shows.
 */
#include "columns.h"
#include "event_layer.h"
#include "line/command.h"
#include "line/event_ids.h"
#include "line/row_filters.h"
#include "line/selection.h"
#include "print/labels.h"
#include "text/terminal.h"
#include "text/text.h"
#include "text/text_numbers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct query {
    const struct attack_db *db;
    const char *id;
    const struct options *options; /* the filters for these events */
};

#define EVENT_COLUMNS                                                                                                  \
    COLUMN_EVENT_ID, COLUMN_EVENT_NAME, COLUMN_EVENT_PLATFORM, COLUMN_AUDIT_CATEGORY, COLUMN_AUDIT_SUB_CATEGORY,       \
        COLUMN_CHANNEL, COLUMN_LOG_SOURCE, COLUMN_FILTER_IN, COLUMN_CONDITION

static const unsigned char tsv_shown[] = {EVENT_COLUMNS, COLUMN_TECHNIQUE_ID, COLUMN_TECHNIQUE,
                                          COLUMN_KIND,   COLUMN_RULE_ID,      COLUMN_RULE,
                                          COLUMN_LEVEL,  COLUMN_STATUS,       COLUMN_AUTHOR};
static const unsigned char json_shown[] = {EVENT_COLUMNS, COLUMN_TECHNIQUES, COLUMN_RULE_WHOLE};

static const struct layout tsv_layout = {columns, tsv_shown, sizeof tsv_shown};
static const struct layout json_layout = {columns, json_shown, sizeof json_shown};

static struct event_ids start(const struct query *query)
{
    return event_ids_find(query->db, query->id);
}

static bool next(const struct query *query, struct event_ids *events, struct attack_event *event)
{
    while (event_ids_next(events, event))
        if (row_filters_admit_event(query->options, event))
            return true;
    return false;
}

/* Lists each combination of provider, channel and platform that has an event with this id, once. */
static void print_where(const struct query *query)
{
    struct event_ids events = start(query);
    struct text_numbers named = {.bytes = NULL};
    struct attack_event event;

    while (event_ids_next(&events, &event)) {
        uint32_t known = named.count;

        text_numbers_append_key(&named, event.provider);
        text_numbers_append_key(&named, event.channel);
        text_numbers_append_key(&named, event.platform);
        if (text_numbers_end(&named) < known)
            continue;
        fputs("  provider ", stderr);
        text_show(stderr, event.provider ? event.provider : "(not stated)");
        if (event.channel) {
            fputs(", channel ", stderr);
            text_show(stderr, event.channel);
        }
        if (event.platform) {
            fputs(", platform ", stderr);
            text_show(stderr, event.platform);
        }
        fputc('\n', stderr);
    }
    text_numbers_free(&named);
}

static enum exit_status not_found(const struct query *query)
{
    struct event_ids events = start(query);
    struct attack_event event;

    if (event_ids_next(&events, &event)) {
        row_filters_complain(query->options);
        fputs("events of this id come from\n", stderr);
        print_where(query);
        return EXIT_NOT_FOUND;
    }
    selection_no_event(query->db, query->id);
    return EXIT_NOT_FOUND;
}

static void walk_techniques(struct sink *sink, const void *source)
{
    const struct query *query = source;
    struct event_ids events = start(query);
    struct attack_row row = {.event = {.id = NULL}};
    struct value values[COLUMN_COUNT];

    while (next(query, &events, &row.event)) {
        struct attack_technique_iterator techniques = attack_event_techniques(query->db, &row.event);

        while (attack_technique_next(&techniques, &row.technique)) {
            row.kind = techniques.kind;
            columns_fill(query->db, &row, values);
            sink_row(sink, values);
        }
    }
}

static void walk_events(struct sink *sink, const void *source)
{
    const struct query *query = source;
    struct event_ids events = start(query);
    struct attack_row row = {.event = {.id = NULL}};
    struct value values[COLUMN_COUNT];

    while (next(query, &events, &row.event)) {
        columns_fill(query->db, &row, values);
        values[COLUMN_TECHNIQUES] = value_techniques(query->db, &row.event);
        sink_row(sink, values);
    }
}

/* Prints the techniques that rest on rows of this kind. */
static void print_techniques(const struct attack_db *db, const struct attack_event *event, enum attack_kind kind,
                             const char *title)
{
    struct attack_technique_iterator techniques = attack_event_techniques(db, event);
    struct attack_technique_iterator counted = techniques;
    struct attack_technique technique;
    struct label field;
    char label[32];
    unsigned long count = 0;

    while (attack_technique_next(&counted, &technique))
        count += counted.kind == kind;
    snprintf(label, sizeof label, "%s (%lu)", title, count);
    field = label_start(label);
    while (attack_technique_next(&techniques, &technique))
        if (techniques.kind == kind)
            label_item(&field, technique.id, " ", technique.name);
    label_end(&field);
}

static bool same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Whether an event with a condition is of the same log as the one before, so that its log is not repeated. */
static bool is_of_same_log(const struct attack_db *db, const struct attack_event *event,
                           const struct attack_event *before)
{
    return attack_event_has_condition(db, event) && same_text(event->provider, before->provider) &&
           same_text(event->channel, before->channel) && same_text(event->platform, before->platform) &&
           same_text(event->audit_sub_category, before->audit_sub_category);
}

static void print_condition(const struct attack_db *db, const struct attack_event *event)
{
    char *text = value_condition_text(db, event);

    label_text("condition", text);
    free(text);
}

static void print_rule(const struct attack_db *db, const struct attack_event *event)
{
    struct cell words = {NULL, 0, 0};
    struct attack_rule rule;
    struct value value;

    if (!attack_event_rule(db, event, &rule))
        return;
    value = value_rule(db, rule.index);
    cell_add_value(&words, &value);
    label_text("rule", words.text);
    label_text("rule's id", rule.id);
    cell_free(&words);
}

static void print_filters(const struct attack_db *db, const struct attack_event *event)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct label field = label_start("filter");
    struct attack_filter filter;

    while (attack_filter_next(&filters, &filter))
        label_item(&field, filter.field, "=", filter.value);
    label_end(&field);
}

/* Prints an event, without its log if that is known from the one `before` it. */
static void print_event(const struct attack_db *db, const struct attack_event *event, bool is_log_known)
{
    struct label field = label_start("audit");

    labels_heading(event_id_shown(db, event), "  ", event->name);
    if (!is_log_known) {
        label_text("provider", event->provider);
        label_text("channel", event->channel);
        label_text("platform", event->platform);
    }
    print_filters(db, event);
    print_condition(db, event);
    if (!is_log_known)
        label_item(&field, event->audit_category, " / ", event->audit_sub_category);
    label_end(&field);
    print_rule(db, event);
    print_techniques(db, event, ATTACK_RULE, "by rule");
    print_techniques(db, event, ATTACK_CONDITION, "by condition");
    print_techniques(db, event, ATTACK_DIRECT, "direct");
    print_techniques(db, event, ATTACK_CANDIDATE, "candidates");
    print_techniques(db, event, ATTACK_ANALYTIC, "by analytics");
}

static void print_events(const struct query *query)
{
    struct event_ids events = start(query);
    struct attack_event event, before = {.id = NULL};

    for (bool first = true; next(query, &events, &event); first = false, before = event) {
        if (!first)
            putchar('\n');
        print_event(query->db, &event, !first && is_of_same_log(query->db, &event, &before));
        terminal_check();
    }
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct query query = {db, options->operands[0], options};
    enum exit_status status = row_filters_check(db, options) ? EXIT_ANSWERED : EXIT_NOT_FOUND;
    struct event_ids events = start(&query);
    struct attack_event event;

    if (!next(&query, &events, &event))
        return not_found(&query);
    selection_note_alias(query.id, &event);
    if (options->values[OPTION_LAYER]) {
        enum exit_status written = event_layer_write(db, options, query.id, options->values[OPTION_LAYER]);

        return written == EXIT_ANSWERED ? status : written;
    }
    if (options->format == FORMAT_TABLE)
        print_events(&query);
    else if (options->format == FORMAT_TSV)
        sink_print(FORMAT_TSV, &tsv_layout, walk_techniques, &query);
    else
        sink_print(FORMAT_JSON, &json_layout, walk_events, &query);
    return status;
}

const struct command command_event = {
    .name = "event",
    .operand = "ID",
    .operands_least = 1,
    .operands_most = 1,
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_LAYER),
    .summary = "print the events of an id and the techniques that they show",
    .description = "Prints the events with an id (case-insensitive), and the techniques that each\n"
                   "one shows: those that the mapping names beside the event are direct, or rest on\n"
                   "the event's rule or condition if it has one; those that only share its data\n"
                   "component are candidates. Several events may have one id: they differ in provider,\n"
                   "platform, filter, condition, rule or audit sub-category. The id '*' is for events\n"
                   "of rules that stand for any event of their log. TSV has a line for each event and\n"
                   "technique; JSON has an object for each event, with an array of its techniques, and\n"
                   "its rule. With --layer, the score of a technique is how specific the events are for\n"
                   "it, as a percentage of the highest.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events event 4663 --provider Microsoft-Windows-Security-Auditing\n"
                   "  attack-events event 4663 --layer layer.json\n",
    .run = run,
};
