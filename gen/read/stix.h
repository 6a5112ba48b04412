/* SPDX-License-Identifier: MIT
 *
 * The objects of a STIX bundle, 2.0 or 2.1, as MITRE publishes ATT&CK: what is read of them, and by whom.
 */
#ifndef GEN_STIX_H
#define GEN_STIX_H

#include "read.h"

/* The fields of the objects that are read, whatever their type. */
enum stix_field {
    STIX_TYPE,
    STIX_ID,
    STIX_NAME,
    STIX_MODIFIED,
    STIX_REVOKED,
    STIX_DEPRECATED,
    STIX_REFERENCES,
    STIX_PHASES,
    STIX_PLATFORMS,
    STIX_VERSION,
    STIX_RELATIONSHIP_TYPE,
    STIX_SOURCE,
    STIX_TARGET,
    STIX_DATA_SOURCE,
    STIX_ANALYTICS,
    STIX_LOG_SOURCES,
};

/* Reads an object of a wanted type. */
void read_stix_object(struct reading *reading, const struct node *item, const struct node *fields[FIELDS_LIMIT]);

/* Whether objects of this type, and relationships of this one, are read. */
bool is_stix_type(const char *type);
bool is_stix_relationship(const char *type);

/* Adds to `parts` the component and the event + 1 of each key in an analytic's log source, on each of its platforms;
 * the component and 0 if it has no key that counts. */
void read_log_source(struct reading *reading, const struct node *item, uint32_t analytic, uint32_t platforms,
                     uint32_t component, struct numbers *parts);

#endif
