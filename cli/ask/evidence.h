/* SPDX-License-Identifier: MIT
 *
 * The rows of one technique, arranged for reading: by data source, then by data component, then by the relationships
 * that events share, so that an event is named once however many rows of its component name it. It prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_EVIDENCE_H
#define ATTACK_EVENTS_CLI_EVIDENCE_H

#include "line/options.h"

#include "attack_events.h"

/* An event of a data component, with all relationships that lead to it there, those of one name once. */
struct sighting {
    struct attack_event event; /* its index is ATTACK_NONE where a row has none */
    size_t first_row, last_row;
    size_t component; /* its position */
    size_t group;     /* the first sighting of the component with the same relationships: its position, or its own */
    size_t next_in_group; /* SIZE_MAX: it is the last */
};

struct evidence_row {
    struct attack_relationship relationship; /* its index is ATTACK_NONE where a row has none */
    uint32_t reading;                        /* a number that relationships have in common which read alike */
    size_t next;                             /* the next row of the same sighting; SIZE_MAX: none */
};

struct evidence_component {
    struct attack_data_component component;
    size_t first_sighting, sighting_count; /* in the order of the input */
    size_t event_count;
};

struct evidence {
    const char *platform;                  /* that all events have; NULL: they have several, or none */
    struct evidence_component *components; /* those of one data source are neighbours */
    size_t component_count, component_capacity;
    struct sighting *sightings;
    size_t sighting_count, sighting_capacity;
    struct evidence_row *rows;
    size_t row_count, row_capacity;
};

/* Fills `evidence`, for evidence_free(), with the rows that the options admit. */
void evidence_fill(const struct attack_db *db, const struct options *options, const struct attack_technique *technique,
                   struct evidence *evidence);
void evidence_free(struct evidence *evidence);

#endif
