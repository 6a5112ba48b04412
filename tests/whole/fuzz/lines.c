/* SPDX-License-Identifier: MIT */
#include "lines.h"

#include "json_reader.h"
#include "text/tool_limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void expect(struct said *left, const char *bytes, size_t length)
{
    if (length && left->owes_end) { /* the last line of the file before has no line end */
        left->owes_end = false;
        expect(left, "\n", 1);
    }
    CHECK((size_t)(left->out_end - left->out) >= length && memcmp(left->out, bytes, length) == 0);
    left->out += length;
}

static void expect_member(struct said *left)
{
    static const char start[] = "\"attack\":{\"techniques\":[";
    position end;

    CHECK((size_t)(left->out_end - left->out) > sizeof start && memcmp(left->out, start, sizeof start - 1) == 0);
    end = skip_value(left->out + strlen("\"attack\":"), left->out_end);
    CHECK(end && !memchr(left->out, '\n', (size_t)(end - left->out)));
    left->out = end;
}

/* Checks the line's object: its members except those of that name, then ours. */
static void expect_tagged(struct said *left, position line, position end)
{
    position at = strchr(line, '{') + 1, start, from = line;
    bool is_attack, any = false;

    expect(left, from, (size_t)(at - from));
    if (*skip_space(at, end) == '}') {
        start = skip_space(at, end);
        expect(left, at, (size_t)(start - at));
        at = start + 1;
    } else {
        do {
            start = at;
            at = skip_string(skip_space(at, end), end, "attack", &is_attack);
            at = skip_space(skip_value(skip_space(skip_space(at, end) + 1, end), end), end) + 1;
            if (is_attack)
                continue;
            if (any)
                expect(left, ",", 1);
            expect(left, start, (size_t)(at - 1 - start));
            any = true;
        } while (at[-1] == ',');
    }
    if (any)
        expect(left, ",", 1);
    expect_member(left);
    expect(left, at - 1, (size_t)(end - at + 1));
}

/* Checks the report of a line by its number, unless there were enough reports. */
static void expect_report(struct said *left, const char *path, unsigned long number)
{
    char start[80];
    int length = snprintf(start, sizeof start, "attack-events: %s:%lu: ", path, number);
    const char *found = strstr(left->said, path); /* the next report of a line */

    if (left->reports++ >= REPORTS_LIMIT)
        return;
    CHECK(found && found - left->said >= (int)strlen("attack-events: "));
    CHECK(strncmp(found - strlen("attack-events: "), start, (size_t)length) == 0);
    left->said = found + strlen(path);
}

static bool is_blank(position at, position end)
{
    while (at < end && (*at == ' ' || *at == '\t' || *at == '\r' || *at == '\n'))
        at++;
    return at == end;
}

/* `line` ends in a NUL that is not part of its length. */
static void check_line(position line, size_t length, unsigned long number, const char *path, bool skips_malformed,
                       struct said *left)
{
    position end = line + length, start = line;
    bool is_whole = line[length - 1] == '\n' ? length <= LINE_BYTES_LIMIT : length < LINE_BYTES_LIMIT;

    if (number == 1 && length >= 3 && memcmp(line, "\xef\xbb\xbf", 3) == 0) {
        start += 3;
        if (left->out != left->out_start) {
            line += 3;
            length -= 3;
        }
    }
    if (is_whole && is_blank(start, end)) {
        expect(left, line, length);
    } else if (is_whole && is_json_object(start, end)) {
        expect_tagged(left, line, end);
    } else {
        expect_report(left, path, number);
        if (!skips_malformed)
            expect(left, line, length);
    }
}

void check_lines(struct part lines, const char *path, bool skips_malformed, struct said *left)
{
    const uint8_t *at = lines.at, *next;

    for (unsigned long number = 1; at < lines.end; number++, at = next) {
        const uint8_t *newline = memchr(at, '\n', (size_t)(lines.end - at));
        size_t length;
        char *line;

        next = newline ? newline + 1 : lines.end;
        length = (size_t)(next - at);
        line = malloc(length + 1);
        CHECK(line);
        memcpy(line, at, length);
        line[length] = '\0';
        check_line(line, length, number, path, skips_malformed, left);
        free(line);
    }
    left->owes_end = left->out > left->out_start && left->out[-1] != '\n';
}

void check_unreadable(const char *path, const char *error, struct said *left)
{
    static const char start[] = "attack-events: cannot read ";
    const char *found = strstr(left->said, path);

    CHECK(found && (size_t)(found - left->said) >= strlen(start));
    CHECK(memcmp(found - strlen(start), start, strlen(start)) == 0);
    found += strlen(path);
    CHECK(memcmp(found, ": ", 2) == 0 && memcmp(found + 2, error, strlen(error)) == 0);
    left->said = found + 2 + strlen(error);
}

void check_count(const struct said *left)
{
    char counted[80];

    snprintf(counted, sizeof counted, "\nattack-events: %lu lines in all could not be read", left->reports);
    CHECK(!strstr(left->said, "lines in all") == (left->reports <= REPORTS_LIMIT));
    CHECK(left->reports <= REPORTS_LIMIT || strstr(left->said, counted));
}
