/* SPDX-License-Identifier: MIT
 *
 * `attack-events rows`: the whole mapping as one table.
 */
#include "rows.h"

#include "columns.h"
#include "command.h"

static const unsigned char table_shown[] = {
    COLUMN_TECHNIQUE_ID, COLUMN_TECHNIQUE,      COLUMN_DATA_COMPONENT, COLUMN_NAME,    COLUMN_EVENT_ID,
    COLUMN_EVENT_NAME,   COLUMN_EVENT_PLATFORM, COLUMN_LOG_SOURCE,     COLUMN_CHANNEL, COLUMN_FILTER_IN,
};

static const struct layout table_layout = {columns, table_shown, sizeof table_shown};

void rows_walk(struct output *output, const void *source)
{
    const struct row_source *from = source;
    struct attack_rows rows = from->rows;
    struct value values[COLUMN_COUNT];
    struct attack_row row;

    while (attack_rows_next(&rows, &row)) {
        columns_fill(from->db, &row, values);
        output_row(output, values);
    }
}

static enum exit_status run(const struct attack_db *db, const struct options *options)
{
    struct row_source source = {db, attack_rows(db)};

    output_print(options->format, options->format == FORMAT_TABLE ? &table_layout : &columns_all, rows_walk, &source);
    return EXIT_ANSWERED;
}

const struct command command_rows = {
    .name = "rows",
    .summary = "print every row of the mapping",
    .description = "Prints every row of the mapping: a technique, one of its data components, and a\n"
                   "relationship and an event that show it. Techniques come in order of their ids,\n"
                   "the rows of each in the order of the input. TSV has one header line; lists are\n"
                   "joined by commas, an absent value is empty, and tab, line end and backslash in\n"
                   "a value are \\t, \\n, \\r and \\\\. JSON has the same keys, with arrays, booleans\n"
                   "and null. The table leaves columns out and is cut to the width of the terminal.\n"
                   "\n"
                   "example:\n"
                   "  attack-events rows --format tsv | cut -f 1,13,19 | sort -u\n",
    .run = run,
};
