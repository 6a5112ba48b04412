/* SPDX-License-Identifier: MIT
 *
 * Reading the command line: which options and operands were given. It says what is wrong with them and does nothing
 * about what is right.
 */
#ifndef ATTACK_EVENTS_CLI_COMMAND_LINE_H
#define ATTACK_EVENTS_CLI_COMMAND_LINE_H

#include "command.h"

/* Reads the options before the command, up to the first word that is none, and moves `argc` and `argv` to that word.
 * Returns false, with a message and the usage on standard error, when they are wrong. */
bool command_line_before(int *argc, char ***argv, struct options *options);

/* Reads what follows the command's name `argv[0]`: options and operand in any order. Returns as above. A request for
 * help excuses a missing operand. */
bool command_line_of(int argc, char **argv, const struct command *command, struct options *options);

/* Reads how many --number asks for, or the default. Returns as above. */
bool command_line_first(const struct options *options, const struct command *command, size_t *number);

#endif
