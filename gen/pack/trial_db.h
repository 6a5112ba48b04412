/* SPDX-License-Identifier: MIT
 *
 * The packed tables in the runtime's layout, so that the generator can read them back with the runtime's code before it
 * writes anything.
 */
#ifndef GEN_TRIAL_DB_H
#define GEN_TRIAL_DB_H

#include "packed.h"

struct attack_db;

const struct attack_db *make_trial_db(struct arena *arena, const struct packed *packed);

#endif
