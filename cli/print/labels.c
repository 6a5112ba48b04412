/* SPDX-License-Identifier: MIT
 *
 * Prints labelled lists, wrapped between items, or inside an item that is wider than a line.
 */
#include "labels.h"

#include "text/terminal.h"

#include <stdio.h>

enum { INDENT = 2, LABELS = 20 };

static struct cell join(const char *first, const char *between, const char *second)
{
    struct cell cell = {NULL, 0, 0};

    cell_add(&cell, first);
    cell_add(&cell, first && second ? between : NULL);
    cell_add(&cell, second);
    return cell;
}

void labels_heading(const char *first, const char *between, const char *second)
{
    struct cell cell = join(first, between, second);
    bool is_bold = terminal_is_coloured();

    fputs(is_bold ? "\033[1m" : "", stdout);
    cell_print(stdout, &cell, 0, INDENT, terminal_width());
    fputs(is_bold ? "\033[0m\n" : "\n", stdout);
    cell_free(&cell);
}

void labels_paragraph(const struct cell *text)
{
    cell_print(stdout, text, 0, 0, terminal_width());
    putchar('\n');
}

struct label label_start(const char *label)
{
    struct label field = {label, terminal_width(), 0};

    return field;
}

void label_item(struct label *field, const char *first, const char *between, const char *second)
{
    struct cell cell;
    size_t width;

    if (!first && !second)
        return;
    cell = join(first, between, second);
    width = cell_width(&cell);
    if (field->used == 0) {
        printf("%*s%-*s", INDENT, "", LABELS, field->label);
        field->used = INDENT + LABELS;
    } else if (field->used + 2 + width + 1 > field->width) { /* ", " before the item and "," behind it */
        printf(",\n%*s", INDENT + LABELS, "");
        field->used = INDENT + LABELS;
    } else {
        fputs(", ", stdout);
        field->used += 2;
    }
    cell_print(stdout, &cell, field->used, INDENT + LABELS, field->width - 1);
    field->used += width; /* too much for a wrapped item, so that the next one starts a new line */
    cell_free(&cell);
}

void label_end(const struct label *field)
{
    if (field->used)
        putchar('\n');
}

void label_text(const char *label, const char *text)
{
    struct label field = label_start(label);

    label_item(&field, text, NULL, NULL);
    label_end(&field);
}

void label_names(const char *label, struct attack_name_iterator names)
{
    struct label field = label_start(label);
    const char *name;

    while ((name = attack_name_next(&names)) != NULL)
        label_item(&field, name, NULL, NULL);
    label_end(&field);
}
