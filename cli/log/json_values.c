/* SPDX-License-Identifier: MIT
 *
 * If an object turns out to be broken, what was read of it has become part of a line already, and the line goes on to
 * the next line end or brace. There the next object is looked for. So each byte is looked at once, whatever the input.
 */
#include "json_values.h"

#include <string.h>

enum { RECORD_SEPARATOR = 0x1E };

/* Adds bytes with blanks in place of line breaks. */
static void add_in_line(struct made_text *out, const char *bytes, size_t length)
{
    size_t start = out->length;

    made_text_add(out, bytes, length);
    for (size_t i = start; i < out->length; i++)
        if (out->bytes[i] == '\n' || out->bytes[i] == '\r')
            out->bytes[i] = ' ';
}

static bool is_between(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n' || byte == ',' || byte == '[' || byte == ']' ||
           byte == RECORD_SEPARATOR;
}

/* Skips what is between objects. Returns how many bytes that took. */
static size_t skip(struct json_values *values, const char *bytes, size_t length)
{
    size_t at = 0;

    while (at < length && is_between(bytes[at]))
        at++;
    if (at == length)
        return at;
    values->place = bytes[at] == '{' ? VALUES_IN_OBJECT : VALUES_IN_OTHER;
    json_scan_start(&values->scan);
    return at;
}

static size_t take_object(struct json_values *values, const char *bytes, size_t length, struct made_text *out)
{
    size_t used;
    enum json_scan_result result = json_scan_bytes(&values->scan, bytes, length, &used);

    add_in_line(out, bytes, used);
    if (result == JSON_SCAN_DONE) {
        made_text_add(out, "\n", 1);
        values->place = VALUES_BETWEEN;
    } else if (result == JSON_SCAN_WRONG) {
        values->place = VALUES_IN_OTHER;
    }
    return used;
}

/* Takes what is not an object, up to where one may begin. */
static size_t take_other(struct json_values *values, const char *bytes, size_t length, struct made_text *out)
{
    size_t at = 0;

    while (at < length && bytes[at] != '\n' && bytes[at] != '{' && bytes[at] != RECORD_SEPARATOR)
        at++;
    add_in_line(out, bytes, at);
    if (at < length) {
        made_text_add(out, "\n", 1);
        values->place = VALUES_BETWEEN;
    }
    return at;
}

void json_values_take(struct json_values *values, const char *bytes, size_t length, struct made_text *out)
{
    while (length) {
        size_t used = values->place == VALUES_BETWEEN     ? skip(values, bytes, length)
                      : values->place == VALUES_IN_OBJECT ? take_object(values, bytes, length, out)
                                                          : take_other(values, bytes, length, out);

        bytes += used;
        length -= used;
    }
}

void json_values_end(struct json_values *values, struct made_text *out)
{
    if (values->place != VALUES_BETWEEN)
        made_text_add(out, "\n", 1);
    values->place = VALUES_BETWEEN;
}
