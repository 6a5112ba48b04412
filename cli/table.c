/* SPDX-License-Identifier: MIT
 *
 * Measuring, shrinking and cutting. The widest column gives way first, so that short ones stay whole.
 */
#include "table.h"

#include "text.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 2 };

static const char ellipsis[] = "\xE2\x80\xA6";

/* A value on its way to the pen, without what it begins with. */
struct drawing {
    struct pen *pen;
    size_t skipped; /* bytes still to be left out */
};

static void draw_piece(void *context, const char *piece)
{
    struct drawing *drawing = context;

    for (; drawing->skipped && *piece; piece++)
        drawing->skipped--;
    pen_text(drawing->pen, piece);
}

static void draw_rest(struct pen *pen, const struct value *value, size_t skipped)
{
    struct drawing drawing = {pen, skipped};

    value_pieces(value, ", ", draw_piece, &drawing);
}

static void draw(struct pen *pen, const struct value *value)
{
    draw_rest(pen, value, 0);
}

static const struct column *column_at(const struct layout *layout, size_t i)
{
    return &layout->all[layout->shown[i]];
}

void table_start(struct table *table, const struct layout *layout)
{
    table->layout = layout;
    for (size_t i = 0; i < layout->count; i++) {
        table->widths[i] = text_width(column_at(layout, i)->heading);
        table->left_out[i] = false;
    }
}

void table_measure(struct table *table, const struct value *values)
{
    for (size_t i = 0; i < table->layout->count; i++) {
        struct pen pen = {NULL, 0, SIZE_MAX, false};

        draw(&pen, &values[table->layout->shown[i]]);
        if (pen.used > table->widths[i])
            table->widths[i] = pen.used;
    }
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

/* Returns the columns of text that the table takes as it is, or at the least that leaves every column legible. */
static size_t total_width(const struct table *table, bool legible_only)
{
    size_t total = 0;

    for (size_t i = 0; i < table->layout->count; i++) {
        size_t legible = column_at(table->layout, i)->legible;

        if (!table->left_out[i])
            total += GAP + (legible_only ? least(table->widths[i], legible) : table->widths[i]);
    }
    return total ? total - GAP : 0;
}

/* Leaves the most dispensable columns out until the others can be legible, or none is dispensable. */
static void leave_out(struct table *table, size_t width)
{
    while (total_width(table, true) > width) {
        size_t most = 0;
        unsigned dispensable = 0;

        for (size_t i = 0; i < table->layout->count; i++) {
            if (!table->left_out[i] && column_at(table->layout, i)->dispensable > dispensable) {
                most = i;
                dispensable = column_at(table->layout, i)->dispensable;
            }
        }
        if (dispensable == 0)
            return;
        table->left_out[most] = true;
    }
}

/* Returns the widest column that may give some of its width away; first those that stay legible. */
static size_t find_widest(const struct table *table, bool stay_legible)
{
    size_t widest = table->layout->count;

    for (size_t i = 0; i < table->layout->count; i++) {
        if (table->left_out[i] || table->widths[i] <= (stay_legible ? column_at(table->layout, i)->legible : 1))
            continue;
        if (widest == table->layout->count || table->widths[i] > table->widths[widest])
            widest = i;
    }
    return widest;
}

static void shrink(struct table *table, size_t width)
{
    size_t count = table->layout->count;

    for (size_t i = 0; i < count; i++)
        table->widths[i] = least(table->widths[i], width); /* so that the loop below is short */
    for (size_t total = total_width(table, false); total > width; total--) {
        size_t widest = find_widest(table, true);

        if (widest == count)
            widest = find_widest(table, false);
        if (widest == count)
            return; /* one column of text each: the terminal is narrower than any table */
        table->widths[widest]--;
    }
}

/* Returns the bytes that a value too wide for its cell begins with like many others of its column. */
static size_t dull_start(const struct column *column, const struct value *value)
{
    struct attack_filters filters;
    struct attack_filter filter;
    const char *text = NULL;
    size_t length = column->dull_prefix ? strlen(column->dull_prefix) : 0;

    if (value->kind == VALUE_TEXT) {
        text = value->as.text;
    } else if (value->kind == VALUE_FILTERS) {
        filters = value->as.filters;
        text = attack_filters_next(&filters, &filter) ? filter.field : NULL;
    }
    return length && text && strncmp(text, column->dull_prefix, length) == 0 ? length : 0;
}

/* Draws a cell into `width` columns. Returns how many it took. */
static size_t draw_cell(const struct column *column, const struct value *value, size_t width)
{
    struct pen measure = {NULL, 0, width, false};
    struct pen pen = {stdout, 0, width, false};
    size_t skipped;

    draw(&measure, value);
    if (!measure.full) {
        draw(&pen, value);
        return pen.used;
    }
    skipped = width > 2 ? dull_start(column, value) : 0;
    if (skipped) {
        pen_text(&pen, ellipsis);
        measure.used = pen.used;
        measure.full = false;
        draw_rest(&measure, value, skipped);
    }
    if (measure.full)
        pen.limit--; /* room for the ellipsis at the end */
    draw_rest(&pen, value, skipped);
    if (measure.full) {
        fputs(ellipsis, stdout);
        pen.used++;
    }
    return pen.used;
}

/* Draws a row. Blanks are owed until a cell needs them, so that no line ends in blanks. */
static void draw_row(const struct table *table, const struct value *cells[])
{
    size_t owed = 0;

    for (size_t i = 0; i < table->layout->count; i++) {
        struct pen nothing = {NULL, 0, 0, false};
        size_t used = 0;

        if (table->left_out[i])
            continue;
        draw(&nothing, cells[i]);
        if (nothing.full) { /* the cell has something to show */
            printf("%*s", (int)owed, "");
            owed = 0;
            used = draw_cell(column_at(table->layout, i), cells[i], table->widths[i]);
        }
        owed += table->widths[i] - used + GAP;
    }
    putchar('\n');
}

void table_header(struct table *table, size_t width)
{
    struct value headings[COLUMNS_MOST];
    const struct value *cells[COLUMNS_MOST];

    leave_out(table, width);
    shrink(table, width);
    for (size_t i = 0; i < table->layout->count; i++) {
        headings[i] = value_text(column_at(table->layout, i)->heading);
        cells[i] = &headings[i];
    }
    draw_row(table, cells);
}

void table_row(const struct table *table, const struct value *values)
{
    const struct value *cells[COLUMNS_MOST];

    for (size_t i = 0; i < table->layout->count; i++)
        cells[i] = &values[table->layout->shown[i]];
    draw_row(table, cells);
}

void table_end(const struct table *table)
{
    const char *before = "attack-events: the table is too narrow for ";

    for (size_t i = 0; i < table->layout->count; i++) {
        if (!table->left_out[i])
            continue;
        fprintf(stderr, "%s%s", before, column_at(table->layout, i)->heading);
        before = ", ";
    }
    if (before[0] == ',')
        fputs(", which it leaves out\n", stderr);
}
