/* SPDX-License-Identifier: MIT
 *
 * The files of collected events: the output of other programs is understood, rows match the right events, and nothing
 * is ignored silently or read past its end. The names are those of mapping.yaml.
 */
#include "ask_tool.h"
#include "covering.h"
#include "scratch.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define SECURITY "Microsoft-Windows-Security-Auditing"
#define SYSMON "Microsoft-Windows-Sysmon"

static const char plain[] = "event_id\tlog_source\tchannel\n"
                            "4688\t" SECURITY "\tSecurity\n"
                            "10\t" SYSMON "\t" SYSMON "/Operational\n";

/* Runs `coverage --all` on a table from standard input. */
static void cover(const void *table, size_t size, struct run_result *result)
{
    run(ARGUMENTS(TOOL, "coverage", "--all", "--collected", "-", "--format", "tsv"),
        &(struct run_options){.input = table, .input_size = size, .seconds = 20}, result);
}

/* Fails unless two tables mean the same, without a message about either. */
static void expect_same(const char *table, const char *other)
{
    struct run_result mine, theirs;

    cover(table, strlen(table), &mine);
    cover(other, strlen(other), &theirs);
    assert_string_equal(mine.err, "");
    assert_string_equal(theirs.err, "");
    assert_int_equal(mine.exit_code, 0);
    assert_int_equal(theirs.exit_code, 0);
    assert_string_equal(mine.out, theirs.out);
    assert_non_null(strstr(mine.out, "\tpartly\t"));
    run_result_free(&mine);
    run_result_free(&theirs);
}

static void expect_different(const char *table, const char *other)
{
    struct run_result mine, theirs;

    cover(table, strlen(table), &mine);
    cover(other, strlen(other), &theirs);
    assert_int_equal(mine.exit_code, 0);
    assert_int_equal(theirs.exit_code, 0);
    assert_string_not_equal(mine.out, theirs.out);
    run_result_free(&mine);
    run_result_free(&theirs);
}

static void reads_what_powershell_exports(void **state)
{
    (void)state;
    expect_same(plain, "\xef\xbb\xbf#TYPE Selected.System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"
                       "\"Id\",\"ProviderName\",\"LogName\"\r\n"
                       "\"4688\",\"" SECURITY "\",\"Security\"\r\n"
                       "\"10\",\"" SYSMON "\",\"" SYSMON "/Operational\"\r\n");
    /* A whole record, whose message spans lines and has quotes, commas and tabs. */
    expect_same(plain,
                "\"Message\",\"Id\",\"Version\",\"ProviderName\",\"LogName\"\r\n"
                "\"A \"\"new\"\" process,\r\n\r\nwas created.\t\n\",\"4688\",\"2\",\"" SECURITY "\",\"Security\"\r\n"
                "\"\",\"10\",,\"" SYSMON "\",\"" SYSMON "/Operational\"\r\n");
    expect_same(plain, "Count;Id;ProviderName;LogName\n12;4688;" SECURITY ";Security\n"
                       "3;\"10\";" SYSMON ";" SYSMON "/Operational");
    expect_same(plain, "\"Id\"\t\"ProviderName\"\n\"4688\"\t\"" SECURITY "\"\n\"10\"\t\"" SYSMON "\"\n");
}

static void takes_columns_by_any_of_their_names_in_any_order(void **state)
{
    static const char *const ids[] = {"event_id", "EventID", "id", "EVENTID"};
    static const char *const providers[] = {"log_source", "provider", "ProviderName", "SourceName", "PROVIDERNAME"};

    (void)state;
    for (size_t i = 0; i < sizeof ids / sizeof *ids; i++)
        for (size_t j = 0; j < sizeof providers / sizeof *providers; j++) {
            char table[400];

            snprintf(table, sizeof table, "%s,x , %s\n%s,,4688\n%s, ,10\n", providers[j], ids[i], SECURITY, SYSMON);
            /* NOLINTNEXTLINE(readability-suspicious-call-argument): it compares names. */
            expect_same(plain, table);
        }
    expect_same(plain, "EventID\tChannel\n4688\tsecurity\n10\tmicrosoft-windows-sysmon/operational\n");
}

/* `rows` has the technique's platforms in a column "platform", beside that of the event. */
static void prefers_the_platform_of_the_event(void **state)
{
    (void)state;
    expect_same(plain, "platform\tevent_platform\tevent_id\tlog_source\n"
                       "ESXi,Linux\twindows\t4688\t" SECURITY "\nLinux\twindows\t10\t" SYSMON "\n");
    expect_different(plain, "platform\tevent_id\tlog_source\nLinux\t4688\t" SECURITY "\nLinux\t10\t" SYSMON "\n");
}

static void takes_an_event_with_all_its_filters_unless_one_is_named(void **state)
{
    (void)state;
    expect_same("event_id\tlog_source\n4663\t" SECURITY "\n",
                "event_id\tlog_source\tfilter_in\n4663\t" SECURITY "\t\n4663\t" SECURITY "\tObjectType=File\n");
    expect_different("event_id\tlog_source\n4663\t" SECURITY "\n",
                     "event_id\tlog_source\tfilter_in\n4663\t" SECURITY "\tObjectType=File\n");
    expect_same("event_id\tlog_source\tfilter_in\n4663\t" SECURITY "\tobjecttype=file,ACCESSMASK=0x2\n",
                "event_id,log_source,filter_in\n4663," SECURITY ",\"ObjectType=File,AccessMask=0x2\"\n");
}

/* A sub-category that is not collected does not count, even if the id of its events is. */
static void tells_audit_sub_categories_apart(void **state)
{
    (void)state;
    expect_different("event_id\tchannel\n4663\tSecurity\n",
                     "event_id\tchannel\taudit_sub_category\n4663\tSecurity\tFile System\n");
    expect_same("event_id\taudit_sub_category\n4663\tFile System\n",
                "event_id\tchannel\taudit_sub_category\n4663\tSecurity\tFile System\n");
}

static void takes_a_row_without_an_id_for_all_of_a_log(void **state)
{
    struct run_result rows;

    (void)state;
    run(ARGUMENTS(TOOL, "rows", "--format", "tsv", "--provider", SYSMON), NULL, &rows);
    expect_same("log_source\n" SYSMON "\n", rows.out);
    run_result_free(&rows);
    run(ARGUMENTS("sh", "-c", "\"$1\" rows --format tsv | awk -F'\t' 'NR == 1 || $17 == \"File System\"'", "sh", TOOL),
        NULL, &rows);
    expect_same("audit_sub_category\nFile System\n", rows.out);
    expect_same("channel\taudit_sub_category\nSecurity\tFile System\n", rows.out);
    run_result_free(&rows);
}

static void passes_over_what_is_blank(void **state)
{
    (void)state;
    expect_same(plain, "\n\nevent_id,log_source,other\n\n4688," SECURITY ",\n,,\n,,some\n\r\n10," SYSMON "\n\n\n");
}

static void names_rows_that_are_no_event(void **state)
{
    const char *table = write_text(*state, "odd.tsv",
                                   "event_id\tlog_source\n1\tA\n4688\t" SECURITY "\n2\tB\x1b[31m\n1\tA\n3\tC\n4\tD\n"
                                   "5\tE\n6\tF\n6\tF\n4688\t\n");

    expect_run(TOOL, ARGUMENTS("coverage", "--collected", table), 0, "*",
               "attack-events: *odd.tsv:2: no event of the mapping: 1 A\n"
               "attack-events: *odd.tsv:4: no event of the mapping: 2 B\\\\x1b\\[31m\n"
               "attack-events: *odd.tsv:6: no event of the mapping: 3 C\n"
               "attack-events: *odd.tsv:7: no event of the mapping: 4 D\n"
               "attack-events: *odd.tsv:8: no event of the mapping: 5 E\n"
               "attack-events: *odd.tsv: 9 rows in all are no event of the mapping\n");
}

/* 200 columns, without half a character or half an escape. */
static void cuts_a_row_that_it_names(void **state)
{
    char text[1000] = "event_id\tlog_source\n1\t",
         expected[1000] = "attack-events: *long.tsv:2: no event of the mapping: 1 ";

    for (int i = 0; i < 200; i++)
        strcat(text, "\xC3\xA9");
    strcat(text, "\n2\t");
    for (int i = 0; i < 60; i++)
        strcat(text, "\x1b");
    for (int i = 0; i < 197; i++)
        strcat(expected, "\xC3\xA9");
    strcat(expected, "\xE2\x80\xA6\nattack-events: *long.tsv:3: no event of the mapping: 2 ");
    for (int i = 0; i < 49; i++)
        strcat(expected, "\\\\x1b");
    strcat(expected, "\xE2\x80\xA6\n");
    expect_run(TOOL, ARGUMENTS("coverage", "--collected", write_text(*state, "long.tsv", text)), 0, "*", expected);
}

/* Reports the error with its line, and prints no answer. */
static void refuses_what_is_no_such_table(void **state)
{
    static const struct {
        const char *table, *message;
    } wrong[] = {
        {"", "1: there is no header line"},
        {"\n\n", "*: there is no header line"},
        {"a,b\n1,2\n", "1: the header line names no column log_source, channel or audit_sub_category"},
        {"event_id\n4688\n", "1: the header line names no column log_source, channel or audit_sub_category"},
        {"event_id,channel\n1,\"x\n2,y\n", "2: a quoted field does not end"},
        {"event_id,channel\n1,x\n2,\"x\"y\n", "3: there is text behind a quoted field"},
    };
    char file[50], *directory = *state;

    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        static const char *const commands[] = {"coverage", "plan", "layer"};

        for (size_t j = 0; j < 3; j++) {
            char message[300];

            snprintf(file, sizeof file, "file%lu", (unsigned long)i);
            snprintf(message, sizeof message, "attack-events: *%s:%s\n", file, wrong[i].message);
            expect_run(TOOL,
                       ARGUMENTS(commands[j], "--collected", write_text(directory, "good", plain), "--collected",
                                 write_text(directory, file, wrong[i].table)),
                       1, NULL, message);
        }
    }
    expect_run(TOOL, ARGUMENTS("coverage", "--collected", path_in(directory, "none")), 1, NULL,
               "attack-events: cannot read *none: No such file or directory\n");
    expect_run(TOOL, ARGUMENTS("coverage", "--collected", directory), 1, NULL, "attack-events: *: Is a directory\n");
}

static void needs_something_collected(void **state)
{
    (void)state;
    expect_run(TOOL, ARGUMENTS("coverage"), 2, NULL,
               "attack-events: 'coverage' needs --collected FILE\nusage: attack-events coverage *");
    expect_run(TOOL, ARGUMENTS("layer"), 2, NULL, "attack-events: 'layer' needs --collected FILE or --event ID*");
    expect_run(TOOL, ARGUMENTS("layer", "--event", "1", "--collected", "x"), 2, NULL, "attack-events: 'layer' needs *");
    expect_run(TOOL, ARGUMENTS("layer", "--event", "46633"), 1, NULL,
               "attack-events: no event '46633' in this mapping; did you mean 4663[?]\n");
    expect_run(TOOL, ARGUMENTS("layer", "--event", "4663", "--platform", "linux"), 1, NULL,
               "attack-events: no row is left by --platform 'linux'\n");
}

static void gives_up_on_lines_without_end(void **state)
{
    size_t size = (3u << 20) + 100;
    char *bytes = malloc(size);
    struct run_result result;

    (void)state;
    assert_non_null(bytes);
    memset(bytes, 'a', size);
    memcpy(bytes, plain, sizeof plain - 1);
    for (int quoted = 0; quoted < 2; quoted++) {
        cover(bytes, size, &result);
        assert_int_equal(result.exit_code, 1);
        assert_string_equal(result.err, "attack-events: standard input:4: the row is too long\n");
        run_result_free(&result);
        memcpy(bytes, "channel,id\nSecurity,\n,\n\"", 24); /* then a quoted field of many lines */
        memset(bytes + 2000, '\n', size - 2000);
    }
    free(bytes);
    cover("channel\nSec\0urity\n", 18, &result);
    assert_string_equal(result.err, "attack-events: standard input:2: a NUL byte: is it UTF-16? UTF-8 is expected\n");
    assert_int_equal(result.exit_code, 1);
    run_result_free(&result);
    run(ARGUMENTS(TOOL, "plan", "--collected", "/dev/zero"), &(struct run_options){.seconds = 20}, &result);
    assert_int_equal(result.exit_code, 1);
    run_result_free(&result);
}

/* A table with changed, lost and doubled bytes: the tool answers or reports an error. */
static void withstands_damaged_tables(void **state)
{
    static const char bytes[] = "\"\t,;\n\r\\#\0\xff\xef";
    struct dice dice = {21};

    (void)state;
    for (int trial = 0; trial < 400; trial++) {
        static const char table[] = "\"Id\",\"ProviderName\",\"LogName\",\"filter_in\"\r\n"
                                    "\"4688\",\"" SECURITY "\",\"Security\",\"a\"\"b\"\r\n10," SYSMON ",,\r\n";
        char damaged[sizeof table];
        size_t size = sizeof table - 1;
        struct run_result result;

        memcpy(damaged, table, size);
        for (size_t i = roll(&dice, 5) + 1; i > 0; i--)
            damaged[roll(&dice, size)] = bytes[roll(&dice, sizeof bytes - 1)];
        cover(damaged, roll(&dice, 4) ? size : roll(&dice, size), &result);
        assert_int_equal(result.signal, 0);
        assert_in_range(result.exit_code, 0, 1);
        assert_int_equal(result.exit_code, result.out_size == 0);
        assert_true(result.exit_code == 0 || result.err_size > 0);
        run_result_free(&result);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_what_powershell_exports),
        cmocka_unit_test(takes_columns_by_any_of_their_names_in_any_order),
        cmocka_unit_test(prefers_the_platform_of_the_event),
        cmocka_unit_test(takes_an_event_with_all_its_filters_unless_one_is_named),
        cmocka_unit_test(tells_audit_sub_categories_apart),
        cmocka_unit_test(takes_a_row_without_an_id_for_all_of_a_log),
        cmocka_unit_test(passes_over_what_is_blank),
        SCRATCH_TEST(names_rows_that_are_no_event),
        SCRATCH_TEST(cuts_a_row_that_it_names),
        SCRATCH_TEST(refuses_what_is_no_such_table),
        cmocka_unit_test(needs_something_collected),
        cmocka_unit_test(gives_up_on_lines_without_end),
        cmocka_unit_test(withstands_damaged_tables),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
