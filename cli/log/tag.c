/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag`: the techniques that the lines of a log show. This file reads what is asked for.
 */
#include "tag.h"

#include "line/command.h"
#include "line/help.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOP_BY_DEFAULT = 10 };

static bool read_top(const char *typed, struct tag_request *request)
{
    uint32_t all = attack_technique_count(request->db);
    size_t top;

    request->top = request->mode == TAG_LINES && all > TOP_BY_DEFAULT ? TOP_BY_DEFAULT : all;
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

/* What is printed instead of lines is one thing. */
static bool read_mode(const struct options *options, struct tag_request *request)
{
    static const struct {
        enum option_id option;
        enum tag_mode mode;
    } modes[] = {{OPTION_SUMMARY, TAG_SUMMARY}, {OPTION_EVENTS, TAG_EVENTS}, {OPTION_LAYER, TAG_LAYER}};
    const char *given = NULL;

    for (size_t i = 0; i < sizeof modes / sizeof *modes; i++) {
        if (!options->values[modes[i].option])
            continue;
        if (given)
            return help_wrong_usage(&command_tag, "'--summary', '--events' and '--layer' exclude each other", "", "",
                                    NULL);
        given = option_texts[modes[i].option].name;
        request->mode = modes[i].mode;
    }
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

    request.with_rows = options->values[OPTION_WHY] != NULL;
    request.skips_malformed = options->values[OPTION_SKIP_MALFORMED] != NULL;
    if (!read_mode(options, &request) || !read_top(options->values[OPTION_TOP], &request))
        return EXIT_USAGE;
    return tag_run(&request);
}

const struct command command_tag = {
    .name = "tag",
    .operand = "[FILE...]",
    .operands_most = SIZE_MAX,
    .reads_operands = true,
    .accepts = ACCEPTS(OPTION_TOP) | ACCEPTS(OPTION_WHY) | ACCEPTS(OPTION_SUMMARY) | ACCEPTS(OPTION_EVENTS) |
               ACCEPTS(OPTION_LAYER) | ACCEPTS(OPTION_PLATFORM) | ACCEPTS(OPTION_TABLE) | ACCEPTS(OPTION_UNKNOWN) |
               ACCEPTS(OPTION_SKIP_MALFORMED),
    .summary = "add to each line of a log the techniques that it could show",
    .description = "Reads a log of JSON lines, from the files in their order, or from standard input\n"
                   "(\"-\"), and writes each line as it was, with one member more at its end:\n"
                   "\n"
                   "  \"attack\":{\"techniques\":[{\"id\":\"T1012\",\"name\":\"Query Registry\",\"score\":68112}]}\n"
                   "\n"
                   "The best come first; the score is highest where little else shows the technique,\n"
                   "and 1048576 where nothing else does. A line that matches nothing gets an empty\n"
                   "list. An \"attack\" that is there is replaced. A line that is no JSON object is\n"
                   "reported and passed on as it is. --platform says on which platform the log was\n"
                   "written, where one log is known from several. With --summary, standard error says\n"
                   "why lines match nothing.\n"
                   "\n"
                   "Known are lines of NXLog, Fluent Bit (with event_data_as_map), Winlogbeat,\n"
                   "evtx_dump, Wazuh, CloudTrail, the streaming API of Defender, and with --table its\n"
                   "exported rows.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events tag --why log.json > tagged.json\n"
                   "  attack-events tag --summary --top 20 log.json\n"
                   "  attack-events tag --events --format tsv log.json > collected.tsv\n",
    .run = run,
};
