/* SPDX-License-Identifier: MIT
 *
 * The columns of the notebook's table, under the names of today's OSSEM-DM, and the values of a row in them. Commands
 * choose among them. It knows nothing of formats.
 */
#ifndef ATTACK_EVENTS_CLI_COLUMNS_H
#define ATTACK_EVENTS_CLI_COLUMNS_H

#include "line/options.h"
#include "print/sink.h"

enum column_id {
    COLUMN_TECHNIQUE_ID,
    COLUMN_IS_SUBTECHNIQUE,
    COLUMN_TECHNIQUE,
    COLUMN_TACTIC,
    COLUMN_PLATFORM,
    COLUMN_DATA_SOURCE,
    COLUMN_DATA_COMPONENT,
    COLUMN_RELATIONSHIP_ID,
    COLUMN_NAME,
    COLUMN_SOURCE,
    COLUMN_RELATIONSHIP,
    COLUMN_TARGET,
    COLUMN_EVENT_ID,
    COLUMN_EVENT_NAME,
    COLUMN_EVENT_PLATFORM,
    COLUMN_AUDIT_CATEGORY,
    COLUMN_AUDIT_SUB_CATEGORY,
    COLUMN_CHANNEL,
    COLUMN_LOG_SOURCE,
    COLUMN_FILTER_IN,
    COLUMN_CONDITION,
    COLUMN_KIND,
    COLUMN_RULE_ID, /* of the event's rule; so are those that follow */
    COLUMN_RULE,
    COLUMN_LEVEL,
    COLUMN_STATUS,
    COLUMN_AUTHOR,
    COLUMN_TECHNIQUES, /* of an event; columns_fill does not fill it */
    COLUMN_RULE_WHOLE, /* all about the event's rule in one column: for tables and JSON */
    COLUMN_COUNT,
};

extern const struct column columns[COLUMN_COUNT];

/* All columns of the notebook's table, in order: those before COLUMN_RULE_ID. */
extern const struct layout columns_all;

/* The columns that the user has chosen. */
struct chosen_columns {
    struct column all[COLUMN_COUNT]; /* a narrow table must not omit any of them */
    unsigned char shown[COLUMN_COUNT];
    struct layout layout;
};

/* Reads every `--columns` of `options`. Returns false, with a message on standard error, if a name is not one of the
 * columns before COLUMN_TECHNIQUES or is given twice. */
bool columns_choose(const struct options *options, struct chosen_columns *chosen);

/* Puts the condition of an event into the place of its filters, of which it has none: for tables, which have no room
 * for a column more. */
void columns_join_filters(struct value values[COLUMN_COUNT]);

/* Fills in the columns of a rule; NULL: they are absent. */
void columns_fill_rule(const struct attack_db *db, const struct attack_rule *rule, struct value values[COLUMN_COUNT]);

/* Fills in the values of `row`. Parts of the row that are all zeros are absent. */
void columns_fill(const struct attack_db *db, const struct attack_row *row, struct value values[COLUMN_COUNT]);

#endif
