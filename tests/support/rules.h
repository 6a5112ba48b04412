/* SPDX-License-Identifier: MIT
 *
 * Shared by the tests of rules: what the generator makes of Sigma rules, as --rules and --against write it. It knows
 * nothing of packed mappings.
 */
#ifndef RULES_H
#define RULES_H

#include <stddef.h>

/* The keys of a rule beside title, id and tags, a line each, and a line for each of its events: id, channel, provider,
 * with - for what it does not have, and the condition. Without `logsource:`, the rule is on the logs of own_logs. */
struct rule_case {
    const char *rule, *events;
};

/* A file for --logsources: service `own` of no product, whose two logs are of channel `own`, with every field, and of
 * provider `other`, which lacks `Lacking`, calls `Renamed` otherwise, has other values for `Level`, and leaves out
 * fields that have no value. */
extern const char own_logs[];

/* Fails unless each rule has these events, and none is refused. `option` may be NULL. */
void expect_rule_events(const char *scratch, const char *option, const struct rule_case cases[], size_t count);

/* Runs the generator with `--check --rules`, own_logs, a mapping of T1001 and T1002, and `arguments`. Fails unless it
 * prints, for each rule, a line as expected: the line in its file, id, fate, events, logs on which it cannot match and
 * logs on which it is off, with a blank between them. */
void expect_fates(const char *scratch, const char *const arguments[], const char *fates);

/* A rule; the line and column of its file, in which its keys begin on line 6, behind title, id, tags and logsource; and
 * why it is refused, in which `*` stands for anything. */
struct refused_case {
    const char *rule, *place, *reason;
};

/* Fails unless these rules, a file each, are refused so. */
void expect_refused(const char *scratch, const struct refused_case cases[], size_t count);

/* Writes a file of one rule. Returns its path, as path_in() does. */
const char *write_rule(const char *directory, const char *name, const char *id, const char *rule);

#endif
