/* SPDX-License-Identifier: MIT
 *
 * JSON lines are what the first line says: an object and nothing else. A log whose first object goes on behind a line
 * end is of values only if that object is complete; until then it may be a line that is broken.
 */
#include "input.h"

#include <string.h>

enum { RECORD_SEPARATOR = 0x1E };

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

/* Before the first brace. */
static enum input_layout guess_start(struct input_guess *guess, const char *bytes, size_t length)
{
    static const char mark[] = {'\xEF', '\xBB', '\xBF'};

    if (guess->at == 0 && memcmp(bytes, mark, length < sizeof mark ? length : sizeof mark) == 0) {
        if (length < sizeof mark)
            return INPUT_OPEN;
        guess->at = sizeof mark;
    }
    while (guess->at < length && is_blank(bytes[guess->at]))
        guess->at++;
    if (guess->at == length)
        return INPUT_OPEN;
    switch (bytes[guess->at]) {
    case '{':
        guess->place = GUESS_OBJECT;
        return INPUT_OPEN;
    case '[':
        guess->place = GUESS_ARRAY;
        return INPUT_OPEN;
    case RECORD_SEPARATOR:
        return INPUT_VALUES;
    case '\xFF': /* UTF-16, which the reader of lines reports */
    case '\xFE':
    case '\0':
        return INPUT_LINES;
    default:
        return INPUT_TEXT;
    }
}

/* In the brackets before the first object. */
static enum input_layout guess_array(struct input_guess *guess, const char *bytes, size_t length)
{
    while (guess->at < length && (is_blank(bytes[guess->at]) || bytes[guess->at] == '['))
        guess->at++;
    if (guess->at == length)
        return INPUT_OPEN;
    if (bytes[guess->at] != '{')
        return bytes[guess->at] == ']' ? INPUT_VALUES : INPUT_TEXT;
    guess->is_array = true;
    guess->place = GUESS_OBJECT;
    return INPUT_OPEN;
}

static enum input_layout guess_object(struct input_guess *guess, const char *bytes, size_t length)
{
    enum json_scan_result result;
    size_t used;

    if (!guess->start) {
        guess->start = guess->at + 1; /* so that it is not 0 */
        json_scan_start(&guess->scan);
    }
    result = json_scan_bytes(&guess->scan, bytes + guess->at, length - guess->at, &used);
    guess->at += used;
    if (result == JSON_SCAN_OPEN)
        return INPUT_OPEN;
    if (result == JSON_SCAN_WRONG)
        return guess->is_array ? INPUT_TEXT : INPUT_LINES;
    if (guess->is_array || memchr(bytes + guess->start, '\n', guess->at - guess->start))
        return INPUT_VALUES;
    guess->place = GUESS_BEHIND;
    return INPUT_OPEN;
}

/* Behind an object on one line. */
static enum input_layout guess_behind(struct input_guess *guess, const char *bytes, size_t length)
{
    while (guess->at < length && (bytes[guess->at] == ' ' || bytes[guess->at] == '\t' || bytes[guess->at] == '\r'))
        guess->at++;
    if (guess->at == length)
        return INPUT_OPEN;
    return memchr("{,[\x1E", bytes[guess->at], 4) ? INPUT_VALUES : INPUT_LINES;
}

enum input_layout input_guess(struct input_guess *guess, const char *bytes, size_t length, bool is_end)
{
    enum input_layout layout = INPUT_OPEN;
    size_t before;

    do {
        unsigned place = guess->place;

        before = guess->at;
        if (length)
            layout = guess->place == GUESS_START    ? guess_start(guess, bytes, length)
                     : guess->place == GUESS_ARRAY  ? guess_array(guess, bytes, length)
                     : guess->place == GUESS_OBJECT ? guess_object(guess, bytes, length)
                                                    : guess_behind(guess, bytes, length);
        if (place == (unsigned)guess->place && before == guess->at)
            break;
    } while (layout == INPUT_OPEN && guess->at < length);
    return layout == INPUT_OPEN && is_end ? INPUT_LINES : layout;
}
