/* SPDX-License-Identifier: MIT
 *
 * Links the objects of attack-events with another mapping than the built-in one.
 */
#include MAPPING_HEADER

const struct attack_db *attack_events_builtin(void);

const struct attack_db *attack_events_builtin(void)
{
    return MAPPING_FUNCTION();
}
