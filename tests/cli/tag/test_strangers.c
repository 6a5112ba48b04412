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
    assert_string_equal(result.out, "technique_id\tevents\trank\tkind\tscore\ttechnique\ttactic\tplatform\t"
                                    "rule_id\trule\tlevel\tstatus\tauthor\trules\n");
    free(result.out);
    free(log->text);
    return result.err;
}

static void expect_said(const char *said, const char *text)
{
    if (!strstr(said, text))
        fail_msg("'%s' is not in\n%s", text, said);
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
        cmocka_unit_test(names_the_commonest_among_any_number),
        cmocka_unit_test(names_one_pair_however_it_is_cut),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
