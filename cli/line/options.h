/* SPDX-License-Identifier: MIT
 *
 * The command line: one list of all options, from which parsing, help and the nearest spelling are made. It says which
 * options were given and does nothing about them.
 */
#ifndef ATTACK_EVENTS_CLI_OPTIONS_H
#define ATTACK_EVENTS_CLI_OPTIONS_H

#include "print/output.h"
#include "text/tool_limits.h"

#include <stdbool.h>
#include <stddef.h>

struct command;

enum option_id {
    OPTION_PLATFORM,
    OPTION_TACTIC,
    OPTION_DATA_COMPONENT,
    OPTION_PROVIDER,
    OPTION_CHANNEL,
    OPTION_COLUMNS,
    OPTION_SUBTECHNIQUES,
    OPTION_TECHNIQUES,
    OPTION_ALL,
    OPTION_BY,
    OPTION_NUMBER,
    OPTION_ASCII,
    OPTION_TO,
    OPTION_COLLECTED,
    OPTION_EVENT,
    OPTION_AS,
    OPTION_TOP,
    OPTION_WHY,
    OPTION_SUMMARY,
    OPTION_EVENTS,
    OPTION_LAYER,
    OPTION_TABLE,
    OPTION_UNKNOWN,
    OPTION_SKIP_MALFORMED,
    OPTION_OUTPUT,
    OPTION_FORMAT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT,
};

#define ACCEPTS(option) (1u << (option))
#define ACCEPTS_ALWAYS (ACCEPTS(OPTION_FORMAT) | ACCEPTS(OPTION_HELP) | ACCEPTS(OPTION_VERSION))

struct option_text {
    const char *name;
    char letter;          /* its short form; 0: it has none */
    const char *argument; /* "NAME"; NULL: it takes none */
    const char *help;
};

extern const struct option_text option_texts[OPTION_COUNT];

struct options {
    const char *values[OPTION_COUNT]; /* NULL: not given; "" for one without argument; else the one given last */
    struct {
        enum option_id id;
        const char *value;
    } given[OPTIONS_LIMIT]; /* all, in their order, for those that may be repeated */
    size_t given_count;
    char **operands;
    size_t operand_count;
    enum format format;
};

/* Reads the options before the command, up to the first word that is none, and moves `argc` and `argv` to that word.
 * Returns false, with a message and the usage on standard error, when they are wrong. */
bool options_before_command(int *argc, char ***argv, struct options *options);

/* Reads what follows the command's name `argv[0]`: options and operand in any order. Returns as above. A request for
 * help excuses a missing operand. */
bool options_of_command(int argc, char **argv, const struct command *command, struct options *options);

/* Returns the whole number that a value spells, or 0 where it is none, or is 0. */
size_t options_number(const char *value);

/* Reads how many --number asks for, or the default. Returns as above. */
bool options_first(const struct options *options, const struct command *command, size_t *number);

#endif
