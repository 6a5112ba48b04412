/* SPDX-License-Identifier: MIT
 *
 * A mapping as one JSON object for the report's script, normalised like the tables. Numbers are 1 + an index where 0
 * means "none", and a text is its number in `names`:
 *
 *     {"library": "1.0.0", "info": {...},
 *      "components": [[data source, name], ...],
 *      "relationships": [[id, name, source, relationship, target], ...],
 *      "events": [[id, name, platform, audit category, audit sub-category, channel, provider,
 *                  [field, value, ...], condition, rule (maybe left out)], ...],
 *      "rules": [[id, title, level, status, author, license, uri, 1 if it is a detection, else 0], ...],
 *      "techniques": [[id, name, [tactic, ...], [platform, ...], [component, ...], [run, ...]], ...],
 *      "retired": [["T1562.001", the technique that took its place], ...],
 *      "rankings": [{"kind": ..., "scope": ..., "by": ..., "title": ..., "unit": ...,
 *                    "items": [name, count, ...]}, ...],
 *      "runs": [[component, relationship, [event, ...], relationship, [event, ...], ...], ...],
 *      "names": [null, text, ...]}
 *
 * A run is the rows of one data component, which often many techniques share. The rows of a technique are those of its
 * runs in order. A run is its position in `runs`, from 0; if its rows have another name, other tactics or platforms of
 * the technique, it is [run, name, [tactic], [platform]].
 */
#ifndef ATTACK_EVENTS_CLI_REPORT_DATA_H
#define ATTACK_EVENTS_CLI_REPORT_DATA_H

#include "attack_events.h"

#include <stdio.h>

/* Writes the object. */
void report_data(FILE *file, const struct attack_db *db);

#endif
