/* SPDX-License-Identifier: MIT
 *
 * `attack-events coverage`: how far what is collected covers techniques, by tactic or one by one. The library counts;
 * which of a technique's data components are missing is read off its rows.
 */
#include "collected.h"
#include "command.h"
#include "help.h"
#include "missing.h"
#include "scope.h"

#include <stdio.h>
#include <string.h>

enum tactic_column {
    TACTIC_NAME,
    TACTIC_TECHNIQUES,
    TACTIC_COVERED,
    TACTIC_PARTLY,
    TACTIC_NOT,
    TACTIC_NO_EVENTS,
    TACTIC_PAIRS,
    TACTIC_COVERED_PAIRS,
    TACTIC_PERCENT,
    TACTIC_COLUMNS,
};

static const struct column tactic_columns[TACTIC_COLUMNS] = {
    [TACTIC_NAME] = {"tactic", "tactic", 12, 0, NULL},
    [TACTIC_TECHNIQUES] = {"techniques", "techniques", 4, 0, NULL},
    [TACTIC_COVERED] = {"covered", "covered", 4, 0, NULL},
    [TACTIC_PARTLY] = {"partly", "partly", 4, 0, NULL},
    [TACTIC_NOT] = {"not", "not", 4, 0, NULL},
    [TACTIC_NO_EVENTS] = {"no_events", "no events", 4, 1, NULL},
    [TACTIC_PAIRS] = {"pairs", "pairs", 4, 3, NULL},
    [TACTIC_COVERED_PAIRS] = {"covered_pairs", "covered pairs", 4, 2, NULL},
    [TACTIC_PERCENT] = {"percent", "% of pairs", 4, 0, NULL},
};

enum technique_column {
    TECHNIQUE_ID,
    TECHNIQUE_NAME,
    TECHNIQUE_TACTIC,
    TECHNIQUE_COVERAGE,
    TECHNIQUE_COMPONENTS,
    TECHNIQUE_COVERED,
    TECHNIQUE_PERCENT,
    TECHNIQUE_MISSING,
    TECHNIQUE_COLUMNS,
};

static const struct column technique_columns[TECHNIQUE_COLUMNS] = {
    [TECHNIQUE_ID] = {"technique_id", "id", 9, 0, NULL},
    [TECHNIQUE_NAME] = {"technique", "technique", 16, 0, NULL},
    [TECHNIQUE_TACTIC] = {"tactic", "tactic", 12, 3, NULL},
    [TECHNIQUE_COVERAGE] = {"coverage", "coverage", 9, 0, NULL},
    [TECHNIQUE_COMPONENTS] = {"data_components", "of", 2, 1, NULL},
    [TECHNIQUE_COVERED] = {"covered_data_components", "components", 10, 1, NULL},
    [TECHNIQUE_PERCENT] = {"percent", "%", 3, 2, NULL},
    [TECHNIQUE_MISSING] = {"missing", "missing", 20, 0, NULL},
};

static const unsigned char tactic_shown[] = {TACTIC_NAME,   TACTIC_TECHNIQUES,    TACTIC_COVERED,
                                             TACTIC_PARTLY, TACTIC_NOT,           TACTIC_NO_EVENTS,
                                             TACTIC_PAIRS,  TACTIC_COVERED_PAIRS, TACTIC_PERCENT};
static const unsigned char technique_shown[] = {TECHNIQUE_ID,       TECHNIQUE_NAME,    TECHNIQUE_TACTIC,
                                                TECHNIQUE_COVERAGE, TECHNIQUE_COVERED, TECHNIQUE_COMPONENTS,
                                                TECHNIQUE_PERCENT,  TECHNIQUE_MISSING};

static const struct layout tactic_layout = {tactic_columns, tactic_shown, sizeof tactic_shown};
static const struct layout technique_layout = {technique_columns, technique_shown, sizeof technique_shown};

struct question {
    const struct attack_db *db;
    const struct options *options;
    const struct scope *scope;
};

struct count {
    uint32_t techniques, covered, partly, not_covered, no_events, pairs, covered_pairs;
};

static void count_technique(const struct question *question, const struct attack_technique *technique,
                            struct count *count)
{
    struct attack_coverage coverage =
        attack_technique_coverage(question->db, technique, question->scope->events, question->scope->collected);

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

static bool has_tactic(const struct attack_db *db, const struct attack_technique *technique, const char *sought)
{
    struct attack_names tactics = attack_technique_tactics(db, technique);
    const char *tactic;

    while ((tactic = attack_names_next(&tactics)) != NULL)
        if (strcmp(tactic, sought) == 0)
            return true;
    return false;
}

static struct value percent_of(uint32_t part, uint32_t whole)
{
    return whole ? value_number((uint32_t)((uint64_t)part * 100 / whole)) : value_text(NULL);
}

/* Counts the techniques of a tactic, or all when NULL. */
static void print_tactic(struct output *output, const struct question *question, const char *tactic)
{
    struct value values[TACTIC_COLUMNS];
    struct attack_technique technique;
    struct count count = {0};

    for (uint32_t i = 0; attack_set_next(question->scope->techniques, &i); i++)
        if (attack_technique_at(question->db, i, &technique) &&
            (!tactic || has_tactic(question->db, &technique, tactic)))
            count_technique(question, &technique, &count);
    values[TACTIC_NAME] = value_text(tactic ? tactic : "total");
    values[TACTIC_TECHNIQUES] = value_number(count.techniques);
    values[TACTIC_COVERED] = value_number(count.covered);
    values[TACTIC_PARTLY] = value_number(count.partly);
    values[TACTIC_NOT] = value_number(count.not_covered);
    values[TACTIC_NO_EVENTS] = value_number(count.no_events);
    values[TACTIC_PAIRS] = value_number(count.pairs);
    values[TACTIC_COVERED_PAIRS] = value_number(count.covered_pairs);
    values[TACTIC_PERCENT] = percent_of(count.covered_pairs, count.pairs);
    output_row(output, values);
}

static void walk_tactics(struct output *output, const void *source)
{
    const struct question *question = source;
    struct attack_names tactics = attack_tactics(question->db);
    const char *tactic;

    while ((tactic = attack_names_next(&tactics)) != NULL)
        if (narrowing_asks_for(question->options, OPTION_TACTIC, tactic))
            print_tactic(output, question, tactic);
    print_tactic(output, question, NULL);
}

static const char *word_of(struct attack_coverage coverage)
{
    if (!coverage.data_components)
        return "no events";
    if (coverage.covered == coverage.data_components)
        return "covered";
    return coverage.covered ? "partly" : "not";
}

static void walk_techniques(struct output *output, const void *source)
{
    const struct question *question = source;
    struct missing missing = {NULL, NULL, 0};
    struct attack_technique technique;

    for (uint32_t i = 0; attack_set_next(question->scope->techniques, &i); i++) {
        struct value values[TECHNIQUE_COLUMNS];
        struct attack_coverage coverage;

        if (!attack_technique_at(question->db, i, &technique))
            continue;
        coverage =
            attack_technique_coverage(question->db, &technique, question->scope->events, question->scope->collected);
        missing_fill(&missing, question->db, &technique, question->scope->events, question->scope->collected);
        values[TECHNIQUE_ID] = value_text(technique.id);
        values[TECHNIQUE_NAME] = value_text(technique.name);
        values[TECHNIQUE_TACTIC] = value_names(attack_technique_tactics(question->db, &technique));
        values[TECHNIQUE_COVERAGE] = value_text(word_of(coverage));
        values[TECHNIQUE_COMPONENTS] = value_number(coverage.data_components);
        values[TECHNIQUE_COVERED] = value_number(coverage.covered);
        values[TECHNIQUE_PERCENT] = percent_of(coverage.covered, coverage.data_components);
        values[TECHNIQUE_MISSING] = value_texts(missing.names, missing.count);
        output_row(output, values);
    }
    missing_free(&missing);
}

static enum exit_status answer(const struct question *question)
{
    bool one_by_one = question->options->operand_count || question->options->values[OPTION_ALL];

    if (!attack_set_count(question->scope->techniques) || !attack_set_count(question->scope->events)) {
        if (narrowing_is_asked(question->options))
            narrowing_complain(question->options);
        return EXIT_NOT_FOUND;
    }
    output_print(question->options->format, one_by_one ? &technique_layout : &tactic_layout,
                 one_by_one ? walk_techniques : walk_tactics, question);
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
        struct question question = {db, options, &scope};

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
    .accepts = ACCEPTS_SCOPE | ACCEPTS(OPTION_COLLECTED) | ACCEPTS(OPTION_ALL),
    .summary = "say which techniques the events that are collected cover",
    .description = "Prints how far the events that are collected cover the techniques of each tactic,\n"
                   "and of all. A technique is covered when each of its data components that has an\n"
                   "event has a collected one, partly covered when some have. Pairs are techniques\n"
                   "with one of these components. A technique of two tactics counts under both, and\n"
                   "once in the total; one without any event is counted apart. With IDs (T1003.001,\n"
                   "or 'T1003.*' for T1003 and its sub-techniques) or --all there is a row for each\n"
                   "technique, with the data components that are missing.\n"
                   "\n"
                   "FILE is a table with a header line, tab-separated or CSV, of the columns event_id,\n"
                   "log_source, channel, event_platform, audit_sub_category, in any order, as\n"
                   "`attack-events rows` and `tag --events` print them; Get-WinEvent's names (Id,\n"
                   "ProviderName, LogName) will do. A row without event_id is a whole log or audit\n"
                   "sub-category. Several files count together; - is standard input.\n"
                   "\n" NARROWING_HELP "What they leave out does not count as an event that could be collected.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events coverage --collected collected.csv --platform windows\n"
                   "  attack-events coverage --collected collected.csv 'T1003.*'\n",
    .run = run,
};
