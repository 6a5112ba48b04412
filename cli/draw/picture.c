/* SPDX-License-Identifier: MIT
 *
 * Drawing with cairo. Every text is measured first and the picture grows with it, so that nothing overlaps or is cut
 * off; only a name wider than WIDEST_NAME ends in an ellipsis. Text becomes outlines: a viewer needs no font.
 */
#include "picture.h"

#include "picture_cairo.h"
#include "text/text.h"
#include "text/whole_file.h"

#include <stdio.h>
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

enum { MOST_NUMBERS = 8, NAME_BYTES = 256, PNG_SCALE = 2 };

struct color {
    double red, green, blue;
};

static const struct color white = {1, 1, 1}, ink = {0.12, 0.14, 0.16}, dim = {0.35, 0.39, 0.43},
                          grid = {0.87, 0.89, 0.91}, bar_color = {0.2, 0.4, 0.6};

struct layout {
    double width, height;
    double left, top, bottom; /* of the plot */
};

static struct cairo_functions cairo;

static void set_color(cairo_t *context, struct color color)
{
    cairo.set_source_rgb(context, color.red, color.green, color.blue);
}

static void set_font(cairo_t *context, bool is_title)
{
    cairo.select_font_face(context, "sans-serif", CAIRO_FONT_SLANT_NORMAL,
                           is_title ? CAIRO_FONT_WEIGHT_BOLD : CAIRO_FONT_WEIGHT_NORMAL);
    cairo.set_font_size(context, is_title ? TITLE_SIZE : TEXT_SIZE);
}

static double text_length(cairo_t *context, const char *text)
{
    cairo_text_extents_t extents;

    cairo.text_extents(context, text, &extents);
    return extents.x_advance;
}

/* Draws text that begins at `x`, or lies around it, or ends there, as `share` of its length is 0, 0.5 or 1. */
static void draw_text(cairo_t *context, const char *text, double x, double base, double share)
{
    cairo.move_to(context, x - share * text_length(context, text), base);
    cairo.show_text(context, text);
}

/* Copies a name, with an ellipsis for what makes it too wide. Returns its length as drawn. */
static double fit_name(cairo_t *context, const char *name, char fitted[NAME_BYTES])
{
    static const char ellipsis[] = "\xE2\x80\xA6";
    size_t bytes = strlen(name);
    bool cut = bytes > NAME_BYTES - sizeof ellipsis;

    bytes = cut ? NAME_BYTES - sizeof ellipsis : bytes;
    for (;;) {
        double length;

        while (bytes > 0 && (name[bytes] & 0xC0) == 0x80) /* back to where a character begins */
            bytes--;
        memcpy(fitted, name, bytes);
        memcpy(fitted + bytes, cut ? ellipsis : "", cut ? sizeof ellipsis : 1);
        length = text_length(context, fitted);
        if (length <= WIDEST_NAME || bytes == 0)
            return length;
        cut = true;
        bytes--;
    }
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

static struct layout measure(cairo_t *context, const struct chart *chart)
{
    struct layout layout = {.top = MARGIN + TITLE_SPACE};
    char text[NAME_BYTES];
    double right;

    set_font(context, false);
    for (size_t i = 0; i < chart->count; i++)
        layout.left = larger(layout.left, fit_name(context, chart->items[i].name, text));
    layout.left += MARGIN + GAP;
    right = layout.left + PLOT + GAP + text_length(context, number_text(chart_largest(chart), text));
    right = larger(right, layout.left + text_length(context, chart->unit));
    set_font(context, true);
    right = larger(right, MARGIN + text_length(context, chart->title));
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
static void draw_axis(cairo_t *context, const struct layout *layout, const struct chart *chart)
{
    uint32_t step = chart_step(chart, MOST_NUMBERS);
    char text[24];

    cairo.set_line_width(context, 1);
    for (uint64_t number = 0; number <= chart_largest(chart); number += step) {
        double x = (double)(long)place_of(layout, chart, number) - 0.5;

        set_color(context, number ? grid : dim);
        cairo.move_to(context, x, layout->top);
        cairo.line_to(context, x, layout->bottom);
        cairo.stroke(context);
        set_color(context, dim);
        draw_text(context, number_text(number, text), x, layout->bottom + TEXT_SIZE + 4, 0.5);
    }
    set_color(context, ink);
    draw_text(context, chart->unit, layout->left, layout->bottom + AXIS_SPACE, 0);
}

static void fill_box(cairo_t *context, struct color color, double x, double y, double width)
{
    set_color(context, color);
    cairo.rectangle(context, x, y, width, BAR);
    cairo.fill(context);
}

static void draw_item(cairo_t *context, const struct layout *layout, const struct chart *chart, size_t i)
{
    double top = layout->top + ROW * (double)i + (ROW - BAR) / 2;
    double base = top + BAR / 2 + TEXT_SIZE * 0.36; /* half the height of a digit */
    double end = place_of(layout, chart, chart->items[i].count);
    char text[NAME_BYTES];

    fill_box(context, bar_color, layout->left, top, end - layout->left);
    number_text(chart->items[i].count, text);
    fill_box(context, white, end + GAP / 2, top, text_length(context, text) + GAP); /* no line through the count */
    set_color(context, ink);
    draw_text(context, text, end + GAP, base, 0);
    fit_name(context, chart->items[i].name, text);
    draw_text(context, text, layout->left - GAP, base, 1);
}

static void draw(cairo_t *context, const struct layout *layout, const struct chart *chart)
{
    set_color(context, white);
    cairo.paint(context);
    set_color(context, ink);
    set_font(context, true);
    draw_text(context, chart->title, MARGIN, MARGIN + TITLE_SIZE, 0);
    set_font(context, false);
    draw_axis(context, layout, chart);
    for (size_t i = 0; i < chart->count; i++)
        draw_item(context, layout, chart, i);
}

/* Makes what draws on `surface`. Letters keep their shape and length at every scale and on every surface, so what is
 * measured on one is right on another. */
static cairo_t *start(cairo_surface_t *surface)
{
    cairo_t *context = cairo.create(surface);
    cairo_font_options_t *options = cairo.font_options_create();

    cairo.font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo.font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo.font_options_set_antialias(options, CAIRO_ANTIALIAS_GRAY);
    cairo.set_font_options(context, options);
    cairo.font_options_destroy(options);
    return context;
}

static cairo_status_t write_bytes(void *file, const unsigned char *bytes, unsigned int count)
{
    return fwrite(bytes, 1, count, file) == count ? CAIRO_STATUS_SUCCESS : CAIRO_STATUS_WRITE_ERROR;
}

static cairo_surface_t *make_surface(enum picture_form form, const struct layout *layout, FILE *file)
{
    cairo_surface_t *surface;

    if (form == PICTURE_SVG) {
        surface = cairo.svg_surface_create_for_stream(write_bytes, file, layout->width, layout->height);
        cairo.svg_surface_set_document_unit(surface, CAIRO_SVG_UNIT_PX);
    } else {
        surface = cairo.image_surface_create(CAIRO_FORMAT_RGB24, PNG_SCALE * (int)layout->width,
                                             PNG_SCALE * (int)layout->height);
        cairo.surface_set_device_scale(surface, PNG_SCALE, PNG_SCALE);
    }
    return surface;
}

static cairo_status_t draw_into(FILE *file, enum picture_form form, const struct chart *chart)
{
    cairo_surface_t *surface = cairo.image_surface_create(CAIRO_FORMAT_RGB24, 1, 1);
    cairo_t *context = start(surface);
    struct layout layout = measure(context, chart);
    cairo_status_t status = cairo.status(context);

    cairo.destroy(context);
    cairo.surface_destroy(surface);
    if (status != CAIRO_STATUS_SUCCESS)
        return status;
    surface = make_surface(form, &layout, file);
    context = start(surface);
    draw(context, &layout, chart);
    status = cairo.status(context);
    cairo.destroy(context);
    if (status == CAIRO_STATUS_SUCCESS && form == PICTURE_PNG)
        status = cairo.surface_write_to_png_stream(surface, write_bytes, file);
    cairo.surface_finish(surface); /* which writes the SVG */
    if (status == CAIRO_STATUS_SUCCESS)
        status = cairo.surface_status(surface);
    cairo.surface_destroy(surface);
    return status;
}

bool picture_write(const struct chart *chart, enum picture_form form, const char *path)
{
    cairo_status_t status;
    FILE *file;

    if (!cairo_load(&cairo))
        return false;
    file = whole_file_open(path);
    if (!file)
        return false;
    status = draw_into(file, form, chart);
    if (status == CAIRO_STATUS_SUCCESS || status == CAIRO_STATUS_WRITE_ERROR)
        return whole_file_close(true);
    whole_file_close(false);
    fputs("attack-events: cannot draw '", stderr);
    text_show(stderr, path);
    fprintf(stderr, "': %s\n", cairo.status_to_string(status));
    return false;
}
