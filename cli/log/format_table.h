/* SPDX-License-Identifier: MIT
 *
 * The log formats as they are in memory: what formats.json and the user's files say, with each path split where the
 * search of a line starts. docs/formats.md describes the files. Nothing here changes after the files were read.
 */
#ifndef ATTACK_EVENTS_CLI_FORMAT_TABLE_H
#define ATTACK_EVENTS_CLI_FORMAT_TABLE_H

#include "json_line.h"

#include "host/letter_case.h"
#include "text/tool_limits.h"

#include "attack_events.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

enum {
    MARK_WORDS = (MARKS_LIMIT + 63) / 64,
    FORMAT_WORDS = (FORMATS_LIMIT + 63) / 64,
    MARK_SLOTS = 512,
    STARTS = 32 * 32 * 32,
    NO_MARK = UINT16_MAX,
};

/* Where something is: "winlog.event_id" in the line, "@.msg" in the event of `each`. */
struct log_path {
    const char *text; /* below the line or the event; "" is that object itself */
    const char *rest; /* behind the first name; NULL if that is all */
    uint16_t mark;    /* the first name, of a path in the line; else NO_MARK */
    bool is_of_event;
    bool is_every; /* ".*": all members of what is there */
};

struct log_paths {
    struct log_path *all;
    size_t count;
};

enum log_test_kind {
    TEST_SAID,   /* text that is not empty, a number or a boolean */
    TEST_ABSENT, /* no such text */
    TEST_KIND,   /* a member of this kind; JSON_KINDS: of any */
    TEST_LIKE,   /* text like one of the patterns */
};

enum { JSON_KINDS = JSON_ARRAY + 1 };

struct log_test {
    struct log_path path;
    enum log_test_kind kind;
    unsigned member_kind;
    uint32_t members; /* how many an object must have; 0: any number */
    const char **patterns;
    size_t pattern_count;
};

enum log_source_kind {
    SOURCE_PATH,     /* the text there, or a part of it */
    SOURCE_TEXT,     /* this text */
    SOURCE_NAME,     /* the name of the member there */
    SOURCE_TABLE,    /* what --table says */
    SOURCE_ID,       /* of a renamed field: the event's id */
    SOURCE_CHANNEL,  /* likewise */
    SOURCE_PROVIDER, /* likewise */
};

/* Where a text comes from. */
struct log_source {
    enum log_source_kind kind;
    struct log_path path;
    const char *text;           /* of SOURCE_TEXT */
    const char *after, *before; /* only what is between these; NULL: from the start, to the end */
};

/* Several, of which the first that has text counts. */
struct log_sources {
    struct log_source *all;
    size_t count;
};

/* Where fields are: the members of an object, or the elements of a list, each with its name and value. */
struct log_search {
    struct log_path path;
    const char *name, *value; /* of a list: their paths in an element; NULL: no list */
};

struct log_rename {
    const char *field;
    uint32_t hash; /* of it; see log_hash() */
    struct log_sources sources;
};

struct log_format {
    const char *name;
    struct log_test *tests;
    size_t test_count;
    bool needs_table;        /* only with --table */
    struct log_paths each;   /* where its events are, if a line has several */
    struct log_paths inside; /* it is a wrapper: what is there is read in its place */
    struct log_sources id, provider, channel, other_id, other_provider;
    const char *action; /* the field that says what happened, where an id has many actions; or NULL */
    struct log_search *fields;
    size_t field_count;
    struct log_rename *renames;
    size_t rename_count;
    struct log_path words;   /* what a condition reads that looks for a word anywhere */
    struct log_path unnamed; /* an array of values without names */
    bool has_unnamed;
    bool is_exact_first;        /* a field that is spelt alike goes before one that differs in case */
    const char *element_text;   /* the member that has the text of an element with attributes; or NULL */
    const char *arguments;      /* the array of a program's arguments; or NULL */
    const char *numbered;       /* "a": its elements are the fields a0, a1, ...; or NULL */
    uint64_t needs[MARK_WORDS]; /* names that the line must have */
};

/* A first name of paths, so that one pass over a line finds out which formats it can have. */
struct log_mark {
    const char *name;
    uint32_t length, hash;
    uint16_t next;                  /* in its slot; NO_MARK: none */
    uint64_t formats[FORMAT_WORDS]; /* that are tried if the line has it */
};

struct log_formats {
    struct bump bump; /* has all of it */
    struct log_format *all[FORMATS_LIMIT];
    size_t count;
    struct log_mark marks[MARKS_LIMIT];
    size_t mark_count;
    uint16_t slots[MARK_SLOTS];    /* the first mark of each; NO_MARK: none */
    uint32_t starts[STARTS / 32];  /* how names start that can be a mark, or a mark and a dot */
    uint64_t always[FORMAT_WORDS]; /* formats that need no name */
};

/* A number for a name, so that few names that differ have the same, whatever their case. */
static inline uint32_t log_hash(const char *name, uint32_t length)
{
    const unsigned char *bytes = (const unsigned char *)name;

    if (!length)
        return 0;
    return length + ((uint32_t)(bytes[0] | 32) << 8) + ((uint32_t)(bytes[length - 1] | 32) << 16) +
           ((uint32_t)(bytes[length / 2] | 32) << 24);
}

/* The slot of a hash in log_formats.slots. */
static inline unsigned log_slot(uint32_t hash)
{
    return (uint32_t)(hash * UINT32_C(2654435769)) >> 23;
}

/* A number for the first three letters of a name that has as many. */
static inline unsigned log_start(const char *name)
{
    return (name[0] & 31U) | (name[1] & 31U) << 5 | (name[2] & 31U) << 10;
}

/* Whether two names of the same length are equal, ignoring case. Most are spelt alike. */
static inline bool log_same(const char *a, const char *b, uint32_t length)
{
    return memcmp(a, b, length) == 0 || fold_shared(a, length, b) == length;
}

/* Returns the mark of a name, which has this hash; NO_MARK if there is none. */
static inline uint16_t log_mark_find(const struct log_formats *formats, const char *name, uint32_t length,
                                     uint32_t hash)
{
    uint16_t mark = formats->slots[log_slot(hash)];

    while (mark != NO_MARK && (formats->marks[mark].hash != hash || formats->marks[mark].length != length ||
                               !log_same(name, formats->marks[mark].name, length)))
        mark = formats->marks[mark].next;
    return mark;
}

/* Adds the formats of a file, before those that are there; one that has the name of another replaces it. Returns
 * false, with all errors as messages on standard error, FILE:LINE:COL: ... */
bool log_formats_add(struct log_formats *formats, const char *file, const char *text, size_t length);

/* To be called once, when all files were added: finds the marks. Returns false if there are too many. */
bool log_formats_finish(struct log_formats *formats);

#endif
