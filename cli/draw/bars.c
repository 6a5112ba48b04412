/* SPDX-License-Identifier: MIT
 *
 * One line for each item, name, bar and count, and the axis below; where names would leave too little room for bars,
 * they stand on lines of their own. A bar begins behind the axis and ends in the column of its number there.
 */
#include "bars.h"

#include "text/terminal.h"
#include "text/text.h"

#include <stdio.h>
#include <string.h>

enum { EIGHTHS = 8, COLUMNS_FOR_NUMBER = 8, SHORTEST_BARS = 8 };

struct frame {
    const struct bars_style *style;
    uint32_t largest;
    size_t width;   /* of all lines at most */
    size_t names;   /* columns for names beside the bars; 0: they stand above them */
    size_t columns; /* of the longest bar */
};

static size_t digits_of(uint32_t number)
{
    return (size_t)snprintf(NULL, 0, "%lu", (unsigned long)number);
}

static void repeat(const char *text, size_t times)
{
    while (times-- > 0)
        fputs(text, stdout);
}

static void put_coloured(const struct frame *frame, const char *order)
{
    if (frame->style->coloured)
        fputs(order, stdout);
}

/* Returns the columns that a name takes as it will be shown. */
static size_t name_width(const struct frame *frame, const char *name)
{
    size_t width = 0;

    if (!frame->style->ascii)
        return text_width(name);
    for (; *name; name++)
        width += (*name & 0xC0) != 0x80;
    return width;
}

/* Writes a name, or what of it fits into `limit` columns. Returns the columns used. */
static size_t put_name(const struct frame *frame, const char *name, size_t limit)
{
    const char *cut_mark = frame->style->ascii ? "..." : "\xE2\x80\xA6";
    size_t mark_width = frame->style->ascii ? 3 : 1;
    bool cut = name_width(frame, name) > limit;
    struct pen pen = {stdout, 0, cut ? limit - mark_width : limit, false};

    if (frame->style->ascii) {
        for (; *name && pen.used < pen.limit; name++)
            if ((*name & 0xC0) != 0x80) {
                putchar(*name >= ' ' && *name < 0x7F ? *name : '?');
                pen.used++;
            }
    } else {
        pen_text(&pen, name);
    }
    if (!cut)
        return pen.used;
    fputs(cut_mark, stdout);
    return pen.used + mark_width;
}

static struct frame make_frame(const struct chart *chart, const struct bars_style *style)
{
    struct frame frame = {.style = style, .largest = chart_largest(chart)};
    size_t others = 2 + digits_of(frame.largest); /* the axis, and behind a bar a space and the count */
    size_t longest = 0;

    frame.width = style->width < BARS_NARROWEST ? BARS_NARROWEST : style->width;
    for (size_t i = 0; i < chart->count; i++) {
        size_t width = name_width(&frame, chart->items[i].name);

        longest = width > longest ? width : longest;
    }
    if (longest <= frame.width / 2 && longest + 1 + others + SHORTEST_BARS <= frame.width)
        frame.names = longest;
    frame.columns = frame.width - others - (frame.names ? frame.names + 1 : 0);
    return frame;
}

/* Writes a bar for `count` without an end of line: the length is rounded, but never to nothing. */
static void put_bar(const struct frame *frame, uint32_t count)
{
    static const char *const partial[EIGHTHS] = {"",
                                                 "\xE2\x96\x8F",
                                                 "\xE2\x96\x8E",
                                                 "\xE2\x96\x8D",
                                                 "\xE2\x96\x8C",
                                                 "\xE2\x96\x8B",
                                                 "\xE2\x96\x8A",
                                                 "\xE2\x96\x89"};
    uint64_t parts = frame->style->ascii ? 1 : EIGHTHS;
    uint64_t length = (2 * parts * frame->columns * count + frame->largest) / (2 * (uint64_t)frame->largest);

    length = length ? length : 1;
    put_coloured(frame, "\033[36m");
    repeat(frame->style->ascii ? "#" : "\xE2\x96\x88", (size_t)(length / parts));
    fputs(partial[length % parts], stdout);
    put_coloured(frame, "\033[0m");
}

static void put_item(const struct frame *frame, const struct ranking_item *item)
{
    if (frame->names) {
        size_t used = put_name(frame, item->name, frame->names);

        repeat(" ", frame->names - used + 1);
    } else {
        put_name(frame, item->name, frame->width);
        putchar('\n');
    }
    fputs(frame->style->ascii ? "|" : "\xE2\x94\x82", stdout);
    put_bar(frame, item->count);
    printf(" %lu\n", (unsigned long)item->count);
}

/* The column, counted from the axis, in which a bar of this number would end. */
static size_t column_of(const struct frame *frame, uint32_t number)
{
    return (size_t)((2 * (uint64_t)frame->columns * number + frame->largest) / (2 * (uint64_t)frame->largest));
}

static void put_axis(const struct frame *frame, uint32_t step)
{
    bool ascii = frame->style->ascii;
    size_t at = 0;

    repeat(" ", frame->names ? frame->names + 1 : 0);
    fputs(ascii ? "+" : "\xE2\x94\x94", stdout);
    for (uint64_t number = step; number <= frame->largest; number += step) {
        repeat(ascii ? "-" : "\xE2\x94\x80", column_of(frame, (uint32_t)number) - at - 1);
        fputs(ascii ? "+" : "\xE2\x94\xB4", stdout);
        at = column_of(frame, (uint32_t)number);
    }
    repeat(ascii ? "-" : "\xE2\x94\x80", frame->columns - at);
    putchar('\n');
}

/* The numbers below the axis, each centred below its tick. */
static void put_numbers(const struct frame *frame, uint32_t step)
{
    size_t used = 1;

    repeat(" ", frame->names ? frame->names + 1 : 0);
    putchar('0');
    for (uint64_t number = step; number <= frame->largest; number += step) {
        size_t digits = digits_of((uint32_t)number);
        size_t start = column_of(frame, (uint32_t)number) - (digits - 1) / 2;

        repeat(" ", start - used);
        printf("%lu", (unsigned long)number);
        used = start + digits;
    }
    putchar('\n');
}

/* Writes prose of single-width letters, broken at spaces. */
static void put_prose(const struct frame *frame, const char *prose)
{
    size_t used = 0;

    while (*prose) {
        size_t word = strcspn(prose, " ");

        if (used && used + 1 + word > frame->width) {
            putchar('\n');
            used = 0;
        }
        used += (size_t)printf("%s%.*s", used ? " " : "", (int)word, prose);
        prose += word + (prose[word] == ' ');
    }
    putchar('\n');
}

void bars_print(const struct chart *chart, const struct bars_style *style)
{
    struct frame frame = make_frame(chart, style);
    uint32_t numbers = (uint32_t)(frame.columns / (COLUMNS_FOR_NUMBER + digits_of(frame.largest)));
    uint32_t step = chart_step(chart, numbers ? numbers : 1);

    put_coloured(&frame, "\033[1m");
    put_prose(&frame, chart->title);
    put_coloured(&frame, "\033[0m");
    putchar('\n');
    for (size_t i = 0; i < chart->count; i++) {
        put_item(&frame, &chart->items[i]);
        terminal_check();
    }
    put_axis(&frame, step);
    put_numbers(&frame, step);
    put_prose(&frame, chart->unit);
}
