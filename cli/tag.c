/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag`: the techniques that the lines of a log show. This file reads what is asked for.
 */
#include "tag.h"

#include "command.h"
#include "help.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { TOP_BY_DEFAULT = 10 };

static bool wrong_usage(const char *before, const char *typed, const char *after)
{
    fputs("attack-events: ", stderr);
    fputs(before, stderr);
    text_show(stderr, typed);
    fputs(after, stderr);
    fputc('\n', stderr);
    help_usage(stderr, &command_tag);
    return false;
}

static bool read_top(const char *typed, struct tag_request *request)
{
    uint32_t all = attack_technique_count(request->db);
    unsigned long top;

    request->top = request->mode == TAG_LINES && all > TOP_BY_DEFAULT ? TOP_BY_DEFAULT : all;
    if (!typed || strcmp(typed, "all") == 0) {
        request->top = typed ? all : request->top;
        return true;
    }
    top = typed[strspn(typed, "0123456789")] ? 0 : strtoul(typed, NULL, 10);
    if (top == 0)
        return wrong_usage("'--top' needs a whole number, 1 or more, or 'all', and not '", typed, "'");
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
            return wrong_usage("'--summary', '--events' and '--layer' exclude each other", "", "");
        given = option_texts[modes[i].option].name;
        request->mode = modes[i].mode;
    }
    if (given && request->with_rows)
        return wrong_usage("'--why' is for lines, and there are none with '--", given, "'");
    if (given && request->mode != TAG_SUMMARY && options->values[OPTION_TOP])
        return wrong_usage("'--top' is for lines and the summary, and not for '--", given, "'");
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
                   "written, where one log is known from several.\n"
                   "\n"
                   "Known are lines of NXLog and Fluent Bit, Winlogbeat, evtx_dump, Wazuh, CloudTrail,\n"
                   "the streaming API of Defender, and with --table its exported rows.\n"
                   "\n"
                   "examples:\n"
                   "  attack-events tag --why log.json > tagged.json\n"
                   "  attack-events tag --summary --top 20 log.json\n"
                   "  attack-events tag --events --format tsv log.json > collected.tsv\n",
    .run = run,
};
