/* SPDX-License-Identifier: MIT
 *
 * Writes rows as lines for other tools. Only the four characters that would break the format are escaped. Other bytes
 * are written as they are in the mapping, except that a terminal gets escapes for those that would control it.
 */
#include "tsv.h"

#include "text/text.h"

#include <stdio.h>
#include <string.h>

static void write_escaped(void *context, const char *text)
{
    static const char special[] = "\t\n\r\\", letters[] = "tnr\\";

    (void)context;
    for (;;) {
        size_t plain = strcspn(text, special);

        fwrite(text, 1, plain, stdout);
        text += plain;
        if (!*text)
            return;
        printf("\\%c", letters[strchr(special, *text++) - special]);
    }
}

static void show_escaped(void *context, const char *text)
{
    (void)context;
    for (size_t length; *text; text += length) {
        struct glyph glyph;

        length = text_take(text, &glyph);
        fputs(*text == '\\' ? "\\\\" : glyph.bytes, stdout);
    }
}

void tsv_header(const struct layout *layout)
{
    for (size_t i = 0; i < layout->count; i++) {
        fputs(layout->all[layout_place(layout, i)].key, stdout);
        putchar(i + 1 < layout->count ? '\t' : '\n');
    }
}

void tsv_row(const struct layout *layout, const struct value *values, bool is_shown)
{
    for (size_t i = 0; i < layout->count; i++) {
        value_pieces(&values[layout_place(layout, i)], ",", is_shown ? show_escaped : write_escaped, NULL);
        putchar(i + 1 < layout->count ? '\t' : '\n');
    }
}
