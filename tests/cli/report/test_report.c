/* SPDX-License-Identifier: MIT
 *
 * `attack-events report` as a program: what it writes and where, and that it writes everything or nothing. A browser
 * tests what the page shows.
 */
#include "run.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { LARGEST = 2000000, USAGE = 2, CANNOT_WRITE = 3 };

/* Runs the tool and returns its standard output, the report. */
static char *report_on_output(const char *const arguments[], size_t *size)
{
    struct run_result result;

    run(arguments, NULL, &result);
    assert_int_equal(result.exit_code, 0);
    assert_string_equal(result.err, "");
    free(result.err);
    if (size)
        *size = result.out_size;
    return result.out;
}

static size_t count_of(const char *text, const char *part)
{
    size_t count = 0;

    for (; (text = strstr(text, part)) != NULL; text += strlen(part))
        count++;
    return count;
}

static void is_one_page_of_at_most_two_megabytes(void **state)
{
    size_t size;
    char *page = report_on_output(ARGUMENTS(TOOL, "report"), &size);

    (void)state;
    print_message("%zu bytes\n", size);
    assert_true(size < LARGEST);
    assert_int_equal(strlen(page), size);
    assert_int_equal(strncmp(page, "<!DOCTYPE html>", 15), 0);
    assert_string_equal(page + size - strlen("</html>\n"), "</html>\n");
    assert_int_equal(count_of(page, "<script"), 2);
    assert_int_equal(count_of(page, "</script>"), 2);
    assert_int_equal(count_of(page, "{{"), 0);
    free(page);
}

static void names_no_other_file(void **state)
{
    char *page = report_on_output(ARGUMENTS(TOOL, "report"), NULL);

    (void)state;
    assert_int_equal(count_of(page, "<link rel=\"icon\" href=\"data:"), 1);
    assert_int_equal(count_of(page, "<link"), 1);
    assert_int_equal(count_of(page, " src="), 0);
    assert_int_equal(count_of(page, "@import"), 0);
    assert_int_equal(count_of(page, "url("), 0);
    assert_int_equal(count_of(page, "content=\"default-src 'none'; style-src 'sha256-"), 1);
    assert_int_equal(count_of(page, "unsafe-"), 0);
    free(page);
}

static void writes_the_same_bytes_each_time_and_everywhere(void **state)
{
    const char *path = path_in(*state, "report.html");
    char *first = report_on_output(ARGUMENTS(TOOL, "report"), NULL);
    char *dash = report_on_output(ARGUMENTS(TOOL, "report", "-o", "-"), NULL);
    char *said = report_on_output(ARGUMENTS(TOOL, "report", "-o", path), NULL);
    char *file = read_file(path, NULL);

    assert_string_equal(first, dash);
    assert_string_equal(first, file);
    assert_string_equal(said, "");
    assert_int_equal(count_names(*state), 1);
    free(first);
    free(dash);
    free(said);
    free(file);
}

static void replaces_a_file_and_keeps_its_mode(void **state)
{
    const char *path = write_text(*state, "report.html", "before");
    const char *named = path_in(*state, "link.html");
    struct stat status;
    char *file;

    assert_int_equal(chmod(path, 0640), 0);
    assert_int_equal(symlink("report.html", named), 0);
    free(report_on_output(ARGUMENTS(TOOL, "report", "--output", named), NULL));
    file = read_file(path, NULL);
    assert_int_equal(strncmp(file, "<!DOCTYPE", 9), 0);
    assert_int_equal(stat(path, &status), 0);
    assert_int_equal(status.st_mode & 0777, 0640);
    assert_int_equal(lstat(named, &status), 0);
    assert_true(S_ISLNK(status.st_mode));
    assert_int_equal(count_names(*state), 2);
    free(file);
}

/* Runs the tool, which must fail and leave the scratch directory unchanged. */
static void expect_failure(const char *scratch, const char *const arguments[], const struct run_options *options,
                           int code, const char *message)
{
    struct run_result result;
    size_t size_before, size_after;
    char *before = read_directory(scratch, &size_before), *after;

    run(arguments, options, &result);
    after = read_directory(scratch, &size_after);
    assert_int_equal(result.exit_code, code);
    assert_non_null(strstr(result.err, message));
    assert_int_equal(size_before, size_after);
    assert_memory_equal(before, after, size_before);
    free(before);
    free(after);
    run_result_free(&result);
}

static void leaves_a_file_as_it_was_when_not_all_can_be_written(void **state)
{
    static const struct run_options small = {.file_bytes = 50000};
    const char *path = write_text(*state, "report.html", "before");

    expect_failure(*state, ARGUMENTS(TOOL, "report", "-o", path), &small, CANNOT_WRITE, "attack-events: cannot write ");
}

static void says_when_a_file_cannot_be_written(void **state)
{
    static const struct run_options full = {.output_path = "/dev/full"};
    const char *path = path_in(*state, "missing/report.html");

    expect_failure(*state, ARGUMENTS(TOOL, "report", "-o", path), NULL, CANNOT_WRITE, "No such file or directory");
    expect_failure(*state, ARGUMENTS(TOOL, "report", "-o", *state), NULL, CANNOT_WRITE, "cannot write");
    if (access("/dev/full", W_OK) == 0) {
        expect_failure(*state, ARGUMENTS(TOOL, "report", "-o", "/dev/full"), NULL, CANNOT_WRITE,
                       "cannot write /dev/full");
        expect_failure(*state, ARGUMENTS(TOOL, "report"), &full, CANNOT_WRITE, "cannot write");
    }
}

static void takes_no_operand_and_no_format(void **state)
{
    expect_failure(*state, ARGUMENTS(TOOL, "report", "--format", "json"), NULL, USAGE, "report has no --format");
    expect_failure(*state, ARGUMENTS(TOOL, "report", "report.html"), NULL, USAGE, "unexpected operand 'report.html'");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(is_one_page_of_at_most_two_megabytes),
        cmocka_unit_test(names_no_other_file),
        SCRATCH_TEST(writes_the_same_bytes_each_time_and_everywhere),
        SCRATCH_TEST(replaces_a_file_and_keeps_its_mode),
        SCRATCH_TEST(leaves_a_file_as_it_was_when_not_all_can_be_written),
        SCRATCH_TEST(says_when_a_file_cannot_be_written),
        SCRATCH_TEST(takes_no_operand_and_no_format),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
