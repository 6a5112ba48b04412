/* SPDX-License-Identifier: MIT
 *
 * The output of `attack-events tag` on a terminal.
 */
#include "scratch.h"
#include "tagging.h"

#include "cmocka_test.h"
#include "pseudo_terminal.h"

#include <stdio.h>
#include <string.h>

static bool has_script(void)
{
    struct run_result result;
    bool has;

    run(ARGUMENTS("sh", "-c", "script --version"), NULL, &result);
    has = result.exit_code == 0 && strstr(result.out, "util-linux");
    run_result_free(&result);
    if (!has)
        puts("skipped: there is no script of util-linux");
    return has;
}

/* script(1) runs it on a terminal. */
static void steers_no_terminal(void **state)
{
    static const char lines[] = "{\"EventID\":0,\"a\":\"\xC2\x9B\xFF\"}\r\n\033[31m\0x\ry\n"
                                "{\"EventID\":0\r}\n{\"a\":0\r,\"attack\":0}\nend\r";
    const char *log = write_bytes(*state, "log.json", lines, sizeof lines - 1);
    struct run_result result;
    char command[1000];

    snprintf(command, sizeof command, "'%s' tag '%s' 2>/dev/null", TOOL, log);
    run(ARGUMENTS("script", "-qec", command, "/dev/null"), NULL, &result);
    assert_non_null(strstr(result.out, "{\"EventID\":0,\"a\":\"\\xc2\\x9b\\xff\",\"attack\":{\"techniques\":[]}}\r"));
    assert_non_null(strstr(result.out, "\n\\x1b[31m\\x00x\\ry\r\n"));
    assert_non_null(strstr(result.out, "\n{\"EventID\":0\\r,\"attack\":{\"techniques\":[]}}\r\n"));
    assert_non_null(strstr(result.out, "\n{\"a\":0\\r,\"attack\":{\"techniques\":[]}}\r\nend\\r"));
    assert_null(strchr(result.out, '\033'));
    run_result_free(&result);
}

static void counts_on_a_terminal_that_shows_nothing_else(void **state)
{
    struct run_result result;
    char command[1000];

    (void)state;
    snprintf(command, sizeof command, "(echo '{\"EventID\":0}'; sleep 0.5; echo '{}'; sleep 0.3) | '%s' tag >/dev/null",
             TOOL);
    run(ARGUMENTS("script", "-qec", command, "/dev/null"), NULL, &result);
    assert_non_null(strstr(result.out, "\r2 lines, 0.0 MB"));
    assert_non_null(strstr(result.out, "\r\033[K"));
    run_result_free(&result);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(steers_no_terminal),
        cmocka_unit_test(counts_on_a_terminal_that_shows_nothing_else),
    };

    if (!has_script() || !has_pseudo_terminals())
        return 77;
    return cmocka_run_group_tests(tests, NULL, NULL);
}
