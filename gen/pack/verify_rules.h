/* SPDX-License-Identifier: MIT */
#ifndef GEN_VERIFY_RULES_H
#define GEN_VERIFY_RULES_H

#include "attack_events.h"
#include "packed.h"

/* Whether an event is of this rule of the model + 1; of none if that is 0. */
bool is_packed_rule(const struct model *model, const struct packed *packed, uint32_t rule, const struct attack_db *db,
                    const struct attack_event *event);

/* Whether the rules are those of the model that were packed, with all that each says of itself. */
bool are_packed_rules(const struct model *model, const struct packed *packed, const struct attack_db *db);

#endif
