/* SPDX-License-Identifier: MIT
 *
 * A member for each element: its text; null if it has none; an object if it has other elements or attributes, which are
 * "#attributes" in it, and its text "#text". In EventData, a Data element is a member with the name that its attribute
 * says, and those without a name are together in the array "Data".
 */
#include "event_xml.h"

#include "text/tool_limits.h"

#include <stdint.h>
#include <string.h>

struct reader {
    const char *at, *end;
    struct made_text *out;
    struct made_text text;    /* of one element or attribute, decoded */
    struct made_text unnamed; /* elements of the array "Data" */
    unsigned depth;
};

/* ---- Characters ------------------------------------------------------------------------------------------------- */

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\r' || byte == '\n';
}

static void skip_blanks(struct reader *reader)
{
    while (reader->at < reader->end && is_blank(*reader->at))
        reader->at++;
}

static bool take(struct reader *reader, const char *word)
{
    size_t length = strlen(word);

    if ((size_t)(reader->end - reader->at) < length || memcmp(reader->at, word, length) != 0)
        return false;
    reader->at += length;
    return true;
}

static bool add_code_point(struct made_text *text, uint32_t code)
{
    char bytes[4];
    size_t length = code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
    static const unsigned char lead[] = {0, 0, 0xC0, 0xE0, 0xF0};

    if (code == 0 || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF))
        return false;
    for (size_t i = length - 1; i > 0; i--, code >>= 6)
        bytes[i] = (char)(0x80 | (code & 0x3F));
    bytes[0] = (char)(lead[length] | code);
    made_text_add(text, bytes, length);
    return true;
}

/* Returns the value of a digit, or a number above any base. */
static uint32_t digit_of(char byte)
{
    return byte >= '0' && byte <= '9'   ? (uint32_t)(byte - '0')
           : byte >= 'a' && byte <= 'f' ? (uint32_t)(byte - 'a' + 10)
           : byte >= 'A' && byte <= 'F' ? (uint32_t)(byte - 'A' + 10)
                                        : UINT32_MAX;
}

/* Reads a numbered character behind its "&#". */
static bool take_number(struct reader *reader)
{
    uint32_t base = take(reader, "x") ? 16 : 10, code = 0;

    while (reader->at < reader->end && digit_of(*reader->at) < base && code <= 0x10FFFF)
        code = code * base + digit_of(*reader->at++);
    return take(reader, ";") && add_code_point(&reader->text, code);
}

static bool take_entity(struct reader *reader)
{
    static const struct {
        const char *name, *text;
    } entities[] = {{"&lt;", "<"}, {"&gt;", ">"}, {"&amp;", "&"}, {"&quot;", "\""}, {"&apos;", "'"}};

    if (take(reader, "&#"))
        return take_number(reader);
    for (size_t i = 0; i < sizeof entities / sizeof *entities; i++)
        if (take(reader, entities[i].name)) {
            made_text_add(&reader->text, entities[i].text, 1);
            return true;
        }
    return false;
}

/* Decodes text up to a byte that ends it. Returns false if there is no such byte, or what is not read. */
static bool take_text(struct reader *reader, char until)
{
    reader->text.length = 0;
    while (reader->at < reader->end && *reader->at != until) {
        const char *start = reader->at;

        while (reader->at < reader->end && *reader->at != until && *reader->at != '&' && *reader->at != '<')
            reader->at++;
        made_text_add(&reader->text, start, (size_t)(reader->at - start));
        if (reader->at < reader->end && *reader->at != until && !take_entity(reader))
            return false;
    }
    return reader->at < reader->end;
}

/* Whether a byte may be in a name, at its start or behind that. */
static bool is_of_name(char byte, bool is_first)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte == '_' || byte == ':' ||
           (unsigned char)byte >= 0x80 || (!is_first && ((byte >= '0' && byte <= '9') || byte == '-' || byte == '.'));
}

/* Returns the length of the name that follows, 0 if none does. */
static size_t name_length(const struct reader *reader)
{
    const char *at = reader->at;

    while (at < reader->end && is_of_name(*at, at == reader->at))
        at++;
    return (size_t)(at - reader->at);
}

static void add_string(struct made_text *out, const struct made_text *text)
{
    made_text_add_string(out, text->bytes, text->length);
}

/* ---- Elements --------------------------------------------------------------------------------------------------- */

/* Reads the attributes and the end of a start tag. Adds the attributes to `out`, as the members of an object, unless it
 * is NULL. If one is called Name, `name` becomes its value. Returns false if it is not such a tag. */
static bool take_attributes(struct reader *reader, struct made_text *out, struct made_text *name, bool *is_empty)
{
    size_t length;
    const char *start;

    for (bool is_first = true;; is_first = false) {
        start = reader->at;
        skip_blanks(reader);
        *is_empty = take(reader, "/>");
        if (*is_empty || take(reader, ">"))
            return true;
        if (reader->at == start) /* a blank has to be before each */
            return false;
        start = reader->at;
        length = name_length(reader);
        reader->at += length;
        if (!length || !(take(reader, "=\"") || take(reader, "='")) || !take_text(reader, reader->at[-1]))
            return false;
        reader->at++;
        if (name && length == 4 && memcmp(start, "Name", 4) == 0) {
            name->length = 0;
            made_text_add(name, reader->text.bytes, reader->text.length);
        }
        if (!out)
            continue;
        made_text_add(out, ",", is_first ? 0 : 1);
        made_text_add_string(out, start, length);
        made_text_add(out, ":", 1);
        add_string(out, &reader->text);
    }
}

static bool take_end_tag(struct reader *reader, const char *name, size_t length)
{
    if (!take(reader, "</") || (size_t)(reader->end - reader->at) < length || memcmp(reader->at, name, length) != 0)
        return false;
    reader->at += length;
    skip_blanks(reader);
    return take(reader, ">");
}

/* Reads a Data element of EventData, behind its name: a member, or an element of the array of those without a name. */
static bool take_data(struct reader *reader, const char *element, size_t length, bool *any)
{
    struct made_text name = {NULL, 0, 0};
    struct made_text *out = reader->out;
    bool is_empty, is_right = take_attributes(reader, NULL, &name, &is_empty);

    reader->text.length = is_empty ? 0 : reader->text.length;
    if (is_right && !is_empty)
        is_right = take_text(reader, '<') && take_end_tag(reader, element, length);
    if (is_right && name.length) {
        made_text_add(out, ",", *any ? 1 : 0);
        add_string(out, &name);
        made_text_add(out, ":", 1);
        *any = true;
    } else {
        out = &reader->unnamed;
        made_text_add(out, ",", out->length ? 1 : 0);
    }
    if (is_right)
        add_string(out, &reader->text);
    made_text_free(&name);
    return is_right;
}

static bool take_element(struct reader *reader);

static bool is_name(const char *name, size_t length, const char *known)
{
    return length == strlen(known) && memcmp(name, known, length) == 0;
}

/* Reads the elements inside one, up to its end tag. Adds them as members behind others, if there are any. */
static bool take_children(struct reader *reader, const char *name, size_t length, bool any)
{
    bool holds_data = is_name(name, length, "EventData");

    for (;;) {
        skip_blanks(reader);
        if (take_end_tag(reader, name, length))
            break;
        if (!take(reader, "<"))
            return false;
        if (holds_data && is_name(reader->at, name_length(reader), "Data")) {
            reader->at += strlen("Data");
            if (!take_data(reader, "Data", strlen("Data"), &any))
                return false;
            continue;
        }
        made_text_add(reader->out, ",", any ? 1 : 0);
        any = true;
        if (!take_element(reader))
            return false;
    }
    if (holds_data && reader->unnamed.length) {
        made_text_add_word(reader->out, any ? ",\"Data\":[" : "\"Data\":[");
        made_text_add(reader->out, reader->unnamed.bytes, reader->unnamed.length);
        made_text_add(reader->out, "]", 1);
        reader->unnamed.length = 0;
    }
    return true;
}

/* Reads what an element without further elements contains. Returns false if it has some. */
static bool take_only_text(struct reader *reader, const char *name, size_t length)
{
    const char *start = reader->at;

    if (take_text(reader, '<') && take_end_tag(reader, name, length))
        return true;
    reader->at = start;
    return false;
}

/* Reads the attributes of an element, and adds them with the brace of an object before them. Returns false if the tag
 * is wrong. */
static bool take_marked(struct reader *reader, bool *has_attributes, bool *is_empty)
{
    struct made_text *out = reader->out;
    size_t start = out->length;

    made_text_add_word(out, "{\"#attributes\":{");
    if (!take_attributes(reader, out, NULL, is_empty))
        return false;
    *has_attributes = out->bytes[out->length - 1] != '{';
    if (*has_attributes)
        made_text_add(out, "}", 1);
    else
        out->length = start;
    return true;
}

/* Reads an element behind its "<", and adds it as a member. */
static bool take_element(struct reader *reader)
{
    const char *name = reader->at;
    size_t length = name_length(reader);
    struct made_text *out = reader->out;
    bool is_empty, has_attributes, is_right = true;

    if (!length || ++reader->depth > JSON_DEPTH_LIMIT)
        return false;
    reader->at += length;
    made_text_add_string(out, name, length);
    made_text_add(out, ":", 1);
    if (!take_marked(reader, &has_attributes, &is_empty))
        return false;
    if (is_empty || take_only_text(reader, name, length)) {
        bool has_text = !is_empty && reader->text.length;

        made_text_add_word(out, has_attributes && has_text ? ",\"#text\":" : "");
        if (has_text)
            add_string(out, &reader->text);
        made_text_add_word(out, has_attributes ? "}" : has_text ? "" : "null");
    } else {
        made_text_add_word(out, has_attributes ? "" : "{");
        is_right = take_children(reader, name, length, has_attributes);
        made_text_add(out, "}", 1);
    }
    reader->depth--;
    return is_right;
}

bool sysmon_xml_to_json(const char *text, size_t length, struct made_text *out)
{
    struct reader reader = {.at = text, .end = text + length, .out = out};
    size_t before = out->length;
    bool is_right;

    skip_blanks(&reader);
    made_text_add(out, "{", 1);
    is_right = take(&reader, "<") && is_name(reader.at, name_length(&reader), "Event") && take_element(&reader);
    made_text_add(out, "}", 1);
    skip_blanks(&reader);
    is_right = is_right && reader.at == reader.end;
    out->length = is_right ? out->length : before;
    made_text_free(&reader.text);
    made_text_free(&reader.unnamed);
    return is_right;
}
