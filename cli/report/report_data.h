/* SPDX-License-Identifier: MIT
 *
 * A mapping as one JSON object for the report's script, normalised as the tables are. Numbers count from 1 where 0 is
 * "none", and a text is a number in `names`:
 *
 *     {"library": "0.1.0", "info": {...},
 *      "components": [[data source, name], ...],
 *      "relationships": [[id, name, source, relationship, target], ...],
 *      "events": [[id, name, platform, audit category, audit sub-category, channel, provider, [field, value, ...]],
 * ...], "techniques": [[id, name, [tactic, ...], [platform, ...], revoked by, [component, ...], [run, ...]], ...],
 *      "rankings": [{"kind": ..., "scope": ..., "by": ..., "title": ..., "unit": ..., "items": [name, count, ...]},
 * ...], "runs": [[component, relationship, [event, ...], relationship, [event, ...], ...], ...], "names": [null, text,
 * ...]}
 *
 * A run is what one technique, and often many, has of one data component; the rows are its runs' in their order. A run
 * is a position in `runs`, from 0; where rows call the technique otherwise, it is [run, name, [tactic], [platform]].
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_DATA_H
#define ATTACK_EVENTS_CLI_REPORT_DATA_H

#include "attack_events.h"

#include <stdio.h>

void report_data(FILE *file, const struct attack_db *db);

#endif
