/* SPDX-License-Identifier: MIT
 *
 * `attack-events coverage`: how far collected events cover techniques, by tactic or one by one. uncollected.c counts;
 * this file sums up and prints.
 */
#include "collected.h"
#include "coverage_layer.h"
#include "line/command.h"
#include "line/help.h"
#include "line/scope.h"
#include "text/memory.h"
#include "uncollected.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TACTIC_COLUMNS = 9, TECHNIQUE_COLUMNS = 8 };

static const struct column tactic_columns[TACTIC_COLUMNS] = {
    {"tactic", "tactic", 12, 0, NULL},
    {"techniques", "techniques", 4, 0, NULL},
    {"covered", "covered", 4, 0, NULL},
    {"partly", "partly", 4, 0, NULL},
    {"not", "not", 4, 0, NULL},
    {"no_events", "no events", 4, 1, NULL},
    {"pairs", "pairs", 4, 3, NULL},
    {"covered_pairs", "covered pairs", 4, 2, NULL},
    {"percent", "% of pairs", 4, 0, NULL},
};

static const struct column technique_columns[TECHNIQUE_COLUMNS] = {
    {"technique_id", "id", 9, 0, NULL},
    {"technique", "technique", 16, 0, NULL},
    {"tactic", "tactic", 12, 3, NULL},
    {"coverage", "coverage", 9, 0, NULL},
    {"covered_data_components", "components", 10, 1, NULL},
    {"data_components", "of", 2, 1, NULL},
    {"percent", "%", 3, 2, NULL},
    {"missing", "missing", 20, 0, NULL},
};

static const struct layout tactic_layout = {tactic_columns, NULL, TACTIC_COLUMNS};
static const struct layout technique_layout = {technique_columns, NULL, TECHNIQUE_COLUMNS};

struct count {
    uint32_t techniques, covered, partly, not_covered, no_events, pairs, covered_pairs;
    uint32_t last; /* 1 + the technique that was counted last */
};

struct question {
    const struct attack_db *db;
    const struct options *options;
    const struct scope *scope;
    const char **tactics; /* all of the mapping, sorted bytewise */
    size_t tactic_count;
    struct count *counts; /* one for each tactic, then the total */
};

/* Counts a technique, only once even if it names a tactic twice. */
static void add_technique(struct count *count, uint32_t technique, struct attack_coverage coverage)
{
    if (count->last == technique + 1)
        return;
    count->last = technique + 1;
    count->techniques++;
    count->pairs += coverage.data_components;
    count->covered_pairs += coverage.covered;
    if (!coverage.data_components)
        count->no_events++;
    else if (coverage.covered == coverage.data_components)
        count->covered++;
    else if (coverage.covered)
        count->partly++;
    else
        count->not_covered++;
}

static struct value percent_of(uint32_t part, uint32_t whole)
{
    return whole ? value_number((uint32_t)((uint64_t)part * 100 / whole)) : value_text(NULL);
}

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* Counts each technique under its tactics and in the total. */
static void count_techniques(struct question *question)
{
    struct uncollected missing = {.names = NULL};
    struct attack_technique technique;

    question->tactics = value_name_list(attack_tactics(question->db), &question->tactic_count);
    question->counts = memory_zeros(question->tactic_count + 1, sizeof *question->counts);
    for (uint32_t i = 0; attack_set_next(question->scope->techniques, &i); i++) {
        struct attack_name_iterator tactics;
        const char *tactic;

        attack_technique_at(question->db, i, &technique);
        uncollected_fill(&missing, question->db, &technique, question->scope->events, question->scope->collected);
        add_technique(&question->counts[question->tactic_count], i, missing.coverage);
        tactics = attack_technique_tactics(question->db, &technique);
        while ((tactic = attack_name_next(&tactics)) != NULL) {
            const char **found =
                bsearch(&tactic, question->tactics, question->tactic_count, sizeof *question->tactics, compare_names);

            if (found)
                add_technique(&question->counts[found - question->tactics], i, missing.coverage);
        }
    }
    uncollected_free(&missing);
}

static void print_tactic(struct sink *sink, const char *tactic, const struct count *count)
{
    const struct value values[TACTIC_COLUMNS] = {
        value_text(tactic),          value_number(count->techniques),    value_number(count->covered),
        value_number(count->partly), value_number(count->not_covered),   value_number(count->no_events),
        value_number(count->pairs),  value_number(count->covered_pairs), percent_of(count->covered_pairs, count->pairs),
    };

    sink_row(sink, values);
}

static void walk_tactics(struct sink *sink, const void *source)
{
    const struct question *question = source;

    for (size_t i = 0; i < question->tactic_count; i++)
        if (row_filters_admit_text(question->options, OPTION_TACTIC, question->tactics[i]))
            print_tactic(sink, question->tactics[i], &question->counts[i]);
    print_tactic(sink, "total", &question->counts[question->tactic_count]);
}

static const char *word_of(struct attack_coverage coverage)
{
    if (!coverage.data_components)
        return "no events";
    if (coverage.covered == coverage.data_components)
        return "covered";
    return coverage.covered ? "partly" : "not";
}

static void walk_techniques(struct sink *sink, const void *source)
{
    const struct question *question = source;
    struct uncollected missing = {.names = NULL};
    struct attack_technique technique;

    for (uint32_t i = 0; attack_set_next(question->scope->techniques, &i); i++) {
        attack_technique_at(question->db, i, &technique);
        uncollected_fill(&missing, question->db, &technique, question->scope->events, question->scope->collected);
        const struct value values[TECHNIQUE_COLUMNS] = {
            value_text(technique.id),
            value_text(technique.name),
            value_names(attack_technique_tactics(question->db, &technique)),
            value_text(word_of(missing.coverage)),
            value_number(missing.coverage.covered),
            value_number(missing.coverage.data_components),
            percent_of(missing.coverage.covered, missing.coverage.data_components),
            value_texts(missing.names, missing.count),
        };

        sink_row(sink, values);
    }
    uncollected_free(&missing);
}

static enum exit_status answer(struct question *question)
{
    if (!attack_set_count(question->scope->techniques) || !attack_set_count(question->scope->events)) {
        if (row_filters_any(question->options))
            row_filters_complain(question->options);
        return EXIT_NOT_FOUND;
    }
    if (question->options->values[OPTION_LAYER])
        return coverage_layer_write(question->db, question->scope, question->options->values[OPTION_LAYER]);
    if (question->options->operand_count || question->options->values[OPTION_ALL]) {
        sink_print(question->options->format, &technique_layout, walk_techniques, question);
        return EXIT_ANSWERED;
    }
    count_techniques(question);
    sink_print(question->options->format, &tactic_layout, walk_tactics, question);
    free(question->tactics);
    free(question->counts);
    return EXIT_ANSWERED;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    enum exit_status status = EXIT_NOT_FOUND;
    struct scope scope;
    bool all_known;

    if (!options->values[OPTION_COLLECTED]) {
        help_wrong_usage(&command_coverage, "'coverage' needs --collected FILE", "", "", NULL);
        return EXIT_USAGE;
    }
    all_known = scope_fill(db, options, &scope);
    if (collected_fill(db, options, scope.collected)) {
        struct question question = {.db = db, .options = options, .scope = &scope};

        status = answer(&question);
        if (status == EXIT_ANSWERED && !all_known)
            status = EXIT_NOT_FOUND;
    }
    scope_free(&scope);
    return status;
}

const struct command command_coverage = {
    .name = "coverage",
    .operand = "[ID...]",
    .operands_most = SIZE_MAX,
    .accepts = ACCEPTS_SCOPE | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_ALL) | ACCEPTS(OPTION_LAYER),
    .summary = "say which techniques the events that are collected cover",
    .description = "Prints how far the events that are collected cover the techniques of each tactic,\n"
                   "and of all. Only data components that have an event count. A technique is covered\n"
                   "if all of them have a collected event, and partly covered if some have. A pair is\n"
                   "a technique and one of these components. A technique with two tactics counts\n"
                   "under both, and once in the total; techniques without any event are counted\n"
                   "separately. With IDs (T1003.001, or 'T1003.*' for T1003 and its sub-techniques)\n"
                   "or --all there is a row for each technique, with its missing data components.\n"
                   "With --layer, the score of a technique is the percentage of its data components\n"
                   "that are covered, and its comment lists those that are missing.\n"
                   "\n"
                   "FILE is a table with a header line, tab-separated or CSV, of the columns event_id,\n"
                   "log_source, channel, event_platform, audit_sub_category, in any order, as\n"
                   "`attack-events rows` and `tag --events` print them, or with Get-WinEvent's names\n"
                   "(Id, ProviderName, LogName). A row without event_id is a whole log or audit\n"
                   "sub-category. Several files are combined; - is standard input.\n"
                   "\n" ROW_FILTERS_HELP "Events that do not match count neither as collected nor as missing.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events coverage --collected collected.csv --platform windows\n"
                   "  attack-events coverage --collected collected.csv 'T1003.*'\n"
                   "  attack-events coverage --collected collected.csv --layer layer.json\n",
    .run = run,
};
