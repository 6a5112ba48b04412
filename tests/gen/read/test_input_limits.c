/* SPDX-License-Identifier: MIT
 *
 * Hostile input: without a limit, each of these would take very long or very much memory. It ends within seconds, with
 * an error that names the limit.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sanitizers need more memory for each block. */
static const char *const sanitizers[] = {SANITIZERS NULL};
enum { SECONDS = 60, MEMORY_KIB = 1024 * 1024 * (sizeof sanitizers > sizeof *sanitizers ? 4 : 1) };

static FILE *begin_input(char **text, size_t *size)
{
    FILE *file = open_memstream(text, size);

    assert_non_null(file);
    return file;
}

/* Writes what was collected since begin_input() to a file of this name, and frees it. */
static void end_input(const char *scratch, FILE *file, char **text, const size_t *size, char name[512])
{
    fclose(file);
    snprintf(name, 512, "%s", write_bytes(scratch, "hostile.yaml", *text, *size));
    free(*text);
}

/* Fails unless the generator refuses the collected input with this message, in time. */
static void expect_limit(const char *scratch, FILE *file, char **text, const size_t *size, const char *message)
{
    struct run_options options = {.seconds = SECONDS};
    char name[512];

    end_input(scratch, file, text, size, name);
    expect_refusal_of(scratch, ARGUMENTS("-q", name), &options, BAD_DATA, message, name);
}

static void put_times(FILE *file, const char *text, size_t times)
{
    while (times--)
        fputs(text, file);
}

static void limits_what_anchors_keep(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("- technique_id: T1001\n  a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n", file);
    for (int i = 1; i < 40; i++) {
        fprintf(file, "  a%d: &a%d [", i, i);
        for (int j = 0; j < 10; j++)
            fprintf(file, "%s*a%d", j ? "," : "", i - 1);
        fputs("]\n", file);
    }
    expect_limit(*state, file, &text, &size, "NAME:7:*: error: anchors keep too many values; the limit is 1000000\n");
}

static void limits_how_often_a_long_list_is_named(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("- technique_id: T1001\n  platform: &a [", file);
    put_times(file, "a,", 900);
    fputs("]\n", file);
    put_times(file, "- {technique_id: T1002, platform: *a}\n", 5000);
    expect_limit(*state, file, &text, &size,
                 "NAME:4442:35: error: aliases stand for too many values; the limit is 4000000\n");
}

/* 100 KB of aliases to one long name. */
static void limits_how_often_a_long_text_is_named(void **state)
{
    static const char *const rows[] = {"- {technique_id: T1002, technique: *a}\n",
                                       "- {technique_id: T1002, event_id: *a}\n", "- {technique_id: T1002, *a : 1}\n",
                                       "- {technique_id: T1002, filter_in: {*a : *a}}\n"};

    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        char *text;
        size_t size;
        FILE *file = begin_input(&text, &size);

        fputs("- technique_id: T1001\n  technique: &a ", file);
        put_times(file, "0123456789", 6500);
        fputs("\n", file);
        put_times(file, rows[i], 3000);
        expect_limit(*state, file, &text, &size,
                     "NAME:*: error: aliases stand for too many bytes; the limit is 16777216\n");
    }
}

/* Relationships that a technique is compared with and does not match. */
static void limits_joins_that_find_nothing(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n", file);
    put_times(file, "- {attack: {data_source: y, data_component: c}}\n", 20000);
    fputs("techniques:\n", file);
    for (int i = 0; i < 100; i++) {
        fprintf(file, "- {technique_id: T%d, data_components: [", 1000 + i);
        put_times(file, "'x: c',", 1000);
        fputs("]}\n", file);
    }
    expect_limit(*state, file, &text, &size,
                 "NAME:20003:3: error: too many pairs of a technique and a relationship or an event that may show it; "
                 "the limit is 20000000\n");
}

/* Each of many events is searched for in a long list of platforms. */
static void limits_joins_by_long_lists_of_platforms(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n- attack: {data_component: c}\n  security_events:\n", file);
    for (int i = 0; i < 2000; i++)
        fprintf(file, "  - {event_id: %d, platform: e%d}\n", i, i);
    fputs("techniques:\n- {technique_id: T1000, data_components: [d], platform: &a [", file);
    for (int i = 0; i < 1000; i++)
        fprintf(file, "p%d,", i);
    fputs("]}\n", file);
    for (int i = 0; i < 2000; i++)
        fprintf(file, "- {technique_id: T%d, data_components: [c], platform: *a}\n", 1001 + i);
    expect_limit(*state, file, &text, &size,
                 "NAME:*: error: too many pairs of a technique and a relationship or an event that may show it; "
                 "the limit is 20000000\n");
}

/* Each of many events names, by its relationship, many techniques. */
static void limits_the_names_of_techniques(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n- attack: {data_component: c}\n  techniques: [", file);
    put_times(file, "T1000,", 1000);
    fputs("]\n  security_events:\n", file);
    put_times(file, "  - {event_id: 1, platform: linux}\n", 20001);
    fputs("techniques:\n- {technique_id: T1000, platform: linux}\n", file);
    expect_limit(*state, file, &text, &size,
                 "NAME:20005:5: error: too many pairs of a technique and a relationship or an event that may show it; "
                 "the limit is 20000000\n");
}

static void limits_the_filters_of_an_event(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("- {technique_id: T1001, event_id: 1, filter_in: [", file);
    for (int i = 0; i <= 1000; i++)
        fprintf(file, "{f%d: v},", i);
    fputs("]}\n", file);
    expect_limit(*state, file, &text, &size, "NAME:1:*: error: too many filters in filter_in; the limit is 1000\n");
}

/* Events of one id share 100 filters of different fields, by alias: ten events are 1,000 filters on 100 fields.
 * `more` is another event of the id. Another id has as many. */
static FILE *begin_shared_filters(char **text, size_t *size, const char *more)
{
    FILE *file = begin_input(text, size);

    fputs("- {technique_id: T1001, event_id: other, filter_in: &a [", file);
    for (int i = 0; i < 100; i++)
        fprintf(file, "{f%d: v},", i);
    fputs("]}\n", file);
    for (int i = 0; i < 10; i++)
        fprintf(file, "- {technique_id: T1001, event_id: %s, event_name: %d, filter_in: *a}\n", i % 2 ? "ID" : "id", i);
    fputs(more, file);
    return file;
}

static void limits_what_matching_one_event_takes(void **state)
{
    static const struct {
        const char *more, *message;
    } cases[] = {
        {"", NULL},
        {"- {technique_id: T1001, event_id: another, event_name: more, filter_in: [{f0: w}]}\n", NULL},
        {"- {technique_id: T1001, event_id: id, event_name: more, filter_in: [{f0: w}]}\n",
         "NAME:*: error: events with the id \"id\" have 1001 filters on 100 fields; the limit for the "
         "product is 100000\n"},
        {"- {technique_id: T1001, event_id: id, event_name: more, filter_in: [{F0: w}]}\n",
         "NAME:*: error: events with the id \"id\" have 1001 filters on 101 fields; the limit for the "
         "product is 100000\n"},
        /* those of all logs together */
        {"- {technique_id: T1001, event_id: id, log_source: p, channel: c, event_platform: w, filter_in: [{f0: w}]}\n",
         "NAME:*: error: events with the id \"id\" have 1001 filters on 100 fields; the limit for the "
         "product is 100000\n"},
    };

    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        char *text;
        size_t size;
        FILE *file = begin_shared_filters(&text, &size, cases[i].more);

        if (cases[i].message) {
            expect_limit(*state, file, &text, &size, cases[i].message);
        } else {
            fclose(file);
            expect_warnings(*state, text, "");
            free(text);
        }
    }
}

/* The text of a technique is repeated in each line that is compared. */
static void limits_what_is_compared(void **state)
{
    struct run_options options = {.seconds = SECONDS};
    char *text, name[512];
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n- attack: {data_component: c}\n  security_events:\n", file);
    for (int i = 0; i < 10000; i++)
        fprintf(file, "  - {event_id: %d, platform: w}\n", i);
    fputs("techniques:\n- {technique_id: T1000, data_components: [c], platform: [w,", file);
    put_times(file, "0123456789", 6500);
    fputs("]}\n", file);
    end_input(*state, file, &text, &size, name);
    expect_refusal_of(
        *state, ARGUMENTS("-q", "--check", "--against", write_sound_mapping(*state), name), &options, BAD_DATA,
        "NAME:*: error: too many bytes in the rows that --against compares; the limit is 536870912\n", name);
}

static void limits_nesting(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    put_times(file, "[", 10000);
    expect_limit(*state, file, &text, &size, "NAME:1:18: error: lists and maps are nested too deep; the limit is 16\n");
    file = begin_input(&text, &size);
    fputs("- technique_id: T1001\n  x: ", file);
    put_times(file, "{a: ", 10000);
    expect_limit(*state, file, &text, &size, "NAME:2:*: error: lists and maps are nested too deep; the limit is 16\n");
}

static void limits_the_keys_of_a_map(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("- technique_id: T1001\n  filter_in:\n", file);
    for (int i = 0; i < 1000000; i++)
        fprintf(file, "    k%d: v\n", i);
    expect_limit(*state, file, &text, &size, "NAME:3:5: error: a map has too many keys; the limit is 256\n");
}

static void limits_the_keys_of_the_outermost_map(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("techniques:\n- technique_id: T1001\n", file);
    for (int i = 0; i < 1000000; i++)
        fprintf(file, "k%d: v\n", i);
    expect_limit(*state, file, &text, &size, "NAME:*: error: a map has too many keys; the limit is 256\n");
}

static void limits_a_text(void **state)
{
    static const char input[] = "- technique_id: T1001\n  technique: ";
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs(input, file);
    put_times(file, "0123456", 10000);
    expect_limit(*state, file, &text, &size, "NAME:2:14: error: technique has 70000 bytes; the limit is 65535\n");
    file = begin_input(&text, &size);
    fputs(input, file);
    put_times(file, "0123456789", 10000000);
    expect_limit(*state, file, &text, &size, "NAME:2:14: error: technique has 100000000 bytes; the limit is 65535\n");
}

static void limits_the_size_of_all_input(void **state)
{
    struct run_options options = {.seconds = SECONDS, .input_path = "/dev/zero"};

    expect_refusal_of(*state, ARGUMENTS("-"), &options, ENVIRONMENT,
                      "attack-events-gen: error: cannot read <stdin>: the input is larger than the limit of 134217728 "
                      "bytes\n",
                      NULL);
}

/* A small file that joins to many rows. */
static void limits_the_rows(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n- attack: {data_component: c}\n  security_events:\n", file);
    for (int i = 0; i < 3000; i++)
        fprintf(file, "  - {event_id: %d, platform: windows}\n", i);
    fputs("techniques:\n", file);
    for (int i = 1000; i < 4000; i++)
        fprintf(file, "- {technique_id: T%d, platform: windows, data_components: c}\n", i);
    expect_limit(*state, file, &text, &size, "NAME:*: error: too many rows; the limit is 250000\n");
}

/* 18 KB of relationships that share their events by an alias, all under the same component. */
static void limits_the_rows_of_aliased_events(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("relationships:\n- attack: {data_component: c}\n  security_events: &events\n", file);
    for (int i = 0; i < 150; i++)
        fprintf(file, "  - {event_id: %d, platform: windows}\n", i);
    for (int i = 0; i < 150; i++)
        fprintf(file, "- {relationship_id: %d, attack: {data_component: c}, security_events: *events}\n", i);
    fputs("techniques:\n", file);
    for (int i = 1000; i < 1100; i++)
        fprintf(file, "- {technique_id: T%d, platform: windows, data_components: c}\n", i);
    assert_in_range(ftell(file), 0, 30000);
    expect_limit(*state, file, &text, &size, "NAME:*: error: too many rows; the limit is 250000\n");
}

static void limits_the_items_of_a_list(void **state)
{
    char *text;
    size_t size;
    FILE *file = begin_input(&text, &size);

    fputs("- technique_id: T1001\n  platform: [", file);
    put_times(file, "a,", 10000000);
    fputs("]\n", file);
    expect_limit(*state, file, &text, &size, "NAME:*: error: *limit*\n");
}

/* All pairs of long, similar providers. */
static void compares_many_long_providers_in_time(void **state)
{
    struct run_options options = {.seconds = 10};
    struct run_result result;
    char *text, name[512];
    size_t size;
    FILE *file = begin_input(&text, &size);

    for (int i = 0; i < 3000; i++)
        fprintf(file, "- {technique_id: T%d, event_id: %d, log_source: %0100d%020d}\n", 1000 + i % 7, i, 0, i % 2000);
    end_input(*state, file, &text, &size, name);
    run(ARGUMENTS(GENERATOR, "-q", "--check", name), &options, &result);
    assert_int_equal(result.exit_code, GOOD);
    run_result_free(&result);
}

static void takes_little_memory_for_any_of_these(void **state)
{
    (void)state;
    (void)sanitizers;
    if (most_memory_of_programs() > MEMORY_KIB)
        fail_msg("one of the runs took %ld MiB", most_memory_of_programs() / 1024);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(limits_what_anchors_keep),
        SCRATCH_TEST(limits_how_often_a_long_list_is_named),
        SCRATCH_TEST(limits_how_often_a_long_text_is_named),
        SCRATCH_TEST(limits_joins_that_find_nothing),
        SCRATCH_TEST(limits_joins_by_long_lists_of_platforms),
        SCRATCH_TEST(limits_the_names_of_techniques),
        SCRATCH_TEST(limits_the_filters_of_an_event),
        SCRATCH_TEST(limits_what_matching_one_event_takes),
        SCRATCH_TEST(limits_what_is_compared),
        SCRATCH_TEST(limits_nesting),
        SCRATCH_TEST(limits_the_keys_of_a_map),
        SCRATCH_TEST(limits_the_keys_of_the_outermost_map),
        SCRATCH_TEST(limits_a_text),
        SCRATCH_TEST(limits_the_size_of_all_input),
        SCRATCH_TEST(limits_the_rows),
        SCRATCH_TEST(limits_the_rows_of_aliased_events),
        SCRATCH_TEST(limits_the_items_of_a_list),
        SCRATCH_TEST(compares_many_long_providers_in_time),
        cmocka_unit_test(takes_little_memory_for_any_of_these),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
