/* SPDX-License-Identifier: MIT
 *
 * What a release of ATT&CK says: its techniques, and the analytics that detect them. Objects name one another in any
 * order, so all are kept until every file is read. It knows neither STIX nor JSON.
 */
#ifndef GEN_RELEASE_OBJECTS_H
#define GEN_RELEASE_OBJECTS_H

#include "base/diagnostics.h"
#include "base/intern.h"

#include <stdbool.h>

enum release_kind {
    RELEASE_UNKNOWN, /* an object that others name and that is not in the release */
    RELEASE_TECHNIQUE,
    RELEASE_COMPONENT,
    RELEASE_SOURCE,   /* a data source, of a component; ATT&CK had them up to v17 */
    RELEASE_STRATEGY, /* a detection strategy: it has analytics and detects techniques */
    RELEASE_ANALYTIC,
};

/* An object, by the number of its key in `release.keys`. What `id`, `name` and `parts` are depends on its kind. */
struct release_object {
    enum release_kind kind;
    uint32_t id;     /* text: T1001, AN0110 */
    uint32_t naming; /* of a technique */
    uint32_t name;   /* text; of a component or source in lower case */
    uint32_t parts;  /* list: a component's source; a strategy's analytics; of an analytic, component, event + 1 ... */
    uint32_t modified; /* text: when; the newest version of an object counts */
    bool is_revoked, is_deprecated;
    struct place place;
};

/* A relation of two objects. */
struct release_link {
    uint32_t source, target;
    struct place place;
};
struct release_links {
    struct release_link *items;
    size_t count, capacity;
};

struct release {
    bool is_given;
    struct interner keys;
    struct release_object *objects;
    size_t capacity;
    struct release_links successors,
        detections;                         /* revoked technique to successor; strategy or component to technique */
    uint32_t domain, other_domain, version; /* texts */
    size_t again;                           /* objects that were given more than once */
    struct place again_place;
    size_t read_events;           /* events that analytics name, and log sources that name none */
    size_t events, without_event; /* the same, of those analytics that count */
};

#endif
