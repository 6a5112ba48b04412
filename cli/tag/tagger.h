/* SPDX-License-Identifier: MIT
 *
 * Tags lines in memory: one line in, the line with its techniques out. It reads and writes no file, and several taggers
 * may work at once, each in its thread.
 */
#ifndef ATTACK_EVENTS_CLI_TAGGER_H
#define ATTACK_EVENTS_CLI_TAGGER_H

#include "tag_match.h"
#include "text/bytes.h"

/* Starts as zeros. */
struct tagger {
    const struct tag_request *request;
    struct json_line json;
    struct tally tally;
    struct tag_writer writer;
    struct matcher matcher;
};

/* `request` must stay, with its formats. */
void tagger_start(struct tagger *tagger, const struct tag_request *request);

/* Whether a line has nothing to tag, and passes as it is. */
bool tagger_is_blank(const char *text, size_t length);

/* Why a line above LINE_BYTES_LIMIT is not tagged, which a caller finds out. */
#define TAGGER_TOO_LONG "longer than 16 MiB"

/* Counts a line, and in the mode TAG_LINES adds it to `output` with its techniques. The line may end in "\n", and is
 * followed by JSON_PADDING bytes that may be read. Returns NULL, or why it is not tagged: then nothing is added. */
const char *tagger_line(struct tagger *tagger, const char *text, size_t length, struct bytes *output);

/* Adds the counts of another tagger of the same request to those of the first. */
void tagger_merge(struct tagger *tagger, struct tagger *other);

void tagger_free(struct tagger *tagger);

#endif
