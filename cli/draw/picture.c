/* SPDX-License-Identifier: MIT
 *
 * A chart as SVG. The viewer chooses the font, so the widths of texts are upper bounds from a table, and each text is
 * anchored where its length does not matter: names end at the bars. Nothing overlaps or is cut off; only a name wider
 * than WIDEST_NAME ends in an ellipsis. Another program draws a PNG from the SVG.
 */
#include "picture.h"

#include "text/memory.h"
#include "text/text.h"
#include "text/whole_file.h"

#include <stdlib.h>
#include <string.h>

#define MARGIN 24.0
#define GAP 8.0 /* between a bar and its name or its count */
#define ROW 26.0
#define BAR 18.0
#define PLOT 560.0 /* the length of the longest bar */
#define WIDEST_NAME PLOT
#define TITLE_SIZE 18.0
#define TEXT_SIZE 13.0
#define TITLE_SPACE (TITLE_SIZE + 18)
#define AXIS_SPACE (2 * TEXT_SIZE + 22) /* its numbers, and its label */

#define WHITE "#ffffff"
#define INK "#1f2429"
#define DIM "#59636e"
#define GRID "#dee3e8"
#define BAR_COLOR "#336699"

enum { MOST_NUMBERS = 8, PNG_SCALE = 2 };

struct layout {
    double width, height;
    double left, top, bottom; /* of the plot */
};

/* The widths of characters in hundredths of the font size. Those of ASCII are rounded up from DejaVu Sans and Verdana,
 * the widest fonts that a picture asks for; a character in no list is PLAIN. */
enum { PLAIN = 64, WIDE = 100, ALPHABETIC = 80, ANY = 110, BOLD_PERCENT = 125 };

static const struct {
    int width;
    const char *characters;
} widths[] = {
    {29, "'il"},       {36, " ,.fj"},           {46, "!\"()-/:;IJ[\\]rt|"},
    {54, "?sz"},       {73, "ABCEFKLPRSTVXYZ"}, {79, "&DGHNOQU"},
    {87, "#+<=>M^w~"}, {108, "%@Wm"},
};

static int ascii_width(char character)
{
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++)
        if (strchr(widths[i].characters, character))
            return widths[i].width;
    return PLAIN;
}

/* An escape consists of several ASCII characters. From U+0530 on, letters may have any width. */
static double glyph_length(const struct glyph *glyph)
{
    unsigned char first = (unsigned char)glyph->bytes[0];
    int width = glyph->width == 0 ? 0 : glyph->width == 2 ? WIDE : first < 0xD5 ? ALPHABETIC : ANY;

    if (first < 0x80) {
        width = 0;
        for (const char *byte = glyph->bytes; *byte; byte++)
            width += ascii_width(*byte);
    }
    return TEXT_SIZE * width / 100;
}

static double text_length(const char *text)
{
    struct glyph glyph;
    double length = 0;

    while (*text) {
        text += text_take(text, &glyph);
        length += glyph_length(&glyph);
    }
    return length;
}

/* Returns the drawn length of a name. Sets `shown` to the number of bytes that are drawn: all of them, or those before
 * the ellipsis if the name is too wide. */
static double fit_name(const char *name, size_t *shown)
{
    const double ellipsis = TEXT_SIZE * ANY / 100;
    double length = 0, cut_length = 0;
    size_t bytes = 0;

    *shown = 0;
    while (name[bytes]) {
        struct glyph glyph;

        bytes += text_take(name + bytes, &glyph);
        length += glyph_length(&glyph);
        if (length > WIDEST_NAME)
            return cut_length + ellipsis;
        if (length + ellipsis <= WIDEST_NAME) {
            cut_length = length;
            *shown = bytes;
        }
    }
    *shown = bytes;
    return length;
}

/* For a PNG, all coordinates are larger. A zoom would do the same, but librsvg then misplaces characters that no font
 * has. */
struct canvas {
    FILE *file;
    double scale;
};

/* Writes text, escaped for XML. */
static void put_escaped(FILE *file, const char *text, size_t size)
{
    struct glyph glyph;

    for (const char *end = text + size; text < end;) {
        text += text_take(text, &glyph);
        if (strcmp(glyph.bytes, "\xEF\xBF\xBE") == 0 || strcmp(glyph.bytes, "\xEF\xBF\xBF") == 0)
            strcpy(glyph.bytes, "\xEF\xBF\xBD"); /* XML allows neither U+FFFE nor U+FFFF */
        for (const char *byte = glyph.bytes; *byte; byte++)
            if (strchr("&<>\"", *byte))
                fprintf(file, "&#%d;", *byte);
            else
                putc(*byte, file);
    }
}

struct style {
    const char *color;
    const char *anchor; /* "start", "middle" or "end": the part of the text that is at x */
};

static void begin_text(const struct canvas *canvas, struct style style, double x, double base)
{
    fprintf(canvas->file, "<text x=\"%.2f\" y=\"%.2f\" text-anchor=\"%s\" fill=\"%s\">", canvas->scale * x,
            canvas->scale * base, style.anchor, style.color);
}

static void put_text(const struct canvas *canvas, struct style style, double x, double base, const char *text)
{
    begin_text(canvas, style, x, base);
    put_escaped(canvas->file, text, strlen(text));
    fputs("</text>\n", canvas->file);
}

static void put_name(const struct canvas *canvas, double x, double base, const char *name)
{
    size_t shown;

    fit_name(name, &shown);
    begin_text(canvas, (struct style){INK, "end"}, x, base);
    put_escaped(canvas->file, name, shown);
    fputs(name[shown] ? "\xE2\x80\xA6</text>\n" : "</text>\n", canvas->file);
}

static void put_line(const struct canvas *canvas, const char *color, double x, double top, double bottom)
{
    fprintf(canvas->file, "<path d=\"M%.1f %.0fV%.0f\" stroke=\"%s\" stroke-width=\"%.0f\"/>\n", canvas->scale * x,
            canvas->scale * top, canvas->scale * bottom, color, canvas->scale);
}

static void put_box(const struct canvas *canvas, const char *color, double x, double y, double width)
{
    fprintf(canvas->file, "<rect x=\"%.2f\" y=\"%.0f\" width=\"%.2f\" height=\"%.0f\" fill=\"%s\"/>\n",
            canvas->scale * x, canvas->scale * y, canvas->scale * width, canvas->scale * BAR, color);
}

static const char *number_text(uint64_t number, char text[24])
{
    snprintf(text, 24, "%lu", (unsigned long)number);
    return text;
}

static double larger(double a, double b)
{
    return a > b ? a : b;
}

/* Sizes are whole pixels, so that bars start at one. */
static struct layout measure(const struct chart *chart)
{
    struct layout layout = {.top = MARGIN + TITLE_SPACE};
    char text[24];
    size_t shown;
    double right;

    for (size_t i = 0; i < chart->count; i++)
        layout.left = larger(layout.left, fit_name(chart->items[i].name, &shown));
    layout.left = (double)(long)(layout.left + MARGIN + GAP + 1);
    right = layout.left + PLOT + GAP + text_length(number_text(chart_largest(chart), text));
    right = larger(right, layout.left + text_length(chart->unit));
    right = larger(right, MARGIN + text_length(chart->title) * BOLD_PERCENT / 100 * TITLE_SIZE / TEXT_SIZE);
    layout.bottom = layout.top + ROW * (double)chart->count + (ROW - BAR) / 2;
    layout.width = (double)(long)(right + MARGIN + 1);
    layout.height = layout.bottom + AXIS_SPACE + MARGIN;
    return layout;
}

static double place_of(const struct layout *layout, const struct chart *chart, uint64_t number)
{
    return layout->left + PLOT * (double)number / (double)chart_largest(chart);
}

/* Writes the label of the axis and its numbers, with a line up through the plot from each. */
static void draw_axis(const struct canvas *canvas, const struct layout *layout, const struct chart *chart)
{
    uint32_t step = chart_step(chart, MOST_NUMBERS);
    char text[24];

    for (uint64_t number = 0; number <= chart_largest(chart); number += step) {
        double x = (double)(long)place_of(layout, chart, number) - 0.5;

        put_line(canvas, number ? GRID : DIM, x, layout->top, layout->bottom);
        put_text(canvas, (struct style){DIM, "middle"}, x, layout->bottom + TEXT_SIZE + 4, number_text(number, text));
    }
    put_text(canvas, (struct style){INK, "start"}, layout->left, layout->bottom + AXIS_SPACE, chart->unit);
}

static void draw_item(const struct canvas *canvas, const struct layout *layout, const struct chart *chart, size_t i)
{
    double top = layout->top + ROW * (double)i + (ROW - BAR) / 2;
    double base = top + BAR / 2 + TEXT_SIZE * 0.36; /* half the height of a digit */
    double end = place_of(layout, chart, chart->items[i].count);
    char text[24];

    number_text(chart->items[i].count, text);
    put_box(canvas, BAR_COLOR, layout->left, top, end - layout->left);
    put_box(canvas, WHITE, end + GAP / 2, top, text_length(text) + GAP); /* no line through the count */
    put_text(canvas, (struct style){INK, "start"}, end + GAP, base, text);
    put_name(canvas, layout->left - GAP, base, chart->items[i].name);
}

static void draw(const struct canvas *canvas, const struct chart *chart)
{
    struct layout layout = measure(chart);
    double width = canvas->scale * layout.width, height = canvas->scale * layout.height;

    fprintf(canvas->file,
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%.0f\" height=\"%.0f\" viewBox=\"0 0 %.0f %.0f\"\n"
            "  font-family=\"DejaVu Sans, Verdana, Arial, Helvetica, sans-serif\" font-size=\"%.0f\""
            " xml:space=\"preserve\">\n"
            "<rect width=\"100%%\" height=\"100%%\" fill=\"" WHITE "\"/>\n"
            "<g font-size=\"%.0f\" font-weight=\"bold\">\n",
            width, height, width, height, canvas->scale * TEXT_SIZE, canvas->scale * TITLE_SIZE);
    put_text(canvas, (struct style){INK, "start"}, MARGIN, MARGIN + TITLE_SIZE, chart->title);
    fputs("</g>\n", canvas->file);
    draw_axis(canvas, &layout, chart);
    for (size_t i = 0; i < chart->count; i++)
        draw_item(canvas, &layout, chart, i);
    fputs("</svg>\n", canvas->file);
}

bool picture_write(const struct chart *chart, enum draw_form form, const char *path)
{
    struct memory_stream svg;
    struct canvas canvas = {memory_stream_start(&svg), form == DRAW_SVG ? 1 : PNG_SCALE};
    char *png = NULL;
    size_t size = 0;
    bool written;

    draw(&canvas, chart);
    memory_stream_end(&svg);
    written = form == DRAW_SVG ? whole_file_save(path, svg.text, svg.size)
                               : draw_png(svg.text, svg.size, &png, &size) && whole_file_save(path, png, size);
    free(png);
    free(svg.text);
    return written;
}
