/* SPDX-License-Identifier: MIT
 *
 * Reads a log as read(2) does, as lines of JSON whatever it is: compressed or not, JSON of other forms (json_values.h),
 * or text (text_lines.h). The first value of a log decides. JSON lines pass through as they are, read straight into the
 * caller's buffer; lines that no stage knows pass through, too.
 */
#ifndef ATTACK_EVENTS_CLI_INPUT_H
#define ATTACK_EVENTS_CLI_INPUT_H

#include "json_values.h"
#include "text_lines.h"
#include "unpack.h"

enum input_layout { INPUT_OPEN, INPUT_LINES, INPUT_VALUES, INPUT_TEXT };

/* What decides how a log is laid out. Starts as zeros. */
struct input_guess {
    size_t at; /* how many bytes were looked at */
    enum { GUESS_START, GUESS_ARRAY, GUESS_OBJECT, GUESS_BEHIND } place;
    bool is_array;
    size_t start; /* of the object */
    struct json_scan scan;
};

/* Returns how a log is laid out that begins with these bytes; INPUT_OPEN if more are needed. Each call has all bytes of
 * the one before it, and more, if there are more. */
enum input_layout input_guess(struct input_guess *guess, const char *bytes, size_t length, bool is_end);

struct input {
    struct unpack unpack; /* its members before_read, context, bytes and error are for the caller */
    bool is_lines;        /* for the caller: what is read is lines, however it begins, and passes through at once */
    enum input_layout layout;
    struct input_guess guess;
    struct made_text held; /* read, while the layout is open; or, of lines, not yet returned */
    struct made_text made; /* by a stage */
    size_t given;          /* how much of the one or the other was returned */
    char *raw;             /* a buffer for a stage's input */
    struct json_values values;
    struct text_lines text;
    bool is_at_end;
};

/* Starts a file. Before the first one, the input must be zeros, except `unpack.before_read`, `unpack.context` and
 * `is_lines`. */
void input_start(struct input *input, int file);

/* Returns how many bytes there are now in the buffer, up to `size`, which is UNPACK_ROOM at least; 0 at the end, and -1
 * if the file could not be read, after all that was read before. */
ptrdiff_t input_read(struct input *input, char *buffer, size_t size);

void input_free(struct input *input);

#endif
