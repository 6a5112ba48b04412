/* SPDX-License-Identifier: MIT
 *
 * Labelled lists, wrapped. An item wider than a line is printed whole: a heading is prose, and loses nothing.
 */
#include "fields.h"

#include "terminal.h"
#include "text.h"

#include <stdio.h>

enum { INDENT = 2, LABELS = 18 };

void fields_title(const char *first, const char *second)
{
    text_show(stdout, first);
    if (first && second)
        fputs("  ", stdout);
    text_show(stdout, second);
    putchar('\n');
}

struct field field_start(const char *label)
{
    struct field field = {label, terminal_width(), 0};

    return field;
}

void field_item(struct field *field, const char *first, const char *between, const char *second)
{
    const char *middle = first && second ? between : "";
    size_t width = text_width(first) + text_width(middle) + text_width(second);

    if (!first && !second)
        return;
    if (field->used == 0) {
        printf("%*s%-*s", INDENT, "", LABELS, field->label);
        field->used = INDENT + LABELS;
    } else if (field->used + 2 + width + 1 > field->width) { /* ", " before the item, "," behind it */
        printf(",\n%*s", INDENT + LABELS, "");
        field->used = INDENT + LABELS;
    } else {
        fputs(", ", stdout);
        field->used += 2;
    }
    text_show(stdout, first);
    text_show(stdout, middle);
    text_show(stdout, second);
    field->used += width;
}

void field_end(const struct field *field)
{
    if (field->used)
        putchar('\n');
}

void field_text(const char *label, const char *text)
{
    struct field field = field_start(label);

    field_item(&field, text, NULL, NULL);
    field_end(&field);
}

void field_names(const char *label, struct attack_names names)
{
    struct field field = field_start(label);
    const char *name;

    while ((name = attack_names_next(&names)) != NULL)
        field_item(&field, name, NULL, NULL);
    field_end(&field);
}
