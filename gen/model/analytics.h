/* SPDX-License-Identifier: MIT
 *
 * What the analytics of a release add to a mapping: rows, and the data components of techniques that are new. It knows
 * neither STIX nor the logs that analytics name.
 */
#ifndef GEN_ANALYTICS_H
#define GEN_ANALYTICS_H

#include "model.h"

/* Adds a row for each event of an analytic and each technique that it detects; one without an event where the analytic
 * names none. Gives each technique that has neither rows nor data components those that its analytics name. Warns about
 * objects that are not in the release. */
void apply_analytics(struct model *model);

#endif
