/* SPDX-License-Identifier: MIT
 *
 * What the files that read events share: one pass over an object's members, by which formats are recognised and fields
 * found, and the search of paths.
 */
#ifndef ATTACK_EVENTS_CLI_LOG_READER_H
#define ATTACK_EVENTS_CLI_LOG_READER_H

#include "format_table.h"
#include "log_format.h"

enum { INDEX_MOST = 128 };

/* The names in an object or a list, by hash. It has all of them, or is of no use. */
struct log_index {
    bool is_built, has_all;
    uint32_t count;
    uint32_t hash[INDEX_MOST];
    uint32_t member[INDEX_MOST]; /* in an object: the member; in a list: the member that has the name as its text */
    uint32_t value[INDEX_MOST];  /* in a list: that which has the value */
};

/* What one pass over the members of a line's object finds. */
struct log_scan {
    const struct json_line *line;
    uint32_t root;
    uint64_t exact[MARK_WORDS];     /* marks that are the name of a member */
    uint64_t dotted[MARK_WORDS];    /* marks that more than one member has, or one with a dot behind it */
    uint64_t formats[FORMAT_WORDS]; /* those that the line may have, as far as its names tell */
    uint32_t found[MARKS_LIMIT];    /* of `exact`, the last member */
    struct log_index index;
};

/* A wrapper whose inside is being read. */
struct log_frame {
    struct json_line *line;
    uint32_t root, at;
    unsigned texts; /* how many strings it is in */
    const struct log_format *wrapper;
    size_t path;
    uint64_t marks[MARK_WORDS]; /* that the object has */
};

struct log_reader {
    const struct log_formats *formats;
    struct attack_text table;
    struct log_scan scan;
    struct log_index indexes[LOG_PLACES];
    struct log_frame frames[NESTED_LIMIT];
    unsigned depth, texts; /* of the frames, and how many strings they are in */
    uint32_t events;       /* of the line, so far */
    struct json_line nested[NESTED_TEXTS_LIMIT];
    char *copies[NESTED_TEXTS_LIMIT];
    size_t capacities[NESTED_TEXTS_LIMIT];
};

/* Looks at the members of an object, which is a line or stands for one. */
void log_scan_object(struct log_scan *scan, const struct log_formats *formats, const struct json_line *line,
                     uint32_t root);

static inline bool log_has_mark(const uint64_t *marks, uint16_t mark)
{
    return marks[mark / 64] >> mark % 64 & 1;
}

/* Returns the member at a path, which may be the object itself; JSON_NONE if there is none. */
uint32_t log_find(const struct log_scan *scan, uint32_t record, const struct log_path *path);

/* Returns the text of a member. Empty text counts as absent. */
static inline struct attack_text log_said(const struct json_line *line, uint32_t member)
{
    struct attack_text value = json_text_of(line, member);

    return value.length ? value : (struct attack_text){NULL, 0};
}

/* Returns the first text that sources have in an event. */
struct attack_text log_source_text(const struct logged_event *event, const struct log_sources *sources);

/* Whether the line that was scanned passes the tests of a format. */
bool log_passes(const struct log_scan *scan, const struct log_format *format);

/* Reads the next event inside a wrapper, which is the innermost one. Returns false, and leaves the wrapper, if there is
 * none left. */
bool log_next_inside(struct log_reader *reader, struct logged_event *event);

/* Reads an object that is a line or stands for one. */
bool log_read_object(struct log_reader *reader, struct json_line *line, uint32_t root, struct logged_event *event);

#endif
