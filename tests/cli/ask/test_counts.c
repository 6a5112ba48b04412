/* SPDX-License-Identifier: MIT
 *
 * Every ranking of one mapping, as TSV and as JSON, compared with the naive count of the same file. TOOL is linked with
 * the mapping of FILES.
 */
#include "naive_counts.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define ALL_OF_THEM "--number", "1000000"

static struct naive_mapping mapping;

static int read_mapping(void **state)
{
    static const char *const files[] = {FILES};

    (void)state;
    return naive_read(&mapping, files, sizeof files / sizeof *files) ? 0 : -1;
}

static int free_mapping(void **state)
{
    (void)state;
    naive_free(&mapping);
    return 0;
}

/* Writes one line for each of the first `limit` counts. The caller frees it. */
static char *rows_as(bool json, const struct counted *counts, size_t count, size_t limit)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);

    assert_non_null(file);
    count = count < limit ? count : limit;
    fputs(json ? "[\n" : "name\tcount\n", file);
    for (size_t i = 0; i < count; i++) {
        assert_null(strpbrk(counts[i].name, "\"\\\t\n")); /* otherwise this test would have to escape them */
        fprintf(file, json ? "{\"name\": \"%s\", \"count\": %lu}%s\n" : "%s\t%lu%s\n", counts[i].name, counts[i].count,
                json && i + 1 < count ? "," : "");
    }
    fputs(json ? "]\n" : "", file);
    fclose(file);
    return text;
}

static void expect_rows(bool json, const struct counted *counts, size_t count, size_t limit,
                        const char *const arguments[])
{
    char *expected = rows_as(json, counts, count, limit);
    struct run_result result;

    run_top(TOOL, arguments, NULL, &result);
    assert_string_equal(result.out, expected);
    run_result_free(&result);
    free(expected);
}

static void expect_ranking(int kind, int scope, bool triples)
{
    const char *by = triples ? "pairs" : "techniques";
    const char *name = kind_names[kind], *option = scope_options[scope];
    size_t count;
    struct counted *counts = count_naively(&mapping, kind, scope, triples, &count);

    assert_int_not_equal(count, 0);
    expect_rows(false, counts, count, count, ARGUMENTS(name, option, "--by", by, ALL_OF_THEM));
    expect_rows(true, counts, count, count, ARGUMENTS(name, option, "--by", by, ALL_OF_THEM, "--format", "json"));
    expect_rows(false, counts, count, 2, ARGUMENTS(name, option, "--by", by, "-n", "2"));
    free_counts(counts, count);
}

static void counts_distinct_techniques_of_every_kind(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++)
        for (int scope = 0; scope < SCOPES; scope++)
            expect_ranking(kind, scope, false);
}

static void counts_distinct_triples_of_data_sources_and_components(void **state)
{
    (void)state;
    for (int kind = 0; kind < 2; kind++)
        for (int scope = 0; scope < SCOPES; scope++)
            expect_ranking(kind, scope, true);
}

static void counts_the_first_fifteen_of_sub_techniques_unless_told_otherwise(void **state)
{
    (void)state;
    for (int kind = 0; kind < KINDS; kind++) {
        size_t count;
        struct counted *counts = count_naively(&mapping, kind, 0, kind < 2, &count);

        expect_rows(false, counts, count, 15, ARGUMENTS(kind_names[kind]));
        free_counts(counts, count);
    }
}

static void heeds_the_last_of_several_scopes(void **state)
{
    size_t count;
    struct counted *counts = count_naively(&mapping, 3, 1, false, &count);

    (void)state;
    expect_rows(false, counts, count, count, ARGUMENTS("tactics", "--all", "--subtechniques", "--techniques"));
    free_counts(counts, count);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_distinct_techniques_of_every_kind),
        cmocka_unit_test(counts_distinct_triples_of_data_sources_and_components),
        cmocka_unit_test(counts_the_first_fifteen_of_sub_techniques_unless_told_otherwise),
        cmocka_unit_test(heeds_the_last_of_several_scopes),
    };

    return cmocka_run_group_tests(tests, read_mapping, free_mapping);
}
