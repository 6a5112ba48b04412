/* SPDX-License-Identifier: MIT
 *
 * Checks that a view is empty, as after a miss: every member is zero (padding may be anything), and the index of an
 * absent part of a row is ATTACK_NONE.
 */
#ifndef EMPTY_VIEWS_H
#define EMPTY_VIEWS_H

#include "attack_events.h"

void assert_no_technique(const struct attack_technique *technique);
void assert_no_event(const struct attack_event *event, uint32_t index);
void assert_no_component(const struct attack_data_component *component, uint32_t index);
void assert_no_relationship(const struct attack_relationship *relationship, uint32_t index);

#endif
