/* SPDX-License-Identifier: MIT
 *
 * The values of all formats. A path is split at its first dot, since a pass over the line finds the first name.
 */
#include "format_read.h"

#include "json_place.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* ---- Errors ----------------------------------------------------------------------------------------------------- */

static bool begin_error(struct format_reader *reader, uint32_t member)
{
    struct json_place place = json_place_of(reader->text, reader->length, member);

    if (++reader->errors > REPORTS_LIMIT)
        return false;
    text_begin_message("", reader->file);
    fprintf(stderr, ":%lu:%lu: ", place.line, place.column);
    return true;
}

void format_error(struct format_reader *reader, uint32_t member, const char *expected)
{
    if (begin_error(reader, member))
        fprintf(stderr, "%s\n", expected);
}

void format_error_about(struct format_reader *reader, uint32_t member, const char *problem, const char *word,
                        size_t length)
{
    char copy[FORMAT_TEXT_LIMIT + 1];

    if (length > FORMAT_TEXT_LIMIT)
        length = FORMAT_TEXT_LIMIT;
    memcpy(copy, word, length);
    copy[length] = '\0';
    if (!begin_error(reader, member))
        return;
    fprintf(stderr, "%s '", problem);
    text_show(stderr, copy);
    fputs("'\n", stderr);
}

/* ---- Texts ------------------------------------------------------------------------------------------------------ */

bool format_is(const struct format_reader *reader, uint32_t member, const char *key)
{
    const struct json_member *of = &reader->json.members[member];

    return of->key && of->key_length == strlen(key) && memcmp(of->key, key, of->key_length) == 0;
}

void *format_keep(struct format_reader *reader, size_t count, size_t size)
{
    return memset(bump_get(reader->bump, count * size + 1), 0, count * size);
}

const char *format_keep_text(struct format_reader *reader, const char *text, size_t length)
{
    char *kept = format_keep(reader, length + 1, 1);

    memcpy(kept, text, length);
    return kept;
}

bool format_is_text(struct format_reader *reader, uint32_t member, const char *text, size_t length)
{
    if (length && length <= FORMAT_TEXT_LIMIT && !memchr(text, '\0', length))
        return true;
    format_error(reader, member, "expected a text of 1 to 200 bytes");
    return false;
}

const char *format_text(struct format_reader *reader, uint32_t member)
{
    struct attack_text text = json_text_of(&reader->json, member);

    if (reader->json.members[member].kind != JSON_STRING) {
        format_error(reader, member, "expected a text");
        return NULL;
    }
    return format_is_text(reader, member, text.text, text.length) ? format_keep_text(reader, text.text, text.length)
                                                                  : NULL;
}

bool format_flag(struct format_reader *reader, uint32_t member)
{
    const struct json_member *of = &reader->json.members[member];

    if (of->kind != JSON_BOOLEAN)
        format_error(reader, member, "expected true or false");
    return of->kind == JSON_BOOLEAN && of->value_length == strlen("true");
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

struct format_elements format_elements_of(struct format_reader *reader, uint32_t member)
{
    const struct json_line *json = &reader->json;
    struct format_elements elements = {member, json_end(json, member), 1};

    if (json->members[member].kind != JSON_ARRAY)
        return elements;
    elements.at = json_first(member);
    elements.count = 0;
    for (uint32_t i = elements.at; i < elements.end; i = json_end(json, i))
        elements.count++;
    if (elements.count && elements.count <= FORMAT_LIST_LIMIT)
        return elements;
    format_error(reader, member, "expected a list of 1 to 64 elements");
    return (struct format_elements){0, 0, 0};
}

/* ---- Paths ------------------------------------------------------------------------------------------------------ */

/* Takes a path apart: "@" and "@." are the event, "." is the line, ".*" at the end all members. */
static void split_path(const char *text, size_t length, struct format_reader *reader, struct log_path *path)
{
    const char *dot;

    memset(path, 0, sizeof *path);
    path->mark = NO_MARK;
    path->is_of_event = *text == '@' && (length == 1 || text[1] == '.');
    if (path->is_of_event) {
        text += length == 1 ? 1 : 2;
        length -= length == 1 ? 1 : 2;
    } else if (length == 1 && *text == '.') {
        length = 0;
    }
    path->is_every = length && text[length - 1] == '*' && (length == 1 || text[length - 2] == '.');
    if (path->is_every)
        length -= length == 1 ? 1 : 2;
    path->text = format_keep_text(reader, text, length);
    dot = strchr(path->text, '.');
    path->rest = dot ? dot + 1 : NULL;
}

void format_path_of(struct format_reader *reader, uint32_t member, bool may_be_every, const char *text, size_t length,
                    struct log_path *path)
{
    split_path(text, length, reader, path);
    if (path->is_every && !may_be_every)
        format_error(reader, member, "'*' is for 'each', 'fields' and 'words'");
    if (*path->text == '.' || strstr(path->text, "..") || (*path->text && path->text[strlen(path->text) - 1] == '.'))
        format_error(reader, member, "expected a path such as 'a.b', without an empty name");
}

void format_path(struct format_reader *reader, uint32_t member, bool may_be_every, struct log_path *path)
{
    const char *text = format_text(reader, member);

    format_path_of(reader, member, may_be_every, text ? text : ".", text ? strlen(text) : 1, path);
}

void format_paths(struct format_reader *reader, uint32_t member, struct log_paths *paths)
{
    struct format_elements elements = format_elements_of(reader, member);

    paths->count = 0;
    paths->all = format_keep(reader, elements.count, sizeof *paths->all);
    for (uint32_t i = elements.at; i < elements.end; i = json_end(&reader->json, i))
        format_path(reader, i, true, &paths->all[paths->count++]);
}

/* ---- Sources ---------------------------------------------------------------------------------------------------- */

/* The words that name what the event has already. */
static enum log_source_kind kind_of_word(struct format_reader *reader, uint32_t member)
{
    const char *word = format_text(reader, member);

    if (word && strcmp(word, "id") == 0)
        return SOURCE_ID;
    if (word && strcmp(word, "channel") == 0)
        return SOURCE_CHANNEL;
    if (word && strcmp(word, "provider") == 0)
        return SOURCE_PROVIDER;
    if (word)
        format_error(reader, member, "expected 'id', 'provider' or 'channel'");
    return SOURCE_TEXT;
}

static void read_source_object(struct format_reader *reader, uint32_t member, struct log_source *source)
{
    unsigned chosen = 0;

    for (uint32_t i = json_first(member); i < json_end(&reader->json, member); i = json_end(&reader->json, i)) {
        bool is_choice = true;

        if (format_is(reader, i, "path")) {
            source->kind = SOURCE_PATH;
            format_path(reader, i, false, &source->path);
        } else if (format_is(reader, i, "name_of")) {
            source->kind = SOURCE_NAME;
            format_path(reader, i, false, &source->path);
        } else if (format_is(reader, i, "text")) {
            source->kind = SOURCE_TEXT;
            source->text = format_text(reader, i);
        } else if (format_is(reader, i, "table")) {
            source->kind = SOURCE_TABLE;
            format_flag(reader, i);
        } else if (format_is(reader, i, "event")) {
            source->kind = kind_of_word(reader, i);
        } else {
            is_choice = false;
            if (format_is(reader, i, "after"))
                source->after = format_text(reader, i);
            else if (format_is(reader, i, "before"))
                source->before = format_text(reader, i);
            else
                format_error_about(reader, i, "a source has no key", reader->json.members[i].key,
                                   reader->json.members[i].key_length);
        }
        chosen += is_choice;
    }
    if (chosen != 1)
        format_error(reader, member, "expected one of 'path', 'name_of', 'text', 'table' and 'event'");
}

static void read_source(struct format_reader *reader, uint32_t member, struct log_source *source)
{
    source->path.text = "";
    source->path.mark = NO_MARK;
    if (reader->json.members[member].kind == JSON_OBJECT)
        read_source_object(reader, member, source);
    else
        format_path(reader, member, false, &source->path);
}

void format_sources(struct format_reader *reader, uint32_t member, struct log_sources *sources)
{
    struct format_elements elements = format_elements_of(reader, member);

    sources->count = 0;
    sources->all = format_keep(reader, elements.count, sizeof *sources->all);
    for (uint32_t i = elements.at; i < elements.end; i = json_end(&reader->json, i))
        read_source(reader, i, &sources->all[sources->count++]);
}
