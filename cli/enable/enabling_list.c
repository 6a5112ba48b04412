/* SPDX-License-Identifier: MIT
 *
 * The list of wanted events, each with what the tables of this folder say of it. The parts are written from it.
 */
#include "enabling.h"

#include "host/letter_case.h"
#include "text/memory.h"

#include <stdlib.h>
#include <string.h>

static int compare_objects(const struct audited_object *a, const struct audited_object *b)
{
    int order = fold_compare(a->call, b->call);

    order = order ? order : fold_compare(a->path, b->path);
    return order ? order : fold_compare(a->nametype, b->nametype);
}

static int compare_wanted(const void *a, const void *b)
{
    const struct wanted_event *left = a, *right = b;
    int order = switch_compare(&left->log_switch, &right->log_switch);

    order = order ? order : fold_compare(left->event.provider, right->event.provider);
    order = order ? order : fold_compare(left->event.channel, right->event.channel);
    order = order ? order : fold_compare(left->event.platform, right->event.platform);
    order = order ? order : fold_compare_ids(left->event.id, right->event.id);
    return order ? order : compare_objects(&left->object, &right->object);
}

static void fill_wanted(const struct attack_db *db, struct wanted_event *wanted)
{
    bool is_windows = fold_equal(wanted->event.platform, "windows");

    wanted->log_switch = switch_of(db, &wanted->event);
    wanted->windows = is_windows ? windows_event_of(&wanted->event) : NULL;
    wanted->other = NULL;
    wanted->rules = NULL;
    wanted->object = (struct audited_object){NULL, NULL, NULL, NULL};
    wanted->uses = 0;
    if (wanted->log_switch.kind == SWITCH_RULES) {
        wanted->object = audited_object_of_event(db, &wanted->event);
        wanted->rules = audit_rules_of(wanted->event.id, &wanted->object);
    }
    if (is_windows ? !wanted->windows : wanted->log_switch.kind == SWITCH_LOG || wanted->log_switch.kind == SWITCH_NONE)
        wanted->other = other_log_of(&wanted->event);
}

/* Finds out what is done to the files of audit rules, from the data components that the events have in the techniques.
 */
static void find_uses(const struct attack_db *db, struct attack_set techniques, struct enabling *enabling)
{
    unsigned char *uses = memory_resize(NULL, attack_event_count(db), sizeof *uses);
    struct attack_technique technique;
    struct attack_row row;

    memset(uses, 0, attack_event_count(db));
    for (uint32_t i = 0; attack_set_next(techniques, &i) && attack_technique_at(db, i, &technique); i++)
        for (struct attack_row_iterator rows = attack_technique_rows(db, &technique); attack_row_next(&rows, &row);)
            if (row.event.index != ATTACK_NONE)
                uses[row.event.index] |=
                    fold_equal(row.data_component.name, "file access") ? FILE_IS_READ : FILE_IS_CHANGED;
    for (size_t i = 0; i < enabling->count; i++)
        enabling->events[i].uses = uses[enabling->events[i].event.index];
    free(uses);
}

static void keep_distinct(struct enabling *enabling)
{
    size_t all = enabling->count;

    enabling->count = 0;
    for (size_t i = 0; i < all; i++)
        if (!enabling->count || compare_wanted(&enabling->events[i], &enabling->events[enabling->count - 1]) != 0)
            enabling->events[enabling->count++] = enabling->events[i];
        else
            enabling->events[enabling->count - 1].uses |= enabling->events[i].uses;
}

struct enabling enabling_list(const struct attack_db *db, struct attack_set events, struct attack_set techniques,
                              const char *sysmon_platform)
{
    struct enabling enabling = {db, NULL, 0, sysmon_platform};

    enabling.events = memory_resize(NULL, attack_set_count(events), sizeof *enabling.events);
    for (uint32_t i = 0; attack_set_next(events, &i); i++) {
        attack_event_at(db, i, &enabling.events[enabling.count].event);
        fill_wanted(db, &enabling.events[enabling.count++]);
    }
    find_uses(db, techniques, &enabling);
    qsort(enabling.events, enabling.count, sizeof *enabling.events, compare_wanted);
    keep_distinct(&enabling);
    return enabling;
}

void enabling_free(struct enabling *enabling)
{
    free(enabling->events);
}
