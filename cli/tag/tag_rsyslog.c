/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag --rsyslog`: answers the module mmexternal of rsyslog, which writes a message and waits for one
 * line of JSON that says what to change in it. Every line of input gets its answer at once, whatever it holds: rsyslog
 * waits without a limit, and takes an answer too many for that to the next message. Standard error is the same pipe, so
 * that nothing may be reported.
 */
#include "tag_match.h"

#include "line/row_filters.h"
#include "log/block_reader.h"
#include "log/rsyslog_message.h"
#include "text/terminal.h"

#include <stdio.h>
#include <string.h>

struct answering {
    struct block_reader reader;
    struct block block;
    struct json_line message, event;
    struct tally tally;
    struct tag_writer writer;
    struct matcher matcher;
};

/* Returns the member "attack" of the event that a message holds; NULL if it holds none. */
static const struct tally_kind *attack_of(struct answering *answering, const char *text, size_t length)
{
    struct attack_text event = rsyslog_message_event(&answering->message, text, length);
    uint32_t count;

    if (json_line_read(&answering->event, event.text, event.length))
        return NULL;
    count = matcher_match(&answering->matcher, &answering->event);
    return tag_member(&answering->writer, &answering->tally,
                      tally_line(&answering->tally, answering->matcher.events, count));
}

static void answer(struct answering *answering, const char *text, size_t length)
{
    const struct tally_kind *kind = answering->block.part == LINE_WHOLE ? attack_of(answering, text, length) : NULL;

    if (kind) {
        fputs("{\"$!\":{", stdout);
        fwrite(kind->text, 1, kind->text_length, stdout);
        fputs("}}\n", stdout);
    } else {
        fputs("{}\n", stdout);
    }
    fflush(stdout);
    terminal_check();
}

enum exit_status tag_rsyslog(const struct tag_request *request)
{
    static struct answering answering;
    const char *text;
    size_t at, length;

    if (!row_filters_check(request->db, request->options))
        return EXIT_NOT_FOUND;
    memset(&answering, 0, sizeof answering);
    matcher_start(&answering.matcher, request);
    tally_start(&answering.tally, request->db);
    tag_writer_start(&answering.writer, request);
    answering.reader.input.is_lines = true; /* what is held back to see how a log goes on would never be answered */
    block_reader_start(&answering.reader, NULL, 0);
    while (block_next(&answering.reader, &answering.block))
        for (at = 0; block_line(&answering.block, &at, &text, &length);)
            if (answering.block.part != LINE_NEXT_PIECE)
                answer(&answering, text, length);
    tag_writer_free(&answering.writer);
    tally_free(&answering.tally);
    matcher_free(&answering.matcher);
    block_reader_free(&answering.reader);
    block_free(&answering.block);
    json_line_free(&answering.event);
    json_line_free(&answering.message);
    return EXIT_ANSWERED;
}
