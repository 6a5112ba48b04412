/* SPDX-License-Identifier: MIT
 *
 * What Windows has to be told for an event of its Security log: the audit sub-category and its GUID, success or
 * failure, and what else it takes.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_POLICY_H
#define ATTACK_EVENTS_CLI_AUDIT_POLICY_H

#include <stddef.h>

struct audit_sub_category {
    const char *name; /* Microsoft's, in English */
    const char *guid; /* of auditpol, which takes it in every display language */
};

enum { AUDIT_SUCCESS = 1, AUDIT_FAILURE = 2 };

/* Returns the sub-category of this name, letter case aside; NULL where Windows has none. */
const struct audit_sub_category *audit_sub_category(const char *name);

/* Returns which outcomes write an event: AUDIT_SUCCESS, AUDIT_FAILURE or both. */
unsigned audit_outcomes(const char *event_id);

/* What an event takes beside its sub-category or channel, for `index` 0, 1 and so on. Returns NULL when there is no
 * more. */
const char *audit_prerequisite(const char *event_id, size_t index);

#endif
