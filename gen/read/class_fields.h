/* SPDX-License-Identifier: MIT
 *
 * The fields of an event class, if it lists them: a condition, or a carrier, that names another one has a typing error.
 */
#ifndef GEN_CLASS_FIELDS_H
#define GEN_CLASS_FIELDS_H

#include "classes.h"

/* Warns of fields in an item's filter_in or detection, either of which may be NULL, that the class does not have. */
void check_item_fields(struct reading *reading, const struct event_class *class, const struct node *filter_in,
                       const struct node *detection);

/* Warns of fields in a carrier's `fields`, `values` and `lacks`, each of which may be NULL, that the class does not
 * have. */
void check_carrier_fields(struct reading *reading, const struct event_class *class, const struct node *renamed,
                          const struct node *translated, const struct node *lacks);

#endif
