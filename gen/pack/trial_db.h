/* SPDX-License-Identifier: MIT
 *
 * The packed tables as the runtime would find them in a program, so that the generator can read them back before it
 * writes a byte.
 */
#ifndef GEN_TRIAL_DB_H
#define GEN_TRIAL_DB_H

#include "packed.h"

struct attack_db;

const struct attack_db *make_trial_db(struct arena *arena, const struct packed *packed);

#endif
