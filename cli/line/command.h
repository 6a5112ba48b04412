/* SPDX-License-Identifier: MIT
 *
 * The commands of the tool. Each is a source file that defines one `struct command`, declared here and listed in
 * main.c. Help, option checks and suggestions use the data in it.
 */
#ifndef ATTACK_EVENTS_CLI_COMMAND_H
#define ATTACK_EVENTS_CLI_COMMAND_H

#include "attack_events.h"
#include "options.h"
#include "text/exit_status.h"

struct command {
    const char *name;
    const char *operand; /* its operands for the help, "ID..."; NULL: it takes none */
    size_t operands_least, operands_most;
    bool reads_operands;     /* operands are files; without any, it reads standard input */
    uint64_t accepts;        /* ACCEPTS(...) of its own options, without those of every command */
    bool has_no_format;      /* --format does not apply, and is an error */
    bool is_deprecated;      /* it works, and is not listed; its description names what replaces it */
    const char *summary;     /* one line */
    const char *description; /* of the output, with an example; lines end in '\n' */
    enum exit_status (*run)(const struct attack_db *db, const struct options *options);
};

extern const struct command command_technique;
extern const struct command command_event;
extern const struct command command_rows;
extern const struct command command_rules;
extern const struct command command_top;
extern const struct command command_graph;
extern const struct command command_report;
extern const struct command command_coverage;
extern const struct command command_plan;
extern const struct command command_layer;
extern const struct command command_tag;
extern const struct command command_enable;
extern const struct command command_info;

/* All commands in the order of the help; ends in NULL. */
extern const struct command *const commands[];

#endif
