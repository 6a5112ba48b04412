/* SPDX-License-Identifier: MIT
 *
 * The audit sub-categories of Windows, as `auditpol` knows them. It knows nothing of the mapping.
 */
#ifndef ATTACK_EVENTS_CLI_AUDIT_POLICY_H
#define ATTACK_EVENTS_CLI_AUDIT_POLICY_H

enum { AUDIT_SUB_CATEGORIES = 59 };

extern const struct audit_sub_category {
    const char *name; /* Microsoft's, in English */
    const char *guid; /* which auditpol accepts in every display language */
} audit_sub_categories[AUDIT_SUB_CATEGORIES];

/* Returns the index of the sub-category with this name, ignoring case; AUDIT_SUB_CATEGORIES if Windows has none. */
unsigned audit_sub_category(const char *name);

#endif
