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
#include "stated_log.h"
#include "switches.h"
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

enum { NAMED_MOST = 5, STRANGER_COLUMNS = 200, NO_COLUMN = DELIMITED_FIELDS_LIMIT };

/* What is known while a file is read. */
struct reading {
    const struct attack_db *db;
    struct attack_set events;
    struct stated_log log;
    struct log_switch *switches; /* by event */
    struct delimited file;
    size_t columns[COLUMNS]; /* where each is in a line; NO_COLUMN: nowhere */
    unsigned long strangers; /* rows that are no event of the mapping */
    struct cell named[NAMED_MOST];
    size_t named_count;
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

/* Says whether pieces of text, one after another, are a text, letter case aside. */
struct comparison {
    const char *rest;
    bool same;
};

static void compare_piece(void *context, const char *piece)
{
    struct comparison *comparison = context;

    for (; comparison->same && *piece; piece++)
        comparison->same = fold(*piece) == fold(*comparison->rest) && *comparison->rest++;
}

/* Whether an event has the filters that the row states, if it states any. */
static bool has_filters(const struct reading *reading, const struct attack_event *event)
{
    struct comparison comparison = {value_in(reading, FILTER), true};
    struct value filters = value_filters(attack_event_filters(reading->db, event));

    if (!comparison.rest)
        return true;
    value_pieces(&filters, ",", compare_piece, &comparison);
    return comparison.same && !*comparison.rest;
}

/* What a row states of an event, against what the mapping knows. */
enum agreement { DISAGREES, UNKNOWN, AGREES };

static enum agreement compare(const char *stated, const char *known)
{
    if (!stated || !known)
        return UNKNOWN;
    return fold_equal(stated, known) ? AGREES : DISAGREES;
}

/* Microsoft's name of a sub-category will do where the mapping has another. */
static enum agreement compare_sub_category(const struct reading *reading, const struct attack_event *event)
{
    const char *stated = value_in(reading, SUB_CATEGORY);
    const struct log_switch *log_switch = &reading->switches[event->index];

    if (log_switch->kind == SWITCH_AUDIT && compare(stated, log_switch->name) == AGREES)
        return AGREES;
    return compare(stated, event->audit_sub_category);
}

/* Whether an event is in the log that the row states. */
static bool is_in_log(const struct reading *reading, const struct attack_event *event)
{
    enum agreement provider = compare(value_in(reading, PROVIDER), event->provider);
    enum agreement channel = compare(value_in(reading, CHANNEL), event->channel);

    if (event->id)
        return stated_log_has(&reading->log, event);
    return compare(value_in(reading, PLATFORM), event->platform) != DISAGREES && provider != DISAGREES &&
           channel != DISAGREES && (provider == AGREES || channel == AGREES);
}

/* Whether a row that names no log means an event: by its sub-category, or because the event is in no log either. */
static bool is_meant_without_log(const struct reading *reading, const struct attack_event *event)
{
    if (compare(value_in(reading, PLATFORM), event->platform) == DISAGREES)
        return false;
    if (value_in(reading, SUB_CATEGORY))
        return compare_sub_category(reading, event) == AGREES;
    return value_in(reading, ID) && !event->provider && !event->channel;
}

static bool has_log(const struct reading *reading)
{
    return value_in(reading, PROVIDER) || value_in(reading, CHANNEL);
}

/* Whether the row means an event, whose id agrees. */
static bool is_meant(const struct reading *reading, const struct attack_event *event)
{
    enum agreement sub_category = compare_sub_category(reading, event);

    if (sub_category == DISAGREES || !has_filters(reading, event))
        return false;
    if (!value_in(reading, ID) && value_in(reading, SUB_CATEGORY) && sub_category != AGREES)
        return false; /* a sub-category, not the whole log that it is in */
    return has_log(reading) ? is_in_log(reading, event) : is_meant_without_log(reading, event);
}

/* Adds the events that the row means: of its id, or all of a log or sub-category. Returns whether there are any. */
static bool add_row(struct reading *reading)
{
    const char *id = value_in(reading, ID);
    struct attack_events events = attack_events_find(reading->db, id, id ? strlen(id) : 0);
    struct attack_event event;
    bool any = false;

    if (has_log(reading)) {
        struct attack_log log = {text_in(reading, PLATFORM), text_in(reading, PROVIDER), text_in(reading, CHANNEL)};

        stated_log_ask(&reading->log, &log, id);
    }
    for (uint32_t i = 0; id ? attack_events_next(&events, &event) : attack_event_at(reading->db, i, &event); i++) {
        if (!is_meant(reading, &event))
            continue;
        attack_set_add(reading->events, event.index);
        any = true;
    }
    return any;
}

static void print_stranger(const struct reading *reading)
{
    struct pen pen = {stderr, 0, STRANGER_COLUMNS, false};

    fputs("attack-events: ", stderr);
    text_show(stderr, reading->file.name);
    fprintf(stderr, ":%lu: no event of the mapping:", reading->file.line);
    for (enum known_column column = ID; column < COLUMNS; column++) {
        pen_text(&pen, value_in(reading, column) ? " " : NULL);
        pen_text(&pen, value_in(reading, column));
    }
    fputs(pen.full ? "\xE2\x80\xA6\n" : "\n", stderr);
}

/* Names a row that is no event of the mapping, unless one like it, or enough others, were named. */
static void note_stranger(struct reading *reading)
{
    struct cell row = {NULL, 0, 0};

    reading->strangers++;
    for (enum known_column column = ID; column < COLUMNS; column++) {
        cell_add(&row, value_in(reading, column) ? " " : NULL);
        cell_add(&row, value_in(reading, column));
    }
    for (size_t i = 0; i < reading->named_count && row.text; i++)
        if (strcmp(reading->named[i].text, row.text) == 0)
            cell_clear(&row);
    if (!row.length || reading->named_count == NAMED_MOST) {
        cell_free(&row);
        return;
    }
    print_stranger(reading);
    reading->named[reading->named_count++] = row;
}

static bool is_blank(const struct reading *reading)
{
    for (enum known_column column = ID; column < COLUMNS; column++)
        if (value_in(reading, column))
            return false;
    return true;
}

static void read_rows(struct reading *reading)
{
    while (delimited_next(&reading->file))
        if (!is_blank(reading) && !add_row(reading))
            note_stranger(reading);
    if (reading->strangers > reading->named_count) {
        fputs("attack-events: ", stderr);
        text_show(stderr, reading->file.name);
        fprintf(stderr, ": %lu rows in all are no event of the mapping\n", reading->strangers);
    }
    while (reading->named_count)
        cell_free(&reading->named[--reading->named_count]);
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

bool collected_fill(const struct attack_db *db, const struct options *options, struct attack_set collected)
{
    struct reading reading = {.db = db, .events = collected};
    struct attack_event event;
    bool good = true;

    stated_log_begin(&reading.log, db);
    reading.switches = memory_resize(NULL, attack_event_count(db) + 1, sizeof *reading.switches);
    for (uint32_t i = 0; attack_event_at(db, i, &event); i++)
        reading.switches[i] = switch_of(&event);
    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == OPTION_COLLECTED)
            good = read_file(&reading, options->given[i].value) && good;
    free(reading.switches);
    stated_log_end(&reading.log);
    return good;
}
