/* SPDX-License-Identifier: MIT
 *
 * Candidates: the events that an event of a log may be, by its log and id alone.
 */
#include "matching.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Returns how many candidates there are, which must be those of the naive rule. */
static uint32_t try_log(const struct model_log *log, struct model_text id)
{
    static uint32_t expected[4096], found[4096];
    struct attack_log same = as_log(log);
    uint32_t wanted = expected_candidates(log, id, expected);
    uint32_t count = attack_candidates(matching.db, &same, id.text, id.length, found, matching.sizes.candidates);

    if (count != wanted || memcmp(found, expected, count * sizeof *found) != 0)
        fail_msg("id '%.*s', provider '%.*s', channel '%.*s': %" PRIu32 " candidates, expected %" PRIu32,
                 (int)id.length, id.text ? id.text : "", (int)log->provider.length,
                 log->provider.text ? log->provider.text : "", (int)log->channel.length,
                 log->channel.text ? log->channel.text : "", count, wanted);
    return count;
}

enum { WAYS = 5, TEXT_BYTES = 320 };

/* A text as a log may have it: absent, equal, in the other case, wrong, or the provider's other name. */
static struct model_text way_of(const char *text, int way, char *copy)
{
    struct model_text absent = {NULL, 0};

    switch (way) {
    case 0:
        return absent;
    case 1:
        return known(text);
    case 2:
        if (!text)
            return known("");
        snprintf(copy, TEXT_BYTES, "%s", text);
        for (char *c = copy; *c; c++)
            if ((*c | 0x20) >= 'a' && (*c | 0x20) <= 'z')
                *c ^= 0x20;
        return known(copy);
    case 3:
        return known("Some-Other");
    default:
        return known(text && naive_compare_folded(text, "sysmon") == 0 ? "LINUX-Sysmon" : "SYSmon");
    }
}

static uint32_t try_every_way(size_t event)
{
    static char copies[4][TEXT_BYTES];
    const char *const *field = matching.model.events[event].row->field;
    uint32_t found = 0;

    for (int platform = 0; platform < WAYS; platform++)
        for (int provider = 0; provider < WAYS; provider++)
            for (int channel = 0; channel < WAYS; channel++) {
                struct model_log log;

                log.platform = way_of(field[NAIVE_EVENT_PLATFORM], platform, copies[0]);
                log.provider = way_of(field[NAIVE_LOG_SOURCE], provider, copies[1]);
                log.channel = way_of(field[NAIVE_CHANNEL], channel, copies[2]);
                found += try_log(&log, way_of(field[NAIVE_EVENT_ID], 1, copies[3]));
                found += try_log(&log, way_of(field[NAIVE_EVENT_ID], 2, copies[3]));
            }
    return found;
}

void finds_the_candidates_of_every_event_in_every_log(void **state)
{
    static struct made_up made;
    uint32_t found = 0;

    (void)state;
    for (size_t event = 0; event < matching.model.event_count; event += event_step()) {
        found += try_every_way(event);
        for (int i = 0; i < 500; i++) {
            make_log(&made, event);
            found += try_log(&made.log, made.id);
        }
    }
    assert_true(found > 0 || matching.model.event_count == 0);
}

static void try_number(const struct model_log *log, uint32_t number)
{
    static uint32_t expected[4096], found[4096];
    struct attack_log same = as_log(log);
    char id[16];
    uint32_t wanted;

    snprintf(id, sizeof id, "%" PRIu32, number);
    wanted = expected_candidates(log, known(id), expected);
    assert_int_equal(attack_candidates_number(matching.db, &same, number, found, matching.sizes.candidates), wanted);
    assert_memory_equal(found, expected, wanted * sizeof *found);
}

void finds_the_candidates_of_every_number(void **state)
{
    static struct made_up made;

    (void)state;
    for (size_t event = 0; event < matching.model.event_count; event += event_step()) {
        const char *id = model_event_text(&matching.model, event, NAIVE_EVENT_ID);
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
    uint32_t *found = room_for(matching.sizes.candidates), count = 0;
    struct attack_log log = {{NULL, 0}, as_text(known(provider)), as_text(known(channel))};

    for (uint32_t id = 1; id < 30; id++) {
        uint32_t of_id = attack_candidates_number(matching.db, &log, id, found, matching.sizes.candidates);

        for (uint32_t i = 0; i < of_id; i++) {
            const char *its = model_event_text(&matching.model, found[i], NAIVE_LOG_SOURCE);

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
    for (size_t i = 0; i < matching.model.event_count; i++) {
        const char *provider = model_event_text(&matching.model, i, NAIVE_LOG_SOURCE);
        const char *id = model_event_text(&matching.model, i, NAIVE_EVENT_ID);
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

void writes_no_more_candidates_than_there_is_room(void **state)
{
    uint32_t *all = room_for(matching.sizes.candidates), *some = room_for(matching.sizes.candidates);
    struct attack_log log = {{NULL, 0}, {NULL, 0}, {NULL, 0}};

    (void)state;
    for (size_t event = 0; event < matching.model.event_count; event += event_step()) {
        const char *id = model_event_text(&matching.model, event, NAIVE_EVENT_ID);
        uint32_t count;

        log.provider = as_text(known(model_event_text(&matching.model, event, NAIVE_LOG_SOURCE)));
        log.channel = as_text(known(model_event_text(&matching.model, event, NAIVE_CHANNEL)));
        count = attack_candidates(matching.db, &log, id, id ? strlen(id) : 0, all, matching.sizes.candidates);
        for (uint32_t room = 0; room <= count; room++) {
            some[room] = 0xfeedbeefu;
            assert_int_equal(attack_candidates(matching.db, &log, id, id ? strlen(id) : 0, some, room), room);
            assert_memory_equal(some, all, room * sizeof *some);
            assert_int_equal(some[room], 0xfeedbeefu);
        }
    }
    assert_int_equal(attack_candidates(matching.db, &log, "1", 1, NULL, 0), 0);
    assert_int_equal(attack_candidates_number(matching.db, &log, 1, NULL, 0), 0);
    free(all);
    free(some);
}

void finds_no_candidate_of_nothing(void **state)
{
    uint32_t *found = room_for(matching.sizes.candidates);
    const struct attack_log nowhere = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    const struct attack_log security = {{NULL, 0}, {NULL, 0}, ATTACK_TEXT("Security")};
    uint32_t room = matching.sizes.candidates;

    (void)state;
    for (size_t event = 0; event < matching.model.event_count; event++) {
        const char *id = model_event_text(&matching.model, event, NAIVE_EVENT_ID);

        if (!id)
            continue;
        assert_int_equal(attack_candidates(matching.db, &nowhere, id, strlen(id), found, room), 0);
        assert_int_equal(attack_candidates(matching.db, NULL, id, strlen(id), found, room), 0);
        assert_int_equal(attack_candidates(NULL, &security, id, strlen(id), found, room), 0);
    }
    assert_int_equal(attack_candidates_number(matching.db, NULL, 4663, found, room), 0);
    assert_int_equal(attack_candidates_number(NULL, &security, 4663, found, room), 0);
    assert_int_equal(attack_candidates(matching.db, &security, NULL, 0, found, room), 0);
    assert_int_equal(attack_candidates(matching.db, &security, "", 0, found, room), 0);
    free(found);
}
