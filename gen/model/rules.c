/* SPDX-License-Identifier: MIT */
#include "rules.h"

#include "attack_events.h"
#include "host/code_point.h"
#include "host/letter_case.h"

#include <stdio.h>
#include <string.h>

static const char *const fates[RULE_FATES] = {"compiled",          "not selected", "too large",
                                              "without technique", "without log",  "refused"};

const char *level_name(enum level level)
{
    const char *name = attack_level_name((enum attack_level)level);

    return name ? name : "";
}

const char *status_name(enum status status)
{
    const char *name = attack_status_name((enum attack_status)status);

    return name ? name : "";
}

bool level_of(const char *word, enum level *level)
{
    for (*level = LEVEL_INFORMATIONAL; *level <= LEVEL_CRITICAL; ++*level)
        if (fold_equal(level_name(*level), word))
            return true;
    *level = LEVEL_NONE;
    return false;
}

bool status_of(const char *word, enum status *status)
{
    for (*status = STATUS_UNSUPPORTED; *status <= STATUS_STABLE; ++*status)
        if (fold_equal(status_name(*status), word))
            return true;
    *status = STATUS_NONE;
    return false;
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

/* Returns the length of what two names of files start with, up to a dash or an underscore. */
static size_t shared_start(const char *one, const char *other, size_t most)
{
    size_t shared = 0;

    for (size_t i = 0; i < most && one[i] && one[i] == other[i]; i++)
        if (one[i] == '-' || one[i] == '_')
            shared = i + 1;
    return shared;
}

void join_rule_places(struct model *model)
{
    size_t count = model->texts.count;
    const char **first = arena_allocate(model->arena, count * sizeof *first); /* file of each folder, by its text */
    size_t *shared = arena_allocate(model->arena, count * sizeof *shared);

    for (size_t i = 0; i < model->rule_count; i++) {
        const struct rule *rule = &model->rules[i];
        const char *file = model_text_at(model, rule->file);

        if (rule->file == ABSENT)
            continue;
        shared[rule->folder] = shared_start(file, first[rule->folder] ? first[rule->folder] : file,
                                            first[rule->folder] ? shared[rule->folder] : strlen(file));
        first[rule->folder] = file;
    }
    for (size_t i = 0; i < model->rule_count; i++) {
        struct rule *rule = &model->rules[i];
        const char *folder = model_text_at(model, rule->folder), *file = model_text_at(model, rule->file);
        size_t moved = rule->file == ABSENT ? 0 : shared[rule->folder];
        char *joined;

        if (!moved)
            continue;
        joined = arena_allocate(model->arena, strlen(folder) + moved + 1);
        memcpy(joined, folder, strlen(folder));
        memcpy(joined + strlen(folder), file, moved);
        rule->folder = model_text(model, joined, strlen(folder) + moved, rule->place);
        rule->file = model_text(model, file + moved, strlen(file) - moved, rule->place);
    }
}

static void count_fates(const struct rule_reports *reports, size_t counts[RULE_FATES])
{
    memset(counts, 0, RULE_FATES * sizeof *counts);
    for (size_t i = 0; i < reports->count; i++)
        counts[reports->items[i].fate]++;
}

void report_rules(const struct model *model, const struct rule_reports *reports)
{
    size_t counts[RULE_FATES];

    count_fates(reports, counts);
    if (reports->count)
        report_note(model->diagnostics,
                    "%s: %lu compiled, %lu refused, %lu without a technique, %lu without a log on which they can "
                    "match, %lu not selected, %lu too large",
                    counted(reports->count, "rule"), (unsigned long)counts[RULE_COMPILED],
                    (unsigned long)counts[RULE_REFUSED], (unsigned long)counts[RULE_WITHOUT_TECHNIQUE],
                    (unsigned long)counts[RULE_WITHOUT_LOG], (unsigned long)counts[RULE_DESELECTED],
                    (unsigned long)counts[RULE_TOO_LARGE]);
}

void print_rule_counts(const struct rule_reports *reports)
{
    size_t counts[RULE_FATES], unable = 0, unknown = 0;

    count_fates(reports, counts);
    for (size_t i = 0; i < reports->count; i++) {
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
