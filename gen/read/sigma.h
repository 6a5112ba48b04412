/* SPDX-License-Identifier: MIT
 *
 * Reads Sigma rules: https://sigmahq.io/sigma-specification/. A rule becomes a relationship, with an event on each log
 * that carries its logsource. What cannot be compiled is refused by name, and the other rules are read.
 */
#ifndef GEN_SIGMA_H
#define GEN_SIGMA_H

#include "classes.h"
#include "input.h"
#include "model/rules.h"
#include "read.h"

/* Whether a file looks like a rule: it has one of Sigma's keys at the start of a line. */
bool is_sigma(const void *bytes, size_t size);

/* Reads the rules of a file, after all that is no rule: rules are resolved against what was read before. */
void read_sigma(struct model *model, const struct rule_options *options, struct rule_reports *reports,
                const struct input *input);

/* ---- Shared by the parts of the reader -------------------------------------------------------------------------- */

/* A rule that is read. */
struct rule_reading {
    struct reading *reading;
    const struct rule_options *options;
    struct rule_reports *reports;
    const struct input *input;
    struct rule_report *report;
};

/* Reads one document of a file: a rule, or what is refused. */
void read_rule(struct rule_reading *rule, const struct node *document);

/* Whether the options take a rule with this logsource; whether its detection has more text than they allow; leaves such
 * a rule out, and notes it. */
bool is_selected_rule(const struct rule_options *options, const struct rule *rule, const char *logsource);
bool is_too_large_rule(const struct rule_options *options, const struct node *detection);
void leave_out_large(struct rule_reading *reading, const struct node *document);

/* Returns the logs that a rule's logsource stands for; NULL if none are known. Sets `text` to the logsource as text. */
const struct event_class *read_logsource(struct reading *reading, const struct node *rule, const char **text);

/* Adds the numbers of a rule's events, one for each event of a log on which it can match, and counts in the report. */
void add_rule_events(struct rule_reading *rule, const struct event_class *class, const struct expression *expression,
                     struct place place, struct numbers *events);

#endif
