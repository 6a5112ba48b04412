/* SPDX-License-Identifier: MIT
 *
 * Reading the command line: which options and operands were given. It says what is wrong with them and does nothing
 * about what is right.
 */
#ifndef ATTACK_EVENTS_CLI_COMMAND_LINE_H
#define ATTACK_EVENTS_CLI_COMMAND_LINE_H

#include "command.h"

/* Reads the options before the command, up to the first word that is not an option, and moves `argc` and `argv` to it.
 * Returns false, with a message and the usage on standard error, if one is wrong. */
bool command_line_before(int *argc, char ***argv, struct options *options);

/* Reads the options and operands behind the command's name `argv[0]`, in any order. Returns as above. With --help, a
 * missing operand is no error. */
bool command_line_of(int argc, char **argv, const struct command *command, struct options *options);

/* Returns the position of `typed` in `names`; `count` after a message as of help_wrong_usage(), with suggestions. */
size_t command_line_choose(const char *const *names, size_t count, const char *typed, const struct command *command,
                           const char *before, const char *after);

/* Reads the value of --number, or its default. Returns as above. */
bool command_line_first(const struct options *options, const struct command *command, size_t *number);

#endif
