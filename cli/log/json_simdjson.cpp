/* SPDX-License-Identifier: MIT
 *
 * Walks over a line with simdjson's On-Demand interface, which finds strings and structure many bytes at a time. Every
 * value is visited, so that the whole line is checked; strings and numbers stay where they are in the line.
 */
#define SIMDJSON_EXCEPTIONS 0
#include <simdjson.h>

extern "C" {
#include "json_parser.h"
#include "text/memory.h"
#include "text/tool_limits.h"
}

#include <cstring>
#include <new>
#include <utility>

namespace
{

namespace ondemand = simdjson::ondemand;

/* A parser that has grown for a long line is not kept. */
constexpr size_t CAPACITY_KEPT = 1 << 20;

struct walk {
    json_line *line;
    const char *parsed; /* what simdjson reads: line->text, or a copy with the same offsets */
};

/* Returns a piece of what is parsed as one of the line. */
const char *in_line(const walk &walk, const char *at)
{
    return walk.line->text + (at - walk.parsed);
}

bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

const char *skip_digits(const char *at, const char *end)
{
    while (at < end && is_digit(*at))
        at++;
    return at;
}

bool is_number(const char *at, const char *end)
{
    const char *from;

    at += at < end && *at == '-';
    from = at;
    at = skip_digits(at, end);
    if (at == from || (*from == '0' && at > from + 1))
        return false;
    if (at < end && *at == '.') {
        from = ++at;
        if ((at = skip_digits(at, end)) == from)
            return false;
    }
    if (at < end && (*at == 'e' || *at == 'E')) {
        at++;
        at += at < end && (*at == '+' || *at == '-');
        from = at;
        if ((at = skip_digits(at, end)) == from)
            return false;
    }
    return at == end;
}

/* Returns a new member, or NULL above the limit. */
json_member *add(const walk &walk, json_kind kind, attack_text key, uint32_t parent)
{
    json_line *line = walk.line;
    json_member *member;

    if ((line->count == line->capacity || line->count >= JSON_MEMBERS_LIMIT) && !json_make_room(line))
        return nullptr;
    member = &line->members[line->count++];
    member->key = key.text;
    member->value = nullptr;
    member->key_length = static_cast<uint32_t>(key.length);
    member->value_length = 0;
    member->parent = parent;
    member->end = line->count;
    member->kind = kind;
    member->is_escaped = false;
    return member;
}

/* Whether a token is a literal; if so, says which kind. */
bool is_literal(std::string_view token, json_kind &kind)
{
    kind = token[0] == 'n' ? JSON_NULL : JSON_BOOLEAN;
    return token == "true" || token == "false" || token == "null";
}

/* Takes a string, a number or a literal. */
json_parsed take_scalar(const walk &walk, std::string_view token, attack_text key, uint32_t parent, unsigned depth)
{
    const char *at, *end, *backslash = nullptr;
    json_kind kind = JSON_STRING;
    json_member *member;

    while (token.size() &&
           (token.back() == ' ' || token.back() == '\t' || token.back() == '\n' || token.back() == '\r'))
        token.remove_suffix(1);
    at = token.data();
    end = at + token.size();
    if (at == end)
        return JSON_INVALID;
    if (*at == '"') {
        if (token.size() < 2 || end[-1] != '"')
            return JSON_INVALID;
        at++;
        end--;
        backslash = static_cast<const char *>(std::memchr(at, '\\', static_cast<size_t>(end - at)));
        if (backslash && !json_escapes_are_valid(backslash, end))
            return JSON_INVALID;
    } else if (*at == '-' || is_digit(*at)) {
        kind = JSON_NUMBER;
        if (!is_number(at, end))
            return JSON_INVALID;
    } else if (!is_literal(token, kind)) {
        return JSON_INVALID;
    }
    if (depth > JSON_DEPTH_LIMIT)
        return JSON_PARSED;
    if (!(member = add(walk, kind, key, parent)))
        return JSON_TOO_MANY;
    if (kind != JSON_NULL) {
        member->value = in_line(walk, at);
        member->value_length = static_cast<uint32_t>(end - at);
        member->is_escaped = backslash != nullptr;
    }
    return JSON_PARSED;
}

/* Finds a key from its first byte on. Returns false if it has an escape that is not JSON's. */
bool take_key(const walk &walk, const char *at, attack_text &key)
{
    const char *end = at;
    bool is_escaped = false;

    for (; *end != '"'; end++)
        if (*end == '\\') {
            is_escaped = true;
            end++;
        }
    key.text = in_line(walk, at);
    key.length = static_cast<size_t>(end - at);
    if (!is_escaped)
        return true;
    if (!json_escapes_are_valid(static_cast<const char *>(std::memchr(at, '\\', key.length)), end))
        return false;
    key = json_unescaped(walk.line, key.text, key.length);
    return true;
}

json_parsed take_object(const walk &walk, ondemand::object object, attack_text key, uint32_t parent, unsigned depth);

json_parsed take_array(const walk &walk, ondemand::array array, attack_text key, uint32_t parent, unsigned depth);

json_parsed take_value(const walk &walk, ondemand::value value, attack_text key, uint32_t parent, unsigned depth)
{
    ondemand::object object;
    ondemand::array array;
    std::string_view token = value.raw_json_token();

    switch (*token.data()) {
    case '{':
        return value.get_object().get(object) ? JSON_INVALID : take_object(walk, object, key, parent, depth);
    case '[':
        return value.get_array().get(array) ? JSON_INVALID : take_array(walk, array, key, parent, depth);
    case '"': /* has to be taken: what is left to be skipped may be followed by a colon, as if it was a name */
        return value.get_raw_json_string().error() ? JSON_INVALID : take_scalar(walk, token, key, parent, depth);
    default:
        return take_scalar(walk, token, key, parent, depth);
    }
}

/* Adds the member of an object or array at this depth. Returns its number, or JSON_NONE if it is not kept. */
json_parsed open_member(const walk &walk, json_kind kind, attack_text key, uint32_t parent, unsigned depth,
                        uint32_t &number)
{
    number = JSON_NONE;
    if (depth == JSON_NESTING_LIMIT)
        return JSON_TOO_DEEP;
    if (depth >= JSON_DEPTH_LIMIT)
        return JSON_PARSED;
    number = walk.line->count;
    return add(walk, kind, key, parent) ? JSON_PARSED : JSON_TOO_MANY;
}

void close_member(const walk &walk, uint32_t number)
{
    if (number != JSON_NONE)
        walk.line->members[number].end = walk.line->count;
}

json_parsed take_object(const walk &walk, ondemand::object object, attack_text key, uint32_t parent, unsigned depth)
{
    uint32_t number;
    json_parsed parsed = open_member(walk, JSON_OBJECT, key, parent, depth, number);

    if (parsed != JSON_PARSED)
        return parsed;
    for (auto next : object) {
        ondemand::field field;

        if (std::move(next).get(field) || !take_key(walk, field.key().raw(), key))
            return JSON_INVALID;
        parsed = take_value(walk, field.value(), key, number, depth + 1);
        if (parsed != JSON_PARSED)
            return parsed;
    }
    close_member(walk, number);
    return JSON_PARSED;
}

json_parsed take_array(const walk &walk, ondemand::array array, attack_text key, uint32_t parent, unsigned depth)
{
    uint32_t number;
    json_parsed parsed = open_member(walk, JSON_ARRAY, key, parent, depth, number);

    if (parsed != JSON_PARSED)
        return parsed;
    for (auto next : array) {
        ondemand::value value;

        if (std::move(next).get(value))
            return JSON_INVALID;
        parsed = take_value(walk, value, attack_text{nullptr, 0}, number, depth + 1);
        if (parsed != JSON_PARSED)
            return parsed;
    }
    close_member(walk, number);
    return JSON_PARSED;
}

/* Returns the length of the UTF-8 character at `at`, or 0 if there is none (RFC 3629). */
size_t character_length(const unsigned char *at, size_t left)
{
    size_t length = *at < 0x80 ? 1 : *at < 0xC2 ? 0 : *at < 0xE0 ? 2 : *at < 0xF0 ? 3 : *at < 0xF5 ? 4 : 0;

    if (length > left)
        return 0;
    for (size_t i = 1; i < length; i++)
        if (at[i] < 0x80 || at[i] > 0xBF)
            return 0;
    if ((*at == 0xE0 && at[1] < 0xA0) || (*at == 0xED && at[1] > 0x9F) || (*at == 0xF0 && at[1] < 0x90) ||
        (*at == 0xF4 && at[1] > 0x8F))
        return 0;
    return length;
}

/* Returns a copy in which each byte that is not part of UTF-8 is a letter, since simdjson parses nothing else. */
const char *as_utf8(const json_line *line)
{
    char *copy = json_copy(line, line->text, line->length);

    for (size_t i = 0; i < line->length;) {
        size_t length = character_length(reinterpret_cast<const unsigned char *>(copy + i), line->length - i);

        if (!length)
            copy[i] = 'x';
        i += length ? length : 1;
    }
    return copy;
}

/* Ends the program as all of it does when memory runs out, which C++ would say by an exception. */
void give_up()
{
    memory_resize(nullptr, SIZE_MAX, 2);
}

simdjson::error_code start(const walk &walk, ondemand::document &document)
{
    auto *parser = static_cast<ondemand::parser *>(walk.line->parser);
    simdjson::padded_string_view text(walk.parsed, walk.line->length, walk.line->length + simdjson::SIMDJSON_PADDING);

    static_assert(JSON_PADDING >= simdjson::SIMDJSON_PADDING, "the bytes behind a line");
    return parser->iterate(text).get(document);
}

/* Whether the object is all of the text. */
bool is_at_end(ondemand::document &document)
{
    return document.current_location().error() == simdjson::OUT_OF_BOUNDS;
}

json_parsed parse(walk &walk)
{
    ondemand::document document;
    ondemand::object object;
    simdjson::error_code wrong;
    json_parsed parsed;

    if (json_mark_length(walk.line->text, walk.line->length)) /* newer versions of simdjson skip it */
        return JSON_INVALID;
    wrong = start(walk, document);
    if (wrong == simdjson::UTF8_ERROR) {
        walk.parsed = as_utf8(walk.line);
        wrong = start(walk, document);
    }
    if (wrong == simdjson::MEMALLOC)
        give_up();
    if (wrong || document.get_object().get(object))
        return JSON_INVALID;
    parsed = take_object(walk, object, attack_text{nullptr, 0}, JSON_NONE, 0);
    return parsed == JSON_PARSED && !is_at_end(document) ? JSON_INVALID : parsed;
}

} // namespace

json_parsed json_parse(json_line *line)
{
    walk walk = {line, line->text};
    json_parsed parsed;

    if (!line->parser) {
        std::set_new_handler(give_up);
        line->parser = new ondemand::parser;
    }
    parsed = parse(walk);
    if (static_cast<ondemand::parser *>(line->parser)->capacity() > CAPACITY_KEPT)
        json_parser_free(line);
    return parsed;
}

void json_parser_free(json_line *line)
{
    delete static_cast<ondemand::parser *>(line->parser);
    line->parser = nullptr;
}
