/* SPDX-License-Identifier: MIT
 *
 * `attack-events tag` in parts: tag.c reads the request, tag_run.c walks the lines, tag_match.c finds what they are,
 * tag_write.c writes them, and tag_summary.c prints what there was instead.
 */
#ifndef ATTACK_EVENTS_CLI_TAG_H
#define ATTACK_EVENTS_CLI_TAG_H

#include "json_line.h"
#include "line/options.h"
#include "row_index.h"
#include "tally.h"
#include "text/exit_status.h"

enum tag_mode { TAG_LINES, TAG_SUMMARY, TAG_EVENTS, TAG_LAYER };

struct tag_request {
    const struct attack_db *db;
    const struct options *options;
    enum tag_mode mode;
    uint32_t top; /* techniques of a line, or of the summary; at least 1 */
    bool with_rows;
    bool skips_malformed;
};

/* Does it. Defined twice: in a build without a parser of JSON it says that. */
enum exit_status tag_run(const struct tag_request *request);

/* ---- Lines ------------------------------------------------------------------------------------------------------ */

struct ranked_technique {
    uint32_t technique, score;
};

struct tag_writer {
    const struct tag_request *request;
    uint32_t *scores;                /* by technique; zeros between lines */
    struct ranked_technique *ranked; /* to work with */
    size_t ranked_capacity;
    struct row_index rows;
    bool is_terminal;
    bool has_written;    /* anything at all */
    bool is_within_line; /* what was written last did not end one */
    bool owes_end;       /* what comes next is another file's, which begins a line */
};

void tag_writer_start(struct tag_writer *writer, const struct tag_request *request);

/* Writes a line that holds the JSON object `json`, with the techniques of its kind. `text` may begin before the object
 * and end behind it. */
void tag_write_line(struct tag_writer *writer, const char *text, size_t length, const struct json_line *json,
                    struct tally *tally, struct tally_kind *kind);

/* Writes bytes as they are; to a terminal, without those that would steer it. */
void tag_write(struct tag_writer *writer, const char *text, size_t length);

/* Says that a file is at its end. Where its last line has none, it gets one if more is written. */
void tag_end_file(struct tag_writer *writer);

void tag_writer_free(struct tag_writer *writer);

/* ---- Instead of lines ------------------------------------------------------------------------------------------- */

/* Prints the table or writes the layer that is asked for. */
enum exit_status tag_conclude(const struct tag_request *request, const struct tally *tally);

#endif
