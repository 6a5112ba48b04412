/* SPDX-License-Identifier: MIT
 *
 * Candidates: the events that an event of a log may be, by its log and id alone.
 */
#include "matching.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static uint32_t try_log(const struct oracle_log *log, struct oracle_text id)
{
    static uint32_t found[4096];

    assert_true(sizes.candidates <= sizeof found / sizeof *found);
    return ask_candidates(&questions, log, id, found, sizes.candidates);
}

enum { WAYS = 5, TEXT_BYTES = 320 };

/* A text as a log may have it: absent, equal, in the other case, wrong, or the provider's other name. */
static struct oracle_text way_of(const char *text, int way, char *copy)
{
    struct oracle_text absent = {NULL, 5};

    switch (way) {
    case 0:
        return absent;
    case 1:
        return oracle_known(text);
    case 2:
        if (!text)
            return oracle_known("");
        snprintf(copy, TEXT_BYTES, "%s", text);
        for (char *c = copy; *c; c++)
            if ((*c | 0x20) >= 'a' && (*c | 0x20) <= 'z')
                *c ^= 0x20;
        return oracle_known(copy);
    case 3:
        return oracle_known("Some-Other");
    default:
        return oracle_known(text && naive_compare_folded(text, "sysmon") == 0 ? "LINUX-Sysmon" : "SYSmon");
    }
}

static uint32_t try_every_way(const struct oracle_event *event)
{
    static char copies[4][TEXT_BYTES];
    uint32_t found = 0;

    for (int platform = 0; platform < WAYS; platform++)
        for (int provider = 0; provider < WAYS; provider++)
            for (int channel = 0; channel < WAYS; channel++) {
                struct oracle_log log;

                log.platform = way_of(event->platform, platform, copies[0]);
                log.provider = way_of(event->provider, provider, copies[1]);
                log.channel = way_of(event->channel, channel, copies[2]);
                found += try_log(&log, way_of(event->id, 1, copies[3]));
                found += try_log(&log, way_of(event->id, 2, copies[3]));
            }
    return found;
}

/* With room for all of them and for fewer. */
static void try_room(const struct oracle_event *event)
{
    uint32_t *found = numbers_of(sizes.candidates);
    struct oracle_log log = {{NULL, 0}, oracle_known(event->provider), oracle_known(event->channel)};
    uint32_t count = try_log(&log, oracle_known(event->id));

    for (uint32_t room = 0; room < count; room++)
        assert_int_equal(ask_candidates(&questions, &log, oracle_known(event->id), found, room), room);
    free(found);
}

void finds_the_candidates_of_every_event_in_every_log(void **state)
{
    static struct made_up made;
    uint32_t found = 0;

    (void)state;
    for (size_t event = 0; event < oracle->event_count; event += event_step()) {
        found += try_every_way(&oracle->events[event]);
        try_room(&oracle->events[event]);
        for (int i = 0; i < 500; i++) {
            make_log(&made, event);
            found += try_log(&made.log, made.id);
        }
    }
    assert_true(found > 0 || oracle->event_count == 0);
}

static void try_number(const struct oracle_log *log, uint32_t number)
{
    char id[16];

    snprintf(id, sizeof id, "%" PRIu32, number);
    try_log(log, oracle_known(id));
}

void finds_the_candidates_of_every_number(void **state)
{
    static struct made_up made;

    (void)state;
    for (size_t event = 0; event < oracle->event_count; event += event_step()) {
        const char *id = oracle->events[event].id;
        uint32_t number = id ? (uint32_t)strtoul(id, NULL, 10) : 0;

        for (int i = 0; i < 20; i++) {
            make_log(&made, event);
            try_number(&made.log, number);
            try_number(&made.log, number + random_below(3) - 1);
            try_number(&made.log, random_below(70000));
            try_number(&made.log, UINT32_MAX - random_below(2));
        }
    }
}

/* Returns how many candidates of a log there are; none may have this provider, or that one. */
static uint32_t count_but_of(const char *provider, const char *channel, const char *not_of, const char *nor_of)
{
    uint32_t *found = numbers_of(sizes.candidates), count = 0;
    struct oracle_log named = {{NULL, 0}, oracle_known(provider), oracle_known(channel)};
    struct attack_log_event event = as_event(&named, oracle_known(NULL));

    for (event.number = 1; event.number < 30; event.number++) {
        uint32_t of_id = attack_candidates(questions.db, &event, found, sizes.candidates);

        for (uint32_t i = 0; i < of_id; i++) {
            const char *its = oracle->events[found[i]].provider;

            assert_true(naive_compare_folded(its, not_of) != 0 && naive_compare_folded(its, nor_of) != 0);
        }
        count += of_id;
    }
    free(found);
    return count;
}

/* Only if a mapping has both providers, as those that are distinguished here. */
void finds_no_candidate_of_another_sysmon(void **state)
{
    bool windows = false, linux_too = false;
    uint32_t of_windows, of_linux, by_other_name;

    (void)state;
    for (size_t i = 0; i < oracle->event_count; i++) {
        const char *provider = oracle->events[i].provider, *id = oracle->events[i].id;
        unsigned long number = id ? strtoul(id, NULL, 10) : 0;

        if (!provider || number < 1 || number > 29)
            continue;
        windows = windows || naive_compare_folded(provider, "Microsoft-Windows-Sysmon") == 0;
        linux_too = linux_too || naive_compare_folded(provider, "sysmon") == 0 ||
                    naive_compare_folded(provider, "Linux-Sysmon") == 0;
    }
    of_windows =
        count_but_of("Microsoft-Windows-Sysmon", "Microsoft-Windows-Sysmon/Operational", "sysmon", "Linux-Sysmon");
    of_linux = count_but_of("Linux-Sysmon", "Linux-Sysmon/Operational", "Microsoft-Windows-Sysmon", "");
    by_other_name = count_but_of("SYSMON", NULL, "Microsoft-Windows-Sysmon", "");
    assert_int_equal(of_windows > 0, windows);
    assert_int_equal(of_linux > 0, linux_too);
    assert_int_equal(by_other_name, of_linux);
}

void finds_no_candidate_of_nothing(void **state)
{
    uint32_t *found = numbers_of(sizes.candidates), room = sizes.candidates;
    const struct oracle_log security = {{NULL, 0}, {NULL, 0}, {"Security", 8}};
    struct attack_log_event event = {.channel = ATTACK_TEXT("Security")}, nowhere = {.number = 4663};
    const struct attack_text none = {NULL, 4}, empty = {"", 0};

    (void)state;
    for (size_t i = 0; i < oracle->event_count; i++) {
        const char *id = oracle->events[i].id;

        if (!id)
            continue;
        event.id = nowhere.id = as_text(oracle_known(id));
        assert_int_equal(attack_candidates(questions.db, &nowhere, found, room), 0);
        assert_int_equal(attack_candidates(NULL, &event, found, room), 0);
        assert_int_equal(attack_candidates(questions.db, &event, NULL, 0), 0);
    }
    assert_int_equal(attack_candidates(questions.db, NULL, found, room), 0);
    event.id = none; /* the number 0 */
    ask_candidates(&questions, &security, oracle_known(NULL), found, room);
    event.number = UINT32_MAX;
    assert_int_equal(attack_candidates(questions.db, &event, found, room), 0);
    event.id = empty;
    assert_int_equal(attack_candidates(questions.db, &event, found, room), 0);
    free(found);
}
