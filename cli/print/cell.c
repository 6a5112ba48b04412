/* SPDX-License-Identifier: MIT
 *
 * Breaks lines behind a blank if there is one in their second half; else behind a punctuation mark that joins parts of
 * a name; else between the words of a name LikeThis; else in the middle of a word. It knows nothing of tables.
 */
#include "cell.h"

#include "text/memory.h"
#include "text/text.h"

#include <stdlib.h>
#include <string.h>

enum joint { JOINT_NONE, JOINT_CASE, JOINT_SIGN, JOINT_BLANK, JOINTS };

static const char ellipsis[] = "\xE2\x80\xA6";

void cell_clear(struct cell *cell)
{
    cell->length = 0;
    if (cell->text)
        cell->text[0] = '\0';
}

void cell_free(struct cell *cell)
{
    free(cell->text);
    memset(cell, 0, sizeof *cell);
}

void cell_add(struct cell *cell, const char *text)
{
    struct glyph glyph;

    while (text && *text) {
        size_t length;

        text += text_take(text, &glyph);
        length = strlen(glyph.bytes);
        cell->text = memory_room_for(cell->text, cell->length, length + 1, &cell->capacity, 1);
        memcpy(cell->text + cell->length, glyph.bytes, length + 1);
        cell->length += length;
    }
}

static void add_piece(void *context, const char *piece)
{
    cell_add(context, piece);
}

void cell_add_value(struct cell *cell, const struct value *value)
{
    value_pieces(value, ", ", add_piece, cell);
}

bool cell_shorten(struct cell *cell, const char *prefix)
{
    size_t dropped = strlen(prefix), kept = sizeof ellipsis - 1;

    if (cell->length <= dropped || dropped < kept || strncmp(cell->text, prefix, dropped) != 0)
        return false;
    memcpy(cell->text, ellipsis, kept);
    memmove(cell->text + kept, cell->text + dropped, cell->length - dropped + 1);
    cell->length -= dropped - kept;
    return true;
}

size_t cell_width(const struct cell *cell)
{
    return text_width(cell->text);
}

/* Returns how the text before `at` (not its start) and the text from there are joined. */
static enum joint joint_at(const char *at)
{
    char before = at[-1];

    if (!*at)
        return JOINT_NONE;
    if (before == ' ')
        return JOINT_BLANK;
    if (strchr("-/=_,:", before) && *at != ' ')
        return JOINT_SIGN;
    return before >= 'a' && before <= 'z' && *at >= 'A' && *at <= 'Z' ? JOINT_CASE : JOINT_NONE;
}

size_t cell_longest_word(const struct cell *cell)
{
    const char *text = cell->text;
    size_t longest = 0, width = 0;
    struct glyph glyph;

    for (const char *at = text; *at;) {
        bool is_blank = *at == ' ';

        at += text_take(at, &glyph);
        width += is_blank ? 0 : glyph.width;
        if (width > longest)
            longest = width;
        if (joint_at(at) >= JOINT_SIGN)
            width = 0;
    }
    return longest;
}

/* A place where a line may end: its bytes and its columns. */
struct place {
    size_t length, width;
};

static struct place choose(const struct place places[JOINTS], struct place furthest, size_t width)
{
    for (int joint = JOINT_BLANK; joint > JOINT_NONE; joint--)
        if (places[joint].length && places[joint].width >= width / 2)
            return places[joint];
    for (int joint = JOINT_BLANK; joint > JOINT_NONE; joint--)
        if (places[joint].length && joint != JOINT_CASE)
            return places[joint];
    return furthest;
}

bool cell_next_line(const char **rest, size_t width, struct cell_line *line)
{
    struct place places[JOINTS] = {{0, 0}}, here = {0, 0}, end;
    const char *text = *rest;
    struct glyph glyph;

    if (!text || !*text)
        return false;
    while (text[here.length]) {
        size_t taken = text_take(text + here.length, &glyph);
        bool is_blank = text[here.length] == ' ';

        if (here.width + glyph.width > width && here.length && !is_blank)
            break;
        here.length += taken;
        if (!is_blank || here.width < width) /* a blank may be beyond the edge, since it is not shown there */
            here.width += glyph.width;
        places[joint_at(text + here.length)] = here;
    }
    end = text[here.length] ? choose(places, here, width) : here;
    *rest = text + end.length + strspn(text + end.length, " ");
    while (end.length && text[end.length - 1] == ' ')
        end.length--;
    line->text = text;
    line->length = end.length;
    line->width = 0;
    for (size_t at = 0; at < end.length; line->width += glyph.width)
        at += text_take(text + at, &glyph);
    return true;
}

void cell_print(FILE *file, const struct cell *cell, size_t used, size_t indent, size_t width)
{
    const char *rest = cell->text;
    struct cell_line line;
    bool first = true;

    while (cell_next_line(&rest, width > used ? width - used : 1, &line)) {
        if (!first)
            fprintf(file, "\n%*s", (int)indent, "");
        fwrite(line.text, 1, line.length, file);
        first = false;
        used = indent;
    }
}
