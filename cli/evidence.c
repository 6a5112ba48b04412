/* SPDX-License-Identifier: MIT
 *
 * Components first, then one walk of the rows for each of them. What has been seen is looked up by the index that the
 * mapping gives it, so that the time grows with the rows, not with their square.
 */
#include "evidence.h"

#include "memory.h"
#include "narrowing.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

static void add_component(struct evidence *evidence, const struct attack_data_component *component)
{
    struct evidence_component *added;

    for (size_t i = 0; i < evidence->component_count; i++)
        if (evidence->components[i].component.index == component->index)
            return;
    evidence->components = memory_room(evidence->components, evidence->component_count, &evidence->component_capacity,
                                       sizeof *evidence->components);
    added = &evidence->components[evidence->component_count++];
    memset(added, 0, sizeof *added);
    added->component = *component;
}

static bool is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

/* Moves the components of one data source together, in the order in which the sources come first. */
static void join_sources(struct evidence *evidence)
{
    struct evidence_component *components = evidence->components;

    for (size_t start = 0, end; start < evidence->component_count; start = end) {
        end = start + 1;
        for (size_t i = end; i < evidence->component_count; i++) {
            struct evidence_component moved = components[i];

            if (!is_same_text(moved.component.data_source, components[start].component.data_source))
                continue;
            memmove(&components[end + 1], &components[end], (i - end) * sizeof *components);
            components[end++] = moved;
        }
    }
}

/* Says whether a row says more than that its technique has its data component. */
static bool is_evidence(const struct attack_row *row)
{
    return row->event.index != ATTACK_NONE || row->relationship.index != ATTACK_NONE;
}

static void list_components(const struct attack_db *db, const struct options *options,
                            const struct attack_technique *technique, struct evidence *evidence)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct attack_data_component component;
    struct attack_row row;

    while (!narrowing_is_asked(options) && attack_data_components_next(&components, &component))
        add_component(evidence, &component); /* those too that no event shows */
    while (attack_rows_next(&rows, &row))
        if ((row.data_component.index != ATTACK_NONE || is_evidence(&row)) && narrowing_admits(db, options, &row))
            add_component(evidence, &row.data_component);
    join_sources(evidence);
}

/* Says whether two relationships read alike: the input may have several of one name. */
static bool is_same_relationship(const struct attack_relationship *a, const struct attack_relationship *b)
{
    return a->index == b->index || (a->name && is_same_text(a->name, b->name));
}

/* Puts a row at the end of a sighting's, unless an earlier one has its relationship. */
static void add_row(struct evidence *evidence, struct sighting *sighting, const struct attack_row *row)
{
    size_t added = evidence->row_count;

    for (size_t i = sighting->first_row; i != SIZE_MAX; i = evidence->rows[i].next)
        if (is_same_relationship(&evidence->rows[i].relationship, &row->relationship))
            return;
    evidence->rows = memory_room(evidence->rows, added, &evidence->row_capacity, sizeof *evidence->rows);
    evidence->rows[added].relationship = row->relationship;
    evidence->rows[added].next = SIZE_MAX;
    evidence->row_count++;
    if (sighting->first_row == SIZE_MAX)
        sighting->first_row = added;
    else
        evidence->rows[sighting->last_row].next = added;
    sighting->last_row = added;
}

static void add_sighting(struct evidence *evidence, const struct attack_row *row)
{
    struct sighting *sighting;

    evidence->sightings = memory_room(evidence->sightings, evidence->sighting_count, &evidence->sighting_capacity,
                                      sizeof *evidence->sightings);
    sighting = &evidence->sightings[evidence->sighting_count++];
    sighting->event = row->event;
    sighting->first_row = sighting->last_row = SIZE_MAX;
}

static bool has_same_relationships(const struct evidence *evidence, const struct sighting *a, const struct sighting *b)
{
    size_t i = a->first_row, j = b->first_row;

    while (i != SIZE_MAX && j != SIZE_MAX &&
           is_same_relationship(&evidence->rows[i].relationship, &evidence->rows[j].relationship)) {
        i = evidence->rows[i].next;
        j = evidence->rows[j].next;
    }
    return i == j;
}

static void group_sightings(const struct evidence *evidence, const struct evidence_component *component)
{
    size_t end = component->first_sighting + component->sighting_count;

    for (size_t i = component->first_sighting; i < end; i++) {
        struct sighting *sighting = &evidence->sightings[i];

        sighting->group = component->first_sighting;
        while (!has_same_relationships(evidence, sighting, &evidence->sightings[sighting->group]))
            sighting->group++; /* ends at itself */
    }
}

/* `places` has for each event, and for none, the place of its sighting plus one; 0: not seen. */
static void add_sightings(const struct attack_db *db, const struct options *options, struct attack_rows rows,
                          struct evidence_component *component, size_t *places, struct evidence *evidence)
{
    uint32_t event_count = attack_event_count(db);
    struct attack_row row;

    component->first_sighting = evidence->sighting_count;
    memset(places, 0, (event_count + 1) * sizeof *places);
    while (attack_rows_next(&rows, &row)) {
        size_t *place = &places[row.event.index == ATTACK_NONE ? event_count : row.event.index];

        if (row.data_component.index != component->component.index || !is_evidence(&row) ||
            !narrowing_admits(db, options, &row))
            continue;
        if (!*place) {
            add_sighting(evidence, &row);
            *place = evidence->sighting_count;
            component->event_count += row.event.index != ATTACK_NONE;
        }
        add_row(evidence, &evidence->sightings[*place - 1], &row);
    }
    component->sighting_count = evidence->sighting_count - component->first_sighting;
    group_sightings(evidence, component);
}

/* Returns the platform of all events, or NULL when they have several, or none. */
static const char *find_platform(const struct evidence *evidence)
{
    const char *platform = NULL;

    for (size_t i = 0; i < evidence->sighting_count; i++) {
        const struct attack_event *event = &evidence->sightings[i].event;

        if (event->index == ATTACK_NONE)
            continue;
        if (!event->platform || (platform && !is_same_text(platform, event->platform)))
            return NULL;
        platform = event->platform;
    }
    return platform;
}

void evidence_fill(const struct attack_db *db, const struct options *options, const struct attack_technique *technique,
                   struct evidence *evidence)
{
    size_t *places = memory_resize(NULL, (size_t)attack_event_count(db) + 1, sizeof *places);

    memset(evidence, 0, sizeof *evidence);
    list_components(db, options, technique, evidence);
    for (size_t i = 0; i < evidence->component_count; i++)
        add_sightings(db, options, attack_technique_rows(db, technique), &evidence->components[i], places, evidence);
    evidence->platform = find_platform(evidence);
    free(places);
}

void evidence_free(struct evidence *evidence)
{
    free(evidence->components);
    free(evidence->sightings);
    free(evidence->rows);
}
