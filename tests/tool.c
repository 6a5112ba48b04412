/* SPDX-License-Identifier: MIT
 *
 * Gives the objects of attack-events another mapping than the one that the build embeds.
 */
#include MAPPING_HEADER

const struct attack_db *attack_events_builtin(void);

const struct attack_db *attack_events_builtin(void)
{
    return MAPPING_FUNCTION();
}
