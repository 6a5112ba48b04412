/* SPDX-License-Identifier: MIT
 *
 * How far the events that are collected cover each technique, as a layer for ATT&CK Navigator.
 */
#ifndef ATTACK_EVENTS_CLI_COVERAGE_LAYER_H
#define ATTACK_EVENTS_CLI_COVERAGE_LAYER_H

#include "line/scope.h"
#include "text/exit_status.h"

/* Writes the layer of the techniques in a scope whose collected events are known. The score is the percentage of a
 * technique's data components that are covered. "-" and NULL are standard output. */
enum exit_status coverage_layer_write(const struct attack_db *db, const struct scope *scope, const char *path);

#endif
