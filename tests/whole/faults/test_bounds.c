/* SPDX-License-Identifier: MIT
 *
 * Input that is large or nested on purpose: success, or an error, within a limit on memory and CPU time that the system
 * enforces. For limits that test_input_limits.c and cli/tag/test_hostile.c test, only the memory is tested here.
 */
#include "../../../gen/base/generator_limits.h"
#include "disturbed.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <uthash.h>

/* A sanitizer reserves terabytes, and is slower. */
static const char *const sanitizers[] = {SANITIZERS NULL};

static bool is_sanitized(void)
{
    /* cppcheck-suppress knownConditionTrueFalse; it depends on the build, here and below */
    return sanitizers[0] != NULL;
}

static FILE *begin(char **text, size_t *size)
{
    FILE *file = open_memstream(text, size);

    assert_non_null(file);
    return file;
}

static void put_times(FILE *file, const char *text, size_t times)
{
    while (times--)
        fputs(text, file);
}

/* Runs a program on the text since begin(), which it frees, with limits of MiB of memory and seconds of CPU time. */
static void run_within(unsigned long mebibytes, unsigned seconds, const char *const arguments[], FILE *file,
                       char **text, const size_t *size, bool is_printed, struct run_result *result)
{
    struct run_options options = {.output_path = is_printed ? NULL : "/dev/null", .seconds = 600};
    char memory[60], processor[60];
    const char *all[20] = {RUN_WITH, processor};
    size_t count = 2;

    fclose(file);
    options.input = *text;
    options.input_size = *size;
    /* cppcheck-suppress knownConditionTrueFalse */
    snprintf(processor, sizeof processor, "cpu=%u", is_sanitized() ? 10 * seconds : seconds);
    snprintf(memory, sizeof memory, "memory=%lu", mebibytes << 20);
    /* cppcheck-suppress knownConditionTrueFalse */
    if (!is_sanitized())
        all[count++] = memory;
    all[count++] = "--";
    for (size_t i = 0; arguments[i]; i++)
        all[count++] = arguments[i];
    run(all, &options, result);
    free(*text);
    assert_int_equal(result->signal, 0);
}

/* ---- The generator ---------------------------------------------------------------------------------------------- */

static void generate_within(unsigned long mebibytes, unsigned seconds, FILE *file, char **text, size_t *size, int code,
                            const char *said)
{
    struct run_result result;

    run_within(mebibytes, seconds, ARGUMENTS(GENERATOR, "-q", "--check", "-"), file, text, size, true, &result);
    if (result.exit_code != code || (*said ? !strstr(result.err, said) : result.err_size > 0))
        fail_msg("expected %d and \"%s\", but it ended with %d and said: %.500s", code, said, result.exit_code,
                 result.err);
    run_result_free(&result);
}

/* Texts that collide in uthash's own function, which has no key: some 200 of them stop its tables from growing, so
 * that each later text is searched for among all others. */
static void put_texts_of_one_slot(FILE *file, int count)
{
    for (unsigned i = 0; count; i++) {
        char text[20];
        unsigned hash;
        size_t length = (size_t)snprintf(text, sizeof text, "m%u", i);

        HASH_JEN(text, length, hash);
        if (hash % 128 != 5)
            continue;
        fprintf(file, "- {technique_id: T1001, event_id: %s}\n", text);
        count--;
    }
}

static void takes_as_many_rows_as_there_may_be(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    put_texts_of_one_slot(file, 300);
    for (int i = 0; i < ROWS_LIMIT - 1000; i++)
        fprintf(file, "- {technique_id: T%d, event_id: %d, log_source: p%d}\n", 1000 + i % 900, i, i % 7);
    generate_within(500, 60, file, &text, &size, 0, "");
}

static void writes_as_many_rows_of_few_events(void **state)
{
    char *text, output[512];
    size_t size;
    struct run_result result;
    FILE *file = begin(&text, &size);

    for (int i = 0; i < ROWS_LIMIT; i++)
        fprintf(file, "- {technique_id: T%d, event_id: %d}\n", 1000 + i / 1000, i % 1000);
    snprintf(output, sizeof output, "%s", *(char **)state);
    run_within(500, 60, ARGUMENTS(GENERATOR, "-q", "--index", "none", "-o", output, "-"), file, &text, &size, true,
               &result);
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    assert_int_equal(count_names(output), 2);
    run_result_free(&result);
}

/* libyaml compares each with all earlier ones: 2 million would take a day. */
static void limits_directives(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    for (int i = 0; i < 1000; i++)
        fprintf(file, "%%TAG !a%d! tag:x:\n", i);
    fputs("---\n- {technique_id: T1001}\n", file);
    generate_within(100, 20, file, &text, &size, 0, "");
    file = begin(&text, &size);
    for (int i = 0; i < 2000000; i++)
        fprintf(file, "%%TAG !a%d! tag:x:\n", i);
    fputs("---\n- {technique_id: T1001}\n", file);
    generate_within(300, 20, file, &text, &size, 1,
                    "<stdin>:1:1: error: too many %TAG directives; the limit is 1000\n");
}

/* libyaml expands the tag of each value: 4 MB of tag and as many bytes of values would take more than a minute. */
static void limits_the_bytes_of_tags(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("%TAG !a! tag:", file);
    put_times(file, "x", 4000000);
    fputs("\n---\n- {technique_id: T1001, zz: [", file);
    put_times(file, "!a!x 1,", 600000);
    fputs("]}\n", file);
    generate_within(300, 20, file, &text, &size, 1, "error: tags have too many bytes; the limit is 268435456\n");
}

/* Directives in UTF-16, which libyaml reads as well. */
static void limits_directives_in_utf_16(void **state)
{
    char *text, *plain;
    size_t size, plain_size;
    FILE *file = begin(&plain, &plain_size);

    (void)state;
    for (int i = 0; i < 200000; i++)
        fprintf(file, "%%TAG !a%d! tag:x:\n", i);
    fputs("---\n- {technique_id: T1001}\n", file);
    fclose(file);
    file = begin(&text, &size);
    fputs("\xFF\xFE", file);
    for (size_t i = 0; i < plain_size; i++) {
        putc(plain[i], file);
        putc('\0', file);
    }
    free(plain);
    generate_within(300, 20, file, &text, &size, 1, "too many %TAG directives");
}

static void takes_many_anchors(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    for (int i = 0; i < 200000; i++)
        fprintf(file, "- {technique_id: T1001, event_id: %d, platform: &a%d [x]}\n", i, i);
    generate_within(600, 60, file, &text, &size, 0, "");
}

/* Every row of a technique has its tactics, which are compared only once. */
static void takes_long_lists_of_a_technique_with_many_rows(void **state)
{
    enum { RELATIONSHIPS = 10, EVENTS = ROWS_LIMIT / RELATIONSHIPS - 1 }; /* one more row, for the component */
    struct run_result result;
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("techniques:\n- technique_id: T1000\n  platform: [windows]\n  data_components: [c]\n  tactic: [x", file);
    for (int i = 0; i < 990; i++) {
        fprintf(file, ", %d", i);
        put_times(file, "0123456789", 2000);
    }
    fputs("]\nrelationships:\n", file);
    for (int i = 0; i < RELATIONSHIPS; i++) {
        fprintf(file, "- name: r%d\n  attack: {data_source: s, data_component: c}\n  security_events:\n", i);
        for (int event = 0; event < EVENTS; event++)
            fprintf(file, "  - {event_id: %d, platform: windows}\n", EVENTS * i + event);
    }
    run_within(1500, 60, ARGUMENTS(GENERATOR, "-q", "--check", "--stats", "--index", "none", "-"), file, &text, &size,
               true, &result); /* with --stats, it is packed and verified */
    assert_string_equal(result.err, "");
    assert_int_equal(result.exit_code, 0);
    run_result_free(&result);
}

static void limits_nesting_of_every_kind(void **state)
{
    static const char *const levels[] = {"[", "{a: ", "- ", "? ", "[? ", "[&a ", "!t [", "\"a\": ["};

    (void)state;
    for (size_t i = 0; i < sizeof levels / sizeof *levels; i++) {
        char *text;
        size_t size;
        FILE *file = begin(&text, &size);

        put_times(file, levels[i], 10000);
        generate_within(100, 10, file, &text, &size, 1, "are nested too deep; the limit is 16\n");
    }
}

static void limits_a_text_of_100_megabytes(void **state)
{
    static const char *const quotes[] = {"", "'", "\""};

    (void)state;
    for (size_t i = 0; i < 3; i++) {
        char *text;
        size_t size;
        FILE *file = begin(&text, &size);

        fprintf(file, "- technique_id: T1001\n  technique: %s", quotes[i]);
        put_times(file, "0123456789", 10000000);
        fprintf(file, "%s\n", quotes[i]);
        generate_within(900, 60, file, &text, &size, 1, "technique has 100000000 bytes; the limit is 65535\n");
    }
}

/* A list that no key needs is still held in memory with its row. */
static void limits_the_values_of_a_row(void **state)
{
    static const char *const items[] = {"x,", "[],", "a: b,"};

    (void)state;
    for (size_t i = 0; i < sizeof items / sizeof *items; i++) {
        char *text;
        size_t size;
        FILE *file = begin(&text, &size);

        fputs("- {technique_id: T1001, zzz: [", file);
        put_times(file, items[i], 20000000);
        fputs("]}\n", file);
        generate_within(400, 60, file, &text, &size, 1, "an entry has too many values; the limit is 1000000\n");
    }
}

static void limits_a_million_keys(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("- technique_id: T1001\n", file);
    for (int i = 0; i < 1000000; i++)
        fprintf(file, "  k%d: v\n", i);
    generate_within(200, 20, file, &text, &size, 1, "a map has too many keys; the limit is 256\n");
}

/* Each list has ten aliases of the one before. */
static void limits_an_alias_bomb(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("- technique_id: T1001\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n", file);
    for (int i = 1; i < 200; i++) {
        fprintf(file, "  a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            fprintf(file, "%s*a%d", j ? "," : "", i - 1);
        fputs("]\n", file);
    }
    generate_within(400, 20, file, &text, &size, 1, "anchors keep too many values; the limit is 1000000\n");
}

/* ---- The tool --------------------------------------------------------------------------------------------------- */

#ifdef TOOL

static void tag_within(unsigned long mebibytes, unsigned seconds, const char *option, FILE *file, char **text,
                       size_t *size, const char *said)
{
    struct run_result result;

    run_within(mebibytes, seconds, ARGUMENTS(TOOL, "tag", option), file, text, size, false, &result);
    if (result.exit_code != 0 || (*said ? !strstr(result.err, said) : result.err_size > 0))
        fail_msg("expected \"%s\", but it ended with %d and said: %.500s", said, result.exit_code, result.err);
    run_result_free(&result);
}

/* The log is several times as large as the memory limit. Lines are of many kinds, and each kind is cached. */
static void tags_a_stream_in_constant_memory(void **state)
{
    static const char *const options[] = {NULL, "--why", "--summary"};

    (void)state;
    for (size_t i = 0; i < sizeof options / sizeof *options; i++) {
        char *text;
        size_t size;
        FILE *file = begin(&text, &size);

        for (int n = 0; n < 2000000; n++)
            fprintf(file, "{\"EventID\":%d,\"Channel\":\"Security\",\"ObjectType\":\"Key\",\"n\":%d}\n", 4600 + n % 300,
                    n);
        fflush(file);
        assert_in_range(size, 100000000, 1000000000);
        tag_within(80, 120, options[i], file, &text, &size, i == 2 ? "lines that match no event of the mapping: " : "");
    }
}

static void tags_around_a_line_of_100_megabytes(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("{\"EventID\":0}\n{\"a\":\"", file);
    put_times(file, "0123456789", 10000000);
    fputs("\"}\n{\"EventID\":0}\n", file);
    tag_within(80, 20, NULL, file, &text, &size, ":2: longer than 16 MiB; passed on as it is\n");
}

static void tags_a_line_of_nested_values(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    for (int i = 0; i < 100; i++) {
        fputs("{\"a\":", file);
        put_times(file, "[", 10000);
        put_times(file, "]", 10000);
        fputs("}\n{\"a\":", file);
        put_times(file, "{\"a\":", 10000);
        fputs("1", file);
        put_times(file, "}", 10000);
        fputs("}\n", file);
    }
    tag_within(80, 20, "--why", file, &text, &size, "no event was found");
}

static void tags_a_line_of_a_million_keys(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("{\"EventID\":4663,\"Channel\":\"Security\"", file);
    for (int i = 0; i < 1000000; i++)
        fprintf(file, ",\"k%d\":%d", i, i % 10);
    fputs("}\n", file);
    tag_within(300, 20, NULL, file, &text, &size, "");
}

/* Rows of a log that is not in the mapping, without an id: each would have to be compared with all events. */
static void reads_a_table_of_a_hundred_thousand_logs(void **state)
{
    char *text;
    size_t size;
    struct run_result result;
    FILE *file = begin(&text, &size);

    (void)state;
    fputs("log_source\n", file);
    for (int i = 0; i < 100000; i++)
        fprintf(file, "x%d\n", i);
    run_within(80, 12, ARGUMENTS(TOOL, "coverage", "--collected", "-"), file, &text, &size, true, &result);
    assert_int_equal(result.exit_code, 0);
    assert_non_null(strstr(result.err, "100000 rows in all are no event of the mapping\n"));
    run_result_free(&result);
}

/* Its header states the largest size that can be stated. */
static void reads_no_more_of_a_pack_than_the_limit(void **state)
{
    enum { BYTES_TO_SIZE = 48, LIMIT = 128 << 20 };
    char *text, *pack = read_file(PACK, NULL);
    size_t size;
    struct run_result result;
    FILE *file = begin(&text, &size);

    (void)state;
    fwrite(pack, 1, BYTES_TO_SIZE, file);
    for (int i = BYTES_TO_SIZE; i < LIMIT + 1000; i++)
        putc(0xff, file);
    free(pack);
    run_within(180, 2, ARGUMENTS(TOOL, "--mapping", "/dev/stdin", "info"), file, &text, &size, true, &result);
    assert_int_equal(result.exit_code, 1);
    assert_non_null(strstr(result.err, "it is larger than the limit of 134217728 bytes\n"));
    run_result_free(&result);
}

#endif

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(takes_as_many_rows_as_there_may_be),
        SCRATCH_TEST(writes_as_many_rows_of_few_events),
        SCRATCH_TEST(limits_directives),
        SCRATCH_TEST(limits_the_bytes_of_tags),
        SCRATCH_TEST(limits_directives_in_utf_16),
        SCRATCH_TEST(takes_many_anchors),
        SCRATCH_TEST(takes_long_lists_of_a_technique_with_many_rows),
        SCRATCH_TEST(limits_nesting_of_every_kind),
        SCRATCH_TEST(limits_a_text_of_100_megabytes),
        SCRATCH_TEST(limits_the_values_of_a_row),
        SCRATCH_TEST(limits_a_million_keys),
        SCRATCH_TEST(limits_an_alias_bomb),
#ifdef TOOL
        SCRATCH_TEST(tags_a_stream_in_constant_memory),
        SCRATCH_TEST(tags_around_a_line_of_100_megabytes),
        SCRATCH_TEST(tags_a_line_of_nested_values),
        SCRATCH_TEST(tags_a_line_of_a_million_keys),
        SCRATCH_TEST(reads_a_table_of_a_hundred_thousand_logs),
        SCRATCH_TEST(reads_no_more_of_a_pack_than_the_limit),
#endif
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
