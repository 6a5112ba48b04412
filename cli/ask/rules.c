/* SPDX-License-Identifier: MIT
 *
 * `attack-events rules`: the Sigma rules that are compiled into the mapping, or all about some of them. rule_list.c
 * finds them.
 */
#include "columns.h"
#include "event_names.h"
#include "host/order.h"
#include "line/command.h"
#include "line/command_line.h"
#include "line/event_ids.h"
#include "line/row_filters.h"
#include "print/rule_words.h"
#include "rule_list.h"
#include "rule_print.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum rules_column {
    RULES_ID,
    RULES_TITLE,
    RULES_LEVEL,
    RULES_STATUS,
    RULES_IS_DETECTION,
    RULES_IS_HUNTING,
    RULES_TECHNIQUES,
    RULES_EVENTS,
    RULES_AUTHOR,
    RULES_LICENSE,
    RULES_URI,
    RULES_COLUMNS, /* of a list; what follows is of one event */
    RULES_EVENT_ID = RULES_COLUMNS,
    RULES_PLATFORM,
    RULES_CHANNEL,
    RULES_PROVIDER,
    RULES_CONDITION,
    RULES_LOGS, /* for the table */
    RULES_ALL
};

static const struct column rules_columns[RULES_ALL] = {
    [RULES_ID] = {"rule_id", "RULE ID", 18, 0, NULL},
    [RULES_TITLE] = {"rule", "RULE", 20, 0, NULL},
    [RULES_LEVEL] = {"level", "LEVEL", 8, 0, NULL},
    [RULES_STATUS] = {"status", "STATUS", 6, 0, NULL},
    [RULES_IS_DETECTION] = {"is_detection", "DETECTION", 5, 4, NULL},
    [RULES_IS_HUNTING] = {"is_hunting", "HUNTING", 5, 5, NULL},
    [RULES_TECHNIQUES] = {"techniques", "TECHNIQUES", 10, 0, NULL},
    [RULES_EVENTS] = {"events", "EVENTS", 20, 0, NULL},
    [RULES_AUTHOR] = {"author", "AUTHOR", 14, 1, NULL},
    [RULES_LICENSE] = {"license", "LICENSE", 7, 0, NULL},
    [RULES_URI] = {"uri", "URI", 20, 0, NULL},
    [RULES_EVENT_ID] = {"event_id", "EVENT", 8, 0, NULL},
    [RULES_PLATFORM] = {"event_platform", "PLATFORM", 8, 0, NULL},
    [RULES_CHANNEL] = {"channel", "CHANNEL", 10, 0, NULL},
    [RULES_PROVIDER] = {"log_source", "PROVIDER", 14, 0, NULL},
    [RULES_CONDITION] = {"condition", "CONDITION", 20, 0, NULL},
    [RULES_LOGS] = {"logs", "LOGS", 16, 2, "Microsoft-Windows-"},
};

static const unsigned char table_shown[] = {RULES_ID,         RULES_LEVEL, RULES_STATUS, RULES_TITLE,
                                            RULES_TECHNIQUES, RULES_LOGS,  RULES_AUTHOR};
static const struct layout table_layout = {rules_columns, table_shown, sizeof table_shown};
static const struct layout list_layout = {rules_columns, NULL, RULES_COLUMNS};

/* One line for each event of a rule. Its events together are left out: each has its own columns. */
static const unsigned char events_shown[] = {RULES_ID,           RULES_TITLE,      RULES_LEVEL,      RULES_STATUS,
                                             RULES_IS_DETECTION, RULES_IS_HUNTING, RULES_TECHNIQUES, RULES_AUTHOR,
                                             RULES_LICENSE,      RULES_URI,        RULES_EVENT_ID,   RULES_PLATFORM,
                                             RULES_CHANNEL,      RULES_PROVIDER,   RULES_CONDITION};
static const struct layout events_layout = {rules_columns, events_shown, sizeof events_shown};

struct question {
    const struct rule_list *list;
    const char **names; /* of the events, by index */
};

/* A rule's texts that have to be freed. */
struct rule_texts {
    const char **techniques, **events, **logs;
    char *uri;
};

static void free_texts(struct rule_texts *texts)
{
    free(texts->techniques);
    free(texts->events);
    free(texts->logs);
    free(texts->uri);
}

/* Returns the ids of a rule's techniques. */
static struct value techniques_of(const struct question *question, uint32_t rule, struct rule_texts *texts)
{
    const struct rule_list *list = question->list;
    struct attack_technique technique;
    size_t count;
    const struct rule_pair *pairs = rule_list_of(list->techniques, list->technique_count, rule, &count);

    texts->techniques = memory_resize(NULL, count, sizeof *texts->techniques);
    for (size_t i = 0; i < count; i++) {
        attack_technique_at(list->db, pairs[i].other, &technique);
        texts->techniques[i] = technique.id;
    }
    return value_texts(texts->techniques, count);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Fills in the names of a rule's events and of their logs, each once. */
static void fill_events(const struct question *question, uint32_t rule, struct value values[RULES_ALL],
                        struct rule_texts *texts)
{
    size_t count, events = 0, logs = 0;
    const struct rule_pair *pairs = rule_list_of(question->list->events, question->list->event_count, rule, &count);
    struct attack_event event;

    texts->events = memory_resize(NULL, count, sizeof *texts->events);
    texts->logs = memory_resize(NULL, count, sizeof *texts->logs);
    for (size_t i = 0; i < count && attack_event_at(question->list->db, pairs[i].other, &event); i++) {
        const char *log = event.provider ? event.provider : event.channel;

        if (question->names[event.index])
            texts->events[events++] = question->names[event.index];
        if (log)
            texts->logs[logs++] = log;
    }
    events = sort_distinct(texts->events, events, sizeof *texts->events, compare_names);
    logs = sort_distinct(texts->logs, logs, sizeof *texts->logs, compare_names);
    values[RULES_EVENTS] = value_texts(texts->events, events);
    values[RULES_LOGS] = value_texts(texts->logs, logs);
}

static void fill(const struct question *question, const struct attack_rule *rule, struct value values[RULES_ALL],
                 struct rule_texts *texts)
{
    values[RULES_ID] = value_text(rule->id);
    values[RULES_TITLE] = value_text(rule->title);
    values[RULES_LEVEL] = value_text(attack_level_name(rule->level));
    values[RULES_STATUS] = value_text(attack_status_name(rule->status));
    values[RULES_IS_DETECTION] = value_boolean(rule->is_detection);
    values[RULES_IS_HUNTING] = value_boolean(rule->is_hunting);
    values[RULES_TECHNIQUES] = techniques_of(question, rule->index, texts);
    fill_events(question, rule->index, values, texts);
    values[RULES_AUTHOR] = value_text(rule->author);
    values[RULES_LICENSE] = value_text(rule->license);
    values[RULES_URI] = value_text(texts->uri = rule_uri(rule));
}

static void walk_rules(struct sink *sink, const void *source)
{
    const struct question *question = source;
    struct value values[RULES_ALL];
    struct rule_texts texts;
    struct attack_rule rule;

    for (uint32_t i = 0; attack_set_next(question->list->rules, &i) && attack_rule_at(question->list->db, i, &rule);
         i++) {
        fill(question, &rule, values, &texts);
        sink_row(sink, values);
        free_texts(&texts);
    }
}

/* ---- The events of rules --------------------------------------------------------------------------------------- */

static void walk_events_of(struct sink *sink, const struct question *question, const struct attack_rule *rule)
{
    const struct attack_db *db = question->list->db;
    struct value values[RULES_ALL];
    struct attack_event event;
    struct rule_texts texts;
    size_t count;
    const struct rule_pair *pairs =
        rule_list_of(question->list->events, question->list->event_count, rule->index, &count);

    fill(question, rule, values, &texts);
    for (size_t i = 0; i < count && attack_event_at(db, pairs[i].other, &event); i++) {
        values[RULES_EVENT_ID] = value_text(event_id_shown(db, &event));
        values[RULES_PLATFORM] = value_text(event.platform);
        values[RULES_CHANNEL] = value_text(event.channel);
        values[RULES_PROVIDER] = value_text(event.provider);
        values[RULES_CONDITION] = value_condition(db, &event);
        sink_row(sink, values);
    }
    free_texts(&texts);
}

static void walk_events(struct sink *sink, const void *source)
{
    const struct question *question = source;
    struct attack_rule rule;

    for (uint32_t i = 0; attack_set_next(question->list->rules, &i) && attack_rule_at(question->list->db, i, &rule);
         i++)
        walk_events_of(sink, question, &rule);
}

/* ---- The command ------------------------------------------------------------------------------------------------ */

static bool read_level(const struct options *options, enum attack_level *level)
{
    const char *names[ATTACK_LEVEL_CRITICAL], *typed = options->values[OPTION_LEVEL];
    size_t found;

    *level = ATTACK_LEVEL_NONE;
    if (!typed)
        return true;
    for (int i = 0; i < ATTACK_LEVEL_CRITICAL; i++)
        names[i] = attack_level_name((enum attack_level)(i + 1));
    found = command_line_choose(names, ATTACK_LEVEL_CRITICAL, typed, &command_rules, "unknown level '",
                                "': informational, low, medium, high and critical are known");
    *level = (enum attack_level)(found + 1);
    return found < ATTACK_LEVEL_CRITICAL;
}

static void answer(const struct rule_list *list, const struct options *options)
{
    struct question question = {.list = list};
    char *texts;

    question.names = event_names(list->db, &texts);
    if (!list->any_by_id)
        sink_print(options->format, options->format == FORMAT_TABLE ? &table_layout : &list_layout, walk_rules,
                   &question);
    else if (options->format == FORMAT_TABLE)
        rule_print_all(list);
    else
        sink_print(options->format, &events_layout, walk_events, &question);
    free(question.names);
    free(texts);
}

/* Reports that the options leave no rule. */
static void complain(const struct options *options)
{
    if (row_filters_any(options))
        row_filters_complain(options);
    else
        fputs("attack-events: no rule is left by these IDs and this level\n", stderr);
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    bool has_rules = attack_rule_count(db) != 0, all_found, any;
    enum attack_level level;
    struct rule_list list;

    if (!read_level(options, &level))
        return EXIT_USAGE;
    all_found = row_filters_check(db, options);
    all_found = rule_list_fill(db, options, level, &list) && all_found;
    any = attack_set_count(list.rules) != 0;
    if (any || (all_found && !has_rules)) /* a mapping without rules has an empty list */
        answer(&list, options);
    else if (all_found)
        complain(options);
    if (!has_rules && options->format == FORMAT_TABLE)
        fputs("attack-events: this mapping has no rules: it was generated without a directory of them\n", stderr);
    rule_list_free(&list);
    return (any || !has_rules) && all_found ? EXIT_ANSWERED : EXIT_NOT_FOUND;
}

const struct command command_rules = {
    .name = "rules",
    .operand = "[ID...]",
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS_EVENT_FILTERS | ACCEPTS(OPTION_LEVEL),
    .summary = "list the Sigma rules that are compiled in, or print all about one",
    .description = "Lists the Sigma rules of the mapping: level and status, techniques, the events\n"
                   "that each looks at, author, licence and where it is from. With IDs of techniques\n"
                   "(T1003.001, or 'T1003.*' for T1003 and its sub-techniques) it lists their rules.\n"
                   "With the ID of a rule it prints all about it, with its condition on each event;\n"
                   "TSV and JSON then have a line or an object for each event. The event * is any\n"
                   "event of its log.\n"
                   "\n"
                   "The level says how severe it is what a rule finds, not how certain. Only rules of\n"
                   "the level medium or higher and the status test or stable that are not for hunting\n"
                   "are detections; a match of another is a candidate.\n"
                   "\n" ROW_FILTERS_HELP "\n"
                   "examples:\n"
                   "  attack-events rules --level high 'T1003.*'\n"
                   "  attack-events rules --platform linux --format tsv\n",
    .run = run,
};
