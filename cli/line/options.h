/* SPDX-License-Identifier: MIT
 *
 * All options in one list, for parsing, help and suggestions, and which of them are given. It knows no command and does
 * not read the command line.
 */
#ifndef ATTACK_EVENTS_CLI_OPTIONS_H
#define ATTACK_EVENTS_CLI_OPTIONS_H

#include "attack_events.h"
#include "print/sink.h"
#include "text/tool_limits.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum option_id {
    OPTION_PLATFORM,
    OPTION_TACTIC,
    OPTION_DATA_COMPONENT,
    OPTION_PROVIDER,
    OPTION_CHANNEL,
    OPTION_LEVEL,
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
    OPTION_FORMATS,
    OPTION_TABLE,
    OPTION_UNKNOWN,
    OPTION_SKIP_MALFORMED,
    OPTION_RSYSLOG,
    OPTION_OUTPUT,
    OPTION_MAPPING,
    OPTION_FORMAT,
    OPTION_HELP,
    OPTION_VERSION,
    OPTION_COUNT,
};

#define ACCEPTS(option) (UINT64_C(1) << (option))
#define ACCEPTS_ALWAYS                                                                                                 \
    (ACCEPTS(OPTION_MAPPING) | ACCEPTS(OPTION_FORMAT) | ACCEPTS(OPTION_HELP) | ACCEPTS(OPTION_VERSION))

struct option_text {
    const char *name;
    char letter;          /* the short form; 0: there is none */
    const char *argument; /* "NAME"; NULL: it takes no argument */
    const char *help;
};

extern const struct option_text option_texts[OPTION_COUNT];

struct options {
    const char *values[OPTION_COUNT]; /* NULL: not given; "": given without argument; else the last value */
    struct {
        enum option_id id;
        const char *value;
    } given[OPTIONS_LIMIT]; /* all values in order, for options that may be repeated */
    size_t given_count;
    char **operands;
    size_t operand_count;
    enum format format;
    const struct attack_pack_info *pack; /* of --mapping; NULL: the linked mapping answers */
};

/* Returns the value as a positive integer, or 0 if it is not one. */
size_t options_number(const char *value);

#endif
