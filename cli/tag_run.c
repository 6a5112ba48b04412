/* SPDX-License-Identifier: MIT
 *
 * The walk of `attack-events tag` over files and lines: what a line is in the mapping, and what is said of one that is
 * nothing. It is a filter: what is done is written before it waits for more.
 */
#define _POSIX_C_SOURCE 200809L

#include "tag.h"

#include "fold.h"
#include "line_reader.h"
#include "memory.h"
#include "narrowing.h"
#include "progress.h"
#include "shape.h"
#include "terminal.h"
#include "text.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct tagging {
    const struct tag_request *request;
    const char *file; /* its name */
    struct line_reader reader;
    struct json_line json;
    struct tally tally;
    struct tag_writer writer;
    struct progress progress;
    struct attack_text platform;
    const char *table;
    uint32_t *events, room; /* twice what an event may have: one of Defender is looked up under two ids */
    struct attack_answer *answers;
    uint32_t answer_room;
    unsigned long long lines, objects, unknown; /* so far: all, those that are JSON objects, those of no known shape */
    unsigned long long unread;                  /* those that could not be read */
    unsigned long long nameless;                /* those whose values have no names */
    enum exit_status status;
};

/* ---- One line --------------------------------------------------------------------------------------------------- */

static uint32_t candidates_of(struct tagging *tagging, const struct attack_log *log, struct attack_text id,
                              uint32_t count)
{
    return count + attack_candidates(tagging->request->db, log, id.text, id.length, tagging->events + count,
                                     tagging->room - count);
}

/* As the library compares ids. */
static bool is_same_id(struct attack_text a, struct attack_text b)
{
    size_t i = 0;

    if (a.length != b.length)
        return false;
    while (i < a.length && fold(a.text[i]) == fold(b.text[i]))
        i++;
    return i == a.length;
}

/* Finds the events of the mapping that the line is, as tagging->events. Returns how many. */
static uint32_t match(struct tagging *tagging)
{
    struct logged_event event;
    struct attack_fields fields = {shape_field, &event, tagging->answers, tagging->answer_room, false};
    struct attack_log log;
    uint32_t count;

    fields.unknown_matches = tagging->request->options->values[OPTION_UNKNOWN] != NULL;
    if (!shape_read(&tagging->json, tagging->table, &event)) {
        tagging->unknown++;
        return 0;
    }
    tagging->nameless += event.has_no_names;
    log.platform = tagging->platform;
    log.provider = event.provider;
    log.channel = event.channel;
    count = candidates_of(tagging, &log, event.id, 0);
    if (event.other_id.text && !is_same_id(event.other_id, event.id))
        count = candidates_of(tagging, &log, event.other_id, count);
    return attack_match(tagging->request->db, tagging->events, count, &fields, tagging->events);
}

/* Says what is done with what cannot be read. */
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
    fputs("attack-events: ", stderr);
    text_show(stderr, tagging->file);
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

/* Returns how many bytes at the start of a line are a mark of the encoding and no JSON. */
static size_t mark_length(const struct line *line)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};

    return line->number == 1 && line->length >= sizeof mark && memcmp(line->text, mark, sizeof mark) == 0 ? sizeof mark
                                                                                                          : 0;
}

static void take_object(struct tagging *tagging, const struct line *line)
{
    uint32_t count = match(tagging);
    struct tally_kind *kind = tally_line(&tagging->tally, tagging->events, count);

    tagging->objects++;
    if (tagging->request->mode == TAG_LINES)
        tag_write_line(&tagging->writer, line->text, line->length, &tagging->json, &tagging->tally, kind);
}

/* The line's mark is written only where the output begins with it: further on it would be a character of a line. */
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
                               : json_line_read(&tagging->json, line->text + mark, line->length - mark);
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
    fputs("attack-events: cannot read ", stderr);
    text_show(stderr, tagging->file);
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

/* ---- All of it -------------------------------------------------------------------------------------------------- */

/* Fluent Bit's default; a filter that could not be looked at is as one that fails. */
static void note_nameless(const struct tagging *tagging)
{
    if (tagging->nameless && !tagging->request->options->values[OPTION_UNKNOWN])
        fprintf(stderr,
                "attack-events: %llu line%s values without names (StringInserts), which match no event with a filter: "
                "in Fluent Bit set event_data_as_map, or use --unknown\n",
                tagging->nameless, tagging->nameless == 1 ? " has" : "s have");
}

/* A table that the mapping does not know is not wrong: no event is listed for it. */
static void note_table(const struct tagging *tagging)
{
    struct attack_event event;

    for (uint32_t i = 0; tagging->table && attack_event_at(tagging->request->db, i, &event); i++)
        if (fold_equal(event.id, tagging->table) || fold_equal(event.channel, tagging->table))
            return;
    if (!tagging->table)
        return;
    fputs("attack-events: this mapping has no event of a table '", stderr);
    text_show(stderr, tagging->table);
    fputs("'\n", stderr);
}

static void start(struct tagging *tagging, const struct tag_request *request)
{
    const char *platform = request->options->values[OPTION_PLATFORM];
    struct attack_info info;

    memset(tagging, 0, sizeof *tagging);
    attack_db_info(request->db, &info);
    tagging->request = request;
    tagging->table = request->options->values[OPTION_TABLE];
    tagging->platform = (struct attack_text){platform, platform ? strlen(platform) : 0};
    tagging->room = 2 * info.candidates_most;
    tagging->events = memory_resize(NULL, tagging->room, sizeof *tagging->events);
    tagging->answer_room = 2 * info.fields_most;
    tagging->answers = memory_resize(NULL, tagging->answer_room, sizeof *tagging->answers);
    tagging->reader.before_read = before_read;
    tagging->reader.context = tagging;
    if (!narrowing_is_known(request->db, request->options))
        tagging->status = EXIT_NOT_FOUND;
    note_table(tagging);
    tally_start(&tagging->tally, request->db);
    tag_writer_start(&tagging->writer, request);
    progress_start(&tagging->progress, request->mode != TAG_LINES || !tagging->writer.is_terminal);
}

static void finish(struct tagging *tagging)
{
    free(tagging->events);
    free(tagging->answers);
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

    start(&tagging, request);
    for (size_t i = 0; i < options->operand_count; i++)
        take_file(&tagging, options->operands[i]);
    if (options->operand_count == 0)
        take_file(&tagging, "-");
    progress_hide(&tagging.progress);
    conclude_reports(&tagging);
    note_nameless(&tagging);
    if (tagging.objects && tagging.unknown == tagging.objects)
        fprintf(
            stderr,
            "attack-events: no event was found: %llu line%s, of no shape that is known (attack-events tag --help)\n",
            tagging.unknown, tagging.unknown == 1 ? "" : "s");
    tally_add_up(&tagging.tally);
    status = tagging.status;
    if (request->mode != TAG_LINES && (request->mode != TAG_LAYER || status == EXIT_ANSWERED)) {
        enum exit_status concluded = tag_conclude(request, &tagging.tally);

        status = concluded == EXIT_ANSWERED ? status : concluded;
    } /* a layer of half a log does not take the place of an earlier one */
    finish(&tagging);
    return status;
}
