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

/* Returns a text with a NUL behind it. */
static const char *keep_text(struct format_reader *reader, const char *text, size_t length)
{
    char *kept = format_keep(reader, length + 1, 1);

    memcpy(kept, text, length);
    return kept;
}

/* Whether a text can be kept; NUL would end it. */
static bool is_good(struct format_reader *reader, uint32_t member, const char *text, size_t length)
{
    if (length && length <= FORMAT_TEXT_LIMIT && !memchr(text, '\0', length))
        return true;
    format_error(reader, member, "expected a text of 1 to 200 bytes");
    return false;
}

const char *format_text(struct format_reader *reader, uint32_t member)
{
    const struct json_member *of = &reader->json.members[member];

    if (of->kind != JSON_STRING) {
        format_error(reader, member, "expected a text");
        return NULL;
    }
    return is_good(reader, member, of->value, of->value_length) ? keep_text(reader, of->value, of->value_length) : NULL;
}

bool format_flag(struct format_reader *reader, uint32_t member)
{
    const struct json_member *of = &reader->json.members[member];

    if (of->kind != JSON_BOOLEAN)
        format_error(reader, member, "expected true or false");
    return of->kind == JSON_BOOLEAN && of->value_length == strlen("true");
}

/* ---- Lists ------------------------------------------------------------------------------------------------------ */

/* A value, or the elements of an array. */
struct elements {
    uint32_t at, end;
    size_t count;
};

static struct elements elements_of(struct format_reader *reader, uint32_t member)
{
    const struct json_line *json = &reader->json;
    struct elements elements = {member, json_end(json, member), 1};

    if (json->members[member].kind != JSON_ARRAY)
        return elements;
    elements.at = json_first(member);
    elements.count = 0;
    for (uint32_t i = elements.at; i < elements.end; i = json_end(json, i))
        elements.count++;
    if (elements.count && elements.count <= FORMAT_LIST_LIMIT)
        return elements;
    format_error(reader, member, "expected a list of 1 to 64 elements");
    return (struct elements){0, 0, 0};
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
    path->text = keep_text(reader, text, length);
    dot = strchr(path->text, '.');
    path->rest = dot ? dot + 1 : NULL;
}

static void path_of(struct format_reader *reader, uint32_t member, bool may_be_every, const char *text, size_t length,
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

    path_of(reader, member, may_be_every, text ? text : ".", text ? strlen(text) : 1, path);
}

void format_paths(struct format_reader *reader, uint32_t member, struct log_paths *paths)
{
    struct elements elements = elements_of(reader, member);

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
    struct elements elements = elements_of(reader, member);

    sources->count = 0;
    sources->all = format_keep(reader, elements.count, sizeof *sources->all);
    for (uint32_t i = elements.at; i < elements.end; i = json_end(&reader->json, i))
        read_source(reader, i, &sources->all[sources->count++]);
}

/* ---- Fields ----------------------------------------------------------------------------------------------------- */

/* A list, {"list": "Data", "name": "Name", "value": "Value"}. */
static void read_list(struct format_reader *reader, uint32_t member, struct log_search *search)
{
    bool has_list = false;

    for (uint32_t i = json_first(member); i < json_end(&reader->json, member); i = json_end(&reader->json, i))
        if (format_is(reader, i, "list")) {
            has_list = true;
            format_path(reader, i, false, &search->path);
        } else if (format_is(reader, i, "name")) {
            search->name = format_text(reader, i);
        } else if (format_is(reader, i, "value")) {
            search->value = format_text(reader, i);
        } else {
            format_error_about(reader, i, "a list has no key", reader->json.members[i].key,
                               reader->json.members[i].key_length);
        }
    if (!has_list || !search->name || !search->value)
        format_error(reader, member, "expected 'list', 'name' and 'value'");
}

void format_searches(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    struct elements elements = elements_of(reader, member);

    format->field_count = 0;
    if (elements.count > FORMAT_FIELDS_LIMIT) {
        format_error(reader, member, "expected 8 places of fields at most");
        return;
    }
    format->fields = format_keep(reader, elements.count, sizeof *format->fields);
    for (uint32_t i = elements.at; i < elements.end; i = json_end(&reader->json, i)) {
        struct log_search *search = &format->fields[format->field_count++];

        search->path.text = "";
        search->path.mark = NO_MARK;
        if (reader->json.members[i].kind == JSON_OBJECT)
            read_list(reader, i, search);
        else
            format_path(reader, i, true, &search->path);
    }
}

/* Returns the number of members of an object, or reports that it is none or has too many. */
static size_t count_members(struct format_reader *reader, uint32_t member)
{
    size_t count = 0;

    if (reader->json.members[member].kind == JSON_OBJECT)
        for (uint32_t i = json_first(member); i < json_end(&reader->json, member); i = json_end(&reader->json, i))
            count++;
    if (count && count <= FORMAT_LIST_LIMIT)
        return count;
    format_error(reader, member, "expected an object of 1 to 64 members");
    return 0;
}

void format_renames(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    size_t count = count_members(reader, member);

    format->rename_count = 0;
    format->renames = format_keep(reader, count, sizeof *format->renames);
    for (uint32_t i = json_first(member); count && i < json_end(&reader->json, member);
         i = json_end(&reader->json, i)) {
        const struct json_member *of = &reader->json.members[i];
        struct log_rename *rename = &format->renames[format->rename_count++];

        if (!is_good(reader, i, of->key, of->key_length))
            continue;
        rename->field = keep_text(reader, of->key, of->key_length);
        rename->hash = log_hash(of->key, of->key_length);
        format_sources(reader, i, &rename->sources);
    }
}

/* ---- Tests ------------------------------------------------------------------------------------------------------ */

static void read_kind(struct format_reader *reader, uint32_t member, struct log_test *test)
{
    static const char *const kinds[] = {
        [JSON_NULL] = "null",     [JSON_BOOLEAN] = "boolean", [JSON_NUMBER] = "number", [JSON_STRING] = "string",
        [JSON_OBJECT] = "object", [JSON_ARRAY] = "array",     [JSON_KINDS] = "any"};
    const char *word = format_text(reader, member);

    for (unsigned kind = 0; word && kind <= JSON_KINDS; kind++)
        if (strcmp(word, kinds[kind]) == 0) {
            test->member_kind = kind;
            return;
        }
    if (word)
        format_error(reader, member, "expected 'string', 'number', 'boolean', 'null', 'object', 'array' or 'any'");
}

static void read_test_object(struct format_reader *reader, uint32_t member, struct log_test *test)
{
    bool has_kind = false;

    test->kind = TEST_KIND;
    for (uint32_t i = json_first(member); i < json_end(&reader->json, member); i = json_end(&reader->json, i)) {
        const struct json_member *of = &reader->json.members[i];

        if (format_is(reader, i, "kind")) {
            has_kind = true;
            read_kind(reader, i, test);
        } else if (format_is(reader, i, "members") && of->kind == JSON_NUMBER && of->value_length == 1 &&
                   *of->value >= '1' && *of->value <= '9') {
            test->members = (uint32_t)(*of->value - '0');
        } else {
            format_error(reader, i, "expected 'kind', or 'members' with a number of 1 to 9");
        }
    }
    if (!has_kind)
        format_error(reader, member, "expected 'kind'");
}

static void read_patterns(struct format_reader *reader, uint32_t member, struct log_test *test)
{
    struct elements elements = elements_of(reader, member);

    test->kind = TEST_LIKE;
    test->patterns = format_keep(reader, elements.count, sizeof *test->patterns);
    for (uint32_t i = elements.at; i < elements.end; i = json_end(&reader->json, i)) {
        const char *pattern = format_text(reader, i);

        test->patterns[test->pattern_count++] = pattern ? pattern : "";
    }
}

void format_tests(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    size_t count = count_members(reader, member);

    format->test_count = 0;
    format->tests = format_keep(reader, count, sizeof *format->tests);
    for (uint32_t i = json_first(member); count && i < json_end(&reader->json, member);
         i = json_end(&reader->json, i)) {
        const struct json_member *of = &reader->json.members[i];
        struct log_test *test = &format->tests[format->test_count++];

        test->path.text = "";
        test->path.mark = NO_MARK;
        if (is_good(reader, i, of->key, of->key_length))
            path_of(reader, i, false, of->key, of->key_length, &test->path);
        if (test->path.is_of_event || !*test->path.text)
            format_error(reader, i, "expected a path in the line, such as 'a.b'");
        if (of->kind == JSON_BOOLEAN)
            test->kind = format_flag(reader, i) ? TEST_SAID : TEST_ABSENT;
        else if (of->kind == JSON_OBJECT)
            read_test_object(reader, i, test);
        else
            read_patterns(reader, i, test);
    }
}
