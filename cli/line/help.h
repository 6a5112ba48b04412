/* SPDX-License-Identifier: MIT
 *
 * Usage, help and version, from the texts of commands and options.
 */
#ifndef ATTACK_EVENTS_CLI_HELP_H
#define ATTACK_EVENTS_CLI_HELP_H

#include "text/suggest.h"

#include "attack_events.h"

#include <stdio.h>

struct command;

/* Writes the usage of `command`, or of the tool if NULL, and how to get help. */
void help_usage(FILE *file, const struct command *command);

/* Writes "attack-events: BEFORETYPEDAFTER" to standard error, with suggestions unless NULL, and the usage below.
 * Returns false. */
bool help_wrong_usage(const struct command *command, const char *before, const char *typed, const char *after,
                      const struct suggestions *near);

/* Prints the help of `command`, or of the tool if NULL. */
void help_print(const struct command *command);

void help_version(const struct attack_db *db);

#endif
