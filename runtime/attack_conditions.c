/* SPDX-License-Identifier: MIT
 *
 * Conditions: a place-holder without any.
 */
#include "matching.h"

bool attack_each_holding(struct matching *matching, struct attack_events *found, attack_holding *holding, void *context)
{
    (void)matching;
    (void)found;
    (void)holding;
    (void)context;
    return false;
}

bool attack_verify_conditions(const struct attack_db *db)
{
    return !db->conditions;
}
