/* SPDX-License-Identifier: MIT
 *
 * The list of all options, as the help prints them. It must not know which command takes them.
 */
#include "options.h"

#include <stdlib.h>
#include <string.h>

const struct option_text option_texts[OPTION_COUNT] = {
    [OPTION_PLATFORM] = {"platform", 0, "NAME", "only events of this platform"},
    [OPTION_TACTIC] = {"tactic", 0, "NAME", "only techniques of this tactic"},
    [OPTION_DATA_COMPONENT] = {"data-component", 0, "NAME", "only rows of this data component"},
    [OPTION_PROVIDER] = {"provider", 0, "NAME", "only events of this provider"},
    [OPTION_CHANNEL] = {"channel", 0, "NAME", "only events in this channel"},
    [OPTION_LEVEL] = {"level", 0, "LEVEL", "only rules of this level or a higher one"},
    [OPTION_COLUMNS] = {"columns", 0, "NAME,...", "only these columns, in this order"},
    [OPTION_SUBTECHNIQUES] = {"subtechniques", 0, NULL, "count only sub-techniques (the default)"},
    [OPTION_TECHNIQUES] = {"techniques", 0, NULL, "count only techniques that are not sub-techniques"},
    [OPTION_ALL] = {"all", 0, NULL, "every technique and sub-technique"},
    [OPTION_BY] = {"by", 0, "pairs|techniques", "what to count; pairs is the default of data sources and components"},
    [OPTION_NUMBER] = {"number", 'n', "N", "the first N (the default is 15)"},
    [OPTION_ASCII] = {"ascii", 0, NULL, "draw in ASCII"},
    [OPTION_TO] = {"to", 0, "END", "draw to events (the default), or from events to techniques"},
    [OPTION_COLLECTED] = {"collected", 0, "FILE", "the events that are collected, as `tag --events` prints them"},
    [OPTION_EVENT] = {"event", 0, "ID", "the techniques that the events of this id show"},
    [OPTION_AS] = {"as", 0, "PART", "only one part: auditpol, sysmon, xpath, auditd or eslogger"},
    [OPTION_TOP] = {"top", 0, "N|all", "how many techniques to add to a line, best first (the default is 10)"},
    [OPTION_WHY] = {"why", 0, NULL, "add the rows that lead to each technique"},
    [OPTION_SUMMARY] = {"summary", 0, NULL, "print a table of techniques instead of the lines"},
    [OPTION_EVENTS] = {"events", 0, NULL, "print a table of the events that were found instead of the lines"},
    [OPTION_LAYER] = {"layer", 0, "FILE", "write a layer for ATT&CK Navigator instead"},
    [OPTION_FORMATS] = {"formats", 0, "FILE", "know these log formats too; may be repeated"},
    [OPTION_TABLE] = {"table", 0, "NAME", "the Defender table whose rows the lines are"},
    [OPTION_UNKNOWN] = {"unknown", 0, NULL, "let an event match if it lacks a field of the filter"},
    [OPTION_SKIP_MALFORMED] = {"skip-malformed", 0, NULL,
                               "drop lines that are not JSON objects instead of passing them on"},
    [OPTION_RSYSLOG] = {"rsyslog", 0, NULL, "answer the module mmexternal of rsyslog"},
    [OPTION_OUTPUT] = {"output", 'o', "FILE", "write to this file"},
    [OPTION_MAPPING] = {"mapping", 0, "FILE", "answer from this pack, and not from the mapping that is linked"},
    [OPTION_FORMAT] = {"format", 0, "FORMAT", "table (on a terminal), tsv (elsewhere) or json"},
    [OPTION_HELP] = {"help", 'h', NULL, "print this and exit"},
    [OPTION_VERSION] = {"version", 0, NULL, "print the versions of the tool and of its data and exit"},
};

size_t options_number(const char *value)
{
    return value[strspn(value, "0123456789")] ? 0 : strtoul(value, NULL, 10);
}
