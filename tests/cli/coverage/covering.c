/* SPDX-License-Identifier: MIT
 *
 * The naive implementation of coverage over the rows of the naive reader. It must not use the library or the tool.
 */
#include "covering.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const int collected_naive_columns[C_COLUMNS] = {
    [C_ID] = NAIVE_EVENT_ID,
    [C_PROVIDER] = NAIVE_LOG_SOURCE,
    [C_CHANNEL] = NAIVE_CHANNEL,
    [C_PLATFORM] = NAIVE_EVENT_PLATFORM,
    [C_SUB_CATEGORY] = NAIVE_AUDIT_SUB_CATEGORY,
    [C_FILTER] = NAIVE_FILTER_IN,
};

const char *const collected_names[C_COLUMNS] = {
    [C_ID] = "event_id",
    [C_PROVIDER] = "log_source",
    [C_CHANNEL] = "channel",
    [C_PLATFORM] = "event_platform",
    [C_SUB_CATEGORY] = "audit_sub_category",
    [C_FILTER] = "filter_in",
};

static size_t pair_of(struct covering *covering, const struct naive_row *row)
{
    const char *source = row->field[NAIVE_DATA_SOURCE], *component = row->field[NAIVE_DATA_COMPONENT];
    const struct naive_rows *techniques = &covering->mapping.techniques;
    size_t technique = 0;

    if (!source && !component)
        return SIZE_MAX;
    while (!naive_same(techniques->row[technique].field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_TECHNIQUE_ID]))
        technique++;
    for (size_t i = covering->pair_count; i-- > 0 && covering->pairs[i].technique == technique;)
        if (naive_same(covering->pairs[i].data_source, source) &&
            naive_same(covering->pairs[i].data_component, component))
            return i;
    covering->pairs[covering->pair_count] = (struct naive_pair){technique, source, component};
    return covering->pair_count++;
}

static size_t event_of(const struct covering *covering, const struct naive_row *row)
{
    for (size_t i = 0; i < covering->event_count; i++)
        if (naive_same_columns(covering->events[i], row, NAIVE_EVENT_ID, NAIVE_FILTER_IN))
            return i;
    return SIZE_MAX;
}

void covering_read(struct covering *covering, const char *const *paths, size_t count)
{
    const struct naive_rows *rows = &covering->mapping.rows;

    memset(covering, 0, sizeof *covering);
    assert_true(naive_read(&covering->mapping, paths, count));
    covering->events = naive_distinct(rows, NAIVE_EVENT_ID, NAIVE_FILTER_IN, &covering->event_count);
    covering->pairs = calloc(rows->count, sizeof *covering->pairs);
    covering->row_event = calloc(rows->count, sizeof *covering->row_event);
    covering->row_pair = calloc(rows->count, sizeof *covering->row_pair);
    assert_true(covering->pairs && covering->row_event && covering->row_pair);
    for (size_t i = 0; i < rows->count; i++) {
        covering->row_event[i] = event_of(covering, &rows->row[i]);
        covering->row_pair[i] = pair_of(covering, &rows->row[i]);
    }
}

void covering_free(struct covering *covering)
{
    free(covering->events);
    free(covering->pairs);
    free(covering->row_event);
    free(covering->row_pair);
    naive_free(&covering->mapping);
}

/* -1: they differ; 0: one is not known; 1: they are equal. */
static int agreement(const char *stated, const char *known)
{
    if (!stated || !known)
        return 0;
    return naive_compare_folded(stated, known) == 0 ? 1 : -1;
}

static int agreement_of_providers(const char *stated, const char *known)
{
    static const char *const same[] = {"sysmon", "Linux-Sysmon"};

    for (int i = 0; i < 2; i++)
        if (agreement(stated, same[i]) == 1 && agreement(known, same[1 - i]) == 1)
            return 1;
    return agreement(stated, known);
}

/* OSSEM-DM has other names than Microsoft for two sub-categories. */
static int agreement_of_sub_categories(const char *stated, const char *known)
{
    static const char *const names[][2] = {{"PNP Activity", "Plug and Play Events"},
                                           {"Policy Change", "Audit Policy Change"}};

    for (int i = 0; i < 2; i++)
        if (agreement(known, names[i][0]) == 1 && agreement(stated, names[i][1]) == 1)
            return 1;
    return agreement(stated, known);
}

static bool is_meant(const char *const row[C_COLUMNS], const struct naive_row *event)
{
    int platform = agreement(row[C_PLATFORM], event->field[NAIVE_EVENT_PLATFORM]);
    int provider = agreement_of_providers(row[C_PROVIDER], event->field[NAIVE_LOG_SOURCE]);
    int channel = agreement(row[C_CHANNEL], event->field[NAIVE_CHANNEL]);
    int sub_category = agreement_of_sub_categories(row[C_SUB_CATEGORY], event->field[NAIVE_AUDIT_SUB_CATEGORY]);

    if (row[C_ID] && agreement(row[C_ID], event->field[NAIVE_EVENT_ID]) != 1)
        return false;
    if (platform < 0 || provider < 0 || channel < 0 || sub_category < 0)
        return false;
    if (row[C_FILTER] && naive_compare_folded(row[C_FILTER], event->field[NAIVE_FILTER_IN]) != 0)
        return false;
    if (row[C_SUB_CATEGORY] && sub_category == 0 && (!row[C_ID] || (!row[C_PROVIDER] && !row[C_CHANNEL])))
        return false;
    if (row[C_PROVIDER] || row[C_CHANNEL])
        return provider > 0 || channel > 0;
    return row[C_SUB_CATEGORY] || (row[C_ID] && !event->field[NAIVE_LOG_SOURCE] && !event->field[NAIVE_CHANNEL]);
}

bool covering_mark(const struct covering *covering, const char *const row[C_COLUMNS], bool *collected)
{
    bool any = false;

    for (size_t i = 0; i < covering->event_count; i++)
        if (is_meant(row, covering->events[i]))
            any = collected[i] = true;
    return any;
}

void covering_pairs(const struct covering *covering, const bool *chosen, const bool *collected, bool *has_chosen,
                    bool *has_collected)
{
    memset(has_chosen, 0, covering->pair_count * sizeof *has_chosen);
    memset(has_collected, 0, covering->pair_count * sizeof *has_collected);
    for (size_t i = 0; i < covering->mapping.rows.count; i++) {
        size_t event = covering->row_event[i], pair = covering->row_pair[i];

        if (event == SIZE_MAX || pair == SIZE_MAX || !chosen[event])
            continue;
        has_chosen[pair] = true;
        has_collected[pair] = has_collected[pair] || collected[event];
    }
}

bool list_has(const char *list, const char *text)
{
    while (list) {
        size_t length = strcspn(list, ",");
        char one[200];

        assert_true(length < sizeof one);
        memcpy(one, list, length);
        one[length] = '\0';
        if (naive_compare_folded(one, text) == 0)
            return true;
        list = list[length] ? list + length + 1 : NULL;
    }
    return false;
}
