/* SPDX-License-Identifier: MIT
 *
 * Splits UTF-8 into glyphs. Widths come from a short list, since wcwidth() depends on the locale and the tool sets
 * none. A wrong width for a rare script only misplaces the end of a cell by a column.
 */
#include "text.h"

#include "host/code_point.h"

#include <string.h>

struct range {
    uint32_t first, last;
};

static const struct range without_width[] = {
    {0x0300, 0x036F}, {0x0483, 0x0489}, {0x0591, 0x05BD}, {0x0610, 0x061A}, {0x064B, 0x065F},
    {0x1AB0, 0x1AFF}, {0x1DC0, 0x1DFF}, {0x20D0, 0x20FF}, {0xFE20, 0xFE2F},
};

static const struct range wide[] = {
    {0x1100, 0x115F},   {0x2E80, 0x303E},   {0x3041, 0x4DBF},   {0x4E00, 0xA4CF},   {0xA960, 0xA97F},
    {0xAC00, 0xD7A3},   {0xF900, 0xFAFF},   {0xFE30, 0xFE6F},   {0xFF00, 0xFF60},   {0xFFE0, 0xFFE6},
    {0x1F300, 0x1F64F}, {0x1F680, 0x1F6FF}, {0x1F900, 0x1F9FF}, {0x20000, 0x3FFFD},
};

static bool in_ranges(uint32_t code, const struct range *ranges, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (code >= ranges[i].first && code <= ranges[i].last)
            return true;
    return false;
}

#define IN(code, ranges) in_ranges(code, ranges, sizeof(ranges) / sizeof(ranges)[0])

static void escape_bytes(struct glyph *glyph, const char *text, size_t length)
{
    for (size_t i = 0; i < length; i++)
        sprintf(glyph->bytes + 4 * i, "\\x%02x", (unsigned)(unsigned char)text[i]);
    glyph->width = 4 * length;
}

size_t text_take(const char *text, struct glyph *glyph)
{
    uint32_t code = 0;
    size_t length = code_point_decode(text, &code);

    if (length == 0) {
        escape_bytes(glyph, text, 1);
        return 1;
    }
    if (code == '\t' || code == '\n' || code == '\r') {
        strcpy(glyph->bytes, code == '\t' ? "\\t" : code == '\n' ? "\\n" : "\\r");
        glyph->width = 2;
    } else if (code_point_is_unprintable(code)) {
        escape_bytes(glyph, text, length);
    } else {
        memcpy(glyph->bytes, text, length);
        glyph->bytes[length] = '\0';
        glyph->width = code < 0x300 ? 1 : IN(code, without_width) ? 0 : IN(code, wide) ? 2 : 1;
    }
    return length;
}

void pen_text(struct pen *pen, const char *text)
{
    struct glyph glyph;

    while (text && *text && !pen->full) {
        text += text_take(text, &glyph);
        if (glyph.width > pen->limit - pen->used) {
            pen->full = true;
            return;
        }
        pen->used += glyph.width;
        if (pen->file)
            fputs(glyph.bytes, pen->file);
    }
}

size_t text_width(const char *text)
{
    struct pen pen = {NULL, 0, SIZE_MAX, false};

    pen_text(&pen, text);
    return pen.used;
}

void text_show(FILE *file, const char *text)
{
    struct pen pen = {file, 0, SIZE_MAX, false};

    pen_text(&pen, text);
}

void text_begin_message(const char *before, const char *text)
{
    fprintf(stderr, "attack-events: %s", before);
    text_show(stderr, text);
}

bool text_has_word(const char *words, const char *word, size_t length)
{
    for (const char *found = words; *found; found++)
        if (*found == ' ' && strncmp(found + 1, word, length) == 0 && found[1 + length] == ' ')
            return true;
    return false;
}
