/* SPDX-License-Identifier: MIT
 *
 * Counts the values of a text as the parser does, in their order, up to the depth that it keeps.
 */
#include "json_place.h"

#include "text/tool_limits.h"

#include <stdbool.h>
#include <string.h>

enum expected { VALUE, VALUE_OR_END, KEY, KEY_OR_END, COLON, NEXT_OR_END };
enum { DEEPEST = 64 };

struct walk {
    const char *text;
    size_t length, at;
    char closing[DEEPEST]; /* the brackets that are open */
    unsigned depth;
    enum expected expected;
    size_t key; /* of the value that comes next */
    bool has_key;
    uint32_t values;
};

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Passes a string. Returns false if it does not end. */
static bool pass_string(struct walk *walk)
{
    for (walk->at++; walk->at < walk->length && walk->text[walk->at] != '"'; walk->at++)
        if ((unsigned char)walk->text[walk->at] < ' ')
            return false;
        else if (walk->text[walk->at] == '\\')
            walk->at++;
    return walk->at++ < walk->length;
}

/* Passes a number, true, false or null. */
static bool pass_word(struct walk *walk)
{
    static const char *const words[] = {"true", "false", "null"};
    size_t start = walk->at;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (walk->length - walk->at >= strlen(words[i]) &&
            memcmp(walk->text + walk->at, words[i], strlen(words[i])) == 0) {
            walk->at += strlen(words[i]);
            return true;
        }
    while (walk->at < walk->length && walk->text[walk->at] && strchr("+-.0123456789eE", walk->text[walk->at]))
        walk->at++;
    return walk->at > start;
}

/* Takes a bracket that opens. */
static bool open_bracket(struct walk *walk, char byte)
{
    if (walk->depth == DEEPEST)
        return false;
    walk->closing[walk->depth++] = byte == '{' ? '}' : ']';
    walk->expected = byte == '{' ? KEY_OR_END : VALUE_OR_END;
    walk->has_key = false;
    walk->at++;
    return true;
}

static bool take_value(struct walk *walk)
{
    char byte = walk->text[walk->at];

    walk->values += walk->depth < JSON_DEPTH_LIMIT;
    if (byte == '{' || byte == '[')
        return open_bracket(walk, byte);
    walk->expected = NEXT_OR_END;
    walk->has_key = false;
    return byte == '"' ? pass_string(walk) : pass_word(walk);
}

/* Takes what is no value. */
static bool take_other(struct walk *walk)
{
    char byte = walk->text[walk->at];
    bool may_end = walk->expected != COLON && walk->expected != KEY && walk->expected != VALUE;

    if (walk->depth && may_end && byte == walk->closing[walk->depth - 1]) {
        walk->depth--;
        walk->expected = NEXT_OR_END;
    } else if (walk->expected == COLON && byte == ':') {
        walk->expected = VALUE;
    } else if (walk->expected == NEXT_OR_END && walk->depth && byte == ',') {
        walk->expected = walk->closing[walk->depth - 1] == '}' ? KEY : VALUE;
    } else if ((walk->expected == KEY || walk->expected == KEY_OR_END) && byte == '"') {
        walk->key = walk->at;
        walk->has_key = true;
        walk->expected = COLON;
        return pass_string(walk);
    } else {
        return false;
    }
    walk->at++;
    return true;
}

/* Walks up to the value with this number, or as far as the text is JSON. Returns the offset. */
static size_t find(struct walk *walk, uint32_t member)
{
    for (;;) {
        bool is_value = walk->expected == VALUE || walk->expected == VALUE_OR_END;

        while (walk->at < walk->length && is_blank(walk->text[walk->at]))
            walk->at++;
        if (walk->at >= walk->length)
            return walk->length;
        is_value = is_value && (walk->expected == VALUE || walk->text[walk->at] != ']');
        if (is_value && walk->values == member && walk->depth < JSON_DEPTH_LIMIT)
            return walk->has_key ? walk->key : walk->at;
        if (!(is_value ? take_value(walk) : take_other(walk)))
            return walk->at < walk->length ? walk->at : walk->length;
    }
}

struct json_place json_place_of(const char *text, size_t length, uint32_t member)
{
    struct walk walk = {.text = text, .length = length, .expected = VALUE};
    size_t offset = find(&walk, member);
    struct json_place place = {1, 1};

    for (size_t i = 0; i < offset; i++) {
        place.column = text[i] == '\n' ? 1 : place.column + 1;
        place.line += text[i] == '\n';
    }
    return place;
}
