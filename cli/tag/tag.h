/* SPDX-License-Identifier: MIT
 *
 * The parts of `attack-events tag`: tag.c reads the options, tag_run.c reads the lines, tag_match.c matches them,
 * tag_write.c writes them; tag_summary.c prints a summary instead, and tag_rsyslog.c answers rsyslog.
 */
#ifndef ATTACK_EVENTS_CLI_TAG_H
#define ATTACK_EVENTS_CLI_TAG_H

#include "event_scores.h"
#include "line/options.h"
#include "log/json_line.h"
#include "log/log_formats.h"
#include "row_index.h"
#include "tally.h"
#include "text/exit_status.h"

enum tag_mode { TAG_LINES, TAG_RSYSLOG, TAG_SUMMARY, TAG_EVENTS, TAG_LAYER };

struct tag_request {
    const struct attack_db *db;
    const struct options *options;
    struct log_formats *formats; /* that lines may have */
    enum tag_mode mode;
    uint32_t top; /* most techniques of a line, or of the summary; at least 1 */
    bool with_rows;
    bool skips_malformed;
};

/* Answers rsyslog until the end of standard input. */
enum exit_status tag_rsyslog(const struct tag_request *request);

/* Reads the log formats that the options ask for. Returns false, with messages, if a file of them has errors. A build
 * without YAJL has none. */
bool tag_formats_open(struct tag_request *request);
void tag_formats_close(struct tag_request *request);

/* Runs the command. A build without YAJL has another definition, which reports that. */
enum exit_status tag_run(const struct tag_request *request);

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

/* Starts as zeros. */
struct tag_writer {
    const struct tag_request *request;
    struct event_scores scores; /* of the line */
    struct row_index rows;
    bool is_terminal;
    bool has_written;    /* something was written */
    bool is_within_line; /* the last output did not end in a line end */
    bool owes_end;       /* the next output starts another file, so it needs a line end before it */
};

void tag_writer_start(struct tag_writer *writer, const struct tag_request *request);

/* Returns the kind with its text, the member "attack" of a line, which is made once. */
const struct tally_kind *tag_member(struct tag_writer *writer, struct tally *tally, struct tally_kind *kind);

/* Writes a line that contains the JSON object `json`, with the techniques of its kind. `text` is the whole line, which
 * may have more before and behind the object. */
void tag_write_line(struct tag_writer *writer, const char *text, size_t length, const struct json_line *json,
                    struct tally *tally, struct tally_kind *kind);

/* Writes bytes unchanged; on a terminal, with escapes for those that would control it. */
void tag_write(struct tag_writer *writer, const char *text, size_t length);

/* Marks the end of a file. If its last line has no line end, one is added before further output. */
void tag_end_file(struct tag_writer *writer);

void tag_writer_free(struct tag_writer *writer);

/* ---- Summaries -------------------------------------------------------------------------------------------------- */

/* Prints the table or writes the layer that was chosen. */
enum exit_status tag_conclude(const struct tag_request *request, const struct tally *tally);

#endif
