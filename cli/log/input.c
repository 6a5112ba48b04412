/* SPDX-License-Identifier: MIT
 *
 * While it is open how a log is laid out, its bytes are held back, up to the limit of a line; mostly the first read
 * decides.
 */
#include "input.h"

#include "text/memory.h"
#include "text/tool_limits.h"

#include <stdlib.h>
#include <string.h>

enum { RAW_SIZE = 256 * 1024, PAUSE_MILLISECONDS = 2000 /* after which auditd gives up waiting for a record */ };

void input_start(struct input *input, int file)
{
    unpack_start(&input->unpack, file);
    memset(&input->guess, 0, sizeof input->guess);
    memset(&input->values, 0, sizeof input->values);
    input->unpack.is_started = input->is_lines;
    input->layout = input->is_lines ? INPUT_LINES : INPUT_OPEN;
    input->held.length = input->made.length = input->given = 0;
    input->is_at_end = false;
}

/* Returns what is left of the bytes that were held or made, and frees them if that is all. */
static ptrdiff_t give(struct input *input, struct made_text *from, char *buffer, size_t size)
{
    size_t left = from->length - input->given, given = left < size ? left : size;

    memcpy(buffer, from->bytes + input->given, given);
    input->given += given;
    if (input->given == from->length)
        from->length = input->given = 0;
    return (ptrdiff_t)given;
}

/* ---- Stages ----------------------------------------------------------------------------------------------------- */

static void take(struct input *input, const char *bytes, size_t length)
{
    if (input->layout == INPUT_VALUES)
        json_values_take(&input->values, bytes, length, &input->made);
    else
        text_lines_take(&input->text, bytes, length, &input->made);
}

static void end(struct input *input)
{
    input->is_at_end = true;
    if (input->layout == INPUT_VALUES)
        json_values_end(&input->values, &input->made);
    else if (input->layout == INPUT_TEXT)
        text_lines_end(&input->text, &input->made);
}

/* Reads on until a stage has made something, or there is no more. */
static void make(struct input *input)
{
    while (!input->made.length && !input->is_at_end) {
        ptrdiff_t got;

        if (input->layout == INPUT_TEXT && text_lines_wait(&input->text) &&
            unpack_waits(&input->unpack, PAUSE_MILLISECONDS)) {
            text_lines_pause(&input->text, &input->made);
            continue;
        }
        if (!input->raw)
            input->raw = memory_resize(NULL, RAW_SIZE, 1);
        got = unpack_read(&input->unpack, input->raw, RAW_SIZE);
        if (got > 0)
            take(input, input->raw, (size_t)got);
        else
            end(input);
    }
}

static ptrdiff_t read_made(struct input *input, char *buffer, size_t size)
{
    make(input);
    if (input->made.length)
        return give(input, &input->made, buffer, size);
    return input->unpack.error ? -1 : 0;
}

/* ---- The start of a log ----------------------------------------------------------------------------------------- */

/* Hands what was held to a stage, without the byte order mark. */
static void hand_over(struct input *input, const char *bytes, size_t length)
{
    size_t mark = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;

    take(input, bytes + mark, length - mark);
}

/* Reads until it is decided how the log is laid out. Returns how many bytes of lines there are in the buffer already; 0
 * if there are none, or -1. */
static ptrdiff_t begin(struct input *input, char *buffer, size_t size)
{
    ptrdiff_t got = 1;

    while (input->layout == INPUT_OPEN) {
        const char *bytes = buffer;
        size_t length;

        got = unpack_read(&input->unpack, buffer, size);
        length = got > 0 ? (size_t)got : 0;
        if (input->held.length || got <= 0) {
            made_text_add(&input->held, buffer, length);
            bytes = input->held.bytes;
            length = input->held.length;
        }
        input->layout = input_guess(&input->guess, bytes, length, got <= 0 || length > LINE_BYTES_LIMIT);
        if (input->layout == INPUT_LINES && bytes == buffer)
            return got;
        if (input->layout == INPUT_OPEN && bytes == buffer)
            made_text_add(&input->held, buffer, length);
        if (input->layout == INPUT_VALUES || input->layout == INPUT_TEXT) {
            hand_over(input, bytes, length);
            input->held.length = 0;
        }
    }
    if (got <= 0)
        end(input);
    return 0;
}

ptrdiff_t input_read(struct input *input, char *buffer, size_t size)
{
    if (input->layout == INPUT_OPEN) {
        ptrdiff_t got = begin(input, buffer, size);

        if (got)
            return got;
    }
    if (input->layout != INPUT_LINES)
        return read_made(input, buffer, size);
    if (input->held.length)
        return give(input, &input->held, buffer, size);
    if (input->is_at_end)
        return input->unpack.error ? -1 : 0;
    return unpack_read(&input->unpack, buffer, size);
}

void input_free(struct input *input)
{
    unpack_free(&input->unpack);
    made_text_free(&input->held);
    made_text_free(&input->made);
    text_lines_free(&input->text);
    free(input->raw);
    input->raw = NULL;
}
