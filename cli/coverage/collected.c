/* SPDX-License-Identifier: MIT
 *
 * Reads the files row by row and finds the events of the mapping that each row means. A row is matched like an event of
 * a log, except for the event's own fields: a machine that collects an event collects it with all values of its fields,
 * unless the row has filter_in. It knows nothing of techniques.
 */
#include "collected.h"

#include "collected_index.h"
#include "delimited.h"
#include "host/letter_case.h"
#include "print/cell.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

/* The names of columns: first those of `attack-events tag --events` and `rows`, then those of Windows' own tools. */
static const struct {
    const char *name;
    enum collected_column column;
} names[] = {
    {"event_id", COLLECTED_ID},
    {"EventID", COLLECTED_ID},
    {"Id", COLLECTED_ID},
    {"log_source", COLLECTED_PROVIDER},
    {"provider", COLLECTED_PROVIDER},
    {"ProviderName", COLLECTED_PROVIDER},
    {"SourceName", COLLECTED_PROVIDER},
    {"channel", COLLECTED_CHANNEL},
    {"LogName", COLLECTED_CHANNEL},
    {"event_platform", COLLECTED_PLATFORM},
    {"platform", COLLECTED_PLATFORM},
    {"audit_sub_category", COLLECTED_SUB_CATEGORY},
    {"filter_in", COLLECTED_FILTER},
};

enum { REPORTED_MOST = 5, UNMATCHED_COLUMNS = 200, NO_COLUMN = DELIMITED_FIELDS_LIMIT };

/* The state while a file is read. */
struct reading {
    struct attack_set events;
    struct collected_index index;
    struct delimited file;
    size_t columns[COLLECTED_COLUMNS];     /* position of each in a row, or NO_COLUMN */
    const char *values[COLLECTED_COLUMNS]; /* of the row */
    unsigned long unmatched;               /* rows that match no event of the mapping */
    struct cell reported[REPORTED_MOST];
    size_t reported_count;
};

static bool find_columns(struct reading *reading)
{
    for (size_t column = 0; column < COLLECTED_COLUMNS; column++)
        reading->columns[column] = NO_COLUMN;
    if (!delimited_next(&reading->file))
        return !reading->file.failed && delimited_complain(&reading->file, "there is no header line");
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (size_t field = 0; field < reading->file.count; field++)
            if (fold_equal(reading->file.fields[field], names[i].name) &&
                reading->columns[names[i].column] == NO_COLUMN)
                reading->columns[names[i].column] = field;
    if (reading->columns[COLLECTED_PROVIDER] != NO_COLUMN || reading->columns[COLLECTED_CHANNEL] != NO_COLUMN ||
        reading->columns[COLLECTED_SUB_CATEGORY] != NO_COLUMN)
        return true;
    return delimited_complain(&reading->file,
                              "the header line names no column log_source, channel or audit_sub_category");
}

/* Reads the values of the row that the columns have; NULL where there is none. Returns whether there is one. */
static bool read_values(struct reading *reading)
{
    bool any = false;

    for (size_t column = 0; column < COLLECTED_COLUMNS; column++) {
        size_t field = reading->columns[column];
        const char *value = field < reading->file.count ? reading->file.fields[field] : "";

        reading->values[column] = *value ? value : NULL;
        any = any || *value;
    }
    return any;
}

static void print_unmatched(const struct reading *reading)
{
    struct pen pen = {stderr, 0, UNMATCHED_COLUMNS, false};

    text_begin_message("", reading->file.name);
    fprintf(stderr, ":%lu: no event of the mapping:", reading->file.line);
    for (size_t column = 0; column < COLLECTED_COLUMNS; column++) {
        pen_text(&pen, reading->values[column] ? " " : NULL);
        pen_text(&pen, reading->values[column]);
    }
    fputs(pen.full ? "\xE2\x80\xA6\n" : "\n", stderr);
}

/* Reports a row that matches no event of the mapping, unless an equal row or enough others were reported. */
static void note_unmatched(struct reading *reading)
{
    struct cell row = {NULL, 0, 0};

    reading->unmatched++;
    for (size_t column = 0; column < COLLECTED_COLUMNS; column++) {
        cell_add(&row, reading->values[column] ? " " : NULL);
        cell_add(&row, reading->values[column]);
    }
    for (size_t i = 0; i < reading->reported_count; i++)
        if (strcmp(reading->reported[i].text, row.text) == 0)
            cell_clear(&row);
    if (!row.length || reading->reported_count == REPORTED_MOST) {
        cell_free(&row);
        return;
    }
    print_unmatched(reading);
    reading->reported[reading->reported_count++] = row;
}

static void read_rows(struct reading *reading)
{
    while (delimited_next(&reading->file))
        if (read_values(reading) && !collected_index_add(&reading->index, reading->values, reading->events))
            note_unmatched(reading);
    if (reading->unmatched > reading->reported_count) {
        text_begin_message("", reading->file.name);
        fprintf(stderr, ": %lu rows in all are no event of the mapping\n", reading->unmatched);
    }
    while (reading->reported_count)
        cell_free(&reading->reported[--reading->reported_count]);
}

static bool read_file(struct reading *reading, const char *path)
{
    bool good;

    reading->unmatched = 0;
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
    struct reading reading = {.events = collected};
    bool good = true;

    collected_index_start(&reading.index, db);
    for (size_t i = 0; i < options->given_count; i++)
        if (options->given[i].id == OPTION_COLLECTED)
            good = read_file(&reading, options->given[i].value) && good;
    collected_index_free(&reading.index);
    return good;
}
