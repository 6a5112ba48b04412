/* SPDX-License-Identifier: MIT
 *
 * Converts the runtime's views to text columns. It may include only the public header.
 */
#include "observed.h"

#include "cmocka_test.h"

#include <string.h>

static void append(char *list, const char *separator, const char *text)
{
    size_t length = strlen(list);

    if (length + strlen(separator) + strlen(text) >= OBSERVED_LIST_BYTES)
        fail_msg("a list is longer than this test expects: %s", list);
    strcat(strcat(list, length ? separator : ""), text);
}

static const char *join_names(struct attack_name_iterator names, char *list)
{
    const char *name;

    list[0] = '\0';
    while ((name = attack_name_next(&names)) != NULL)
        append(list, ",", name);
    return list[0] ? list : NULL;
}

void observe_technique(const struct attack_db *db, const struct attack_technique *technique, struct observed *observed)
{
    observed->row.field[NAIVE_TECHNIQUE_ID] = technique->id;
    observed->row.field[NAIVE_IS_SUBTECHNIQUE] = technique->is_subtechnique ? "true" : "false";
    observed->row.field[NAIVE_TECHNIQUE] = technique->name;
    observed->row.field[NAIVE_TACTIC] = join_names(attack_technique_tactics(db, technique), observed->tactic);
    observed->row.field[NAIVE_PLATFORM] = join_names(attack_technique_platforms(db, technique), observed->platform);
}

void observe_component(const struct attack_data_component *component, struct observed *observed)
{
    observed->row.field[NAIVE_DATA_SOURCE] = component->data_source;
    observed->row.field[NAIVE_DATA_COMPONENT] = component->name;
}

void observe_relationship(const struct attack_relationship *relationship, struct observed *observed)
{
    observed->row.field[NAIVE_RELATIONSHIP_ID] = relationship->id;
    observed->row.field[NAIVE_NAME] = relationship->name;
    observed->row.field[NAIVE_SOURCE] = relationship->source;
    observed->row.field[NAIVE_RELATIONSHIP] = relationship->relationship;
    observed->row.field[NAIVE_TARGET] = relationship->target;
}

void observe_event(const struct attack_db *db, const struct attack_event *event, struct observed *observed)
{
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_filter filter;

    observed->row.field[NAIVE_EVENT_ID] = event->id;
    observed->row.field[NAIVE_EVENT_NAME] = event->name;
    observed->row.field[NAIVE_EVENT_PLATFORM] = event->platform;
    observed->row.field[NAIVE_AUDIT_CATEGORY] = event->audit_category;
    observed->row.field[NAIVE_AUDIT_SUB_CATEGORY] = event->audit_sub_category;
    observed->row.field[NAIVE_CHANNEL] = event->channel;
    observed->row.field[NAIVE_LOG_SOURCE] = event->provider;
    observed->filter_in[0] = '\0';
    while (attack_filter_next(&filters, &filter)) {
        append(observed->filter_in, ",", filter.field);
        append(observed->filter_in, "=", filter.value ? filter.value : "");
    }
    observed->row.field[NAIVE_FILTER_IN] = observed->filter_in[0] ? observed->filter_in : NULL;
    observed->row.field[NAIVE_CONDITION] = attack_event_has_condition(db, event) ? "a condition" : NULL;
}

void observe_row(const struct attack_db *db, const struct attack_row *row, struct observed *observed)
{
    observe_technique(db, &row->technique, observed);
    observe_component(&row->data_component, observed);
    observe_relationship(&row->relationship, observed);
    observe_event(db, &row->event, observed);
}

void assert_columns(const char *what, const struct naive_row *expected, const struct observed *observed, int first,
                    int last)
{
    for (int i = first; i <= last; i++) {
        const char *wanted = expected->field[i], *found = observed->row.field[i];

        if (!naive_same(wanted, found))
            fail_msg("%s: %s is %s%s%s, expected %s%s%s", what, naive_column_names[i], found ? "'" : "",
                     found ? found : "absent", found ? "'" : "", wanted ? "'" : "", wanted ? wanted : "absent",
                     wanted ? "'" : "");
    }
    if (first <= NAIVE_FILTER_IN && last >= NAIVE_FILTER_IN &&
        !expected->field[NAIVE_CONDITION] != !observed->row.field[NAIVE_CONDITION])
        fail_msg("%s: it has %s condition, expected %s", what, observed->row.field[NAIVE_CONDITION] ? "a" : "no",
                 expected->field[NAIVE_CONDITION] ? expected->field[NAIVE_CONDITION] : "none");
}
