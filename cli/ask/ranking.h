/* SPDX-License-Identifier: MIT
 *
 * How often each data source, data component, event, tactic or platform occurs in the rows of the mapping, most often
 * first. It counts, and has the titles for it; it knows nothing of how a ranking is printed or drawn.
 */
#ifndef ATTACK_EVENTS_CLI_RANKING_H
#define ATTACK_EVENTS_CLI_RANKING_H

#include "attack_events.h"

enum ranking_kind {
    RANKING_DATA_SOURCES,
    RANKING_DATA_COMPONENTS, /* by name, so two sources' components of one name are one item */
    RANKING_EVENTS,          /* an id of one provider on one platform, with any filter or audit category */
    RANKING_TACTICS,
    RANKING_PLATFORMS, /* of techniques; an event's platform is part of its name */
};
enum { RANKING_KINDS = RANKING_PLATFORMS + 1 };

/* Which techniques are counted. */
enum ranking_scope { RANKING_SUBTECHNIQUES, RANKING_TECHNIQUES /* those that are not sub-techniques */, RANKING_ALL };

/* For data sources and data components: distinct triples of technique, data source and data component, as in OSSEM-DM's
 * notebook, or distinct techniques. For the other kinds, always distinct techniques. */
enum ranking_by { RANKING_BY_PAIRS, RANKING_BY_TECHNIQUES };

struct ranking_item {
    const char *name; /* for an event: "4688 Microsoft-Windows-Security-Auditing (windows)" */
    uint32_t count;   /* at least 1 */
};

struct ranking {
    struct ranking_item *items; /* highest count first, ties bytewise by name; each name once */
    size_t count;
    char *texts; /* private: names that are not in the mapping as they are */
};

/* Fills `ranking` from the rows; names without a row, and rows without a name, are not counted. */
void ranking_fill(const struct attack_db *db, enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by,
                  struct ranking *ranking);
void ranking_free(struct ranking *ranking);

/* Returns a title, "Data sources of sub-techniques". */
const char *ranking_title(enum ranking_kind kind, enum ranking_scope scope);

/* Returns what is counted, as the label of an axis: "distinct sub-techniques". */
const char *ranking_unit(enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by);

#endif
