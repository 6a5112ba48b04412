/* SPDX-License-Identifier: MIT
 *
 * Hostile classes of events: a condition stands for many. It is refused within seconds, with the limit.
 */
#include "hostile.h"

/* Fails unless events of this input, with a class of 64 carriers before them, need too much work. */
static void expect_too_much(const char *scratch, struct input *input, const char *renaming)
{
    struct run_options options = {.seconds = SECONDS};
    struct input classes;
    const char *path;

    put(begin(&classes), "classes:\n  - {class: x, platform: windows, carriers: [", 1);
    for (int i = 0; i < 64; i++)
        fprintf(classes.file, "{event_id: %d, %s}, ", i, renaming);
    put(&classes, "]}\n", 1);
    fclose(classes.file);
    fclose(input->file);
    path = write_conditions(scratch, classes.text, input->text);
    free(classes.text);
    free(input->text);
    expect_refusal_of(scratch, ARGUMENTS("-q", path), &options, BAD_DATA, "NAME:*: " TOO_MUCH, path);
    assert_true(most_memory_of_programs() < MEMORY_KIB);
}

/* A list of many values, in many events, each of which stands for many. */
static void limits_values_for_each_carrier(void **state)
{
    struct input input;

    put(begin(&input), "      - {platform: windows, class: x, filter_in: {a|contains: &v [", 1);
    put(&input, "v,", 9000);
    put(&input, "]}}\n", 1);
    put(&input, "      - {platform: windows, class: x, filter_in: {a|contains: *v, b|contains: c}}\n", 400);
    expect_too_much(*state, &input, "log_source: l");
}

/* The same, where each value is searched for among many. */
static void limits_translations_for_each_carrier(void **state)
{
    struct input input, renaming;

    put(begin(&renaming), "values: {", 1);
    for (int field = 0; field < 4; field++) {
        fprintf(renaming.file, "f%d: {", field);
        for (int i = 0; i < 250; i++)
            fprintf(renaming.file, "v%d: w, ", i);
        put(&renaming, "}, ", 1);
    }
    put(&renaming, "}", 1);
    fclose(renaming.file);
    put(begin(&input), "      - {platform: windows, class: x, filter_in: {f3: &v [", 1);
    put(&input, "v,", 9000);
    put(&input, "]}}\n", 1);
    put(&input, "      - {platform: windows, class: x, filter_in: {f3: *v, b|contains: c}}\n", 400);
    expect_too_much(*state, &input, renaming.text);
    free(renaming.text);
}

static void limits_carriers(void **state)
{
    struct input input;
    const char *path;
    struct run_options options = {.seconds = SECONDS};

    put(begin(&input), "classes:\n  - {class: a, platform: windows, carriers: [{event_id: [", 1);
    for (int i = 0; i < 65; i++)
        fprintf(input.file, "%d,", i);
    put(&input, "]}]}\n", 1);
    fclose(input.file);
    path = write_text(*state, "classes.yaml", input.text);
    free(input.text);
    expect_refusal_of(*state, ARGUMENTS("-q", path), &options, BAD_DATA,
                      "NAME:2:45: error: a class has too many events; the limit is 64\n", path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(limits_values_for_each_carrier),
        SCRATCH_TEST(limits_translations_for_each_carrier),
        SCRATCH_TEST(limits_carriers),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
