/* SPDX-License-Identifier: MIT
 *
 * Reads the files line by line and turns each row into the mapping's events that it may mean. A row is looked up as an
 * event of a log is, but for its own fields: a machine that collects an event collects it whatever its fields hold,
 * unless the row says which (filter_in).
 */
#include "collected.h"

#include "cell.h"
#include "delimited.h"
#include "fold.h"
#include "memory.h"
#include "text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum known_column { ID, PROVIDER, CHANNEL, PLATFORM, SUB_CATEGORY, FILTER, COLUMNS };

/* The names of columns: `attack-events tag --events` and `rows` have the first ones, Windows' own tools the others. */
static const struct {
    const char *name;
    enum known_column column;
} names[] = {
    {"event_id", ID},
    {"EventID", ID},
    {"Id", ID},
    {"log_source", PROVIDER},
    {"provider", PROVIDER},
    {"ProviderName", PROVIDER},
    {"SourceName", PROVIDER},
    {"channel", CHANNEL},
    {"LogName", CHANNEL},
    {"event_platform", PLATFORM},
    {"platform", PLATFORM},
    {"audit_sub_category", SUB_CATEGORY},
    {"filter_in", FILTER},
};

enum { NAMED_MOST = 5, NO_COLUMN = DELIMITED_FIELDS };

/* What is known while a file is read. */
struct reading {
    const struct attack_db *db;
    struct attack_set events;
    uint32_t *candidates, room;
    struct delimited file;
    size_t columns[COLUMNS]; /* where each is in a line; NO_COLUMN: nowhere */
    unsigned long strangers; /* rows that are no event of the mapping */
};

static bool find_columns(struct reading *reading)
{
    for (size_t column = 0; column < COLUMNS; column++)
        reading->columns[column] = NO_COLUMN;
    if (!delimited_next(&reading->file)) {
        if (!reading->file.failed)
            delimited_complain(&reading->file, "there is no header line");
        return false;
    }
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (size_t field = 0; field < reading->file.count; field++)
            if (fold_equal(reading->file.fields[field], names[i].name) &&
                reading->columns[names[i].column] == NO_COLUMN)
                reading->columns[names[i].column] = field;
    if (reading->columns[PROVIDER] != NO_COLUMN || reading->columns[CHANNEL] != NO_COLUMN ||
        reading->columns[SUB_CATEGORY] != NO_COLUMN)
        return true;
    delimited_complain(&reading->file, "the header line names no column log_source, channel or audit_sub_category");
    return false;
}

/* Returns a value of the line; NULL where it has none. */
static const char *value_in(const struct reading *reading, enum known_column column)
{
    size_t field = reading->columns[column];

    return field < reading->file.count && *reading->file.fields[field] ? reading->file.fields[field] : NULL;
}

static struct attack_text text_in(const struct reading *reading, enum known_column column)
{
    const char *value = value_in(reading, column);
    struct attack_text text = {value, value ? strlen(value) : 0};

    return text;
}

/* Whether an event has the filters that the row states, if it states any. */
static bool has_filters(const struct reading *reading, const struct attack_event *event)
{
    const char *stated = value_in(reading, FILTER);
    struct value filters = value_filters(attack_event_filters(reading->db, event));
    struct cell cell = {NULL, 0, 0};
    bool same;

    if (!stated)
        return true;
    cell_add_value(&cell, &filters);
    same = fold_equal(cell.text ? cell.text : "", stated);
    cell_free(&cell);
    return same;
}

static bool add_by_id(struct reading *reading, const char *id)
{
    struct attack_log log = {text_in(reading, PLATFORM), text_in(reading, PROVIDER), text_in(reading, CHANNEL)};
    uint32_t count = attack_candidates(reading->db, &log, id, strlen(id), reading->candidates, reading->room);
    struct attack_event event;
    bool any = false;

    for (uint32_t i = 0; i < count; i++)
        if (attack_event_at(reading->db, reading->candidates[i], &event) && has_filters(reading, &event)) {
            attack_set_add(reading->events, event.index);
            any = true;
        }
    return any;
}

/* Whether what a row states of an event's log is so; `stated` counts what is. */
static bool agrees(const char *stated, const char *mine, int *agreeing)
{
    *agreeing += stated && mine;
    return !stated || !mine || fold_equal(stated, mine);
}

/* A row without an id stands for all events of its log or audit sub-category. */
static bool add_whole_log(struct reading *reading)
{
    struct attack_event event;
    bool any = false;

    for (uint32_t i = 0; attack_event_at(reading->db, i, &event); i++) {
        int ignored = 0, agreeing = 0;

        if (agrees(value_in(reading, PLATFORM), event.platform, &ignored) &&
            agrees(value_in(reading, PROVIDER), event.provider, &agreeing) &&
            agrees(value_in(reading, CHANNEL), event.channel, &agreeing) &&
            agrees(value_in(reading, SUB_CATEGORY), event.audit_sub_category, &agreeing) && agreeing &&
            (!value_in(reading, SUB_CATEGORY) || event.audit_sub_category)) {
            attack_set_add(reading->events, i);
            any = true;
        }
    }
    return any;
}

static void note_stranger(struct reading *reading)
{
    if (++reading->strangers > NAMED_MOST)
        return;
    fprintf(stderr, "attack-events: ");
    text_show(stderr, reading->file.name);
    fprintf(stderr, ":%lu: no event of the mapping:", reading->file.line);
    for (size_t i = 0; i <= SUB_CATEGORY; i++)
        if (value_in(reading, (enum known_column)i)) {
            fputc(' ', stderr);
            text_show(stderr, value_in(reading, (enum known_column)i));
        }
    fputc('\n', stderr);
}

static void read_rows(struct reading *reading)
{
    while (delimited_next(&reading->file)) {
        const char *id = value_in(reading, ID);

        if (!(id ? add_by_id(reading, id) : add_whole_log(reading)))
            note_stranger(reading);
    }
    if (reading->strangers > NAMED_MOST) {
        fputs("attack-events: ", stderr);
        text_show(stderr, reading->file.name);
        fprintf(stderr, ": %lu more rows are no event of the mapping\n", reading->strangers - NAMED_MOST);
    }
}

static bool read_file(struct reading *reading, const char *path)
{
    bool good;

    reading->strangers = 0;
    if (!delimited_open(&reading->file, path))
        return false;
    good = find_columns(reading);
    if (good)
        read_rows(reading);
    good = good && !reading->file.failed;
    delimited_close(&reading->file);
    return good;
}

bool collected_fill(const struct attack_db *db, const struct options *options, struct collected *collected)
{
    struct reading reading = {.db = db};
    struct attack_info info;
    bool good = true;

    attack_db_info(db, &info);
    collected->events.word_count = ATTACK_SET_WORDS(info.events);
    collected->words = memory_resize(NULL, collected->events.word_count + 1, sizeof *collected->words);
    collected->events.words = collected->words;
    attack_set_clear(collected->events);
    reading.events = collected->events;
    reading.room = info.candidates_most;
    reading.candidates = memory_resize(NULL, reading.room + 1, sizeof *reading.candidates);
    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == OPTION_COLLECTED)
            good = read_file(&reading, options->given[i].value) && good;
    free(reading.candidates);
    return good;
}

void collected_free(struct collected *collected)
{
    free(collected->words);
}
