/* SPDX-License-Identifier: MIT
 *
 * Sigma rules of the model: which to take, and what became of each that was read. It knows neither YAML nor C.
 */
#ifndef GEN_RULES_H
#define GEN_RULES_H

#include "model.h"

/* Which rules to take, and how. */
struct rule_options {
    enum level level;        /* at least; LEVEL_NONE: also rules without one */
    enum status status;      /* at least; STATUS_NONE: all but deprecated and unsupported ones */
    const char **logsources; /* "windows/process_creation": words for product, category or service; none: all */
    size_t logsource_count, logsource_capacity;
    size_t bytes_most;   /* of the texts of one rule's detection; 0: no limit */
    bool is_lenient;     /* what an exclusion asks of a field that a log lacks is not excluded there */
    const char *uri;     /* of the set of rules; if it ends in '/', the path of a rule within its directory is appended;
                            NULL: where rules are from is not stored */
    const char *license; /* of rules that state none; NULL: not known */
};

enum rule_fate {
    RULE_COMPILED,
    RULE_DESELECTED,        /* by an option */
    RULE_TOO_LARGE,         /* by --max-rule-bytes */
    RULE_WITHOUT_TECHNIQUE, /* no tag names a technique that the mapping has */
    RULE_WITHOUT_LOG,       /* it can match in no log that carries its logsource */
    RULE_REFUSED,
    RULE_FATES
};

/* What became of a rule. */
struct rule_report {
    const char *id, *title, *author;
    const char *logsource; /* "windows/process_creation" */
    enum level level;
    enum status status;
    enum rule_fate fate;
    const char *reason;    /* why it was refused; empty for other fates */
    unsigned logs;         /* events of logs on which it is compiled */
    unsigned logs_unable;  /* logs on which it cannot match, as they lack a field */
    unsigned logs_unknown; /* logs on which it is off, as what it excludes cannot be known there */
    struct place place;
};

struct rule_reports {
    struct interner ids;  /* of the rules that are compiled */
    struct place *places; /* where each id is from */
    size_t place_capacity;
    struct rule_report *items;
    size_t count, capacity;
    size_t documents; /* that were read, also empty ones */
};

/* Returns "high", "test" ..., or "" for a rule that does not say. */
const char *level_name(enum level level);
const char *status_name(enum status status);

/* Set `level` or `status` to what a word says, case-insensitively. Return false, and set it to none, if it is no such
 * word. */
bool level_of(const char *word, enum level *level);
bool status_of(const char *word, enum status *status);

/* Returns the options that leave rules out or in as text, "--level medium", in `arena`; "" if there are none. */
const char *rule_options_text(struct arena *arena, const struct rule_options *options);

/* Once rows are joined: of the rules that were compiled, those whose techniques the mapping has not, or which are
 * deprecated, have no technique. */
void settle_rules(const struct model *model, struct rule_reports *reports);

/* Moves what the names of all files of a folder start with from the names into the folder: so it is stored once. */
void join_rule_places(struct model *model);

/* Notes how many rules had which fate, unless there are none. */
void report_rules(const struct model *model, const struct rule_reports *reports);

/* Prints how many rules had which fate, as --stats does. */
void print_rule_counts(const struct rule_reports *reports);

/* Prints a line for each rule: its file, id, title, author, level, status, logsource, what became of it, the numbers of
 * the report, and why it was refused. */
void print_rules(const struct rule_reports *reports);

#endif
