/* SPDX-License-Identifier: MIT
 *
 * The rows of one technique, grouped for reading: by data source, by data component, then by the relationships that
 * events share, so that each event appears once per component. It prints nothing.
 */
#ifndef ATTACK_EVENTS_CLI_EVIDENCE_H
#define ATTACK_EVENTS_CLI_EVIDENCE_H

#include "line/options.h"

#include "attack_events.h"

/* An event of a data component, with all relationships that lead to it there; equal names only once. */
struct sighting {
    struct attack_event event; /* its index is ATTACK_NONE if the row has no event */
    size_t first_row, last_row;
    size_t component;      /* position of its component */
    size_t group;          /* position of the component's first sighting with the same relationships, maybe its own */
    size_t next_in_group;  /* SIZE_MAX: it is the last */
    enum attack_kind kind; /* of its rows, the one that counts first */
};

struct evidence_row {
    struct attack_relationship relationship; /* its index is ATTACK_NONE if the row has none */
    uint32_t reading;                        /* the same number for relationships with the same text */
    size_t next;                             /* the next row of the same sighting; SIZE_MAX: none */
};

struct evidence_component {
    struct attack_data_component component;
    size_t source, number; /* of its data source and of itself, in the order of the input */
    size_t first_sighting, sighting_count;
    size_t event_count;
};

struct evidence {
    const char *platform;                  /* of all events; NULL: they have several, or none */
    struct evidence_component *components; /* grouped by data source */
    size_t component_count, component_capacity;
    struct sighting *sightings;
    size_t sighting_count, sighting_capacity;
    struct evidence_row *rows;
    size_t row_count, row_capacity;
};

/* Fills `evidence` with the rows that match the options. Free it with evidence_free(). */
void evidence_fill(const struct attack_db *db, const struct options *options, const struct attack_technique *technique,
                   struct evidence *evidence);
void evidence_free(struct evidence *evidence);

#endif
