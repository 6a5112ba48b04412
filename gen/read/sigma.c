/* SPDX-License-Identifier: MIT
 *
 * Recognises files of rules and reads them document by document. It knows nothing of what a rule says.
 */
#include "sigma.h"

#include "base/generator_limits.h"

#include <string.h>

bool is_sigma(const void *bytes, size_t size)
{
    static const char *const keys[] = {"logsource:", "detection:", "correlation:", "filter:", "title:"};
    const char *line = bytes, *end = line + size;

    while (line < end) {
        const char *next = memchr(line, '\n', (size_t)(end - line));
        size_t length = (size_t)((next ? next : end) - line);

        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            if (length >= strlen(keys[i]) && memcmp(line, keys[i], strlen(keys[i])) == 0)
                return true;
        line += length + 1;
    }
    return false;
}

static void add_report(struct model *model, struct rule_reports *reports, struct rule_report report)
{
    reports->items = arena_grow(model->arena, reports->items, reports->count, &reports->capacity, sizeof report);
    reports->items[reports->count++] = report;
}

/* Refuses a document; the rest of a file that is not YAML cannot be read. */
static void refuse(struct model *model, struct rule_report *report, const struct refusal *refusal, bool is_read)
{
    report->fate = RULE_REFUSED;
    report->logs = report->logs_unable = report->logs_unknown = 0;
    report->reason =
        arena_format(model->arena, "%.400s%s", refusal->reason, is_read ? "" : "; the rest of the file is not read");
    if (!report->place.line)
        report->place = refusal->place;
    report_warning(model->diagnostics, refusal->place, "rule%s%s is refused: %s", *report->id ? " " : "", report->id,
                   report->reason);
}

/* Whether a limit for all conditions together was exceeded: then what follows cannot be read as it should be. */
static bool has_hit_limit(const struct model *model)
{
    return model->condition_work > CONDITION_WORK_LIMIT || model->made_bytes > MADE_BYTES_LIMIT ||
           model->regex_positions > REGEX_ALL_POSITIONS_LIMIT || model->has_many_conditions;
}

static bool read_next(struct rule_reading *rule)
{
    struct model *model = rule->reading->model;
    struct rule_report report = {.id = "", .title = "", .author = "", .logsource = "", .reason = ""};
    struct refusal refusal;
    const struct node *document;
    bool is_refused, is_empty;

    if (rule->reports->documents > RULES_LIMIT)
        return false;
    rule->report = &report;
    report.place = (struct place){rule->input->name, 0, 0};
    refusal_begin(model->diagnostics, &refusal);
    document = stream_next_document(rule->reading->stream);
    if (document && ++rule->reports->documents > RULES_LIMIT) {
        refusal_end(model->diagnostics);
        report_error(model->diagnostics, document->place, "too many rules; the limit is %d", RULES_LIMIT);
        return false;
    }
    is_empty = document && document->kind == NODE_SCALAR && document->absent; /* what follows a last '---' */
    if (document && !is_empty) {
        report.place = document->place;
        read_rule(rule, document);
    }
    is_refused = refusal_end(model->diagnostics);
    if (is_refused && has_hit_limit(model)) {
        report_error(model->diagnostics, refusal.place, "%s", refusal.reason);
        return false;
    }
    if (is_refused)
        refuse(model, &report, &refusal, document != NULL);
    if ((document && !is_empty) || is_refused)
        add_report(model, rule->reports, report);
    return document != NULL;
}

void read_sigma(struct model *model, const struct rule_options *options, struct rule_reports *reports,
                const struct input *input)
{
    struct arena expressions = {NULL};
    struct reading reading = {.model = model, .expressions = &expressions, .is_rule = true};
    struct rule_reading rule = {&reading, options, reports, input, NULL};

    reports->ids.arena = model->arena;
    reading.stream = stream_open(input->name, input->bytes, input->size, model->arena, model->diagnostics);
    while (read_next(&rule))
        ;
    stream_close(reading.stream);
    arena_free(&expressions);
}
