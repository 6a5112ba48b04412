/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag` over files: workers take blocks of lines and tag them, each in its thread, and pass on what they
 * made in the order of the blocks. With one job there is no thread but this one. It is a filter: pending output is
 * written before it waits for input.
 */
#include "tagger.h"

#include "host/keyed_hash.h"
#include "host/threads.h"
#include "line/row_filters.h"
#include "log/block_reader.h"
#include "progress.h"
#include "text/memory.h"
#include "text/terminal.h"
#include "text/text.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A line that could not be read. */
struct report {
    unsigned long long line; /* of its block, from 0 */
    const char *reason;
};

/* What is done with a block, in any order. */
struct worker {
    struct tagger tagger;
    struct block block;
    struct bytes output;
    unsigned long long lines, unread;         /* of the block: all lines, and those that could not be read */
    struct report reports[REPORTS_LIMIT + 1]; /* the first of them */
    bool has_mark;                            /* a byte order mark was left out before the output */
};

/* What all workers have in common. `reader` is used under the lock, and the rest in turn. */
struct tagging {
    const struct tag_request *request;
    struct thread_turns *turns; /* NULL: there is one worker */
    struct block_reader reader;
    struct worker *workers;
    struct tag_output output;
    struct progress progress;
    unsigned long long file_lines, lines, unread, bytes; /* so far: lines of the file; all lines, unread lines, bytes */
    enum exit_status status;
};

/* ---- A block, in any order -------------------------------------------------------------------------------------- */

static bool is_utf16(const char *text, size_t length)
{
    return length >= 2 && (memcmp(text, "\xFF\xFE", 2) == 0 || memcmp(text, "\xFE\xFF", 2) == 0);
}

/* Takes a line, or a piece of one. `is_first` says that it is the first of its file. Returns whether it is in the
 * output. */
static bool take_line(const struct tag_request *request, struct worker *worker, const char *text, size_t length,
                      bool is_first)
{
    const char *wrong = NULL;

    if (tagger_is_blank(text, length) && worker->block.part == LINE_WHOLE) {
        if (request->mode == TAG_LINES)
            bytes_add(&worker->output, text, length);
    } else if (worker->block.part != LINE_WHOLE) {
        wrong = TAGGER_TOO_LONG;
    } else if (is_first && is_utf16(text, length)) {
        wrong = "UTF-16, where UTF-8 is expected";
    } else {
        wrong = tagger_line(&worker->tagger, text, length, &worker->output);
    }
    if (!wrong)
        return request->mode == TAG_LINES;
    if (request->mode == TAG_LINES && !request->skips_malformed)
        bytes_add(&worker->output, text, length);
    if (worker->block.part != LINE_NEXT_PIECE) {
        if (worker->unread <= REPORTS_LIMIT)
            worker->reports[worker->unread] = (struct report){worker->lines, wrong};
        worker->unread++;
    }
    return request->mode == TAG_LINES && !request->skips_malformed;
}

static void take_block(const struct tag_request *request, struct worker *worker)
{
    struct block *block = &worker->block;
    const char *text;
    size_t at = 0, length;

    worker->output.length = 0;
    worker->lines = worker->unread = 0;
    worker->has_mark = false;
    while (block_line(block, &at, &text, &length)) {
        bool is_first = block->is_first && worker->lines == 0;
        size_t mark = is_first ? json_mark_length(text, length) : 0;

        worker->has_mark =
            (take_line(request, worker, text + mark, length - mark, is_first) && mark) || worker->has_mark;
        worker->lines += block->part != LINE_NEXT_PIECE;
    }
}

/* ---- A block, in its turn --------------------------------------------------------------------------------------- */

/* Returns, for messages, what happens to lines that cannot be read. */
static const char *fate(const struct tagging *tagging, bool is_one)
{
    return tagging->request->mode != TAG_LINES ? ""
           : tagging->request->skips_malformed ? "; dropped"
           : is_one                            ? "; passed on as it is"
                                               : "; passed on as they are";
}

static void report(struct tagging *tagging, const struct worker *worker, const struct report *report)
{
    tagging->unread++;
    if (tagging->unread > REPORTS_LIMIT + 1)
        return;
    progress_hide(&tagging->progress);
    if (tagging->unread > REPORTS_LIMIT) {
        fputs("attack-events: further lines are counted, not shown\n", stderr);
        return;
    }
    text_begin_message("", worker->block.file);
    fprintf(stderr, ":%llu: %s%s\n", tagging->file_lines + report->line + 1, report->reason, fate(tagging, true));
}

static void report_all(struct tagging *tagging, const struct worker *worker)
{
    unsigned long long shown = worker->unread <= REPORTS_LIMIT ? worker->unread : REPORTS_LIMIT + 1;

    for (unsigned long long i = 0; i < shown; i++)
        report(tagging, worker, &worker->reports[i]);
    tagging->unread += worker->unread - shown;
}

static void complain(struct tagging *tagging, const struct block *block)
{
    progress_hide(&tagging->progress);
    text_begin_message("cannot read ", block->file);
    fprintf(stderr, ": %s\n", block->error);
    tagging->status = EXIT_NOT_FOUND;
}

/* Reports and writes what a worker made. A byte order mark is written only at the start of the output: later it would
 * be a character in a line. */
static void pass_on(struct tagging *tagging, const struct worker *worker)
{
    const struct block *block = &worker->block;

    if (block->is_first)
        tagging->file_lines = 0;
    report_all(tagging, worker);
    if (worker->has_mark && !tagging->output.has_written)
        tag_output_write(&tagging->output, "\xEF\xBB\xBF", 3);
    tag_output_write(&tagging->output, worker->output.text, worker->output.length);
    terminal_check();
    tagging->file_lines += worker->lines;
    tagging->lines += worker->lines;
    tagging->bytes += block->length;
    if (block->error)
        complain(tagging, block);
    if (block->is_last)
        tag_output_end_file(&tagging->output);
    progress_show(&tagging->progress, tagging->lines, tagging->bytes);
}

static void write_pending(void *context, bool waits)
{
    (void)context;
    if (waits && fflush(stdout) != 0)
        terminal_check();
}

static void work_alone(struct tagging *tagging)
{
    struct worker *worker = &tagging->workers[0];

    tagging->reader.input.unpack.before_read = write_pending;
    while (block_next(&tagging->reader, &worker->block)) {
        take_block(tagging->request, worker);
        pass_on(tagging, worker);
    }
}

/* The work of one thread. */
static void work(void *context, unsigned number)
{
    struct tagging *tagging = context;
    struct worker *worker = &tagging->workers[number];
    bool has_block = true;

    while (has_block) {
        thread_lock(tagging->turns);
        has_block = block_next(&tagging->reader, &worker->block);
        thread_unlock(tagging->turns);
        if (!has_block)
            break;
        take_block(tagging->request, worker);
        thread_wait_turn(tagging->turns, worker->block.number);
        pass_on(tagging, worker);
        write_pending(NULL, true);
        thread_end_turn(tagging->turns);
    }
}

/* ---- The command ------------------------------------------------------------------------------------------------ */

static bool start(struct tagging *tagging, const struct tag_request *request)
{
    const struct options *options = request->options;

    keyed_hash_start();
    memset(tagging, 0, sizeof *tagging);
    tagging->request = request;
    if (request->jobs > 1 && !(tagging->turns = thread_turns_new())) {
        fprintf(stderr, "attack-events: cannot start threads: %s\n", strerror(errno));
        return false;
    }
    if (!row_filters_check(request->db, options))
        tagging->status = EXIT_NOT_FOUND;
    matcher_check(request);
    tagging->workers = memory_zeros(request->jobs, sizeof *tagging->workers);
    for (unsigned i = 0; i < request->jobs; i++)
        tagger_start(&tagging->workers[i].tagger, request);
    block_reader_start(&tagging->reader, options->operands, options->operand_count);
    tagging->output.is_terminal = terminal_is_output();
    progress_start(&tagging->progress, request->mode != TAG_LINES || !tagging->output.is_terminal);
    return true;
}

static void finish(struct tagging *tagging)
{
    for (unsigned i = 0; i < tagging->request->jobs; i++) {
        tagger_free(&tagging->workers[i].tagger);
        block_free(&tagging->workers[i].block);
        bytes_free(&tagging->workers[i].output);
    }
    free(tagging->workers);
    block_reader_free(&tagging->reader);
    thread_turns_free(tagging->turns);
}

/* Prints what replaces the lines. A layer of an incomplete log must not replace an earlier one. */
static enum exit_status conclude(const struct tagging *tagging, struct tagger *tagger)
{
    const struct tag_request *request = tagging->request;
    enum exit_status concluded;

    if (request->mode == TAG_LINES || (request->mode == TAG_LAYER && tagging->status != EXIT_ANSWERED))
        return tagging->status;
    concluded = tag_conclude(request, &tagger->tally);
    if (request->mode == TAG_SUMMARY) {
        fflush(stdout); /* so that on a terminal the notes are below the summary */
        terminal_check();
        unmatched_print(&tagger->matcher.unmatched, tagger->matcher.lines);
    }
    return concluded == EXIT_ANSWERED ? tagging->status : concluded;
}

enum exit_status tag_run(const struct tag_request *request)
{
    struct tagging tagging;
    struct tagger *tagger;
    enum exit_status status;

    if (request->mode == TAG_RSYSLOG)
        return tag_rsyslog(request);
    if (!start(&tagging, request))
        return EXIT_NOT_FOUND;
    if (tagging.turns)
        threads_run(request->jobs, work, &tagging);
    else
        work_alone(&tagging);
    tagger = &tagging.workers[0].tagger;
    for (unsigned i = 1; i < request->jobs; i++)
        tagger_merge(tagger, &tagging.workers[i].tagger);
    progress_hide(&tagging.progress);
    if (tagging.unread > REPORTS_LIMIT)
        fprintf(stderr, "attack-events: %llu lines in all could not be read%s\n", tagging.unread,
                fate(&tagging, false));
    matcher_note(&tagger->matcher);
    tally_add_up(&tagger->tally);
    status = conclude(&tagging, tagger);
    finish(&tagging);
    return status;
}
