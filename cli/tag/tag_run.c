/* SPDX-License-Identifier: MIT
 *
 * The loop of `attack-events tag` over files and lines, and the messages about lines that cannot be read. It is a
 * filter: pending output is written before it waits for input.
 */
#define _POSIX_C_SOURCE 200809L

#include "tag_match.h"

#include "line/row_filters.h"
#include "log/line_reader.h"
#include "progress.h"
#include "text/terminal.h"
#include "text/text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

struct tagging {
    const struct tag_request *request;
    const char *file; /* name of the current file */
    struct line_reader reader;
    struct json_line json;
    struct tally tally;
    struct tag_writer writer;
    struct progress progress;
    struct matcher matcher;
    unsigned long long lines, unread; /* so far: all lines, and those that could not be read */
    enum exit_status status;
};

/* ---- One line --------------------------------------------------------------------------------------------------- */

/* Returns, for messages, what happens to lines that cannot be read. */
static const char *fate(const struct tagging *tagging, bool is_one)
{
    return tagging->request->mode != TAG_LINES ? ""
           : tagging->request->skips_malformed ? "; dropped"
           : is_one                            ? "; passed on as it is"
                                               : "; passed on as they are";
}

static void report(struct tagging *tagging, const struct line *line, const char *reason)
{
    tagging->unread++;
    if (tagging->unread > REPORTS_LIMIT + 1)
        return;
    progress_hide(&tagging->progress);
    if (tagging->unread > REPORTS_LIMIT) {
        fputs("attack-events: further lines are counted, not shown\n", stderr);
        return;
    }
    text_begin_message("", tagging->file);
    fprintf(stderr, ":%llu: %s%s\n", line->number, reason, fate(tagging, true));
}

static void conclude_reports(const struct tagging *tagging)
{
    if (tagging->unread > REPORTS_LIMIT)
        fprintf(stderr, "attack-events: %llu lines in all could not be read%s\n", tagging->unread,
                fate(tagging, false));
}

static void pass_on(struct tagging *tagging, const struct line *line)
{
    if (tagging->request->mode == TAG_LINES && !tagging->request->skips_malformed)
        tag_write(&tagging->writer, line->text, line->length);
}

static bool is_blank(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n'))
        i++;
    return i == length;
}

static bool is_utf16(const struct line *line)
{
    return line->number == 1 && line->length >= 2 &&
           (memcmp(line->text, "\xFF\xFE", 2) == 0 || memcmp(line->text, "\xFE\xFF", 2) == 0);
}

/* Returns the length of a byte order mark at the start of a line. */
static size_t mark_length(const struct line *line)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};

    return line->number == 1 && line->length >= sizeof mark && memcmp(line->text, mark, sizeof mark) == 0 ? sizeof mark
                                                                                                          : 0;
}

static void take_object(struct tagging *tagging, const struct line *line)
{
    uint32_t count = matcher_match(&tagging->matcher, &tagging->json);
    struct tally_kind *kind = tally_line(&tagging->tally, tagging->matcher.events, count);

    if (tagging->request->mode == TAG_LINES)
        tag_write_line(&tagging->writer, line->text, line->length, &tagging->json, &tagging->tally, kind);
}

/* A byte order mark is written only at the start of the output: later it would be a character in a line. */
static void take_line(struct tagging *tagging, struct line *line)
{
    size_t mark = mark_length(line);
    const char *wrong = "longer than 16 MiB";

    if (tagging->writer.has_written) {
        line->text += mark;
        line->length -= mark;
        mark = 0;
    }
    if (line->part == LINE_NEXT_PIECE) {
        pass_on(tagging, line);
        return;
    }
    tagging->lines++;
    if (line->part == LINE_WHOLE) {
        if (is_blank(line->text + mark, line->length - mark)) {
            if (tagging->request->mode == TAG_LINES)
                tag_write(&tagging->writer, line->text, line->length);
            return;
        }
        wrong = is_utf16(line) ? "UTF-16, where UTF-8 is expected"
                               : json_line_read_padded(&tagging->json, line->text + mark, line->length - mark);
    }
    if (wrong) {
        report(tagging, line, wrong);
        pass_on(tagging, line);
    } else {
        take_object(tagging, line);
    }
}

/* ---- Files ------------------------------------------------------------------------------------------------------ */

static void before_read(void *context, bool waits)
{
    struct tagging *tagging = context;

    if (waits && fflush(stdout) != 0)
        terminal_check();
    progress_show(&tagging->progress, tagging->lines, tagging->reader.bytes);
}

static void complain(struct tagging *tagging, int error)
{
    progress_hide(&tagging->progress);
    text_begin_message("cannot read ", tagging->file);
    fprintf(stderr, ": %s\n", strerror(error));
    tagging->status = EXIT_NOT_FOUND;
}

static void take_file(struct tagging *tagging, const char *name)
{
    bool is_input = strcmp(name, "-") == 0;
    int file = is_input ? STDIN_FILENO : open(name, O_RDONLY);
    struct line line;

    tagging->file = is_input ? "standard input" : name;
    if (file < 0) {
        complain(tagging, errno);
        return;
    }
    line_reader_start(&tagging->reader, file);
    while (line_next(&tagging->reader, &line)) {
        take_line(tagging, &line);
        terminal_check();
    }
    if (tagging->reader.error)
        complain(tagging, tagging->reader.error);
    tag_end_file(&tagging->writer);
    if (!is_input)
        close(file);
}

/* ---- The command ------------------------------------------------------------------------------------------------ */

static void start(struct tagging *tagging, const struct tag_request *request)
{
    memset(tagging, 0, sizeof *tagging);
    tagging->request = request;
    tagging->reader.before_read = before_read;
    tagging->reader.context = tagging;
    if (!row_filters_check(request->db, request->options))
        tagging->status = EXIT_NOT_FOUND;
    matcher_start(&tagging->matcher, request);
    tally_start(&tagging->tally, request->db);
    tag_writer_start(&tagging->writer, request);
    progress_start(&tagging->progress, request->mode != TAG_LINES || !tagging->writer.is_terminal);
}

static void finish(struct tagging *tagging)
{
    matcher_free(&tagging->matcher);
    line_reader_free(&tagging->reader);
    json_line_free(&tagging->json);
    tally_free(&tagging->tally);
    tag_writer_free(&tagging->writer);
}

enum exit_status tag_run(const struct tag_request *request)
{
    static struct tagging tagging;
    const struct options *options = request->options;
    enum exit_status status;

    if (request->mode == TAG_RSYSLOG)
        return tag_rsyslog(request);
    start(&tagging, request);
    for (size_t i = 0; i < options->operand_count; i++)
        take_file(&tagging, options->operands[i]);
    if (options->operand_count == 0)
        take_file(&tagging, "-");
    progress_hide(&tagging.progress);
    conclude_reports(&tagging);
    matcher_note(&tagging.matcher);
    tally_add_up(&tagging.tally);
    status = tagging.status;
    if (request->mode != TAG_LINES && (request->mode != TAG_LAYER || status == EXIT_ANSWERED)) {
        enum exit_status concluded = tag_conclude(request, &tagging.tally);

        status = concluded == EXIT_ANSWERED ? status : concluded;
        if (request->mode == TAG_SUMMARY) {
            fflush(stdout); /* so that on a terminal the notes are below the summary */
            terminal_check();
            unmatched_print(&tagging.matcher.unmatched, tagging.matcher.lines);
        }
    } /* a layer of an incomplete log must not replace an earlier one */
    finish(&tagging);
    return status;
}
