/* SPDX-License-Identifier: MIT
 *
 * hard_names.yaml as SVG: whatever a name holds, it is text, whole as bars in a terminal show it or cut with an
 * ellipsis.
 */
#include "naive_counts.h"

#include "cmocka_test.h"
#include "scratch.h"

#include <stdlib.h>
#include <string.h>

#define ELLIPSIS "\xE2\x80\xA6"

static char *draw_sources(const char *scratch)
{
    const char *path = path_in(scratch, "top.svg");
    struct run_result result;

    run_top(TOOL, ARGUMENTS("data-sources", "--all", "-n", "100", "-o", path), NULL, &result);
    run_result_free(&result);
    return read_file(path, NULL);
}

static void stays_text(void **state)
{
    static const char *const names[] = {
        ">&#60;process&#62; &#38; 'file'</text>",
        ">\xE6\x95\xB0\xE6\x8D\xAE\xE6\xBA\x90\xE7\x9A\x84\xE5\x90\x8D\xE5\xAD\x97</text>",
        ">\\x1b[31m&#34;red&#34;  blue\\n\\xe2\\x80\\xae \xEF\xBF\xBD \xEF\xBF\xBD</text>", /* no U+FFFE in XML */
    };
    char *svg = draw_sources(*state);

    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (!strstr(svg, names[i]))
            fail_msg("not in the SVG: %s", names[i]);
    for (const char *byte = svg; *byte; byte++)
        assert_true((unsigned char)*byte >= ' ' || *byte == '\n');
    free(svg);
}

/* Of wide characters, 13 pixels each, 41 and an ellipsis fit into 560. */
static void cuts_what_is_too_long(void **state)
{
    static const char wide[] = "\xE6\x95\xB0\xE6\x8D\xAE\xE6\xBA\x90\xE7\x9A\x84\xE5\x90\x8D\xE5\xAD\x97\xE5\xBE\x88";
    char *svg = draw_sources(*state);
    const char *name = strstr(svg, ">a source with a name"), *end = strstr(name, "</text>");

    assert_in_range(end - name, 70, 110);
    assert_memory_equal(end - 3, ELLIPSIS, 3);
    name = strstr(svg, wide) + 1;
    end = strstr(name, ELLIPSIS "</text>");
    assert_int_equal(end + 1 - name, 3 * 41);
    free(svg);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(stays_text),
        SCRATCH_TEST(cuts_what_is_too_long),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
