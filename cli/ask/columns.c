/* SPDX-License-Identifier: MIT
 *
 * Maps a row of the library to named columns. No other file knows which field goes into which column.
 */
#include "columns.h"

#include "host/letter_case.h"
#include "line/event_ids.h"
#include "text/memory.h"
#include "text/suggest.h"
#include "text/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Most providers and channels of Windows start with this, so a narrow table shortens it. */
static const char windows_prefix[] = "Microsoft-Windows-";

/* The same for the filters of Defender's tables. */
static const char defender_prefix[] = "ActionType";

/* Dispensable are columns of the tables that are printed without --columns: what is asked for is not left out. */
const struct column columns[COLUMN_COUNT] = {
    [COLUMN_TECHNIQUE_ID] = {"technique_id", "TECHNIQUE", 9, 0, NULL},
    [COLUMN_IS_SUBTECHNIQUE] = {"is_subtechnique", "SUB", 5, 0, NULL},
    [COLUMN_TECHNIQUE] = {"technique", "NAME", 12, 5, NULL},
    [COLUMN_TACTIC] = {"tactic", "TACTICS", 12, 0, NULL},
    [COLUMN_PLATFORM] = {"platform", "PLATFORMS", 12, 0, NULL},
    [COLUMN_DATA_SOURCE] = {"data_source", "DATA SOURCE", 12, 0, NULL},
    [COLUMN_DATA_COMPONENT] = {"data_component", "DATA COMPONENT", 12, 1, NULL},
    [COLUMN_RELATIONSHIP_ID] = {"relationship_id", "RELATIONSHIP ID", 13, 0, NULL},
    [COLUMN_NAME] = {"name", "RELATIONSHIP", 18, 0, NULL},
    [COLUMN_SOURCE] = {"source", "SOURCE", 8, 0, NULL},
    [COLUMN_RELATIONSHIP] = {"relationship", "DOES", 8, 0, NULL},
    [COLUMN_TARGET] = {"target", "TARGET", 8, 0, NULL},
    [COLUMN_EVENT_ID] = {"event_id", "EVENT", 12, 0, NULL},
    [COLUMN_EVENT_NAME] = {"event_name", "EVENT NAME", 12, 3, NULL},
    [COLUMN_EVENT_PLATFORM] = {"event_platform", "PLATFORM", 8, 2, NULL},
    [COLUMN_AUDIT_CATEGORY] = {"audit_category", "AUDIT CATEGORY", 12, 0, NULL},
    [COLUMN_AUDIT_SUB_CATEGORY] = {"audit_sub_category", "AUDIT SUB-CATEGORY", 12, 0, NULL},
    [COLUMN_CHANNEL] = {"channel", "CHANNEL", 10, 4, windows_prefix},
    [COLUMN_LOG_SOURCE] = {"log_source", "PROVIDER", 14, 0, windows_prefix},
    [COLUMN_FILTER_IN] = {"filter_in", "FILTER", 20, 0, defender_prefix},
    [COLUMN_CONDITION] = {"condition", "CONDITION", 20, 0, NULL},
    [COLUMN_KIND] = {"kind", "KIND", 9, 6, NULL},
    [COLUMN_RULE_ID] = {"rule_id", "RULE ID", 13, 0, NULL},
    [COLUMN_RULE] = {"rule", "RULE", 18, 0, NULL},
    [COLUMN_LEVEL] = {"level", "LEVEL", 6, 0, NULL},
    [COLUMN_STATUS] = {"status", "STATUS", 6, 0, NULL},
    [COLUMN_AUTHOR] = {"author", "AUTHOR", 12, 0, NULL},
    [COLUMN_TECHNIQUES] = {"techniques", "TECHNIQUES", 12, 0, NULL},
    [COLUMN_RULE_WHOLE] = {"rule", "RULE", 20, 0, NULL},
};

const struct layout columns_all = {columns, NULL, COLUMN_RULE_ID};

/* Those that can be chosen. */
enum { CHOICES = COLUMN_TECHNIQUES };

static bool unknown_column(const char *name)
{
    struct suggestions suggestions;

    text_begin_message("unknown column '", name);
    fputc('\'', stderr);
    suggest_start(&suggestions, name, strlen(name));
    for (size_t i = 0; i < CHOICES; i++)
        suggest_offer(&suggestions, columns[i].key);
    suggest_print(&suggestions, stderr);
    fputs("\nthe columns are", stderr);
    for (size_t i = 0; i < CHOICES; i++)
        fprintf(stderr, "%s%s", i % 6 ? ", " : i ? ",\n  " : "\n  ", columns[i].key);
    fputc('\n', stderr);
    return false;
}

static bool choose_column(const char *name, struct chosen_columns *chosen)
{
    size_t id = 0;

    while (id < CHOICES && !fold_equal(columns[id].key, name))
        id++;
    if (id == CHOICES)
        return unknown_column(name);
    if (memchr(chosen->shown, (int)id, chosen->layout.count)) {
        fprintf(stderr, "attack-events: column '%s' is given twice\n", columns[id].key);
        return false;
    }
    chosen->shown[chosen->layout.count++] = (unsigned char)id;
    return true;
}

/* Changes `names` while it splits it. */
static bool choose_columns(char *names, struct chosen_columns *chosen)
{
    for (;;) {
        char *name = names;
        bool is_last;

        names += strcspn(names, ",");
        is_last = !*names;
        *names++ = '\0';
        if (!choose_column(name, chosen))
            return false;
        if (is_last)
            return true;
    }
}

bool columns_choose(const struct options *options, struct chosen_columns *chosen)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        chosen->all[i] = columns[i];
        chosen->all[i].dispensable = 0;
    }
    chosen->layout.all = chosen->all;
    chosen->layout.shown = chosen->shown;
    chosen->layout.count = 0;
    for (size_t i = 0; i < options->given_count; i++) {
        const char *value = options->given[i].value;
        char *names;
        bool right;

        if (options->given[i].id != OPTION_COLUMNS)
            continue;
        names = memory_resize(NULL, strlen(value) + 1, 1);
        right = choose_columns(strcpy(names, value), chosen);
        free(names);
        if (!right)
            return false;
    }
    return true;
}

void columns_join_filters(struct value values[COLUMN_COUNT])
{
    const struct value *condition = &values[COLUMN_CONDITION];

    if (condition->kind == VALUE_CONDITION &&
        attack_event_has_condition(condition->as.event.db, &condition->as.event.event))
        values[COLUMN_FILTER_IN] = *condition;
}

void columns_fill_rule(const struct attack_db *db, const struct attack_rule *rule, struct value values[COLUMN_COUNT])
{
    values[COLUMN_RULE_ID] = value_text(rule ? rule->id : NULL);
    values[COLUMN_RULE] = value_text(rule ? rule->title : NULL);
    values[COLUMN_LEVEL] = value_text(rule ? attack_level_name(rule->level) : NULL);
    values[COLUMN_STATUS] = value_text(rule ? attack_status_name(rule->status) : NULL);
    values[COLUMN_AUTHOR] = value_text(rule ? rule->author : NULL);
    values[COLUMN_RULE_WHOLE] = value_rule(db, rule ? rule->index : ATTACK_NONE);
}

void columns_fill(const struct attack_db *db, const struct attack_row *row, struct value values[COLUMN_COUNT])
{
    const struct attack_technique *technique = row->technique.id ? &row->technique : NULL;
    const struct attack_relationship *relationship = &row->relationship;
    const struct attack_event *event = &row->event;
    struct attack_rule rule;

    values[COLUMN_TECHNIQUE_ID] = value_text(row->technique.id);
    values[COLUMN_IS_SUBTECHNIQUE] = value_boolean(row->technique.is_subtechnique);
    values[COLUMN_TECHNIQUE] = value_text(row->technique.name);
    values[COLUMN_TACTIC] = value_names(attack_technique_tactics(db, technique));
    values[COLUMN_PLATFORM] = value_names(attack_technique_platforms(db, technique));
    values[COLUMN_DATA_SOURCE] = value_text(row->data_component.data_source);
    values[COLUMN_DATA_COMPONENT] = value_text(row->data_component.name);
    values[COLUMN_RELATIONSHIP_ID] = value_text(relationship->id);
    values[COLUMN_NAME] = value_text(relationship->name);
    values[COLUMN_SOURCE] = value_text(relationship->source);
    values[COLUMN_RELATIONSHIP] = value_text(relationship->relationship);
    values[COLUMN_TARGET] = value_text(relationship->target);
    values[COLUMN_EVENT_ID] = value_text(event_id_shown(db, event));
    values[COLUMN_EVENT_NAME] = value_text(event->name);
    values[COLUMN_EVENT_PLATFORM] = value_text(event->platform);
    values[COLUMN_AUDIT_CATEGORY] = value_text(event->audit_category);
    values[COLUMN_AUDIT_SUB_CATEGORY] = value_text(event->audit_sub_category);
    values[COLUMN_CHANNEL] = value_text(event->channel);
    values[COLUMN_LOG_SOURCE] = value_text(event->provider);
    values[COLUMN_FILTER_IN] = value_filters(attack_event_filters(db, event->index == ATTACK_NONE ? NULL : event));
    values[COLUMN_CONDITION] = event->index == ATTACK_NONE ? value_text(NULL) : value_condition(db, event);
    values[COLUMN_KIND] = value_text(value_kind_word(row->kind));
    columns_fill_rule(db, attack_event_rule(db, event, &rule) ? &rule : NULL, values);
    values[COLUMN_TECHNIQUES] = value_text(NULL);
}
