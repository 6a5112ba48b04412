/* SPDX-License-Identifier: MIT
 *
 * Which rules the options take. It reads nothing.
 */
#include "sigma.h"

#include "host/letter_case.h"

#include <string.h>

/* Whether each word of a choice, "windows/process_creation", is one of the logsource's. */
static bool has_words(const char *logsource, const char *choice)
{
    for (;;) {
        size_t length = strcspn(choice, "/");
        const char *at = logsource;

        while (*at && !(strcspn(at, "/") == length && fold_shared(choice, length, at) == length)) {
            at += strcspn(at, "/");
            at += *at == '/';
        }
        if (!*at)
            return false;
        choice += length;
        if (!*choice++)
            return true;
    }
}

bool is_selected_rule(const struct rule_options *options, const struct rule *rule, const char *logsource)
{
    bool is_known = rule->status == STATUS_NONE || rule->status > STATUS_DEPRECATED;

    if (rule->level < options->level || (options->status ? rule->status < options->status : !is_known))
        return false;
    for (size_t i = 0; i < options->logsource_count; i++)
        if (has_words(logsource, options->logsources[i]))
            return true;
    return !options->logsource_count;
}

bool is_too_large_rule(const struct rule_options *options, const struct node *detection)
{
    return options->bytes_most && detection->bytes > options->bytes_most;
}

void leave_out_large(struct rule_reading *reading, const struct node *document)
{
    reading->report->fate = RULE_TOO_LARGE;
    report_note(reading->reading->model->diagnostics, "%s:%u: rule %s is left out by --max-rule-bytes: %s",
                reading->input->name, (unsigned)document->place.line, reading->report->id,
                counted(value_of(document, "detection")->bytes, "byte"));
}
