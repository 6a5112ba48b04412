/* SPDX-License-Identifier: MIT
 *
 * Components first, then one walk over the rows. Everything that has been seen gets a number, so the time grows with
 * the rows of the technique and not with the mapping.
 */
#include "evidence.h"

#include "line/row_filters.h"
#include "text/memory.h"
#include "text/text_numbers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What has been seen so far of a technique. */
struct reading {
    struct evidence *evidence;
    struct row_filters_finding finding;
    struct text_numbers components;    /* by their index */
    size_t *places;                    /* final positions of the components, by that number, once sorted by source */
    struct text_numbers sightings;     /* by component and event */
    struct text_numbers relationships; /* by their index */
    struct text_numbers readings;      /* distinct texts of relationships */
    uint32_t *reading_of;              /* the number of its text, by the relationship's number */
    size_t reading_capacity;
    struct text_numbers rows; /* by sighting and reading */
};

/* Returns the number of a component, which may be new. */
static uint32_t add_component(struct reading *reading, const struct attack_data_component *component)
{
    struct evidence *evidence = reading->evidence;
    uint32_t number = text_numbers_add_bytes(&reading->components, &component->index, sizeof component->index);

    if (number < evidence->component_count)
        return number;
    evidence->components = memory_room(evidence->components, evidence->component_count, &evidence->component_capacity,
                                       sizeof *evidence->components);
    memset(&evidence->components[number], 0, sizeof *evidence->components);
    evidence->components[number].component = *component;
    evidence->component_count++;
    return number;
}

static bool is_same_text(const char *a, const char *b)
{
    return a && b ? strcmp(a, b) == 0 : a == b;
}

static uint32_t number_source(struct text_numbers *sources, const char *name)
{
    text_numbers_append_bytes(sources, name ? "+" : "-", 1);
    return text_numbers_add(sources, name ? name : "");
}

/* Groups the components by data source, in the order in which the sources first come. */
static void join_sources(struct reading *reading)
{
    struct evidence *evidence = reading->evidence;
    size_t count = evidence->component_count;
    struct evidence_component *joined = memory_resize(NULL, count, sizeof *joined);
    size_t *next =
        memory_resize(NULL, count + 1, sizeof *next); /* by source: the next position for one of its components */
    struct text_numbers sources = {.bytes = NULL};

    reading->places = memory_resize(NULL, count, sizeof *reading->places);
    memset(next, 0, (count + 1) * sizeof *next);
    for (size_t i = 0; i < count; i++)
        next[number_source(&sources, evidence->components[i].component.data_source) + 1]++;
    for (size_t i = 1; i < count; i++)
        next[i] += next[i - 1];
    for (size_t i = 0; i < count; i++) {
        size_t place = next[number_source(&sources, evidence->components[i].component.data_source)]++;

        joined[place] = evidence->components[i];
        reading->places[i] = place;
    }
    text_numbers_free(&sources);
    free(next);
    free(evidence->components);
    evidence->components = joined;
    evidence->component_capacity = count;
}

/* Returns whether a row has more than a technique and its data component. */
static bool is_evidence(const struct attack_row *row)
{
    return row->event.index != ATTACK_NONE || row->relationship.index != ATTACK_NONE;
}

static void list_components(const struct attack_db *db, const struct options *options,
                            const struct attack_technique *technique, struct reading *reading)
{
    struct attack_data_components components = attack_technique_data_components(db, technique);
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct attack_data_component component;
    struct attack_row row;

    while (!row_filters_is_asked(options) && attack_data_components_next(&components, &component))
        add_component(reading, &component); /* includes components without an event */
    while (attack_rows_next(&rows, &row))
        if ((row.data_component.index != ATTACK_NONE || is_evidence(&row)) &&
            row_filters_admits(db, options, &row, &reading->finding))
            add_component(reading, &row.data_component);
    join_sources(reading);
}

/* Returns a number that is the same for relationships with the same text: the input may have several of one name. */
static uint32_t read_relationship(struct reading *reading, const struct attack_relationship *relationship)
{
    uint32_t known = reading->relationships.count;
    uint32_t number = text_numbers_add_bytes(&reading->relationships, &relationship->index, sizeof relationship->index);

    if (number < known)
        return reading->reading_of[number];
    reading->reading_of =
        memory_room(reading->reading_of, known, &reading->reading_capacity, sizeof *reading->reading_of);
    text_numbers_append_bytes(&reading->readings, relationship->name ? "+" : "-", 1);
    return reading->reading_of[number] =
               relationship->name
                   ? text_numbers_add(&reading->readings, relationship->name)
                   : text_numbers_add_bytes(&reading->readings, &relationship->index, sizeof relationship->index);
}

/* Appends a row to a sighting, unless an earlier row has the same relationship. */
static void add_row(struct reading *reading, uint32_t place, const struct attack_row *row)
{
    struct evidence *evidence = reading->evidence;
    struct sighting *sighting = &evidence->sightings[place];
    const uint32_t key[] = {place, read_relationship(reading, &row->relationship)};
    size_t added = evidence->row_count;

    if (text_numbers_add_bytes(&reading->rows, key, sizeof key) < added)
        return;
    evidence->rows = memory_room(evidence->rows, added, &evidence->row_capacity, sizeof *evidence->rows);
    evidence->rows[added] = (struct evidence_row){row->relationship, key[1], SIZE_MAX};
    evidence->row_count++;
    if (sighting->first_row == SIZE_MAX)
        sighting->first_row = added;
    else
        evidence->rows[sighting->last_row].next = added;
    sighting->last_row = added;
}

/* Returns the position of the sighting for a row, which may be new. */
static uint32_t add_sighting(struct reading *reading, const struct attack_row *row)
{
    struct evidence *evidence = reading->evidence;
    const uint32_t key[] = {add_component(reading, &row->data_component), row->event.index};
    uint32_t place = text_numbers_add_bytes(&reading->sightings, key, sizeof key);
    struct evidence_component *component = &evidence->components[reading->places[key[0]]];

    if (place < evidence->sighting_count)
        return place;
    evidence->sightings = memory_room(evidence->sightings, evidence->sighting_count, &evidence->sighting_capacity,
                                      sizeof *evidence->sightings);
    evidence->sighting_count++;
    evidence->sightings[place] =
        (struct sighting){row->event, SIZE_MAX, SIZE_MAX, reading->places[key[0]], place, SIZE_MAX};
    component->sighting_count++;
    component->event_count += row->event.index != ATTACK_NONE;
    return place;
}

/* Groups the sightings by component, in the order of the components. */
static void sort_sightings(struct evidence *evidence)
{
    struct sighting *sorted = memory_resize(NULL, evidence->sighting_count, sizeof *sorted);
    size_t first = 0;

    for (size_t i = 0; i < evidence->component_count; i++) {
        evidence->components[i].first_sighting = first;
        first += evidence->components[i].sighting_count;
        evidence->components[i].sighting_count = 0;
    }
    for (size_t i = 0; i < evidence->sighting_count; i++) {
        struct evidence_component *component = &evidence->components[evidence->sightings[i].component];

        sorted[component->first_sighting + component->sighting_count++] = evidence->sightings[i];
    }
    free(evidence->sightings);
    evidence->sightings = sorted;
    evidence->sighting_capacity = evidence->sighting_count;
}

static void group_sightings(struct evidence *evidence)
{
    size_t *last = memory_resize(NULL, evidence->sighting_count,
                                 sizeof *last); /* the last sighting of each group, by the group's number */
    struct text_numbers groups = {.bytes = NULL};

    for (size_t i = 0; i < evidence->sighting_count; i++) {
        struct sighting *sighting = &evidence->sightings[i];
        uint32_t known = groups.count, number;

        text_numbers_append_bytes(&groups, &sighting->component, sizeof sighting->component);
        for (size_t row = sighting->first_row; row != SIZE_MAX; row = evidence->rows[row].next)
            text_numbers_append_bytes(&groups, &evidence->rows[row].reading, sizeof evidence->rows[row].reading);
        number = text_numbers_end(&groups);
        sighting->group = number < known ? evidence->sightings[last[number]].group : i;
        if (number < known)
            evidence->sightings[last[number]].next_in_group = i;
        last[number] = i;
    }
    text_numbers_free(&groups);
    free(last);
}

/* Returns the platform that all events share; NULL if they have several, or none. */
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
    struct attack_rows rows = attack_technique_rows(db, technique);
    struct reading reading = {.evidence = evidence};
    struct attack_row row;

    memset(evidence, 0, sizeof *evidence);
    list_components(db, options, technique, &reading);
    while (attack_rows_next(&rows, &row))
        if (is_evidence(&row) && row_filters_admits(db, options, &row, &reading.finding))
            add_row(&reading, add_sighting(&reading, &row), &row);
    sort_sightings(evidence);
    group_sightings(evidence);
    evidence->platform = find_platform(evidence);
    text_numbers_free(&reading.components);
    text_numbers_free(&reading.sightings);
    text_numbers_free(&reading.relationships);
    text_numbers_free(&reading.readings);
    text_numbers_free(&reading.rows);
    free(reading.places);
    free(reading.reading_of);
}

void evidence_free(struct evidence *evidence)
{
    free(evidence->components);
    free(evidence->sightings);
    free(evidence->rows);
}
