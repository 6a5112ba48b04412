/* SPDX-License-Identifier: MIT
 *
 * OSSEM-DM's join, naively: every technique with each of its data components and each event of each relationship. It
 * must not know YAML.
 */
#include "naive.h"

#include <stdlib.h>
#include <string.h>

static char *lower_copy(const char *text)
{
    char *copy = naive_copy(text);

    for (char *c = copy; c && *c; c++)
        if (*c >= 'A' && *c <= 'Z')
            *c = (char)(*c - 'A' + 'a');
    return copy;
}

/* Returns whether a list joined by "," contains the name, ignoring case. */
static bool list_holds(const char *list, const char *name)
{
    char copy[256];

    while (list) {
        size_t length = strcspn(list, ",");

        if (length == strlen(name) && length < sizeof copy) {
            memcpy(copy, list, length);
            copy[length] = '\0';
            if (naive_compare_folded(copy, name) == 0)
                return true;
        }
        list = list[length] ? list + length + 1 : NULL;
    }
    return false;
}

static bool platform_fits(const char *technique_platforms, const char *event_platform)
{
    static const char *const products[][2] = {{"aws", "IaaS"},
                                              {"azure", "IaaS"},
                                              {"gcp", "IaaS"},
                                              {"m365", "Office Suite"},
                                              {"google workspace", "Office Suite"},
                                              {"entra id", "Identity Provider"},
                                              {"okta", "Identity Provider"},
                                              {"kubernetes", "Containers"},
                                              {"docker", "Containers"},
                                              {"github", "SaaS"}};

    if (event_platform && naive_compare_folded(event_platform, "network") == 0)
        return true;
    if (!event_platform || !technique_platforms)
        return false;
    if (list_holds(technique_platforms, event_platform))
        return true;
    for (size_t i = 0; i < sizeof products / sizeof *products; i++)
        if (naive_compare_folded(event_platform, products[i][0]) == 0)
            return list_holds(technique_platforms, products[i][1]);
    return false;
}

/* A component without a data source matches the component of that name of any source. */
static bool is_component(const struct naive_row *listed, const struct naive_row *event)
{
    if (naive_compare_folded(listed->field[NAIVE_DATA_COMPONENT], event->field[NAIVE_DATA_COMPONENT]) != 0)
        return false;
    return !listed->field[NAIVE_DATA_SOURCE] ||
           naive_compare_folded(listed->field[NAIVE_DATA_SOURCE], event->field[NAIVE_DATA_SOURCE]) == 0;
}

/* Adds the technique's row for this event, or only the technique's data component. */
static void add_joined(struct naive_rows *rows, const struct naive_row *technique, const struct naive_row *part,
                       int last)
{
    struct naive_row row = {{NULL}, 0};
    char *source = lower_copy(part->field[NAIVE_DATA_SOURCE]),
         *component = lower_copy(part->field[NAIVE_DATA_COMPONENT]);

    row.place = part->place;
    for (int i = NAIVE_TECHNIQUE_ID; i <= (last == NAIVE_DATA_COMPONENT ? NAIVE_TECHNIQUE_ID : NAIVE_PLATFORM); i++)
        row.field[i] = technique->field[i];
    for (int i = NAIVE_RELATIONSHIP_ID; i <= last; i++)
        row.field[i] = part->field[i];
    row.field[NAIVE_DATA_SOURCE] = source;
    row.field[NAIVE_DATA_COMPONENT] = component;
    if (last == NAIVE_FILTER_IN) {
        row.field[NAIVE_CONDITION] = part->field[NAIVE_CONDITION];
        row.field[NAIVE_KIND] = !part->field[NAIVE_TECHNIQUES] ? NULL
                                : row.field[NAIVE_CONDITION]   ? "condition"
                                                               : "direct";
    }
    if (last != NAIVE_DATA_COMPONENT || !rows->count ||
        !naive_same_columns(&rows->row[rows->count - 1], &row, 0, NAIVE_FIELDS - 1))
        naive_add(rows, &row); /* one component may have thousands of events */
    free(source);
    free(component);
}

static void join_component(struct naive_mapping *mapping, const struct naive_rows *events,
                           const struct naive_row *technique, const struct naive_row *listed)
{
    bool known = false;

    for (size_t i = 0; i < events->count; i++) {
        const struct naive_row *event = &events->row[i];

        if (!is_component(listed, event))
            continue;
        known = true;
        add_joined(&mapping->components, technique, event, NAIVE_DATA_COMPONENT);
        if (!event->field[NAIVE_TECHNIQUES] &&
            platform_fits(technique->field[NAIVE_PLATFORM], event->field[NAIVE_EVENT_PLATFORM]))
            add_joined(&mapping->rows, technique, event, NAIVE_FILTER_IN);
    }
    if (!known)
        add_joined(&mapping->components, technique, listed, NAIVE_DATA_COMPONENT);
}

/* Returns whether an event names a technique by the id of one that it replaced. */
static bool names_former(const struct naive_mapping *mapping, const struct naive_row *technique, const char *list)
{
    for (size_t r = 0; r < mapping->retired.count; r++)
        if (naive_same(mapping->retired.row[r].field[NAIVE_REVOKED_BY], technique->field[NAIVE_TECHNIQUE_ID]) &&
            list_holds(list, mapping->retired.row[r].field[NAIVE_TECHNIQUE_ID]))
            return true;
    return false;
}

static void join_direct(struct naive_mapping *mapping, const struct naive_rows *events,
                        const struct naive_row *technique)
{
    bool is_successor = false;

    for (size_t r = 0; r < mapping->retired.count; r++)
        is_successor = is_successor || naive_same(mapping->retired.row[r].field[NAIVE_REVOKED_BY],
                                                  technique->field[NAIVE_TECHNIQUE_ID]);
    for (size_t i = 0; i < events->count; i++) {
        const struct naive_row *event = &events->row[i];
        const char *list = event->field[NAIVE_TECHNIQUES];
        bool named = list && (list_holds(list, technique->field[NAIVE_TECHNIQUE_ID]) ||
                              (is_successor && names_former(mapping, technique, list)));

        if (!named || !platform_fits(technique->field[NAIVE_PLATFORM], event->field[NAIVE_EVENT_PLATFORM]))
            continue;
        add_joined(&mapping->rows, technique, event, NAIVE_FILTER_IN);
        add_joined(&mapping->components, technique, event, NAIVE_DATA_COMPONENT);
    }
}

void naive_join(struct naive_mapping *mapping, const struct naive_rows *events, const struct naive_rows *techniques,
                const struct naive_rows *components)
{
    for (size_t i = 0; i < events->count; i++)
        if (events->row[i].field[NAIVE_ALIAS])
            naive_add(&mapping->aliases, &events->row[i]);
    for (size_t i = 0; i < techniques->count; i++)
        join_direct(mapping, events, &techniques->row[i]);
    for (size_t i = 0; i < techniques->count; i++) {
        const struct naive_row *technique = &techniques->row[i];

        naive_add(&mapping->techniques, technique);
        for (size_t k = 0; k < components->count; k++)
            if (naive_same(components->row[k].field[NAIVE_TECHNIQUE_ID], technique->field[NAIVE_TECHNIQUE_ID]))
                join_component(mapping, events, technique, &components->row[k]);
    }
}

/* ---- Retired techniques ------------------------------------------------------------------------------------------ */

static const struct naive_row *find_technique(const struct naive_rows *techniques, const char *id)
{
    for (size_t i = 0; i < techniques->count; i++)
        if (naive_same(techniques->row[i].field[NAIVE_TECHNIQUE_ID], id))
            return &techniques->row[i];
    return NULL;
}

/* Moves rows to the successor of their technique; those of one without a successor get an id that is empty. */
static void move(struct naive_rows *rows, const struct naive_row *from, const struct naive_row *to)
{
    for (size_t i = 0; i < rows->count; i++) {
        struct naive_row *row = &rows->row[i];

        if (!naive_same(row->field[NAIVE_TECHNIQUE_ID], from->field[NAIVE_TECHNIQUE_ID]))
            continue;
        for (int k = NAIVE_TECHNIQUE_ID; k <= NAIVE_PLATFORM; k++) {
            naive_drop(row->field[k]);
            row->field[k] = naive_copy(to ? to->field[k] : k == NAIVE_TECHNIQUE_ID ? "" : NULL);
        }
    }
}

void naive_retire(struct naive_mapping *mapping, struct naive_rows *techniques, struct naive_rows *components)
{
    struct naive_rows live = {NULL, 0, 0};

    for (size_t i = 0; i < techniques->count; i++) {
        const struct naive_row *technique = &techniques->row[i], *successor = technique;
        struct naive_row retired = {{NULL}, technique->place};

        while (successor && successor->field[NAIVE_REVOKED_BY])
            successor = find_technique(techniques, successor->field[NAIVE_REVOKED_BY]);
        if (successor == technique && !naive_same(technique->field[NAIVE_DEPRECATED], "true")) {
            naive_add(&live, technique);
            continue;
        }
        if (!successor && (find_technique(components, technique->field[NAIVE_TECHNIQUE_ID]) ||
                           find_technique(&mapping->rows, technique->field[NAIVE_TECHNIQUE_ID]))) {
            naive_add(&live, technique);
            continue;
        }
        if (successor == technique || (successor && naive_same(successor->field[NAIVE_DEPRECATED], "true")))
            successor = NULL;
        retired.field[NAIVE_TECHNIQUE_ID] = technique->field[NAIVE_TECHNIQUE_ID];
        retired.field[NAIVE_REVOKED_BY] = successor ? successor->field[NAIVE_TECHNIQUE_ID] : NULL;
        naive_add(&mapping->retired, &retired);
        move(components, technique, successor);
        move(&mapping->rows, technique, successor);
    }
    naive_rows_free(techniques);
    *techniques = live;
}
