/* SPDX-License-Identifier: MIT
 *
 * Events inside other lines: objects, elements of lists, and strings that are JSON themselves. What is inside is read
 * as a line of its own. The depth is bounded, as is the length of such a string.
 */
#include "log_reader.h"

#include "host/letter_case.h"
#include "text/memory.h"

#include <string.h>

enum { PADDING = 64 /* bytes behind a text, which a parser may read */ };

#define NOT_THERE SIZE_MAX

/* Returns how much of a path leads to a member: all of it, a part that ends at a dot, or NOT_THERE. Elements of lists
 * have no name of their own. */
static size_t path_shared(const struct json_line *line, uint32_t root, uint32_t member, const char *path)
{
    const struct json_member *of = &line->members[member];
    size_t before = member == root ? 0 : path_shared(line, root, of->parent, path);

    if (member == root || before == NOT_THERE || !of->key)
        return before;
    if (before)
        before += path[before] == '.';
    if (!path[before] || fold_shared(of->key, of->key_length, path + before) < of->key_length ||
        (path[before + of->key_length] && path[before + of->key_length] != '.'))
        return NOT_THERE;
    return before + of->key_length;
}

/* Parses a string as a line of its own. Returns NULL if it is none. */
static struct json_line *parse(struct log_reader *reader, struct attack_text text)
{
    unsigned number = reader->texts;
    size_t at = 0;

    while (at < text.length && (text.text[at] == ' ' || text.text[at] == '\n' || text.text[at] == '\t'))
        at++;
    if (number == NESTED_TEXTS_LIMIT || text.length > NESTED_BYTES_LIMIT || at == text.length || text.text[at] != '{')
        return NULL;
    reader->copies[number] =
        memory_room_for(reader->copies[number], 0, text.length + PADDING, &reader->capacities[number], 1);
    memcpy(reader->copies[number], text.text, text.length);
    memset(reader->copies[number] + text.length, 0, PADDING);
    return json_line_read(&reader->nested[number], reader->copies[number], text.length) ? NULL
                                                                                        : &reader->nested[number];
}

/* Reads a member at the path of a wrapper. */
static bool read_member(struct log_reader *reader, struct json_line *line, uint32_t member, struct logged_event *event)
{
    struct json_line *nested;

    if (line->members[member].kind == JSON_OBJECT)
        return log_read_object(reader, line, member, event);
    if (line->members[member].kind != JSON_STRING || !(nested = parse(reader, json_text_of(line, member))))
        return false;
    reader->texts++;
    if (log_read_object(reader, nested, 0, event))
        return true;
    reader->texts--;
    return false;
}

/* Reads the next member at the path of the wrapper that the frame has reached. */
static bool next_at_path(struct log_reader *reader, unsigned depth, struct logged_event *event)
{
    struct log_frame *frame = &reader->frames[depth - 1];
    const char *path = frame->wrapper->inside.all[frame->path].text;

    while (frame->at < json_end(frame->line, frame->root)) {
        uint32_t member = frame->at;
        const struct json_member *of = &frame->line->members[member];
        size_t shared = path_shared(frame->line, frame->root, member, path);
        bool is_there = shared != NOT_THERE && !path[shared];

        frame->at = shared != NOT_THERE && (of->kind == JSON_ARRAY || (of->kind == JSON_OBJECT && !is_there))
                        ? member + 1
                        : of->end;
        if (is_there && read_member(reader, frame->line, member, event))
            return true;
    }
    return false;
}

bool log_next_inside(struct log_reader *reader, struct logged_event *event)
{
    unsigned depth = reader->depth;
    struct log_frame *frame = &reader->frames[depth - 1];

    reader->texts = frame->texts;
    for (; frame->path < frame->wrapper->inside.count; frame->path++, frame->at = json_first(frame->root))
        if (log_has_mark(frame->marks, frame->wrapper->inside.all[frame->path].mark) &&
            next_at_path(reader, depth, event))
            return true;
    reader->depth = depth - 1;
    return false;
}
