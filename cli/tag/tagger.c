/* SPDX-License-Identifier: MIT
 *
 * Parses, matches, counts and writes a line.
 */
#include "tagger.h"

void tagger_start(struct tagger *tagger, const struct tag_request *request)
{
    tagger->request = request;
    matcher_start(&tagger->matcher, request);
    tally_start(&tagger->tally, request->db);
    tag_writer_start(&tagger->writer, request);
}

bool tagger_is_blank(const char *text, size_t length)
{
    size_t i = 0;

    while (i < length && (text[i] == ' ' || text[i] == '\t' || text[i] == '\r' || text[i] == '\n'))
        i++;
    return i == length;
}

const char *tagger_line(struct tagger *tagger, const char *text, size_t length, struct bytes *output)
{
    const char *wrong = json_line_read_padded(&tagger->json, text, length);
    struct tally_kind *kind;
    uint32_t count;

    if (wrong)
        return wrong;
    count = matcher_match(&tagger->matcher, &tagger->json);
    kind = tally_line(&tagger->tally, tagger->matcher.events, count);
    if (tagger->request->mode == TAG_LINES)
        tag_write_line(&tagger->writer, output, text, length, &tagger->json, &tagger->tally, kind);
    return NULL;
}

void tagger_merge(struct tagger *tagger, struct tagger *other)
{
    tally_merge(&tagger->tally, &other->tally);
    matcher_merge(&tagger->matcher, &other->matcher);
}

void tagger_free(struct tagger *tagger)
{
    matcher_free(&tagger->matcher);
    json_line_free(&tagger->json);
    tally_free(&tagger->tally);
    tag_writer_free(&tagger->writer);
}
