/* SPDX-License-Identifier: MIT
 *
 * The commands of the tool. One is a file of its own that defines one `struct command`; it is named here and in the
 * list in main.c, and help, option checking and suggestions follow from what it says of itself.
 */
#ifndef ATTACK_EVENTS_CLI_COMMAND_H
#define ATTACK_EVENTS_CLI_COMMAND_H

#include "attack_events.h"
#include "options.h"
#include "text/exit_status.h"

struct command {
    const char *name;
    const char *operand; /* what its operands are, "ID..."; NULL: it takes none */
    size_t operands_least, operands_most;
    bool reads_operands;     /* these are files, none of them: standard input */
    unsigned accepts;        /* ACCEPTS(...) of its own options, beside those of every command */
    bool has_no_format;      /* it prints no data that --format could shape, and says so when asked to */
    const char *summary;     /* one line */
    const char *description; /* what is printed, and an example; lines end in '\n' */
    enum exit_status (*run)(const struct attack_db *db, const struct options *options);
};

extern const struct command command_technique;
extern const struct command command_event;
extern const struct command command_rows;
extern const struct command command_top;
extern const struct command command_graph;
extern const struct command command_report;
extern const struct command command_coverage;
extern const struct command command_plan;
extern const struct command command_layer;
extern const struct command command_tag;
extern const struct command command_enable;
extern const struct command command_info;

/* All of them in the order of the help; NULL comes last. */
extern const struct command *const commands[];

#endif
