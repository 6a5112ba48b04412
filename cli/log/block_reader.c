/* SPDX-License-Identifier: MIT
 *
 * Reads straight into the block. What follows its last line end is kept for the next block. A block grows with the
 * longest line, up to the limit, and is used again.
 */
#include "block_reader.h"

#include "host/file_system.h"
#include "host/streams.h"
#include "json_line.h"
#include "text/memory.h"
#include "text/tool_limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define FIRST_CAPACITY (LINE_BYTES_LIMIT / 64)

void block_reader_start(struct block_reader *reader, char *const *files, size_t count)
{
    static char input[] = "-", *const standard_input[] = {input};

    reader->files = count ? files : standard_input;
    reader->file_count = count ? count : 1;
    reader->descriptor = -1;
}

/* Opens the next file. Returns false, with the reason in the block, if it cannot. */
static bool open_file(struct block_reader *reader, struct block *block)
{
    const char *name = reader->files[reader->next_file++];
    bool is_input = strcmp(name, "-") == 0;

    reader->file = is_input ? "standard input" : name;
    reader->descriptor = is_input ? STREAM_INPUT : file_open(name);
    reader->is_first = true;
    reader->is_long = false;
    if (reader->descriptor < 0) {
        block->error = strerror(errno);
        return false;
    }
    input_start(&reader->input, reader->descriptor);
    return true;
}

static void close_file(struct block_reader *reader)
{
    if (reader->descriptor > STREAM_INPUT)
        file_close(reader->descriptor);
    reader->descriptor = -1;
}

static void make_room(struct block *block)
{
    if (block->length < block->capacity)
        return;
    block->capacity = block->capacity ? 2 * block->capacity : FIRST_CAPACITY;
    block->text = memory_resize(block->text, block->capacity + JSON_PADDING, 1);
}

/* Puts what is left of the read before into the block. */
static void take_rest(struct block_reader *reader, struct block *block)
{
    while (block->capacity < reader->rest.length) {
        block->length = block->capacity;
        make_room(block);
    }
    block->length = reader->rest.length;
    if (block->length)
        memcpy(block->text, reader->rest.text, block->length);
    reader->rest.length = 0;
}

/* Returns where the whole lines of the block end, searched from `from` on; with a long line, where it ends. 0: neither.
 */
static size_t lines_end(const struct block *block, size_t from, bool is_long)
{
    const char *end = is_long && block->length > from ? memchr(block->text + from, '\n', block->length - from) : NULL;

    if (is_long)
        return end ? (size_t)(end + 1 - block->text) : 0;
    for (size_t at = block->length; at > from; at--)
        if (block->text[at - 1] == '\n')
            return at;
    return 0;
}

/* Ends the block at `end`, and keeps what is behind it. */
static void cut(struct block_reader *reader, struct block *block, size_t end)
{
    bytes_add(&reader->rest, block->text + end, block->length - end);
    block->length = end;
    reader->is_long = false;
}

/* Reads more into the block. Returns false at the end of the file. */
static bool read_more(struct block_reader *reader, struct block *block)
{
    ptrdiff_t got;

    make_room(block);
    got = input_read(&reader->input, block->text + block->length, block->capacity - block->length);
    if (got > 0) {
        block->length += (size_t)got;
        return true;
    }
    block->error = reader->input.unpack.error;
    block->is_last = true;
    close_file(reader);
    return false;
}

/* Fills a block of the current file. */
static void fill(struct block_reader *reader, struct block *block)
{
    size_t searched = 0, end;

    take_rest(reader, block);
    block->part = reader->is_long ? LINE_NEXT_PIECE : LINE_WHOLE;
    do {
        if ((end = lines_end(block, searched, reader->is_long)) != 0) {
            cut(reader, block, end);
            return;
        }
        searched = block->length;
        if (block->length >= LINE_BYTES_LIMIT || (reader->is_long && block->length)) {
            block->part = reader->is_long ? LINE_NEXT_PIECE : LINE_FIRST_PIECE;
            reader->is_long = true;
            return;
        }
    } while (read_more(reader, block));
}

bool block_next(struct block_reader *reader, struct block *block)
{
    block->length = 0;
    block->error = NULL;
    block->is_last = false;
    block->part = LINE_WHOLE;
    if (reader->descriptor < 0 && reader->next_file == reader->file_count)
        return false;
    if (reader->descriptor >= 0 || open_file(reader, block))
        fill(reader, block);
    else
        block->is_last = true;
    if (block->text)
        memset(block->text + block->length, 0, JSON_PADDING);
    block->file = reader->file;
    block->is_first = reader->is_first;
    block->number = reader->blocks++;
    reader->is_first = false;
    return true;
}

bool block_line(const struct block *block, size_t *at, const char **line, size_t *length)
{
    const char *end;
    size_t left = block->length - *at;

    if (!left)
        return false;
    *line = block->text + *at;
    end = block->part == LINE_WHOLE ? memchr(*line, '\n', left) : NULL;
    *length = end ? (size_t)(end + 1 - *line) : left;
    *at += *length;
    return true;
}

void block_reader_free(struct block_reader *reader)
{
    close_file(reader);
    input_free(&reader->input);
    bytes_free(&reader->rest);
}

void block_free(struct block *block)
{
    free(block->text);
    *block = (struct block){.text = NULL};
}
