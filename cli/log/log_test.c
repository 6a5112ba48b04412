/* SPDX-License-Identifier: MIT
 *
 * The tests by which a format is recognised, and the texts that name an event.
 */
#include "log_reader.h"

#include "host/letter_case.h"

#include <string.h>

enum { TESTED_BYTES = 4096 /* a longer text is like no pattern, so that a hostile one takes no time */ };

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Whether a text is like a pattern, where "*" is any text and "#" is one digit or more. After a "*", the shortest text
 * is tried first; a later one never needs an earlier one to be longer. */
static bool is_like(struct attack_text text, const char *pattern)
{
    size_t at = 0, star_at = 0;
    const char *star = NULL;

    for (;;) {
        if (*pattern == '*') {
            star = ++pattern;
            star_at = at;
        } else if (*pattern == '#' && at < text.length && is_digit(text.text[at])) {
            while (at < text.length && is_digit(text.text[at]))
                at++;
            pattern++;
        } else if (*pattern && *pattern != '#' && at < text.length && fold(text.text[at]) == fold(*pattern)) {
            at++;
            pattern++;
        } else if (!*pattern && at == text.length) {
            return true;
        } else if (star && star_at < text.length) {
            at = ++star_at;
            pattern = star;
        } else {
            return false;
        }
    }
}

static bool has_kind(const struct log_scan *scan, const struct log_test *test, uint32_t member)
{
    uint32_t members = 0;

    if (member == JSON_NONE) /* names with dots are an object, too */
        return test->member_kind == JSON_KINDS && !test->path.rest && log_has_mark(scan->dotted, test->path.mark);
    if (test->member_kind != JSON_KINDS && scan->line->members[member].kind != test->member_kind)
        return false;
    for (uint32_t i = json_first(member); test->members && i < json_end(scan->line, member);
         i = json_end(scan->line, i))
        members++;
    return members == test->members;
}

static bool passes(const struct log_scan *scan, const struct log_test *test)
{
    uint32_t member = log_find(scan, scan->root, &test->path);
    struct attack_text text;

    if (test->kind == TEST_KIND)
        return has_kind(scan, test, member);
    text = log_said(scan->line, member);
    if (test->kind == TEST_SAID || test->kind == TEST_ABSENT)
        return (text.text != NULL) == (test->kind == TEST_SAID);
    for (size_t i = 0; text.text && text.length <= TESTED_BYTES && i < test->pattern_count; i++)
        if (is_like(text, test->patterns[i]))
            return true;
    return false;
}

bool log_passes(const struct log_scan *scan, const struct log_format *format)
{
    for (unsigned word = 0; word < MARK_WORDS; word++)
        if (format->needs[word] & ~(scan->exact[word] | scan->dotted[word]))
            return false;
    for (size_t i = 0; i < format->test_count; i++)
        if (!passes(scan, &format->tests[i]))
            return false;
    return true;
}

/* ---- Sources ---------------------------------------------------------------------------------------------------- */

/* Returns the part of a text that starts where a mark does, ignoring case; absent text if there is none. */
static struct attack_text from_mark(struct attack_text text, const char *mark)
{
    size_t length = strlen(mark);
    const char *last = text.text ? text.text + (text.length < TESTED_BYTES ? text.length : TESTED_BYTES) : NULL;

    for (; text.text && text.length >= length && text.text < last; text.text++, text.length--)
        if (fold_shared(text.text, length, mark) == length)
            return text;
    return (struct attack_text){NULL, 0};
}

/* Returns what is between the marks of a source; absent text if one is not there. */
static struct attack_text part_of(struct attack_text text, const struct log_source *source)
{
    struct attack_text rest;

    if (source->after) {
        text = from_mark(text, source->after);
        text.text = text.text ? text.text + strlen(source->after) : NULL;
        text.length = text.text ? text.length - strlen(source->after) : 0;
    }
    if (source->before && (rest = from_mark(text, source->before)).text)
        text.length -= rest.length;
    return text.length ? text : (struct attack_text){NULL, 0};
}

/* Returns the name of a member; of an element of an array, that of the array. */
static struct attack_text name_of(const struct json_line *line, uint32_t member)
{
    while (member != JSON_NONE && !line->members[member].key)
        member = line->members[member].parent;
    if (member == JSON_NONE)
        return (struct attack_text){NULL, 0};
    return (struct attack_text){line->members[member].key, line->members[member].key_length};
}

static struct attack_text text_of(const struct logged_event *event, const struct log_source *source)
{
    const struct log_scan *scan = &event->reader->scan;

    switch (source->kind) {
    case SOURCE_TEXT:
        return (struct attack_text){source->text, strlen(source->text)};
    case SOURCE_TABLE:
        return event->reader->table;
    case SOURCE_NAME:
        return name_of(scan->line, log_find(scan, event->record, &source->path));
    case SOURCE_ID:
        return event->id;
    case SOURCE_CHANNEL:
        return event->channel;
    case SOURCE_PROVIDER:
        return event->provider;
    case SOURCE_PATH:
        break;
    }
    return log_said(scan->line, log_find(scan, event->record, &source->path));
}

struct attack_text log_source_text(const struct logged_event *event, const struct log_sources *sources)
{
    struct attack_text text = {NULL, 0};

    for (size_t i = 0; i < sources->count && !text.text; i++)
        text = part_of(text_of(event, &sources->all[i]), &sources->all[i]);
    return text;
}
