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
    char *names = naive_copy(list);
    bool found = false;

    for (char *at = names; at && !found;) {
        char *end = strchr(at, ',');

        if (end)
            *end++ = '\0';
        found = naive_compare_folded(at, name) == 0;
        at = end;
    }
    free(names);
    return found;
}

static bool platform_fits(const char *technique_platforms, const char *event_platform)
{
    static const char *const clouds[] = {"aws", "azure", "gcp"};

    if (!event_platform || !technique_platforms)
        return false;
    if (list_holds(technique_platforms, event_platform))
        return true;
    for (size_t i = 0; i < sizeof clouds / sizeof *clouds; i++)
        if (naive_compare_folded(event_platform, clouds[i]) == 0)
            return list_holds(technique_platforms, "IaaS");
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
    naive_add(rows, &row);
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
        if (platform_fits(technique->field[NAIVE_PLATFORM], event->field[NAIVE_EVENT_PLATFORM]))
            add_joined(&mapping->rows, technique, event, NAIVE_FILTER_IN);
    }
    if (!known)
        add_joined(&mapping->components, technique, listed, NAIVE_DATA_COMPONENT);
}

void naive_join(struct naive_mapping *mapping, const struct naive_rows *events, const struct naive_rows *techniques,
                const struct naive_rows *components)
{
    for (size_t i = 0; i < techniques->count; i++) {
        const struct naive_row *technique = &techniques->row[i];

        naive_add(&mapping->techniques, technique);
        for (size_t k = 0; k < components->count; k++)
            if (naive_same(components->row[k].field[NAIVE_TECHNIQUE_ID], technique->field[NAIVE_TECHNIQUE_ID]))
                join_component(mapping, events, technique, &components->row[k]);
    }
}
