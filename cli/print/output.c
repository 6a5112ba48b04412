/* SPDX-License-Identifier: MIT
 *
 * Passes rows to the format that the user chose, and checks that they were written.
 */
#include "output.h"

#include "json.h"
#include "table.h"
#include "text/terminal.h"
#include "tsv.h"

#include <stdio.h>

struct output {
    enum format format;
    const struct layout *layout;
    struct table table;
    bool is_shown;  /* standard output is a terminal */
    bool measuring; /* the first of a table's two passes */
    bool any;       /* a row was printed */
};

void output_row(struct output *output, const struct value *values)
{
    if (output->measuring) {
        table_measure(&output->table, values);
        return;
    }
    switch (output->format) {
    case FORMAT_TABLE:
        table_row(&output->table, values);
        break;
    case FORMAT_TSV:
        tsv_row(output->layout, values, output->is_shown);
        break;
    case FORMAT_JSON:
        fputs(output->any ? ",\n" : "[\n", stdout);
        json_object(stdout, output->layout, values);
        break;
    }
    output->any = true;
    terminal_check();
}

void output_print(enum format format, const struct layout *layout, output_walk *walk, const void *source)
{
    struct output output = {.format = format, .layout = layout, .is_shown = terminal_is_output()};

    if (format == FORMAT_TABLE) {
        table_start(&output.table, layout, 0);
        output.measuring = true;
        walk(&output, source);
        output.measuring = false;
        table_fit(&output.table, terminal_width());
        table_header(&output.table);
    } else if (format == FORMAT_TSV) {
        tsv_header(layout);
    }
    walk(&output, source);
    if (format == FORMAT_TABLE) {
        fflush(stdout); /* so that on a terminal a note is below the table */
        terminal_check();
        table_note(&output.table);
        table_free(&output.table);
    } else if (format == FORMAT_JSON) {
        fputs(output.any ? "\n]\n" : "[]\n", stdout);
    }
}
