/* SPDX-License-Identifier: MIT
 *
 * The audit policy part: one command for each sub-category, with all outcomes that its wanted events need.
 */
#include "enabling.h"

#include "audit_policy.h"

bool enabling_takes_audit(const struct enabling *enabling, const struct wanted_event *wanted)
{
    (void)enabling;
    return wanted->log_switch.kind == SWITCH_AUDIT && wanted->log_switch.name &&
           audit_sub_category(wanted->log_switch.name) < AUDIT_SUB_CATEGORIES;
}

/* Adds what an event needs: the sub-category in the mapping or, if there is none, all that may write the event. An
 * event without a row needs both outcomes. Sub-categories that Windows does not have are counted behind the others. */
static void add_outcomes(const struct wanted_event *wanted, unsigned *outcomes)
{
    const struct windows_event *windows = wanted->windows;
    unsigned added = windows ? windows->outcomes : AUDIT_BOTH;
    const char *name;

    outcomes[audit_sub_category(wanted->log_switch.name)] |= added;
    for (size_t i = 0; !wanted->event.audit_sub_category && (name = windows_sub_category(&wanted->event, i)); i++)
        outcomes[audit_sub_category(name)] |= added;
    for (unsigned i = 0; windows && i < WINDOWS_NEEDS; i++)
        if (windows->needs & 1u << i && windows_need(i)->sub_category)
            outcomes[audit_sub_category(windows_need(i)->sub_category)] |= added;
}

void enabling_write_audit(const struct enabling *enabling, FILE *file)
{
    unsigned outcomes[AUDIT_SUB_CATEGORIES + 1] = {0};

    for (size_t i = 0; i < enabling->count; i++)
        if (enabling_takes_audit(enabling, &enabling->events[i]))
            add_outcomes(&enabling->events[i], outcomes);
    for (unsigned i = 0; i < AUDIT_SUB_CATEGORIES; i++)
        if (outcomes[i])
            fprintf(file, "rem %s\nauditpol /set /subcategory:%s%s%s\n", audit_sub_categories[i].name,
                    audit_sub_categories[i].guid, outcomes[i] & AUDIT_SUCCESS ? " /success:enable" : "",
                    outcomes[i] & AUDIT_FAILURE ? " /failure:enable" : "");
}
