/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "host/code_point.h"
#include "host/letter_case.h"

#include <stdio.h>
#include <string.h>

/* The words of Sigma's specification, by enum level and enum status. */
static const char *const levels[] = {"", "informational", "low", "medium", "high", "critical"};
static const char *const statuses[] = {"", "unsupported", "deprecated", "experimental", "test", "stable"};
enum { LEVELS = sizeof levels / sizeof *levels, STATUSES = sizeof statuses / sizeof *statuses };

static const char *const fates[RULE_FATES] = {"compiled",          "not selected", "too large",
                                              "without technique", "without log",  "refused"};

const char *level_name(enum level level)
{
    return levels[level];
}

const char *status_name(enum status status)
{
    return statuses[status];
}

static bool find_word(const char *const *words, int count, const char *word, int *found)
{
    for (*found = 1; *found < count; ++*found)
        if (fold_equal(words[*found], word))
            return true;
    return false;
}

bool level_of(const char *word, enum level *level)
{
    int found;

    if (!find_word(levels, LEVELS, word, &found))
        return false;
    *level = (enum level)found;
    return true;
}

bool status_of(const char *word, enum status *status)
{
    int found;

    if (!find_word(statuses, STATUSES, word, &found))
        return false;
    *status = (enum status)found;
    return true;
}

/* Appends " --option value", or without a value. */
static void add_option(char **end, const char *option, const char *value)
{
    *end += sprintf(*end, "%s%s%s", option, *value ? " " : "", value);
}

const char *rule_options_text(struct arena *arena, const struct rule_options *options)
{
    char number[24];
    size_t length = 200;
    char *text, *end;

    for (size_t i = 0; i < options->logsource_count; i++)
        length += strlen(" --logsource ") + strlen(options->logsources[i]);
    text = end = arena_allocate(arena, length);
    if (options->level)
        add_option(&end, " --level", level_name(options->level));
    if (options->status)
        add_option(&end, " --status", status_name(options->status));
    for (size_t i = 0; i < options->logsource_count; i++)
        add_option(&end, " --logsource", options->logsources[i]);
    sprintf(number, "%lu", (unsigned long)options->bytes_most);
    if (options->bytes_most)
        add_option(&end, " --max-rule-bytes", number);
    if (options->is_lenient)
        add_option(&end, " --lenient", "");
    return *text ? text + 1 : text;
}

void settle_rules(const struct model *model, struct rule_reports *reports)
{
    size_t entry = model->relationship_entry_count - model->rule_count; /* rules are read last, and each has an entry */

    for (size_t i = 0; i < reports->count; i++) {
        struct rule_report *report = &reports->items[i];

        if (report->fate == RULE_COMPILED &&
            !model->listed_events[model->relationship_entries[entry++].first_event].is_joined) {
            report->fate = RULE_WITHOUT_TECHNIQUE;
            report->logs = report->logs_unable = report->logs_unknown = 0;
        }
    }
}

void print_rule_counts(const struct rule_reports *reports)
{
    size_t counts[RULE_FATES] = {0}, unable = 0, unknown = 0;

    for (size_t i = 0; i < reports->count; i++) {
        counts[reports->items[i].fate]++;
        unable += reports->items[i].logs_unable;
        unknown += reports->items[i].logs_unknown;
    }
    printf("rules %lu\n", (unsigned long)reports->count);
    for (int fate = 0; fate < RULE_FATES; fate++)
        printf("rules %s %lu\n", fates[fate], (unsigned long)counts[fate]);
    printf("logs on which a rule cannot match %lu\nlogs on which a rule is off as an exclusion is unknown %lu\n",
           (unsigned long)unable, (unsigned long)unknown);
}

/* Prints a text, with blanks for what ends a column or a line, and escapes for what else is no visible text. */
static void print_text(const char *text, char end)
{
    while (*text) {
        bool is_escaped;

        for (size_t left = code_point_take(text, &is_escaped); left; left--, text++)
            if (is_escaped && (unsigned char)*text >= ' ')
                printf("\\x%02x", (unsigned char)*text);
            else
                putchar((unsigned char)*text < ' ' ? ' ' : *text);
    }
    putchar(end);
}

void print_rules(const struct rule_reports *reports)
{
    puts("file\tline\tid\ttitle\tauthor\tlevel\tstatus\tlogsource\tfate\tevents\tlogs_unable\tlogs_unknown\treason");
    for (size_t i = 0; i < reports->count; i++) {
        const struct rule_report *report = &reports->items[i];

        print_text(report->place.file, '\t');
        printf("%u\t", (unsigned)report->place.line);
        print_text(report->id, '\t');
        print_text(report->title, '\t');
        print_text(report->author, '\t');
        print_text(level_name(report->level), '\t');
        print_text(status_name(report->status), '\t');
        print_text(report->logsource, '\t');
        print_text(fates[report->fate], '\t');
        printf("%u\t%u\t%u\t", report->logs, report->logs_unable, report->logs_unknown);
        print_text(report->reason, '\n');
    }
}
