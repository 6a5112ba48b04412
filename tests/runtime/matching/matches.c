/* SPDX-License-Identifier: MIT
 *
 * Matches: the candidates that fit an event's own fields. The callback counts its calls.
 */
#include "matching.h"

#include <stdlib.h>
#include <string.h>

/* An event that the library asks for its fields. */
struct asked {
    const struct model_fields *fields;
    const char *names[1024];
    size_t count;
};

static struct attack_text value_of(void *event, const char *name)
{
    struct asked *asked = event;

    assert_true(asked->count < sizeof asked->names / sizeof *asked->names);
    asked->names[asked->count++] = name;
    return as_text(model_value(asked->fields, name));
}

static bool names_field(const uint32_t *candidates, uint32_t count, const char *name)
{
    for (uint32_t i = 0; i < count; i++)
        for (size_t k = 0; k < matching.model.events[candidates[i]].filter_count; k++)
            if (strcmp(matching.model.events[candidates[i]].filters[k].field, name) == 0)
                return true;
    return false;
}

/* Checks that the callback is asked only for names in the mapping's spelling, and for none twice. */
static void expect_asked_once(const struct asked *asked, const uint32_t *candidates, uint32_t count)
{
    for (size_t i = 0; i < asked->count; i++) {
        if (!names_field(candidates, count, asked->names[i]))
            fail_msg("asked for %s, which no candidate names", asked->names[i]);
        for (size_t k = 0; k < i; k++)
            if (strcmp(asked->names[i], asked->names[k]) == 0)
                fail_msg("asked for %s twice", asked->names[i]);
    }
}

static uint32_t expected_matches(const uint32_t *candidates, uint32_t count, const struct model_fields *fields,
                                 bool unknown, uint32_t *events)
{
    uint32_t matched = 0;

    for (uint32_t i = 0; i < count; i++)
        if (model_matches(&matching.model, candidates[i], fields, unknown))
            events[matched++] = candidates[i];
    return matched;
}

enum { CANDIDATES = 4096 };

/* Matches in all possible ways, which must give the same result. Returns how many matched. */
static uint32_t try_fields(const uint32_t *candidates, uint32_t count, const struct model_fields *made, bool unknown)
{
    static uint32_t expected[CANDIDATES], found[CANDIDATES];
    static struct attack_answer answers[64];
    static struct asked asked;
    struct attack_fields fields = {value_of, &asked, answers, matching.sizes.fields, unknown};
    uint32_t wanted = expected_matches(candidates, count, made, unknown, expected);

    assert_true(matching.sizes.fields < sizeof answers / sizeof *answers);
    asked.fields = made;
    asked.count = 0;
    assert_int_equal(attack_match(matching.db, candidates, count, &fields, found), wanted);
    assert_memory_equal(found, expected, wanted * sizeof *found);
    expect_asked_once(&asked, candidates, count);
    if (random_below(8))
        return wanted;

    memcpy(found, candidates, count * sizeof *found); /* in place */
    fields.room = random_below(matching.sizes.fields + 1);
    if (random_below(4) == 0)
        fields.answers = NULL;
    asked.count = 0;
    answers[fields.room].name = "not to be written";
    assert_int_equal(attack_match(matching.db, found, count, &fields, found), wanted);
    assert_memory_equal(found, expected, wanted * sizeof *found);
    assert_string_equal(answers[fields.room].name, "not to be written");
    return wanted;
}

void matches_what_the_filters_let_pass(void **state)
{
    static uint32_t candidates[CANDIDATES];
    static struct made_up made;
    size_t events = matching.model.event_count, rounds = events ? 60000000 / events : 0;
    uint32_t matched = 0, found = 0;

    (void)state;
    /* cppcheck-suppress knownConditionTrueFalse; it assumes a mapping without events */
    for (size_t i = 0; i < (rounds < 200000 ? rounds : 200000); i++) {
        struct attack_log log;
        uint32_t count;

        make_log(&made, random_below((uint32_t)events));
        make_fields(&made);
        log = as_log(&made.log);
        count = attack_candidates(matching.db, &log, made.id.text, made.id.length, candidates, CANDIDATES);
        if (i % 4 == 0) { /* the naive rule alone is slower */
            static uint32_t expected[CANDIDATES];

            assert_int_equal(count, expected_candidates(&made.log, made.id, expected));
            assert_memory_equal(candidates, expected, count * sizeof *candidates);
        }
        found += count;
        matched += try_fields(candidates, count, &made.fields, i % 2);
    }
    assert_true(matched <= found && (!events || matched > 0));
}

/* All events at once as candidates, too many for one id, with one event's filters as the fields. */
void matches_each_event_by_its_own_fields(void **state)
{
    uint32_t *candidates = room_for(matching.model.event_count), *found = room_for(matching.model.event_count);
    uint32_t *expected = room_for(matching.model.event_count);

    (void)state;
    for (uint32_t i = 0; i < matching.model.event_count; i++)
        candidates[i] = i;
    for (size_t event = 0; event < matching.model.event_count; event += event_step()) {
        const struct model_event *its = &matching.model.events[event];
        struct model_field field[MODEL_FILTERS];
        struct model_fields fields = {field, its->filter_count};
        struct asked asked = {&fields, {NULL}, 0};
        struct attack_answer answers[64];
        struct attack_fields asking = {value_of, &asked, answers, 64, event % 2};
        uint32_t wanted, count = (uint32_t)matching.model.event_count;

        for (size_t i = 0; i < its->filter_count; i++) {
            field[i].name = its->filters[i].field;
            field[i].value = known(its->filters[i].value);
        }
        wanted = expected_matches(candidates, count, &fields, event % 2, expected);
        assert_int_equal(attack_match(matching.db, candidates, count, &asking, found), wanted);
        assert_memory_equal(found, expected, wanted * sizeof *found);
        expect_asked_once(&asked, candidates, count);
    }
    free(candidates);
    free(found);
    free(expected);
}

static uint32_t match_one(uint32_t event, struct model_text value, bool unknown)
{
    struct model_field field[MODEL_FILTERS];
    struct model_fields fields = {field, matching.model.events[event].filter_count};
    struct asked asked = {&fields, {NULL}, 0};
    struct attack_answer answers[MODEL_FILTERS];
    struct attack_fields asking = {value_of, &asked, answers, MODEL_FILTERS, unknown};
    uint32_t found[1];

    for (size_t i = 0; i < fields.count; i++) {
        field[i].name = matching.model.events[event].filters[i].field;
        field[i].value = i ? known(matching.model.events[event].filters[i].value) : value;
    }
    return attack_match(matching.db, &event, 1, &asking, found);
}

static bool names_first_field_again(const struct model_event *event)
{
    for (size_t i = 1; i < event->filter_count; i++)
        if (naive_compare_folded(event->filters[0].field, event->filters[i].field) == 0)
            return true;
    return false;
}

void tells_an_empty_field_from_an_absent_one(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < matching.model.event_count; i++) {
        const struct model_event *event = &matching.model.events[i];
        struct model_text absent = {NULL, 0}, empty = {"", 0}, right;

        if (!event->filter_count || names_first_field_again(event))
            continue;
        right = known(event->filters[0].value);
        assert_int_equal(match_one(i, absent, false), 0);
        assert_int_equal(match_one(i, absent, true), 1);
        assert_int_equal(match_one(i, empty, false), 0);
        assert_int_equal(match_one(i, empty, true), 0);
        assert_int_equal(match_one(i, right, false), 1);
        assert_int_equal(match_one(i, right, true), 1);
        right.length++; /* includes the NUL at its end */
        assert_int_equal(match_one(i, right, false), 0);
        assert_int_equal(match_one(i, right, true), 0);
    }
}

void ignores_candidates_past_the_last_event(void **state)
{
    uint32_t end = (uint32_t)matching.model.event_count;
    uint32_t candidates[] = {end, UINT32_MAX, end + 1, 0x80000000u}, found[4] = {7, 7, 7, 7};
    struct model_fields none = {NULL, 0};
    struct asked asked = {&none, {NULL}, 0};
    struct attack_fields fields = {value_of, &asked, NULL, 0, true};

    (void)state;
    assert_int_equal(attack_match(matching.db, candidates, 4, &fields, found), 0);
    assert_int_equal(attack_match(NULL, found, 4, &fields, found), 0);
    assert_int_equal(attack_match(matching.db, NULL, 0, &fields, NULL), 0);
    assert_int_equal(found[0], 7);
    assert_int_equal(asked.count, 0);
    if (end) {
        candidates[1] = end - 1;
        assert_int_equal(attack_match(matching.db, candidates, 4, &fields, found), 1);
        assert_int_equal(found[0], end - 1);
        assert_int_equal(found[1], 7);
    }
}

void matches_without_fields_what_has_no_filter(void **state)
{
    struct attack_fields silent = {NULL, NULL, NULL, 0, false}, any = {NULL, NULL, NULL, 0, true};

    (void)state;
    for (uint32_t i = 0; i < matching.model.event_count; i++) {
        uint32_t found, none = matching.model.events[i].filter_count == 0;

        assert_int_equal(attack_match(matching.db, &i, 1, NULL, &found), none);
        assert_int_equal(attack_match(matching.db, &i, 1, &silent, &found), none);
        assert_int_equal(attack_match(matching.db, &i, 1, &any, &found), 1);
        assert_int_equal(found, i);
    }
}
