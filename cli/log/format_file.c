/* SPDX-License-Identifier: MIT
 *
 * The keys of a file of log formats. A file is checked completely: all of its errors are reported, and then none of its
 * formats counts.
 */
#include "format_read.h"
#include "json_place.h"

#include "host/letter_case.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* ---- Keys ------------------------------------------------------------------------------------------------------- */

typedef void read_key(struct format_reader *reader, uint32_t member, struct log_format *format);

static void read_name(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->name = format_text(reader, member);
}

/* For people. */
static void read_about(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    (void)format;
    format_text(reader, member);
}

static void read_table(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->needs_table = format_flag(reader, member);
}

static void read_each(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_paths(reader, member, &format->each);
}

static void read_inside(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_paths(reader, member, &format->inside);
    for (size_t i = 0; i < format->inside.count; i++) {
        const struct log_path *path = &format->inside.all[i];

        if (path->is_every || path->is_of_event || !*path->text)
            format_error(reader, member, "expected paths in the line, such as 'a.b'");
    }
}

static void read_id(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_sources(reader, member, &format->id);
}

static void read_provider(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_sources(reader, member, &format->provider);
}

static void read_channel(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_sources(reader, member, &format->channel);
}

static void read_other_id(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_sources(reader, member, &format->other_id);
}

static void read_other_provider(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_sources(reader, member, &format->other_provider);
}

static void read_action(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->action = format_text(reader, member);
}

static void read_words(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format_path(reader, member, true, &format->words);
}

static void read_unnamed(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->has_unnamed = true;
    format_path(reader, member, false, &format->unnamed);
}

static void read_exact(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->is_exact_first = format_flag(reader, member);
}

static void read_element_text(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->element_text = format_text(reader, member);
}

static void read_arguments(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->arguments = format_text(reader, member);
}

static void read_numbered(struct format_reader *reader, uint32_t member, struct log_format *format)
{
    format->numbered = format_text(reader, member);
}

static const struct {
    const char *name;
    read_key *read;
} keys[] = {
    {"name", read_name},
    {"about", read_about},
    {"when", format_tests},
    {"table", read_table},
    {"each", read_each},
    {"inside", read_inside},
    {"id", read_id},
    {"provider", read_provider},
    {"channel", read_channel},
    {"other_id", read_other_id},
    {"other_provider", read_other_provider},
    {"action", read_action},
    {"fields", format_searches},
    {"rename", format_renames},
    {"words", read_words},
    {"unnamed", read_unnamed},
    {"exact_case_first", read_exact},
    {"element_text", read_element_text},
    {"arguments", read_arguments},
    {"numbered_arguments", read_numbered},
};

enum { KEY_COUNT = sizeof keys / sizeof *keys };

/* ---- A format --------------------------------------------------------------------------------------------------- */

/* Reports what a format lacks, or has although it is a wrapper. */
static void check_format(struct format_reader *reader, uint32_t member, const struct log_format *format)
{
    bool has_names = format->id.count || format->provider.count || format->channel.count;

    if (!format->name)
        format_error(reader, member, "a format needs a 'name'");
    if (format->inside.count && (has_names || format->each.count || format->field_count))
        format_error(reader, member, "a format that is 'inside' another line has no 'id', 'fields' or 'each' here");
    if (!format->inside.count && !has_names)
        format_error(reader, member, "a format needs an 'id', 'provider' or 'channel', or 'inside'");
    if (format->numbered && !format->arguments)
        format_error(reader, member, "'numbered_arguments' needs 'arguments'");
}

/* Fills what was not said: fields are in the event, then in the line. */
static void complete_format(struct format_reader *reader, struct log_format *format)
{
    static const struct log_path line = {.text = "", .mark = NO_MARK}, event = {"", NULL, NO_MARK, true, false};

    if (!format->words.text)
        format->words = format->each.count ? event : line;
    if (format->field_count || format->inside.count)
        return;
    format->fields = format_keep(reader, 2, sizeof *format->fields);
    if (format->each.count)
        format->fields[format->field_count++].path = event;
    format->fields[format->field_count++].path = line;
}

static void read_member(struct format_reader *reader, uint32_t member, struct log_format *format, bool *seen)
{
    for (size_t key = 0; key < KEY_COUNT; key++) {
        if (!format_is(reader, member, keys[key].name))
            continue;
        if (seen[key])
            format_error_about(reader, member, "there are two keys", keys[key].name, strlen(keys[key].name));
        else
            keys[key].read(reader, member, format);
        seen[key] = true;
        return;
    }
    format_error_about(reader, member, "a format has no key", reader->json.members[member].key,
                       reader->json.members[member].key_length);
}

static struct log_format *read_format(struct format_reader *reader, uint32_t member)
{
    struct log_format *format = format_keep(reader, 1, sizeof *format);
    bool seen[KEY_COUNT] = {false};

    if (reader->json.members[member].kind != JSON_OBJECT) {
        format_error(reader, member, "expected an object, which is a format");
        return format;
    }
    for (uint32_t i = json_first(member); i < json_end(&reader->json, member); i = json_end(&reader->json, i))
        read_member(reader, i, format, seen);
    check_format(reader, member, format);
    complete_format(reader, format);
    return format;
}

/* ---- A file ----------------------------------------------------------------------------------------------------- */

/* The formats of a file, in their order. */
struct format_list {
    struct log_format *all[FORMATS_LIMIT];
    size_t count;
};

static bool has_name(const struct format_list *list, const char *name)
{
    for (size_t i = 0; i < list->count; i++)
        if (fold_equal(list->all[i]->name, name))
            return true;
    return false;
}

/* Reads {"formats": [...]}; a comment may stand beside it. */
static void read_file(struct format_reader *reader, struct format_list *list)
{
    const struct json_line *json = &reader->json;
    uint32_t formats = JSON_NONE;

    for (uint32_t i = json_first(0); i < json_end(json, 0); i = json_end(json, i))
        if (format_is(reader, i, "formats"))
            formats = i;
        else if (!format_is(reader, i, "about"))
            format_error_about(reader, i, "a file of formats has no key", json->members[i].key,
                               json->members[i].key_length);
    if (formats == JSON_NONE || json->members[formats].kind != JSON_ARRAY) {
        format_error(reader, formats == JSON_NONE ? 0 : formats, "expected 'formats', a list of log formats");
        return;
    }
    for (uint32_t i = json_first(formats); i < json_end(json, formats); i = json_end(json, i)) {
        struct log_format *format;

        if (list->count == FORMATS_LIMIT) {
            format_error(reader, i, "there are more than 128 formats");
            return;
        }
        format = read_format(reader, i);
        if (format->name && has_name(list, format->name))
            format_error_about(reader, i, "there are two formats", format->name, strlen(format->name));
        list->all[list->count++] = format;
    }
}

/* Puts the new formats before the others, of which those with the same names go. */
static bool merge(struct log_formats *formats, struct format_list *list, const char *file)
{
    for (size_t i = 0; i < formats->count; i++) {
        if (has_name(list, formats->all[i]->name))
            continue;
        if (list->count == FORMATS_LIMIT) {
            text_begin_message("", file);
            fputs(": there are more than 128 formats, with those that are known already\n", stderr);
            return false;
        }
        list->all[list->count++] = formats->all[i];
    }
    memcpy(formats->all, list->all, sizeof list->all);
    formats->count = list->count;
    return true;
}

bool log_formats_add(struct log_formats *formats, const char *file, const char *text, size_t length)
{
    struct format_reader reader = {.file = file, .text = text, .length = length, .bump = &formats->bump};
    struct format_list list = {.count = 0};
    const char *problem = json_line_read(&reader.json, text, length);

    if (problem)
        format_error(&reader, UINT32_MAX, problem);
    else
        read_file(&reader, &list);
    json_line_free(&reader.json);
    return !reader.errors && merge(formats, &list, file);
}
