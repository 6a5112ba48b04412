/* SPDX-License-Identifier: MIT
 *
 * In both kinds of DOT text, backslashes start escapes (\N is the name of the node) and & starts entities, so both
 * characters are escaped.
 */
#include "dot_text.h"

#include "host/code_point.h"
#include "text/memory.h"
#include "text/text.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

/* Returns a copy of `text` as shown on a terminal, for free(). */
static char *show(const char *text)
{
    struct memory_stream stream;

    text_show(memory_stream_start(&stream), text);
    return memory_stream_end(&stream);
}

/* Returns whether some versions of Graphviz would read "&" before `text` as an entity even though it is escaped. */
static bool looks_like_entity(const char *text)
{
    size_t length = *text == '#';

    while (isalnum((unsigned char)text[length]))
        length++;
    return length > 0 && text[length] == ';';
}

static const char no_width[] = "\xE2\x80\x8B"; /* a zero-width space */

/* Writes `length` bytes of text that has no controls any more, with `behind` after each backslash. */
static void escape(FILE *file, const char *shown, size_t length, const char *behind_backslash)
{
    for (size_t i = 0; i < length; i++) {
        switch (shown[i]) {
        case '&':
            fputs("&amp;", file);
            if (looks_like_entity(shown + i + 1))
                fputs(no_width, file);
            break;
        case '<':
            fputs("&lt;", file);
            break;
        case '>':
            fputs("&gt;", file);
            break;
        case '"':
            fputs("&quot;", file);
            break;
        case '\\':
            fputs("\\\\", file);
            fputs(behind_backslash, file);
            break;
        default:
            if (strncmp(shown + i, "\xEF\xBF\xBE", 3) == 0 || strncmp(shown + i, "\xEF\xBF\xBF", 3) == 0) {
                fputs("\xEF\xBF\xBD", file); /* XML cannot contain U+FFFE and U+FFFF */
                i += 2;
            } else {
                fputc(shown[i], file);
            }
        }
    }
}

static void show_escaped(FILE *file, const char *text, const char *behind_backslash)
{
    char *shown = show(text);

    escape(file, shown, strlen(shown), behind_backslash);
    free(shown);
}

void dot_html(FILE *file, const char *text)
{
    show_escaped(file, text, "");
}

void dot_tip(FILE *file, const char *text)
{
    show_escaped(file, text, no_width);
}

/* Returns how many bytes of `text` fit into `width` columns, at least one glyph. */
static size_t fitting(const char *text, size_t width)
{
    size_t length = 0, used = 0;

    while (text[length]) {
        uint32_t code;
        size_t bytes = code_point_decode(text + length, &code);
        char glyph[5] = "";

        memcpy(glyph, text + length, bytes);
        used += text_width(glyph);
        if (used > width && length > 0)
            break;
        length += bytes;
    }
    return length;
}

/* Returns where to break a line of which `length` bytes fit: behind the last space, or else at `length`. */
static size_t break_at(const char *text, size_t length, bool may_be_empty)
{
    size_t end = length;

    if (!text[length] || text[length] == ' ')
        return length;
    while (end > 0 && text[end - 1] != ' ')
        end--;
    return end > 0 || may_be_empty ? end : length;
}

void dot_html_block(FILE *file, const char *text, struct dot_block block)
{
    char *shown = show(text);
    const char *rest = shown;

    for (size_t line = 1; *rest; line++) {
        size_t indent = line == 1 ? block.indent : 0;
        size_t fit = fitting(rest, block.width - indent);
        size_t end = break_at(rest, fit, indent > 0);

        if (line == block.lines && rest[fit]) {
            escape(file, rest, fitting(rest, block.width - indent - 1), "");
            fputs("…", file);
            break;
        }
        escape(file, rest, end, "");
        rest += end;
        rest += strspn(rest, " ");
        if (*rest)
            fputs("<BR ALIGN=\"LEFT\"/>", file);
    }
    free(shown);
}
