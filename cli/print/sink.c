/* SPDX-License-Identifier: MIT
 *
 * Passes rows to the format that the user chose, and checks that they were written.
 */
#include "sink.h"

#include "json.h"
#include "table.h"
#include "text/terminal.h"
#include "tsv.h"

#include <stdio.h>

struct sink {
    enum format format;
    const struct layout *layout;
    struct table table;
    bool is_shown;  /* standard output is a terminal */
    bool measuring; /* the first of a table's two passes */
    bool any;       /* a row was printed */
};

void sink_row(struct sink *sink, const struct value *values)
{
    if (sink->measuring) {
        table_measure(&sink->table, values);
        return;
    }
    switch (sink->format) {
    case FORMAT_TABLE:
        table_row(&sink->table, values);
        break;
    case FORMAT_TSV:
        tsv_row(sink->layout, values, sink->is_shown);
        break;
    case FORMAT_JSON:
        fputs(sink->any ? ",\n" : "[\n", stdout);
        json_object(stdout, sink->layout, values);
        break;
    }
    sink->any = true;
    terminal_check();
}

void sink_print(enum format format, const struct layout *layout, sink_walk *walk, const void *source)
{
    struct sink sink = {.format = format, .layout = layout, .is_shown = terminal_is_output()};

    if (format == FORMAT_TABLE) {
        table_start(&sink.table, layout, 0);
        sink.measuring = true;
        walk(&sink, source);
        sink.measuring = false;
        table_fit(&sink.table, terminal_width());
        table_header(&sink.table);
    } else if (format == FORMAT_TSV) {
        tsv_header(layout);
    }
    walk(&sink, source);
    if (format == FORMAT_TABLE) {
        fflush(stdout); /* so that on a terminal a note is below the table */
        terminal_check();
        table_note(&sink.table);
        table_free(&sink.table);
    } else if (format == FORMAT_JSON) {
        fputs(sink.any ? "\n]\n" : "[]\n", stdout);
    }
}
