/* SPDX-License-Identifier: MIT
 *
 * Draws with the tool and reads pictures back with other libraries.
 */
#include "picturing.h"

#include "cmocka_test.h"
#include "pixels.h"

#include <stdlib.h>
#include <string.h>

enum { ARGUMENTS_LIMIT = 32, NOT_FOUND = 127 };

void draw_to(const char *tool, const char *const arguments[], const char *path)
{
    const char *all[ARGUMENTS_LIMIT] = {"-o", path};
    struct run_result result;

    for (size_t i = 0; arguments[i]; i++) {
        assert_true(i + 3 < ARGUMENTS_LIMIT);
        all[i + 2] = arguments[i];
    }
    run_graph(tool, all, NULL, &result);
    assert_string_equal(result.err, "");
    assert_string_equal(result.out, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

/* Returns how many lines of `text` begin with these words. */
static size_t count_lines(const char *text, const char *words)
{
    size_t count = 0;

    for (const char *line = text; (line = strstr(line, words)) != NULL; line++)
        count += line == text || line[-1] == '\n';
    return count;
}

void expect_graphviz_agrees(const char *tool, const char *const arguments[], const struct graph *graph)
{
    static const char listing[] = "N { print(\"node \", $.name) } E { print(\"edge\") } END_G {\n"
                                  "  string a;\n"
                                  "  for (a = fstAttr($G, \"N\"); a != \"\"; a = nxtAttr($G, \"N\", a))\n"
                                  "    print(\"attribute \", a)\n"
                                  "}\n";
    struct run_result result, read;

    run_graph(tool, arguments, NULL, &result);
    run(ARGUMENTS("gvpr", listing), &(struct run_options){.input = result.out, .input_size = result.out_size}, &read);
    assert_string_equal(read.err, "");
    assert_int_equal(read.exit_code, 0);
    assert_int_equal(count_lines(read.out, "node "), graph->names.count);
    assert_int_equal(count_lines(read.out, "edge\n"), graph->lines);
    for (size_t i = 0; i < graph->names.count; i++) {
        char *line = malloc(6 * strlen(graph->names.text[i]) + 8), *end = line + sprintf(line, "node ");

        assert_non_null(line);
        /* Graphviz keeps a name as it is written, except for \" */
        for (const char *byte = graph->names.text[i]; *byte; byte++)
            end += sprintf(end,
                           *byte == '&'    ? "&amp;"
                           : *byte == '"'  ? "&quot;"
                           : *byte == '<'  ? "&lt;"
                           : *byte == '>'  ? "&gt;"
                           : *byte == '\\' ? "\\\\"
                                           : "%c",
                           *byte);
        strcpy(end, "\n");
        assert_int_equal(count_lines(read.out, line), 1);
        free(line);
    }
    assert_true(count_lines(read.out, "attribute ") > 0);
    for (const char *line = read.out; (line = strstr(line, "\nattribute ")) != NULL; line++) {
        const char *evil = strstr(line + 1, "evil");

        assert_true(!evil || evil > strchr(line + 1, '\n'));
    }
    run_result_free(&read);
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
    struct pixels pixels;
    bool found = false;

    pixels_read(&pixels, path);
    for (int y = 0; y < pixels.height && !found; y++)
        for (int x = 0; x < pixels.width && !found; x++)
            found = pixels_at(&pixels, x, y) == (red << 16 | green << 8 | blue);
    pixels_free(&pixels);
    return found;
}
