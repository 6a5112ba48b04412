/* SPDX-License-Identifier: MIT
 *
 * Event classes: which events of which logs carry a class, and how they call its fields. Those of classes.yaml are part
 * of the program; a mapping may add some. It knows nothing of relationships.
 */
#ifndef GEN_CLASSES_H
#define GEN_CLASSES_H

#include "condition_tree.h"
#include "detection.h"
#include "read.h"

struct carrier {
    struct event event;  /* without id and name */
    uint32_t ids;        /* list of texts; ABSENT: every event of the log */
    struct criteria own; /* in the carrier's names */
    struct renaming renaming;
};

/* The parts of an event that a field of a rule may name. */
enum event_part { PART_ID, PART_PROVIDER, PART_CHANNEL, EVENT_PARTS };

struct event_class {
    uint32_t name, platform; /* texts in lower case; a platform may be ABSENT */
    bool is_service;         /* it is what Sigma calls a service: all events of some logs */
    const uint32_t *fields;  /* texts; none: it may have any */
    size_t field_count;
    uint32_t parts[EVENT_PARTS]; /* lists of fields in lower case */
    struct carrier *carriers;
    size_t count, capacity;
    struct place place;
    bool is_built_in;
    struct place first_use; /* line 0: no event has named it */
};

/* Returns the class, or the service, with this name and platform, in lower case; NULL if there is none. */
struct event_class *find_class(struct model *model, uint32_t name, uint32_t platform);
struct event_class *find_service(struct model *model, uint32_t name, uint32_t platform);

/* Adds a class, or replaces one of those that are part of the program. Reports if it cannot. */
void add_class(struct model *model, const struct event_class *class);

/* Reports that there is no such class, with the nearest name or the platforms that it has. */
void report_unknown_class(struct model *model, struct place place, uint32_t name, uint32_t platform);

/* Reads an item that names a class: its event on each carrier. Adds their numbers to `events`. */
void read_class_events(struct reading *reading, const struct node *item, const struct node *class,
                       const struct node *const fields[EVENT_FIELDS], struct numbers *events);

/* classes.yaml and logsources.yaml */
struct class_text {
    const char *name, *text;
};
extern const struct class_text class_texts[]; /* a NULL name ends the array */

#endif
