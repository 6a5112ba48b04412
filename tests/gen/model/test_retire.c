/* SPDX-License-Identifier: MIT
 *
 * What becomes of what a mapping says of a retired technique, and of events that name techniques.
 */
#include "generating.h"

#include "cmocka_test.h"

#include <string.h>

#define RELATIONSHIPS                                                                                                  \
    "relationships:\n"                                                                                                 \
    "- {name: One, attack: {data_component: a}, security_events: [{event_id: 1, platform: linux}]}\n"

/* Checks a mapping, and compares the exit code and the messages; each message is a line that must be there. */
static void expect(const char *scratch, const char *input, int status, const char *const messages[])
{
    struct run_result result;
    size_t lines = 0, expected = 0;

    run(ARGUMENTS(GENERATOR, "--check", "--index", "none", write_text(scratch, "input.yaml", input)), NULL, &result);
    for (; messages[expected]; expected++)
        if (!strstr(result.err, messages[expected]))
            fail_msg("not said: %s\nbut: %s", messages[expected], result.err);
    for (const char *at = result.err; (at = strchr(at, '\n')); at++)
        lines++;
    if (lines != expected || result.exit_code != status)
        fail_msg("%d: %s", result.exit_code, result.err);
    run_result_free(&result);
}

#define MESSAGES(...)                                                                                                  \
    (const char *const[])                                                                                              \
    {                                                                                                                  \
        __VA_ARGS__, NULL                                                                                              \
    }

static void moves_components_to_the_last_successor(void **state)
{
    expect(*state,
           RELATIONSHIPS "techniques:\n"
                         "- {technique_id: T1001, platform: linux, data_components: [a], revoked_by: T1002}\n"
                         "- {technique_id: T1002, revoked_by: T1003}\n"
                         "- {technique_id: T1003, platform: linux}\n",
           0, MESSAGES(":4:3: warning: T1001 is revoked by T1003, which gets its 1 data component"));
}

static void drops_what_is_deprecated(void **state)
{
    expect(*state,
           RELATIONSHIPS "techniques:\n"
                         "- {technique_id: T1001, platform: linux, data_components: [a], deprecated: true}\n"
                         "- {technique_id: T1002, revoked_by: T1001}\n"
                         "- {technique_id: T1003, platform: linux, data_components: [a], deprecated: false}\n",
           0, MESSAGES(":4:3: warning: T1001 is deprecated; dropped: 1 data component"));
}

static void keeps_one_whose_successor_is_not_there(void **state)
{
    expect(*state,
           RELATIONSHIPS "techniques:\n"
                         "- {technique_id: T1001, platform: linux, data_components: [a], revoked_by: T1002}\n"
                         "- {technique_id: T1004, revoked_by: T1005}\n"
                         "- {technique_id: T1006, platform: linux, data_components: [a], revoked_by: T1004}\n",
           0,
           MESSAGES(":4:3: warning: T1001 is revoked by T1002, which is not in the mapping; it stays a technique",
                    ":5:3: warning: T1004 is revoked by T1005, which is not in the mapping\n",
                    ":6:3: warning: T1006 is revoked by T1004, whose own successor is not in the mapping; "
                    "it stays a technique\n"));
}

static void refuses_techniques_that_revoke_each_other(void **state)
{
    expect(*state,
           "techniques:\n- {technique_id: T1001, revoked_by: T1002}\n- {technique_id: T1002, revoked_by: T1001}\n"
           "- {technique_id: T1003, revoked_by: T1003}\n- {technique_id: T1004, revoked_by: T1003}\n",
           1,
           MESSAGES(":2:3: error: T1001 is revoked by T1002, and the successors go round in a circle",
                    ":3:3: error: T1002 is revoked by T1001, and the successors go round in a circle",
                    ":4:3: error: T1003 is revoked by T1003, and the successors go round in a circle",
                    ":5:3: error: T1004 is revoked by T1003, and the successors go round in a circle"));
}

static void warns_of_names_that_lead_to_no_row(void **state)
{
    expect(*state,
           "relationships:\n- name: One\n  attack: {data_component: a}\n  security_events:\n"
           "  - {event_id: 1, platform: linux, techniques: [T1001]}\n"
           "  - {event_id: 2, platform: linux, techniques: [T1002, T1003]}\n"
           "  - {event_id: 3, platform: linux, techniques: [T1004, T1001]}\n"
           "  - {event_id: 4, platform: macos, techniques: [T1001]}\n"
           "techniques:\n- {technique_id: T1001, platform: linux}\n- {technique_id: T1002, revoked_by: T1001}\n"
           "- {technique_id: T1003, deprecated: true}\n",
           0,
           MESSAGES(":6:5: warning: an event names T1002, which is revoked by T1001",
                    ":6:5: warning: an event names T1003, which is deprecated",
                    ":7:5: warning: an event names T1004, which is not in the mapping",
                    ":8:5: warning: an event on \"macos\" names T1001, which is not on that platform"));
}

static void warns_of_an_alias_with_a_blank(void **state)
{
    expect(*state,
           "relationships:\n- name: One\n  attack: {data_component: a}\n  security_events:\n"
           "  - {event_id: fork, platform: linux, alias: 'name '}\n"
           "techniques:\n- {technique_id: T1001, platform: linux, data_components: [a]}\n",
           0, MESSAGES("warning: alias \"name \" has U+0020, a blank, at its start or end"));
}

static void takes_an_empty_list_for_none(void **state)
{
    expect(*state,
           "relationships:\n- name: One\n  attack: {data_component: a}\n  techniques: [T1001]\n"
           "  security_events:\n  - {event_id: 1, platform: linux, techniques: []}\n"
           "- name: Two\n  attack: {data_component: b}\n  techniques: []\n"
           "  security_events:\n  - {event_id: 2, platform: linux, techniques: }\n"
           "techniques:\n- {technique_id: T1001, platform: linux}\n"
           "- {technique_id: T1002, platform: linux, data_components: [a]}\n"
           "- {technique_id: T1003, platform: macos, data_components: [b]}\n",
           0,
           MESSAGES(":11:5: warning: no technique of this data component has the event's platform; so in 1 event",
                    ":15:3: warning: no event of this technique's data components has one of its platforms"));
}

static void refuses_what_are_no_techniques(void **state)
{
    expect(
        *state,
        "relationships:\n- name: One\n  attack: {data_component: a}\n  techniques: [T1001, nonsense]\n"
        "  security_events:\n  - {event_id: 1, platform: linux, techniques: {a: b}}\n"
        "techniques:\n- {technique_id: T1001, deprecated: perhaps}\n- {technique_id: T1001.000, revoked_by: T1001}\n",
        1,
        MESSAGES(":4:15: error: malformed technique id \"nonsense\"; expected T1234 or T1234.001",
                 ":6:48: error: found a map; expected techniques: a list of texts",
                 ":8:37: error: found \"perhaps\" in deprecated; expected true or false",
                 ":9:18: error: malformed technique id \"T1001.000\"; expected T1234 or T1234.001"));
}

static void refuses_an_alias_with_two_meanings(void **state)
{
    expect(*state,
           "relationships:\n- name: One\n  attack: {data_component: a}\n  security_events:\n"
           "  - {event_id: exec, platform: linux, alias: EXEC}\n"
           "  - {event_id: fork, platform: linux, alias: first}\n"
           "  - {event_id: open, platform: linux, alias: First}\n"
           "  - {event_id: close, platform: linux, alias: Fork}\n"
           "techniques:\n- {technique_id: T1001, platform: linux, data_components: [a]}\n",
           1, MESSAGES(":7:5: error: alias \"First\" stands for another event id at "));
    expect(*state,
           "relationships:\n- name: One\n  attack: {data_component: a}\n  security_events:\n"
           "  - {event_id: fork, platform: linux}\n"
           "  - {event_id: close, platform: linux, alias: Fork}\n"
           "techniques:\n- {technique_id: T1001, platform: linux, data_components: [a]}\n",
           1, MESSAGES(":6:5: error: alias \"fork\" is the id of an event, at "));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SCRATCH_TEST(moves_components_to_the_last_successor), SCRATCH_TEST(drops_what_is_deprecated),
        SCRATCH_TEST(keeps_one_whose_successor_is_not_there), SCRATCH_TEST(refuses_techniques_that_revoke_each_other),
        SCRATCH_TEST(warns_of_names_that_lead_to_no_row),     SCRATCH_TEST(takes_an_empty_list_for_none),
        SCRATCH_TEST(warns_of_an_alias_with_a_blank),         SCRATCH_TEST(refuses_what_are_no_techniques),
        SCRATCH_TEST(refuses_an_alias_with_two_meanings),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
