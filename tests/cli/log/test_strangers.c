/* SPDX-License-Identifier: MIT
 *
 * The report of `attack-events tag --summary` on lines that match nothing. The test makes a known number of lines for
 * each reason; the names are those of mapping.yaml.
 */
#include "tagging.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A log being built. */
struct log {
    FILE *file;
    char *text;
    size_t size;
};

static void log_start(struct log *log)
{
    log->file = open_memstream(&log->text, &log->size);
    assert_non_null(log->file);
}

static void log_add(const struct log *log, unsigned times, const char *line)
{
    while (times--)
        fprintf(log->file, "%s\n", line);
}

/* Tags the log; fails unless only the header is printed, for programs that read it. Returns the messages, for the
 * caller to free. */
static char *summarize(struct log *log, const char *const arguments[])
{
    struct run_result result;

    fclose(log->file);
    tag_bytes(TOOL, arguments, log->text, log->size, &result);
    assert_string_equal(result.out, "technique_id\tevents\trank\tscore\ttechnique\ttactic\tplatform\n");
    free(result.out);
    free(log->text);
    return result.err;
}

static void expect_said(const char *said, const char *text)
{
    if (!strstr(said, text))
        fail_msg("'%s' is not in\n%s", text, said);
}

static void tells_why_lines_match_nothing(void **state)
{
    struct log log;
    char *said;

    (void)state;
    log_start(&log);
    log_add(&log, 2, "{\"a\":1}");
    log_add(&log, 3, "{\"EventID\":4663,\"ObjectType\":\"Key\"}");
    log_add(&log, 1, "{\"EventID\":99999}");
    log_add(&log, 5, "{\"EventID\":99999,\"Channel\":\"Security\"}");
    log_add(&log, 6, "{\"EventID\":4688,\"SourceName\":\"Another\",\"Channel\":\"Elsewhere\"}");
    log_add(&log, 7, "{\"EventID\":4663,\"Channel\":\"Security\",\"ObjectType\":\"Nothing\"}");
    said = summarize(&log, ARGUMENTS("--summary", "--format", "tsv"));
    expect_said(said, "attack-events: lines that match no event of the mapping: 24 of 24\n");
    expect_said(said, "\n         2  in no known log format");
    expect_said(said, "\n         4  without provider and channel");
    expect_said(said, "\n         5  with an id that the mapping does not have");
    expect_said(said, "\n         6  with an id of another provider, channel or platform");
    expect_said(said, "\n         7  that fail the filter of their event");
    expect_said(said, "\n         6  Another 4688, an id of another log\n         5  Security 99999\n");
    free(said);
}

/* An id that the mapping has for another platform, with --platform. */
static void counts_another_platform_as_another_log(void **state)
{
    struct log log;
    char *said;

    (void)state;
    log_start(&log);
    log_add(&log, 4, "{\"EventID\":4688,\"Channel\":\"Security\"}");
    said = summarize(&log, ARGUMENTS("--summary", "--platform", "linux"));
    expect_said(said, "\n         4  Security 4688, an id of another log\n");
    free(said);
}

static void says_nothing_where_all_lines_match(void **state)
{
    static const char line[] = "{\"EventID\":4698,\"Channel\":\"Security\"}\n";
    struct run_result result;

    (void)state;
    tag_bytes(TOOL, ARGUMENTS("--summary"), line, strlen(line), &result);
    assert_string_equal(result.err, "");
    run_result_free(&result);
}

/* Reasons are reported only with a summary: a filter would repeat them for every part of a log. */
static void says_nothing_of_lines_that_are_passed_on(void **state)
{
    (void)state;
    expect_tagged(TOOL, ARGUMENTS(NULL), "{\"EventID\":99999,\"Channel\":\"Security\"}\n",
                  "{\"EventID\":99999,\"Channel\":\"Security\",\"attack\":{\"techniques\":[]}}\n", "");
}

/* Many rare events, before, after and between: the commonest are listed with at most the lines that they have. */
static void names_the_commonest_among_any_number(void **state)
{
    enum { RARE = 20000 };
    static const struct {
        unsigned lines;
        const char *line, *name;
    } common[] = {
        {900, "{\"EventID\":90001,\"SourceName\":\"First\"}", "First 90001"},
        {700, "{\"EventID\":90002,\"Channel\":\"Second\"}", "Second 90002"},
        {500, "{\"EventID\":90003,\"SourceName\":\"Third\",\"Channel\":\"No\"}", "Third 90003"},
    };
    const char *before = NULL;
    struct log log;
    char *said;

    (void)state;
    log_start(&log);
    for (unsigned i = 0; i < RARE; i++) {
        fprintf(log.file, "{\"EventID\":%u,\"SourceName\":\"Rare %u\"}\n", 100000 + i % 1000, i);
        for (size_t j = 0; j < 3; j++)
            if (i > RARE / 4 && i <= RARE / 4 + common[j].lines)
                log_add(&log, 1, common[j].line);
    }
    said = summarize(&log, ARGUMENTS("--summary"));
    expect_said(said, "\n     22100  with an id that the mapping does not have");
    for (size_t j = 0; j < 3; j++) {
        const char *at = strstr(said, common[j].name);
        unsigned long lines;

        if (!at || (before && at < before))
            fail_msg("'%s' is not in its place in\n%s", common[j].name, said);
        before = at;
        while (at[-1] != '\n')
            at--;
        lines = strtoul(at, NULL, 10);
        assert_true(lines <= common[j].lines && lines + RARE / 256 >= common[j].lines);
    }
    free(said);
}

static void names_one_pair_however_it_is_cut(void **state)
{
    char line[1000], expected[300], name[500];
    struct log log;
    char *said;

    (void)state;
    memset(name, 'x', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    log_start(&log);
    snprintf(line, sizeof line, "{\"EventID\":90001,\"SourceName\":\"%s\"}", name);
    log_add(&log, 2, line);
    log_add(&log, 3, "{\"EventID\":90001,\"SourceName\":\"\\u001b[31m\\u202e\"}");
    log_add(&log, 1, "{\"EventID\":90001,\"SourceName\":\"a\\u0000b\"}");
    said = summarize(&log, ARGUMENTS("--summary"));
    snprintf(expected, sizeof expected, "\n         2  %.*s 90001\n", 95, name);
    expect_said(said, expected);
    expect_said(said, "\n         3  \\x1b[31m\\xe2\\x80\\xae 90001\n");
    expect_said(said, "\n         1  a 90001\n");
    free(said);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tells_why_lines_match_nothing),
        cmocka_unit_test(counts_another_platform_as_another_log),
        cmocka_unit_test(says_nothing_where_all_lines_match),
        cmocka_unit_test(says_nothing_of_lines_that_are_passed_on),
        cmocka_unit_test(names_the_commonest_among_any_number),
        cmocka_unit_test(names_one_pair_however_it_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
