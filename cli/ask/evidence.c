/* SPDX-License-Identifier: MIT
 *
 * Components first, then one walk over the rows. Everything that has been seen gets a number, so the time grows with
 * the rows of the technique and not with the mapping.
 */
#include "evidence.h"

#include "host/order.h"
#include "line/row_filters.h"
#include "print/value.h"
#include "text/memory.h"
#include "text/text_numbers.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/* What has been seen so far of a technique. */
struct reading {
    struct evidence *evidence;
    struct row_filters_cache cache;
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
    MAKE_ROOM(evidence->components, evidence->component_count, evidence->component_capacity);
    memset(&evidence->components[number], 0, sizeof *evidence->components);
    evidence->components[number].component = *component;
    evidence->component_count++;
    return number;
}

static int compare_components(const void *a, const void *b)
{
    const struct evidence_component *x = a, *y = b;

    return order_of_pairs(x->source, y->source, x->number, y->number);
}

/* Groups the components by data source, in the order in which the sources first come. */
static void join_sources(struct reading *reading)
{
    struct evidence_component *components = reading->evidence->components;
    size_t count = reading->evidence->component_count;
    struct text_numbers sources = {.bytes = NULL};

    for (size_t i = 0; i < count; i++) {
        const char *source = components[i].component.data_source;

        text_numbers_append_bytes(&sources, source ? "+" : "-", 1);
        components[i].source = text_numbers_add(&sources, source ? source : "");
        components[i].number = i;
    }
    text_numbers_free(&sources);
    if (count)
        qsort(components, count, sizeof *components, compare_components);
    reading->places = memory_resize(NULL, count, sizeof *reading->places);
    for (size_t i = 0; i < count; i++)
        reading->places[components[i].number] = i;
}

/* Returns whether a row has more than a technique and its data component. */
static bool is_evidence(const struct attack_row *row)
{
    return row->event.index != ATTACK_NONE || row->relationship.index != ATTACK_NONE;
}

static void list_components(const struct attack_db *db, const struct options *options,
                            const struct attack_technique *technique, struct reading *reading)
{
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_data_component component;
    struct attack_row row;

    while (!row_filters_any(options) && attack_data_component_next(&components, &component))
        add_component(reading, &component); /* includes components without an event */
    while (attack_row_next(&rows, &row))
        if ((row.data_component.index != ATTACK_NONE || is_evidence(&row)) &&
            row_filters_admit_row(db, options, &row, &reading->cache))
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
    MAKE_ROOM(reading->reading_of, known, reading->reading_capacity);
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
    MAKE_ROOM(evidence->rows, added, evidence->row_capacity);
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

    if (place < evidence->sighting_count) {
        struct sighting *known = &evidence->sightings[place];

        known->kind = value_kind_is_better(row->kind, known->kind) ? row->kind : known->kind;
        return place;
    }
    MAKE_ROOM(evidence->sightings, evidence->sighting_count, evidence->sighting_capacity);
    evidence->sighting_count++;
    evidence->sightings[place] =
        (struct sighting){row->event, SIZE_MAX, SIZE_MAX, reading->places[key[0]], place, SIZE_MAX, row->kind};
    component->sighting_count++;
    component->event_count += row->event.index != ATTACK_NONE;
    return place;
}

static int compare_sightings(const void *a, const void *b)
{
    const struct sighting *x = a, *y = b;

    return order_of_pairs(x->component, y->component, x->group, y->group);
}

/* Puts the sightings in the order of the components. Each is a group of its own yet, in the order of the input. */
static void sort_sightings(struct evidence *evidence)
{
    if (evidence->sighting_count)
        qsort(evidence->sightings, evidence->sighting_count, sizeof *evidence->sightings, compare_sightings);
    for (size_t i = evidence->sighting_count; i-- > 0;)
        evidence->components[evidence->sightings[i].component].first_sighting = i;
}

static void group_sightings(struct evidence *evidence)
{
    /* the last sighting of each group, by the group's number */
    size_t *last = memory_resize(NULL, evidence->sighting_count, sizeof *last);
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
        if (!event->platform || (platform && strcmp(platform, event->platform) != 0))
            return NULL;
        platform = event->platform;
    }
    return platform;
}

void evidence_fill(const struct attack_db *db, const struct options *options, const struct attack_technique *technique,
                   struct evidence *evidence)
{
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct reading reading = {.evidence = evidence};
    struct attack_row row;

    memset(evidence, 0, sizeof *evidence);
    list_components(db, options, technique, &reading);
    while (attack_row_next(&rows, &row))
        if (is_evidence(&row) && row_filters_admit_row(db, options, &row, &reading.cache))
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
