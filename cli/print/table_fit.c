/* SPDX-License-Identifier: MIT
 *
 * Divides the width of a line among columns, in steps: everything on one line; then without the prefix that many cells
 * share; then with wrapped cells; then without some columns; then with each row as a block of lines.
 */
#include "table.h"

enum { GAP = 2, SHORT = 9 /* a column this narrow gives up no width */ };

static const struct column *column_at(const struct table *table, size_t i)
{
    return &table->layout->all[table->layout->shown[i]];
}

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

static size_t most(size_t a, size_t b)
{
    return a > b ? a : b;
}

/* How narrow columns may become. */
enum narrowness { WHOLE, BY_WORDS /* no word is broken */, LEGIBLE, TIGHT };

static size_t width_of(const struct table *table, size_t i, enum narrowness narrowness)
{
    const struct table_column *column = &table->columns[i];
    size_t whole = table->is_shortened ? column->short_whole : column->whole;
    size_t word = table->is_shortened ? column->short_word : column->word;
    size_t legible = column_at(table, i)->legible;

    return narrowness == WHOLE      ? whole
           : narrowness == BY_WORDS ? least(whole, most(legible, word))
           : narrowness == LEGIBLE  ? least(whole, legible)
                                    : least(whole, legible > SHORT ? 2 * legible / 3 : legible);
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
