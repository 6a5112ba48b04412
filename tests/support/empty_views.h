/* SPDX-License-Identifier: MIT
 *
 * Checks that a view is empty, as after a miss, or as the absent part of a row: its index is ATTACK_NONE and every
 * other member zero (padding may be anything).
 */
#ifndef EMPTY_VIEWS_H
#define EMPTY_VIEWS_H

#include "attack_events.h"

void assert_no_technique(const struct attack_technique *technique);
void assert_no_event(const struct attack_event *event);
void assert_no_component(const struct attack_data_component *component);
void assert_no_relationship(const struct attack_relationship *relationship);

#endif
