/* SPDX-License-Identifier: MIT
 *
 * The larger parts of a format: where its fields are, their other names, and the tests by which it is recognised.
 */
#include "format_read.h"

#include <string.h>

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
    struct format_elements elements = format_elements_of(reader, member);

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

        if (!format_is_text(reader, i, of->key, of->key_length))
            continue;
        rename->field = format_keep_text(reader, of->key, of->key_length);
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
    struct format_elements elements = format_elements_of(reader, member);

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
        if (format_is_text(reader, i, of->key, of->key_length))
            format_path_of(reader, i, false, of->key, of->key_length, &test->path);
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
