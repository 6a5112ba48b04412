/* SPDX-License-Identifier: MIT
 *
 * Measures all rows, shares the width among the columns, and draws rows whose cells have one or more lines.
 */
#include "table.h"

#include "host/order.h"
#include "text/terminal.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { GAP = 2, NARROWEST = 8, HANG = 2 /* indent of a cell's further lines */, NARROWEST_WITH_HANG = 12 };

static const struct column *column_at(const struct table *table, size_t i)
{
    return &table->layout->all[layout_place(table->layout, i)];
}

static void measure_cell(struct table_column *measured, struct cell *cell, const char *dull_prefix)
{
    measured->whole = most_of(measured->whole, cell_width(cell));
    measured->word = most_of(measured->word, cell_longest_word(cell));
    if (dull_prefix && cell_shorten(cell, dull_prefix))
        measured->is_shortened = true;
    measured->short_whole = most_of(measured->short_whole, cell_width(cell));
    measured->short_word = most_of(measured->short_word, cell_longest_word(cell));
}

void table_start(struct table *table, const struct layout *layout, size_t indent)
{
    memset(table, 0, sizeof *table);
    table->layout = layout;
    table->indent = indent;
    for (size_t i = 0; i < layout->count; i++) {
        cell_add(&table->cells[i], column_at(table, i)->heading);
        measure_cell(&table->columns[i], &table->cells[i], NULL);
        table->heading = most_of(table->heading, table->columns[i].whole);
    }
}

void table_measure(struct table *table, const struct value *values)
{
    for (size_t i = 0; i < table->layout->count; i++) {
        cell_clear(&table->cells[i]);
        cell_add_value(&table->cells[i], &values[layout_place(table->layout, i)]);
        measure_cell(&table->columns[i], &table->cells[i], column_at(table, i)->dull_prefix);
    }
}

/* Draws one line of every cell that has one left. Blanks are delayed until another cell follows, so that no line ends
 * in blanks. Returns false, and draws nothing, if no cell has a line left. */
static bool draw_line(const struct table *table, const char *rest[COLUMNS_MOST], bool is_first)
{
    size_t owed = table->indent;
    bool any = is_first;

    for (size_t i = 0; i < table->layout->count; i++) {
        size_t width = table->columns[i].width;
        size_t hang = is_first || width < NARROWEST_WITH_HANG ? 0 : HANG;
        struct cell_line line = {NULL, 0, 0};

        if (table->columns[i].left_out)
            continue;
        if (cell_next_line(&rest[i], width - hang, &line)) {
            printf("%*s", (int)(owed + hang), "");
            fwrite(line.text, 1, line.length, stdout);
            owed = width + GAP - hang - line.width;
            any = true;
        } else {
            owed += width + GAP;
        }
    }
    if (any)
        putchar('\n');
    return any;
}

static void draw_row(const struct table *table)
{
    const char *rest[COLUMNS_MOST];

    for (size_t i = 0; i < table->layout->count; i++)
        rest[i] = table->cells[i].text;
    for (bool is_first = true; draw_line(table, rest, is_first); is_first = false)
        ;
}

/* Draws a row as a block: a line for each cell that is not empty. */
static void draw_block(const struct table *table)
{
    size_t start = table->indent + table->heading + GAP;

    if (table->any)
        putchar('\n');
    for (size_t i = 0; i < table->layout->count; i++) {
        const struct column *column = column_at(table, i);

        if (table->columns[i].left_out || !table->cells[i].length)
            continue;
        printf("%*s%s%*s", (int)table->indent, "", column->heading,
               (int)(start - table->indent - text_width(column->heading)), "");
        cell_print(stdout, &table->cells[i], start, start, most_of(table->line, start + NARROWEST));
        putchar('\n');
    }
}

void table_header(struct table *table)
{
    if (table->is_stacked)
        return;
    for (size_t i = 0; i < table->layout->count; i++) {
        cell_clear(&table->cells[i]);
        cell_add(&table->cells[i], column_at(table, i)->heading);
    }
    draw_row(table);
}

void table_row(struct table *table, const struct value *values)
{
    for (size_t i = 0; i < table->layout->count; i++) {
        const struct column *column = column_at(table, i);

        cell_clear(&table->cells[i]);
        cell_add_value(&table->cells[i], &values[layout_place(table->layout, i)]);
        if (table->is_shortened && column->dull_prefix)
            cell_shorten(&table->cells[i], column->dull_prefix);
    }
    if (table->is_stacked)
        draw_block(table);
    else
        draw_row(table);
    table->any = true;
    terminal_check();
}

/* Reports what the ellipsis stands for, once for each prefix. */
static void note_shortened(const struct table *table)
{
    const char *noted = NULL;

    for (size_t i = 0; i < table->layout->count && table->is_shortened; i++) {
        const char *prefix = column_at(table, i)->dull_prefix;

        if (table->columns[i].left_out || !table->columns[i].is_shortened || (noted && strcmp(noted, prefix) == 0))
            continue;
        fprintf(stderr, "attack-events: under %s, \xE2\x80\xA6 stands for %s\n", column_at(table, i)->heading, prefix);
        noted = prefix;
    }
}

void table_note(const struct table *table)
{
    const char *before = "attack-events: the table is too narrow for ";

    for (size_t i = 0; i < table->layout->count; i++) {
        if (!table->columns[i].left_out)
            continue;
        fprintf(stderr, "%s%s", before, column_at(table, i)->heading);
        before = ", ";
    }
    if (before[0] == ',')
        fputs(", which it leaves out\n", stderr);
    note_shortened(table);
}

void table_free(struct table *table)
{
    for (size_t i = 0; i < table->layout->count; i++)
        cell_free(&table->cells[i]);
}

/* ---- Sharing the width ------------------------------------------------------------------------------------------ */

/* Divides the width of a line among columns, in steps: everything on one line; then without the prefix that many cells
 * share; then with wrapped cells; then without some columns; then with each row as a block of lines. */

enum { SHORT = 9 /* a column this narrow gives up no width */ };

/* How narrow columns may become. */
enum narrowness { WHOLE, BY_WORDS /* no word is broken */, LEGIBLE, TIGHT };

static size_t width_of(const struct table *table, size_t i, enum narrowness narrowness)
{
    const struct table_column *column = &table->columns[i];
    size_t whole = table->is_shortened ? column->short_whole : column->whole;
    size_t word = table->is_shortened ? column->short_word : column->word;
    size_t legible = column_at(table, i)->legible;

    return narrowness == WHOLE      ? whole
           : narrowness == BY_WORDS ? least_of(whole, most_of(legible, word))
           : narrowness == LEGIBLE  ? least_of(whole, legible)
                                    : least_of(whole, legible > SHORT ? 2 * legible / 3 : legible);
}

static size_t total_width(const struct table *table, enum narrowness narrowness)
{
    size_t total = 0;

    for (size_t i = 0; i < table->layout->count; i++)
        if (!table->columns[i].left_out)
            total += GAP + width_of(table, i, narrowness);
    return table->indent + (total ? total - GAP : 0);
}

size_t table_whole_width(const struct table *table)
{
    return total_width(table, WHOLE);
}

/* Omits the most dispensable column. Returns false if none is dispensable. */
static bool leave_one_out(struct table *table)
{
    size_t found = table->layout->count;

    for (size_t i = 0; i < table->layout->count; i++) {
        unsigned dispensable = table->columns[i].left_out ? 0 : column_at(table, i)->dispensable;

        if (dispensable && (found == table->layout->count || dispensable > column_at(table, found)->dispensable))
            found = i;
    }
    if (found == table->layout->count)
        return false;
    table->columns[found].left_out = true;
    return true;
}

/* Makes the widest columns narrower, one character at a time, until the table fits. */
static void shrink(struct table *table, size_t line, enum narrowness narrowness)
{
    size_t total = total_width(table, WHOLE);

    for (; total > line; total--) {
        struct table_column *widest = NULL;

        for (size_t i = 0; i < table->layout->count; i++) {
            struct table_column *column = &table->columns[i];

            if (!column->left_out && column->width > width_of(table, i, narrowness) &&
                (!widest || column->width > widest->width))
                widest = column;
        }
        if (!widest)
            return;
        widest->width--;
    }
}

static bool fits(struct table *table, size_t line, enum narrowness narrowest)
{
    for (int shortened = 0; shortened < 2; shortened++) {
        table->is_shortened = shortened;
        for (size_t i = 0; i < table->layout->count; i++)
            table->columns[i].width = width_of(table, i, WHOLE);
        if (total_width(table, WHOLE) <= line)
            return true;
    }
    for (int narrowness = BY_WORDS; narrowness <= (int)narrowest; narrowness++) {
        if (total_width(table, (enum narrowness)narrowness) > line)
            continue;
        shrink(table, line, (enum narrowness)narrowness);
        return true;
    }
    return false;
}

void table_fit(struct table *table, size_t line)
{
    table->line = line;
    while (!fits(table, line, LEGIBLE)) {
        if (leave_one_out(table))
            continue;
        if (fits(table, line, TIGHT))
            return;
        table->is_stacked = true; /* which has room for every column */
        table->is_shortened = false;
        for (size_t i = 0; i < table->layout->count; i++)
            table->columns[i].left_out = false;
        return;
    }
}
