/* SPDX-License-Identifier: MIT */
#include "picturing.h"

#include "cmocka_test.h"

#include <graphviz/cgraph.h>
#include <png.h>
#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_LIMIT = 32, NOT_FOUND = 127 };

/* Fonts are never given back by the libraries that draw, which is theirs to answer for. */
static const char *const environment[] = {"ASAN_OPTIONS=detect_leaks=0", NULL};

void draw_to(const char *tool, const char *const arguments[], const char *path)
{
    const struct run_options options = {.environment = environment};
    const char *all[ARGUMENTS_LIMIT] = {"-o", path};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++) {
        assert_true(i + 3 < ARGUMENTS_LIMIT);
        all[i + 2] = arguments[i];
    }
    run_graph(tool, all, &options, &result);
    assert_string_equal(result.err, "");
    assert_string_equal(result.out, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

void expect_graphviz_agrees(const char *tool, const char *const arguments[], const struct graph *graph)
{
    struct run_result result;
    Agraph_t *read;

    run_graph(tool, arguments, NULL, &result);
    read = agmemread(result.out);
    assert_non_null(read);
    assert_int_equal(agnnodes(read), graph->names.count);
    assert_int_equal(agnedges(read), graph->lines);
    for (size_t i = 0; i < graph->names.count; i++) {
        char *escaped = malloc(6 * strlen(graph->names.text[i]) + 1), *end = escaped;

        assert_non_null(escaped);
        /* Graphviz keeps a name as it is written, but for \" */
        for (const char *byte = graph->names.text[i]; *byte; byte++)
            end += sprintf(end,
                           *byte == '&'    ? "&amp;"
                           : *byte == '"'  ? "&quot;"
                           : *byte == '<'  ? "&lt;"
                           : *byte == '>'  ? "&gt;"
                           : *byte == '\\' ? "\\\\"
                                           : "%c",
                           *byte);
        *end = '\0';
        assert_non_null(agnode(read, escaped, 0));
        free(escaped);
    }
    for (Agsym_t *attribute = NULL; (attribute = agnxtattr(read, AGNODE, attribute)) != NULL;)
        assert_null(strstr(attribute->name, "evil"));
    agclose(read);
    run_result_free(&result);
}

bool is_well_formed(const char *path)
{
    struct run_result result;
    bool is_there;

    run(ARGUMENTS("sh", "-c", "command -v xmllint >/dev/null || exit 127; exec xmllint --noout --huge \"$1\"", "sh",
                  path),
        NULL, &result);
    is_there = result.exit_code != NOT_FOUND;
    if (is_there) {
        assert_string_equal(result.err, "");
        assert_int_equal(result.exit_code, 0);
    }
    run_result_free(&result);
    return is_there;
}

bool png_has_colour(const char *path, unsigned red, unsigned green, unsigned blue)
{
    png_image image = {.version = PNG_IMAGE_VERSION};
    png_byte *pixels;
    bool found = false;

    assert_true(png_image_begin_read_from_file(&image, path));
    image.format = PNG_FORMAT_RGB;
    pixels = calloc(1, PNG_IMAGE_SIZE(image)); /* what the picture leaves transparent stays as it was */
    assert_non_null(pixels);
    assert_true(png_image_finish_read(&image, NULL, pixels, 0, NULL));
    for (size_t i = 0; i + 2 < PNG_IMAGE_SIZE(image) && !found; i += 3)
        found = pixels[i] == red && pixels[i + 1] == green && pixels[i + 2] == blue;
    free(pixels);
    return found;
}
