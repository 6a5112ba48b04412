/* SPDX-License-Identifier: MIT
 *
 * The rows that techniques share are stored once, in both input formats.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

/* The number that --stats prints for a table. */
static long records_of(const char *scratch, const char *input, const char *table)
{
    struct run_result result;
    const char *line;
    long records;

    run(ARGUMENTS(GENERATOR, "--check", "--stats", "--index", "none", write_text(scratch, "input.yaml", input)), NULL,
        &result);
    assert_int_equal(result.exit_code, 0);
    line = strstr(result.out, table);
    assert_non_null(line);
    records = strtol(line + strlen(table), NULL, 10);
    run_result_free(&result);
    return records;
}

static void stores_once_what_techniques_of_the_relational_form_share(void **state)
{
    const char *input = "relationships:\n"
                        "- {name: One, attack: {data_component: a}, security_events: [{event_id: 1, platform: x}]}\n"
                        "- {name: Two, attack: {data_component: a}, security_events: [{event_id: 2, platform: x}]}\n"
                        "- {name: Three, attack: {data_component: a}, security_events: [{event_id: 3, platform: x}]}\n"
                        "techniques:\n"
                        "- {technique_id: T1001, platform: x, data_components: a}\n"
                        "- {technique_id: T1002, platform: [x, y], data_components: a}\n";

    assert_int_equal(records_of(*state, input, "\n  runs "), 1);
}

static void stores_once_what_techniques_of_the_flat_form_share(void **state)
{
    const char *input = "- {technique_id: T1001, data_component: a, name: One, event_id: 1}\n"
                        "- {technique_id: T1001, data_component: a, name: Two, event_id: 2}\n"
                        "- {technique_id: T1002, data_component: a, name: One, event_id: 1}\n"
                        "- {technique_id: T1002, data_component: a, name: Two, event_id: 2}\n"
                        "- {technique_id: T1003, data_component: a, name: Two, event_id: 2}\n";

    assert_int_equal(records_of(*state, input, "\n  runs "), 2);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(stores_once_what_techniques_of_the_relational_form_share),
        SCRATCH_TEST(stores_once_what_techniques_of_the_flat_form_share),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
