/* SPDX-License-Identifier: MIT
 *
 * Colour, and the width of a terminal: the tool writes to a pseudo-terminal.
 */
#include "naive_counts.h"

#include "cmocka_test.h"
#include "pseudo_terminal.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { SCREEN_BYTES = 4096 }; /* less than a pseudo-terminal buffers before a writer has to wait */

/* Runs `top tactics -n 2` on a terminal of this width. Returns the output; the caller frees it. */
static char *run_on_terminal(const char *no_color, const char *term, unsigned short width)
{
    const struct winsize size = {.ws_row = 50, .ws_col = width};
    int master = open_pseudo_terminal(), slave;
    struct run_options options = {.environment = ARGUMENTS(no_color, term)};
    struct run_result result;
    char *screen = calloc(1, SCREEN_BYTES);
    ssize_t count;

    assert_non_null(screen);
    assert_true(master >= 0);
    slave = open(ptsname(master), O_RDWR | O_NOCTTY);
    assert_true(slave >= 0 && ioctl(slave, TIOCSWINSZ, &size) == 0);
    options.output_path = ptsname(master);
    run_top(TOOL, ARGUMENTS("tactics", "-n", "2"), &options, &result);
    run_result_free(&result);
    fcntl(master, F_SETFL, O_NONBLOCK);
    for (size_t used = 0; (count = read(master, screen + used, SCREEN_BYTES - 1 - used)) > 0; used += (size_t)count)
        assert_true(used + (size_t)count < SCREEN_BYTES - 1);
    close(slave);
    close(master);
    assert_non_null(strstr(screen, "Tactics of sub-techniques")); /* the table is the default */
    return screen;
}

static void colours_on_a_terminal(void **state)
{
    char *screen = run_on_terminal("NO_COLOR=", "TERM=xterm", 80);

    (void)state;
    assert_non_null(strstr(screen, "\033[36m"));
    assert_non_null(strstr(screen, "\033[0m"));
    free(screen);
}

static void colours_nothing_with_no_color_or_on_a_dumb_terminal(void **state)
{
    static const char *const refusals[][2] = {
        {"NO_COLOR=1", "TERM=xterm"}, {"NO_COLOR=0", "TERM=xterm"}, {"NO_COLOR=", "TERM=dumb"}};

    (void)state;
    for (size_t i = 0; i < sizeof refusals / sizeof *refusals; i++) {
        char *screen = run_on_terminal(refusals[i][0], refusals[i][1], 80);

        assert_null(strchr(screen, '\033'));
        free(screen);
    }
}

static void colours_nothing_in_a_pipe(void **state)
{
    const struct run_options options = {.environment = ARGUMENTS("NO_COLOR=", "TERM=xterm")};
    struct run_result result;

    (void)state;
    run_top(TOOL, ARGUMENTS("tactics", "--format", "table"), &options, &result);
    assert_null(strchr(result.out, '\033'));
    run_result_free(&result);
}

static void fits_the_terminal(void **state)
{
    static const unsigned short widths[] = {30, 80, 150};

    (void)state;
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        char *screen = run_on_terminal("NO_COLOR=1", "TERM=xterm", widths[i]);
        size_t widest = 0;

        for (char *line = strtok(screen, "\r\n"); line; line = strtok(NULL, "\r\n")) {
            size_t columns = 0;

            for (; *line; line++)
                columns += (*line & 0xC0) != 0x80;
            widest = columns > widest ? columns : widest;
        }
        assert_int_equal(widest, widths[i]);
        free(screen);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(colours_on_a_terminal),
        cmocka_unit_test(colours_nothing_with_no_color_or_on_a_dumb_terminal),
        cmocka_unit_test(colours_nothing_in_a_pipe),
        cmocka_unit_test(fits_the_terminal),
    };

    if (!has_pseudo_terminals())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
