/* SPDX-License-Identifier: MIT
 *
 * Writes a cell as it is, without escapes other than the doubled quote: a cell is what another program looks up.
 */
#include "csv.h"

#include "text/text.h"

#include <string.h>

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

/* Some readers strip blanks, and some take a single quote at the start for a quote. */
static bool needs_quotes(const char *text)
{
    size_t length = strlen(text);

    return strpbrk(text, ",\"\r\n") || *text == '\'' || (length && (is_blank(text[0]) || is_blank(text[length - 1])));
}

void csv_cell(FILE *file, const char *text, bool is_shown)
{
    bool quotes;

    if (!text)
        return;
    quotes = needs_quotes(text);
    if (quotes)
        fputc('"', file);
    for (; *text; text++) {
        size_t plain = strcspn(text, "\"");
        struct glyph glyph;

        if (*text == '"') {
            fputs("\"\"", file);
        } else if (is_shown) {
            text += text_take(text, &glyph) - 1;
            fputs(glyph.bytes, file);
        } else {
            fwrite(text, 1, plain, file);
            text += plain - 1;
        }
    }
    if (quotes)
        fputc('"', file);
}

bool csv_is_formula(const char *text)
{
    return text && *text && strchr("=+-@\t\r", *text);
}
