/* SPDX-License-Identifier: MIT
 *
 * Asks the runtime, and the naive evaluation too, about one test.
 */
#include "passing.h"

#include "made.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

enum said_truth holds(struct said *said, const struct said_event *said_event)
{
    struct made *made = made_of(said, 0, false);
    struct attack_log_event event;
    struct attack_result result;
    size_t bytes;
    union attack_scratch *scratch = made_scratch(&made->db, &bytes);

    made_event(&event, "Log", said_event);
    assert_true(attack_db_verify(&made->db));
    attack_answers(&made->db, &event, scratch, bytes, NULL, 0, &result);
    assert_false(result.is_cut_short);
    assert_true(result.conditions + result.unknown <= 1);
    free(scratch);
    made_free(made);
    return result.conditions ? SAID_TRUE : result.unknown ? SAID_UNKNOWN : SAID_FALSE;
}

void expect_passes(const char *operator_name, bool is_cased, const char *value, size_t length, const char *wanted,
                   bool passes)
{
    struct said said = {.kind = 't', .test = {.operator_name = operator_name, .is_cased = is_cased, .count = 1}};
    struct said_event event = {.counts = {1}};

    said.test.values[0] = wanted;
    event.values[0][0].bytes = value;
    event.values[0][0].length = length;
    if (holds(&said, &event) != (passes ? SAID_TRUE : SAID_FALSE))
        fail_msg("'%s' %s '%s' should be %s", value, operator_name, wanted, passes ? "true" : "false");
    if (length == strlen(value) &&
        said_passes(operator_name, is_cased, event.values[0][0], (struct said_text){wanted, strlen(wanted)}) !=
            passes &&
        !strchr(value, '%'))
        fail_msg("the naive evaluation disagrees: '%s' %s '%s'", value, operator_name, wanted);
    said.kind = 'n';
    assert_int_equal(holds(&said, &event), passes ? SAID_FALSE : SAID_TRUE);
}

void expect_all(const char *operator_name, bool is_cased, const struct example *examples, size_t count)
{
    for (size_t i = 0; i < count; i++)
        expect_passes(operator_name, is_cased, examples[i].value, strlen(examples[i].value), examples[i].wanted,
                      examples[i].passes);
}
