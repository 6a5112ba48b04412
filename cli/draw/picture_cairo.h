/* SPDX-License-Identifier: MIT
 *
 * What picture.c calls of cairo, which is loaded when a picture is asked for: linked, it would double the time that
 * every other answer takes.
 */
#ifndef ATTACK_EVENTS_CLI_PICTURE_CAIRO_H
#define ATTACK_EVENTS_CLI_PICTURE_CAIRO_H

#include <cairo-svg.h>
#include <cairo.h>
#include <stdbool.h>

/* FUNCTION(what it returns, its name without cairo_, its parameters) */
#define CAIRO_FUNCTIONS(FUNCTION)                                                                                      \
    FUNCTION(cairo_t *, create, (cairo_surface_t *))                                                                   \
    FUNCTION(void, destroy, (cairo_t *))                                                                               \
    FUNCTION(cairo_status_t, status, (cairo_t *))                                                                      \
    FUNCTION(const char *, status_to_string, (cairo_status_t))                                                         \
    FUNCTION(void, set_source_rgb, (cairo_t *, double, double, double))                                                \
    FUNCTION(void, set_line_width, (cairo_t *, double))                                                                \
    FUNCTION(void, move_to, (cairo_t *, double, double))                                                               \
    FUNCTION(void, line_to, (cairo_t *, double, double))                                                               \
    FUNCTION(void, rectangle, (cairo_t *, double, double, double, double))                                             \
    FUNCTION(void, stroke, (cairo_t *))                                                                                \
    FUNCTION(void, fill, (cairo_t *))                                                                                  \
    FUNCTION(void, paint, (cairo_t *))                                                                                 \
    FUNCTION(void, select_font_face, (cairo_t *, const char *, cairo_font_slant_t, cairo_font_weight_t))               \
    FUNCTION(void, set_font_size, (cairo_t *, double))                                                                 \
    FUNCTION(void, text_extents, (cairo_t *, const char *, cairo_text_extents_t *))                                    \
    FUNCTION(void, show_text, (cairo_t *, const char *))                                                               \
    FUNCTION(cairo_font_options_t *, font_options_create, (void))                                                      \
    FUNCTION(void, font_options_destroy, (cairo_font_options_t *))                                                     \
    FUNCTION(void, font_options_set_hint_style, (cairo_font_options_t *, cairo_hint_style_t))                          \
    FUNCTION(void, font_options_set_hint_metrics, (cairo_font_options_t *, cairo_hint_metrics_t))                      \
    FUNCTION(void, font_options_set_antialias, (cairo_font_options_t *, cairo_antialias_t))                            \
    FUNCTION(void, set_font_options, (cairo_t *, const cairo_font_options_t *))                                        \
    FUNCTION(cairo_surface_t *, image_surface_create, (cairo_format_t, int, int))                                      \
    FUNCTION(cairo_surface_t *, svg_surface_create_for_stream, (cairo_write_func_t, void *, double, double))           \
    FUNCTION(void, svg_surface_set_document_unit, (cairo_surface_t *, cairo_svg_unit_t))                               \
    FUNCTION(void, surface_set_device_scale, (cairo_surface_t *, double, double))                                      \
    FUNCTION(cairo_status_t, surface_write_to_png_stream, (cairo_surface_t *, cairo_write_func_t, void *))             \
    FUNCTION(void, surface_finish, (cairo_surface_t *))                                                                \
    FUNCTION(cairo_status_t, surface_status, (cairo_surface_t *))                                                      \
    FUNCTION(void, surface_destroy, (cairo_surface_t *))

/* NOLINTNEXTLINE(bugprone-macro-parentheses): a declaration, not an expression */
#define CAIRO_MEMBER(result, name, parameters) result(*name) parameters;

struct cairo_functions {
    CAIRO_FUNCTIONS(CAIRO_MEMBER)
};

/* Loads the cairo that the build found, CAIRO_LIBRARY. Returns false with a message on standard error when it is not
 * there. */
bool cairo_load(struct cairo_functions *cairo);

#endif
