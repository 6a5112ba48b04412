/* SPDX-License-Identifier: MIT
 *
 * The purpose of specificity, with OSSEM-DM's mapping of 2022-09: event 4663 without its fields shows 115 techniques,
 * and with ObjectType=Process 18, of which no other 4663 shows eleven. These 18 must come first.
 */
#include "matching.h"

#include MAPPING_HEADER

#include <stdlib.h>
#include <string.h>

#define OF_MAPPING(prefix, name) OF_MAPPING_2(prefix, name)
#define OF_MAPPING_2(prefix, name) prefix##_##name

/* Whether ObjectType=TYPE is its only filter; without a type, whether it has none. */
static bool has_filter(const struct oracle_event *event, const char *type)
{
    return event->filter_count == (type != NULL) && (!type || (strcmp(event->filters[0].field, "ObjectType") == 0 &&
                                                               strcmp(event->filters[0].value, type) == 0));
}

static size_t find_4663(const char *type)
{
    size_t event = 0;

    while (event < oracle->event_count &&
           (!naive_same(oracle->events[event].id, "4663") || !has_filter(&oracle->events[event], type)))
        event++;
    assert_true(event < oracle->event_count);
    return event;
}

/* Whether no other 4663 shows the technique. */
static bool only_shown_by(size_t technique, size_t event)
{
    for (size_t i = 0; i < oracle->event_count; i++)
        if (i != event && naive_same(oracle->events[i].id, "4663") && oracle_shows(oracle, technique, i))
            return false;
    return oracle_shows(oracle, technique, event);
}

static struct attack_text object_type(void *value, uint32_t field, uint32_t index)
{
    struct attack_text text = {NULL, 0};

    if (!index && strcmp(attack_field_name(questions.db, field), "ObjectType") == 0) {
        text.text = value;
        text.length = strlen(value);
    }
    return text;
}

/* Returns how many techniques a 4663 with this ObjectType has, best first. */
/* NOLINTNEXTLINE(readability-non-const-parameter): the type of a callback. */
static uint32_t find_best(char *type, uint32_t *best, uint32_t room)
{
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_log_event event = {
        .number = 4663, .channel = ATTACK_TEXT("Security"), .field = object_type, .context = type};
    union attack_scratch scratch[OF_MAPPING(MAPPING_PREFIX, SCRATCH)];
    uint32_t *scores = calloc(attack_technique_count(db), sizeof *scores), events[64], count;

    assert_non_null(scores);
    count = attack_candidates(db, &event, events, 64);
    count = attack_match(db, &event, scratch, sizeof scratch, events, count, events);
    assert_int_equal(count, 2);
    for (uint32_t i = 0; i < count; i++)
        attack_scores_add(db, events[i], scores);
    count = attack_scores_best(db, scores, best, room);
    free(scores);
    return count;
}

/* The techniques of the filtered event come before those that only the unfiltered one shows; no other 4663 shows
 * `own` of them. */
static void expect_filtered_first(char *type, const char *filter, size_t own)
{
    uint32_t best[256], count = find_best(type, best, 256);
    size_t event = find_4663(filter), found = 0;

    for (size_t i = 0; i < oracle->technique_count; i++)
        found += only_shown_by(i, event);
    assert_int_equal(found, own);
    assert_int_equal(count, 115 + own);
    for (size_t i = 0; i < count; i++)
        assert_int_equal(oracle_shows(oracle, best[i], event), i < oracle->events[event].shown_count[ORACLE_CANDIDATE]);
}

static void an_unfiltered_4663_points_at_115_techniques(void **state)
{
    (void)state;
    assert_int_equal(oracle->events[find_4663(NULL)].shown_count[ORACLE_CANDIDATE], 115);
}

static void puts_first_what_a_process_object_shows(void **state)
{
    char type[] = "Process";

    (void)state;
    expect_filtered_first(type, "Process", 11);
}

static void puts_first_what_a_key_object_shows(void **state)
{
    char type[] = "KEY";

    (void)state;
    expect_filtered_first(type, "Key", 4);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_unfiltered_4663_points_at_115_techniques),
        cmocka_unit_test(puts_first_what_a_process_object_shows),
        cmocka_unit_test(puts_first_what_a_key_object_shows),
    };

    return cmocka_run_group_tests(tests, matching_set_up, matching_tear_down);
}
