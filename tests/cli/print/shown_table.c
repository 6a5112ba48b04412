/* SPDX-License-Identifier: MIT
 *
 * Parses a table line by line. It shares no code with the tool.
 */
#include "shown_table.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

void run_at_width(const char *const arguments[], unsigned width, struct run_result *result)
{
    char columns[32];
    const char *environment[] = {columns, NULL};
    struct run_options options = {.environment = environment};

    snprintf(columns, sizeof columns, "COLUMNS=%u", width);
    run(arguments, &options, result);
    assert_int_equal(result->exit_code, 0);
}

static unsigned width_of(const char *line, size_t length)
{
    unsigned width = 0;

    for (size_t i = 0; i < length; i++)
        width += ((unsigned char)line[i] & 0xC0) != 0x80;
    return width;
}

void expect_tidy(const char *out, unsigned width)
{
    assert_true(*out != '\0');
    for (const char *line = out; *line;) {
        size_t length = strcspn(line, "\n");

        if (line[length] != '\n')
            fail_msg("no line's end: %s", line);
        if (width_of(line, length) > width)
            fail_msg("wider than %u: %.*s", width, (int)length, line);
        if (length && line[length - 1] == ' ')
            fail_msg("blanks at the end: %.*s", (int)length, line);
        for (size_t i = 0; i < length; i++)
            if ((unsigned char)line[i] < 0x20 || line[i] == 0x7F)
                fail_msg("control byte 0x%02x: %.*s", (unsigned char)line[i], (int)length, line);
        line += length + 1;
    }
}

bool take_line(const char **rest, char line[LINE_MOST])
{
    size_t length = 0;

    if (!**rest)
        return false;
    for (; **rest != '\n'; (*rest)++)
        if (((unsigned char)**rest & 0xC0) != 0x80) {
            assert_true(length + 1 < LINE_MOST);
            line[length++] = (unsigned char)**rest < 0x80 ? **rest : '?';
        }
    line[length] = '\0';
    (*rest)++;
    return true;
}

/* Reads the header: the position of each column; SIZE_MAX if it is missing. */
static void read_header(const char *line, size_t starts[STREAMS])
{
    for (int i = STREAM_EVENT; i < STREAMS; i++) {
        const char *found = strstr(line, stream_headings[i]);

        while (found && found > line && strncmp(found - 2, "  ", 2) != 0) /* the STREAM_FILTER of "NAME, FILTER" */
            found = strstr(found + 1, stream_headings[i]);
        starts[i] = found ? (size_t)(found - line) : SIZE_MAX;
    }
}

static void read_cells(const char *line, const size_t starts[STREAMS], struct stream streams[STREAMS])
{
    for (int i = STREAM_EVENT; i < STREAMS; i++) {
        size_t end = strlen(line);

        if (starts[i] >= end)
            continue;
        for (int other = STREAM_EVENT; other < STREAMS; other++)
            if (starts[other] > starts[i] && starts[other] < end)
                end = starts[other];
        stream_add_bytes(&streams[i], line + starts[i], end - starts[i]);
    }
}

/* Reads a line of a block, "STREAM_EVENT  4688", or its continuation; `last` is the stream that it continues. */
static void read_block_line(const char *line, int *last, struct stream streams[STREAMS])
{
    size_t label = strlen(line) > 4 && line[4] != ' ' ? strcspn(line + 4, " ") : 0;

    for (int i = STREAM_EVENT; label && i < STREAMS; i++)
        if (label >= strlen(stream_headings[i]) &&
            strncmp(line + 4, stream_headings[i], strlen(stream_headings[i])) == 0) {
            *last = i;
            label = strncmp(line + 4, "NAME, FILTER", 12) == 0 ? 12 : label;
            break;
        }
    stream_add(&streams[*last], line + 4 + label);
}

enum part { BEFORE, SUMMARY, BETWEEN, PARAGRAPH, TABLE, BLOCKS };

/* The state while a table is read. */
struct reading {
    struct shown_table *table;
    enum part part;
    size_t component_start;
    size_t starts[STREAMS];
    int last; /* the stream that a block's line continues */
};

/* Returns the part that starts with a line between the summary and the events. */
static enum part begin_events(struct reading *reading, const char *line)
{
    if (!*line)
        return BETWEEN;
    if (strncmp(line, "No event", 8) == 0)
        return PARAGRAPH;
    if (strncmp(line, "    EVENT  ", 11) != 0)
        return BLOCKS;
    read_header(line, reading->starts);
    for (int i = STREAM_EVENT; i < STREAMS; i++)
        reading->table->has[i] = reading->starts[i] != SIZE_MAX;
    return TABLE;
}

static void read_event_line(struct reading *reading, const char *line)
{
    if (strncmp(line, "    ", 4) != 0)
        stream_add(&reading->table->streams[STREAM_HEADINGS], line);
    else if (reading->part == TABLE)
        read_cells(line, reading->starts, reading->table->streams);
    else
        read_block_line(line, &reading->last, reading->table->streams);
}

static void read_line(struct reading *reading, const char *line)
{
    switch (reading->part) {
    case BEFORE:
        if (strncmp(line, "DATA SOURCE", 11) != 0)
            return;
        reading->part = SUMMARY;
        reading->component_start = (size_t)(strstr(line, "DATA COMPONENT") - line);
        return;
    case SUMMARY:
        if (!*line)
            reading->part = BETWEEN;
        else if (strlen(line) > reading->component_start)
            stream_add(&reading->table->summary, line + reading->component_start);
        return;
    case PARAGRAPH:
        reading->part = *line ? PARAGRAPH : BETWEEN;
        return;
    case BETWEEN:
        reading->part = begin_events(reading, line);
        if (reading->part == BLOCKS)
            read_event_line(reading, line);
        return;
    case TABLE:
    case BLOCKS:
        if (*line)
            read_event_line(reading, line);
        return;
    }
}

void shown_table_read(struct shown_table *table, const char *out)
{
    struct reading reading = {.table = table, .part = BEFORE, .last = STREAM_EVENT};
    char line[LINE_MOST] = "";

    memset(table, 0, sizeof *table);
    table->has[STREAM_HEADINGS] = true;
    while (take_line(&out, line))
        read_line(&reading, line);
    table->has_events = reading.part >= TABLE;
    table->is_stacked = reading.part == BLOCKS;
    for (int i = STREAM_EVENT; i < STREAMS && table->is_stacked; i++)
        table->has[i] =
            i != STREAM_PLATFORM && i != STREAM_FILTER; /* one may be above the table, the other with the name */
}

void shown_table_free(struct shown_table *table)
{
    streams_free(table->streams);
    free(table->summary.text);
}
