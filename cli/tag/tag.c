/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag`: adds techniques to the lines of a log. This file reads the options; it reads no log.
 */
#include "tag.h"

#include "line/command.h"
#include "line/help.h"

#include <stdio.h>
#include <string.h>

enum { TOP_BY_DEFAULT = 10 };

static bool read_top(const char *typed, struct tag_request *request)
{
    uint32_t all = attack_technique_count(request->db);
    size_t top;

    request->top = request->mode <= TAG_RSYSLOG && all > TOP_BY_DEFAULT ? TOP_BY_DEFAULT : all;
    if (!typed || strcmp(typed, "all") == 0) {
        request->top = typed ? all : request->top;
        return true;
    }
    top = options_number(typed);
    if (top == 0)
        return help_wrong_usage(&command_tag, "'--top' needs a whole number, 1 or more, or 'all', and not '", typed,
                                "'", NULL);
    request->top = top < all ? (uint32_t)top : all;
    return true;
}

static bool read_jobs(const char *typed, struct tag_request *request)
{
    size_t jobs = typed ? options_number(typed) : 1;

    request->jobs = (unsigned)jobs;
    if (jobs == 0 || jobs > JOBS_LIMIT)
        return help_wrong_usage(&command_tag, "'--jobs' needs a whole number from 1 to 64, and not '", typed, "'",
                                NULL);
    return true;
}

/* rsyslog writes the messages to standard input, and each has to be answered. */
static bool read_input(const struct options *options)
{
    if (options->operand_count)
        return help_wrong_usage(&command_tag, "'--rsyslog' reads standard input, and not '", options->operands[0], "'",
                                NULL);
    if (options->values[OPTION_SKIP_MALFORMED])
        return help_wrong_usage(&command_tag, "'--rsyslog' answers every message, so there is nothing to skip", "", "",
                                NULL);
    return true;
}

/* Only one of the outputs that replace the lines may be chosen. */
static bool read_mode(const struct options *options, struct tag_request *request)
{
    static const struct {
        enum option_id option;
        enum tag_mode mode;
    } modes[] = {{OPTION_SUMMARY, TAG_SUMMARY},
                 {OPTION_EVENTS, TAG_EVENTS},
                 {OPTION_LAYER, TAG_LAYER},
                 {OPTION_RSYSLOG, TAG_RSYSLOG}};
    const char *given = NULL;

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!options->values[modes[i].option])
            continue;
        if (given)
            return help_wrong_usage(
                &command_tag, "'--summary', '--events', '--layer' and '--rsyslog' exclude each other", "", "", NULL);
        given = option_texts[modes[i].option].name;
        request->mode = modes[i].mode;
    }
    if (request->mode == TAG_RSYSLOG)
        return read_input(options);
    if (given && request->with_rows)
        return help_wrong_usage(&command_tag, "'--why' is for lines, and there are none with '--", given, "'", NULL);
    if (given && request->mode != TAG_SUMMARY && options->values[OPTION_TOP])
        return help_wrong_usage(&command_tag, "'--top' is for lines and the summary, and not for '--", given, "'",
                                NULL);
    return true;
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct tag_request request = {.db = db, .options = options};
    enum exit_status status;

    request.with_rows = options->values[OPTION_WHY] != NULL;
    request.skips_malformed = options->values[OPTION_SKIP_MALFORMED] != NULL;
    if (!read_mode(options, &request) || !read_top(options->values[OPTION_TOP], &request) ||
        !read_jobs(options->values[OPTION_JOBS], &request))
        return EXIT_USAGE;
    if (!tag_formats_open(&request))
        return EXIT_NOT_FOUND;
    status = tag_run(&request);
    tag_formats_close(&request);
    return status;
}

const struct command command_tag = {
    .name = "tag",
    .operand = "[FILE...]",
    .operands_most = SIZE_MAX,
    .reads_operands = true,
    .accepts = ACCEPTS(OPTION_TOP) | ACCEPTS(OPTION_WHY) | ACCEPTS(OPTION_SUMMARY) | ACCEPTS(OPTION_EVENTS) |
               ACCEPTS(OPTION_LAYER) | ACCEPTS(OPTION_PLATFORM) | ACCEPTS(OPTION_FORMATS) | ACCEPTS(OPTION_TABLE) |
               ACCEPTS(OPTION_UNKNOWN) | ACCEPTS(OPTION_SKIP_MALFORMED) | ACCEPTS(OPTION_JOBS) |
               ACCEPTS(OPTION_RSYSLOG),
    .summary = "add to each line of a log the techniques that it could show",
    .description = "Reads a log of JSON lines, from the files in their order, or from standard input\n"
                   "(\"-\"), and writes each line unchanged but for one more member at its end:\n"
                   "\n"
                   "  \"attack\":{\"techniques\":[{\"id\":\"T1012\",\"name\":\"Query Registry\",\n"
                   "  \"kind\":\"candidate\",\"score\":68112}]}\n"
                   "\n"
                   "A log may be compressed by gzip or zstd, or laid out otherwise: JSON over many\n"
                   "lines or in an array, events of Windows as XML, the raw log of auditd.\n"
                   "\n"
                   "The best come first: those of a condition, which the mapping names for events with\n"
                   "such values, and of Sigma rules that are detections and name one technique or two;\n"
                   "then candidates of other rules; then those that are direct, as the mapping names\n"
                   "them beside the event alone; then other candidates, which share a data component\n"
                   "with it. A technique scores higher the fewer others the event shows, a candidate\n"
                   "also the fewer other events show it; 1048576 is the highest score of one event.\n"
                   "What rests on a rule names it, with its level, status and author, as its licence\n"
                   "may ask:\n"
                   "\n"
                   "  \"kind\":\"rule\",\"score\":1048576,\"rule\":{\"id\":...,\"title\":...,\n"
                   "  \"level\":\"high\",\"status\":\"test\",\"author\":...,\"detection\":true}\n"
                   "\n"
                   "A rule is a detection if its level is medium or higher, its status test or stable,\n"
                   "and it is not for hunting. A line that matches nothing gets an empty list. An\n"
                   "existing \"attack\" is replaced. A line that is not a JSON object is reported and\n"
                   "passed on unchanged. --platform says which platform wrote the log, if the mapping\n"
                   "has the same log on several. With --summary, standard error says why lines match\n"
                   "nothing, and which conditions are unknown because events lack fields.\n"
                   "\n"
                   "With --rsyslog, each line is a message that the module mmexternal of rsyslog hands\n"
                   "over, and is answered at once with the member alone, as {\"$!\":{\"attack\":...}}.\n"
                   "\n"
                   "Known log formats are those of NXLog, Fluent Bit (with event_data_as_map),\n"
                   "Winlogbeat, Elastic Agent, evtx_dump, Wazuh, Defender, auditd, laurel, osquery,\n"
                   "eslogger, Zeek, Suricata, Falco, CloudTrail, Azure, Entra, Microsoft 365, Google\n"
                   "Cloud, Okta, Kubernetes, OCSF and others, also inside other JSON. --formats adds\n"
                   "more, and docs/formats.md describes them. With --table, lines are the exported\n"
                   "rows of Defender, or those of one of Zeek's logs.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events tag --why log.json > tagged.json\n"
                   "  attack-events tag --summary --top 20 log.json\n"
                   "  attack-events tag --events --format tsv log.json > collected.tsv\n",
    .run = run,
};
