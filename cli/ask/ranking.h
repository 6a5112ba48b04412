/* SPDX-License-Identifier: MIT
 *
 * How often each data source, data component, event, tactic or platform occurs in the rows of the mapping, most often
 * first. It counts and words what was counted; it knows nothing of how a ranking is printed or drawn.
 */
#ifndef ATTACK_EVENTS_CLI_RANKING_H
#define ATTACK_EVENTS_CLI_RANKING_H

#include "attack_events.h"

enum ranking_kind {
    RANKING_DATA_SOURCES,
    RANKING_DATA_COMPONENTS, /* by their own name: of two data sources with a component of one name, both count for it
                              */
    RANKING_EVENTS,          /* an id of one provider on one platform, whatever the filter or audit category */
    RANKING_TACTICS,
    RANKING_PLATFORMS, /* of the techniques; an event's own platform is in its name */
    RANKING_KINDS,
};

/* Which techniques count. */
enum ranking_scope { RANKING_SUBTECHNIQUES, RANKING_TECHNIQUES /* those that are not sub-techniques */, RANKING_ALL };

/* What is counted of data sources and data components: distinct triples of technique, data source and data component,
 * as OSSEM-DM's notebook does, or distinct techniques. Of the other kinds, always distinct techniques. */
enum ranking_by { RANKING_BY_PAIRS, RANKING_BY_TECHNIQUES };

struct ranking_item {
    const char *name; /* of an event: "4688 Microsoft-Windows-Security-Auditing (windows)" */
    uint32_t count;   /* at least 1 */
};

struct ranking {
    struct ranking_item *items; /* the highest count first, equal ones bytewise by name; each name once */
    size_t count;
    char *texts; /* private: where names are that the mapping does not hold as they are */
};

/* Fills `ranking` from the rows alone: what has no row, or no name, does not count. */
void ranking_fill(const struct attack_db *db, enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by,
                  struct ranking *ranking);
void ranking_free(struct ranking *ranking);

/* Returns a heading, "Data sources of sub-techniques". */
const char *ranking_title(enum ranking_kind kind, enum ranking_scope scope);

/* Returns what the numbers are, for an axis: "distinct sub-techniques". */
const char *ranking_unit(enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by);

#endif
