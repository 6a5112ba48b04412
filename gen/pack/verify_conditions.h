/* SPDX-License-Identifier: MIT */
#ifndef GEN_VERIFY_CONDITIONS_H
#define GEN_VERIFY_CONDITIONS_H

#include "attack_events.h"
#include "packed.h"

/* Whether the packed condition of an event is the model's (number + 1; 0: none), and whether its gate opens for it. */
bool is_packed_condition(const struct model *model, const struct packed *packed, uint32_t condition,
                         const struct attack_db *db, uint32_t event);

#endif
