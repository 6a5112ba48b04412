/* SPDX-License-Identifier: MIT
 *
 * A table says what a byte is; most bytes are in strings, and most of those are no more than that.
 */
#include "json_scan.h"

#include <string.h>

void json_scan_start(struct json_scan *scan)
{
    memset(scan, 0, sizeof *scan);
    scan->last = ':'; /* before a value */
}

static bool is_in_array(const struct json_scan *scan)
{
    uint32_t level = scan->depth - 1;

    return scan->depth && level < JSON_SCAN_LEVELS && (scan->arrays[level / 64] >> level % 64 & 1);
}

/* Whether a value may begin here; an unknown level may be of either kind. */
static bool is_before_value(const struct json_scan *scan)
{
    return scan->last == ':' || scan->last == '[' ||
           (scan->last == ',' && (is_in_array(scan) || scan->depth > JSON_SCAN_LEVELS));
}

static bool is_behind_value(const struct json_scan *scan)
{
    return scan->last != ':' && scan->last != ',';
}

static bool open_level(struct json_scan *scan, char brace)
{
    uint32_t level = scan->depth;

    if (!is_before_value(scan))
        return false;
    if (level < JSON_SCAN_LEVELS) {
        uint64_t bit = (uint64_t)1 << level % 64;

        scan->arrays[level / 64] = brace == '[' ? scan->arrays[level / 64] | bit : scan->arrays[level / 64] & ~bit;
    }
    scan->depth++;
    scan->last = brace;
    return true;
}

static bool close_level(struct json_scan *scan, char brace)
{
    if (!scan->depth || !is_behind_value(scan) ||
        (scan->depth <= JSON_SCAN_LEVELS && is_in_array(scan) != (brace == ']')))
        return false;
    scan->depth--;
    scan->last = brace;
    return true;
}

/* Takes a byte outside strings that is no blank. Returns whether it may stand there. */
static bool take_token(struct json_scan *scan, char byte)
{
    switch (byte) {
    case '"':
        scan->is_string = true;
        return scan->last == '{' || scan->last == ',' || is_before_value(scan);
    case '{':
    case '[':
        return open_level(scan, byte);
    case '}':
    case ']':
        return close_level(scan, byte);
    case ':':
        if (scan->last != 's')
            return false;
        break;
    case ',':
        if (!is_behind_value(scan) || scan->last == '{' || scan->last == '[')
            return false;
        break;
    default: /* a number or a word, which may go on */
        if ((unsigned char)byte < ' ' || (scan->last != 'v' && !is_before_value(scan)))
            return false;
        byte = 'v';
        break;
    }
    scan->last = byte;
    return true;
}

/* Takes bytes of a string up to its end. Returns where it stopped: behind the closing quote, at a line end or another
 * byte that cannot be in a string, or at `end`. */
static const char *take_string(struct json_scan *scan, const char *at, const char *end)
{
    while (at < end && (unsigned char)*at >= ' ') {
        if (scan->is_escaped) {
            scan->is_escaped = false;
        } else if (*at == '"') {
            scan->is_string = false;
            scan->last = 's';
            return at + 1;
        } else {
            scan->is_escaped = *at == '\\';
        }
        at++;
    }
    return at;
}

enum json_scan_result json_scan_bytes(struct json_scan *scan, const char *bytes, size_t length, size_t *used)
{
    const char *at = bytes, *end = bytes + length;
    enum json_scan_result result = JSON_SCAN_OPEN;

    while (at < end && result == JSON_SCAN_OPEN) {
        if (scan->is_string) {
            at = take_string(scan, at, end);
            if (scan->is_string && at < end && *at != '\t')
                result = JSON_SCAN_WRONG;
            else
                at += scan->is_string && at < end; /* a tab, which the parser refuses */
        } else if (*at == ' ' || *at == '\n' || *at == '\r' || *at == '\t') {
            scan->last = scan->last == 'v' ? 's' : scan->last; /* a value that has ended */
            at++;
        } else if (!take_token(scan, *at)) {
            result = JSON_SCAN_WRONG;
        } else {
            at++;
            result = scan->depth ? JSON_SCAN_OPEN : JSON_SCAN_DONE;
        }
    }
    *used = (size_t)(at - bytes);
    return result;
}
