/* SPDX-License-Identifier: MIT
 *
 * STIX for tests. JSON is written with ' for ", so that it can be read in C.
 */
#ifndef STIX_TEXT_H
#define STIX_TEXT_H

#include "scratch.h"

#include <stdio.h>
#include <string.h>

#define BUNDLE(objects) "{'type': 'bundle', 'id': 'bundle--1', 'objects': [" objects "]}"
#define REFERENCE(id) "'external_references': [{'source_name': 'mitre-attack', 'external_id': '" id "'}]"
#define PHASE(tactic) "{'kill_chain_name': 'mitre-attack', 'phase_name': '" tactic "'}"
#define TECHNIQUE(key, id, more)                                                                                       \
    "{'type': 'attack-pattern', 'id': 'attack-pattern--" key                                                           \
    "', " REFERENCE(id) ", 'name': 'Name of " id "', 'kill_chain_phases': [" PHASE(                                    \
        "impact") "], 'x_mitre_platforms': ['Windows', 'Linux']" more "},\n"
#define REVOKED_BY(old, new)                                                                                           \
    "{'type': 'relationship', 'id': 'relationship--r', 'relationship_type': 'revoked-by', 'source_ref': "              \
    "'attack-pattern--" old "', 'target_ref': 'attack-pattern--" new "'},\n"
#define DETECTS(strategy, technique)                                                                                   \
    "{'type': 'relationship', 'id': 'relationship--d', 'relationship_type': 'detects', 'source_ref': "                 \
    "'x-mitre-detection-strategy--" strategy "', 'target_ref': 'attack-pattern--" technique "'},\n"
#define STRATEGY(key, analytic)                                                                                        \
    "{'type': 'x-mitre-detection-strategy', 'id': 'x-mitre-detection-strategy--" key                                   \
    "', 'x_mitre_analytic_refs': ['x-mitre-analytic--" analytic "']},\n"
#define ANALYTIC(key, id, platform, sources)                                                                           \
    "{'type': 'x-mitre-analytic', 'id': 'x-mitre-analytic--" key                                                       \
    "', " REFERENCE(id) ", 'x_mitre_platforms': ['" platform "'], 'x_mitre_log_source_references': [" sources "]},\n"
#define LOG(component, name, channel)                                                                                  \
    "{'x_mitre_data_component_ref': 'x-mitre-data-component--" component "', 'name': '" name "', 'channel': '" channel \
    "'}"
#define COMPONENT(key, name)                                                                                           \
    "{'type': 'x-mitre-data-component', 'id': 'x-mitre-data-component--" key "', 'name': '" name "'},\n"
#define COLLECTION(version)                                                                                            \
    "{'type': 'x-mitre-collection', 'id': 'x-mitre-collection--1', 'x_mitre_version': '" version "'}"

/* Returns the text with " for '. It is valid until the fourth call after this one. */
static inline const char *json_of(const char *text)
{
    static char buffers[4][1 << 14];
    static unsigned turn;
    char *json = buffers[turn++ % 4];

    snprintf(json, sizeof buffers[0], "%s", text);
    for (char *at = json; (at = strchr(at, '\''));)
        *at = '"';
    return json;
}

static inline const char *write_stix(const char *scratch, const char *name, const char *text)
{
    return write_text(scratch, name, json_of(text));
}

#endif
