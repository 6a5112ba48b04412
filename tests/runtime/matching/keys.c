/* SPDX-License-Identifier: MIT
 *
 * Keys that are right, and keys that are nearly so: of techniques, families, names and events.
 */
#include "matching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- Techniques ---- */

static void try_technique(struct oracle_text key, const void *context)
{
    (void)context;
    ask_technique(&questions, key);
}

/* The set has a member already. */
static uint32_t select_by(enum oracle_selection by, struct oracle_text text)
{
    return ask_selection(&questions, by, text, oracle->technique_count ? random_below(sizes.techniques) : 0);
}

static void try_selection(struct oracle_text key, const void *context)
{
    select_by(*(const enum oracle_selection *)context, key);
}

void finds_what_the_oracle_finds_near_every_technique(void **state)
{
    static const enum oracle_selection by = ORACLE_FAMILY;
    char family[128];

    (void)state;
    for (size_t i = 0; i < oracle->technique_count; i++) {
        try_near(oracle->techniques[i].id, try_technique, NULL);
        ask_relatives(&questions, (uint32_t)i);
        snprintf(family, sizeof family, "%s.*", oracle->techniques[i].id);
        if (effort.every_byte || i % 8 == 0)
            try_near(family, try_selection, &by);
        else
            try_selection(oracle_known(family), &by);
    }
}

static uint32_t select_family(const char *id)
{
    return select_by(ORACLE_FAMILY, oracle_known(id));
}

void selects_families(void **state)
{
    static const char *const others[] = {
        "",        "*",        ".*",        "..*",     "T",        "T*",      "T.*",    "T100",       "T100*",
        "T100.*",  "T1003",    "T1003.",    "T1003.*", "T1003.**", "T1003.0", "t1003",  "T1003.0*",   "T9999",
        "T9999.*", "T1003.*x", "T1003.001", "T10031",  "t1003*",   "T1003*",  " T1003", "T1003.001.*"};
    char id[64];

    (void)state;
    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        assert_true(select_family(others[i]) == 0 || i > 9);
    assert_int_equal(select_family(NULL), 0);
    for (size_t i = 0; i < oracle->technique_count; i++) {
        const char *whole = oracle->techniques[i].id, *name = oracle->techniques[i].name;
        struct oracle_text with_nul = {id, strlen(whole) + 1};

        assert_int_equal(select_family(whole), 1);
        snprintf(id, sizeof id, "%s.*", whole);
        assert_true(select_family(id) >= 1);
        if (strchr(whole, '.')) {
            snprintf(id, sizeof id, "%.5s.*", whole);
            assert_true(select_family(id) >= 1);
        }
        snprintf(id, sizeof id, "%s", whole);
        assert_int_equal(select_by(ORACLE_FAMILY, with_nul), 0);
        with_nul.length +=
            (size_t)snprintf(id + with_nul.length, sizeof id - with_nul.length, "%.40s", name ? name : "");
        assert_int_equal(select_by(ORACLE_FAMILY, with_nul), 0);
        id[0] = 't';
        assert_int_equal(select_family(id), 0);
    }
    assert_int_equal(attack_set_add_family((struct attack_set){NULL, 0}, NULL, "T1003", 5), 0);
}

/* ---- Tactics, platforms and data components ---- */

static const struct oracle_names *names_of(size_t technique, enum oracle_selection by)
{
    const struct oracle_technique *one = &oracle->techniques[technique];

    return by == ORACLE_TACTIC ? &one->tactics : by == ORACLE_PLATFORM ? &one->platforms : &one->components;
}

/* Whether neither an earlier technique nor an earlier name of this one is the same. */
static bool is_new(size_t technique, size_t name, enum oracle_selection by)
{
    const char *text = names_of(technique, by)->name[name];

    for (size_t i = 0; i <= technique; i++)
        for (size_t k = 0; k < (i < technique ? names_of(i, by)->count : name); k++)
            if (strcmp(names_of(i, by)->name[k], text) == 0)
                return false;
    return true;
}

void selects_what_the_oracle_selects_near_every_name(void **state)
{
    static const enum oracle_selection bys[] = {ORACLE_TACTIC, ORACLE_PLATFORM, ORACLE_COMPONENT};

    (void)state;
    for (size_t b = 0; b < sizeof bys / sizeof *bys; b++) {
        assert_int_equal(select_by(bys[b], oracle_known(NULL)), 0);
        assert_int_equal(select_by(bys[b], oracle_known("no such name")), 0);
        for (size_t i = 0; i < oracle->technique_count; i++)
            for (size_t k = 0; k < names_of(i, bys[b])->count; k++)
                if (is_new(i, k, bys[b])) {
                    assert_true(select_by(bys[b], oracle_known(names_of(i, bys[b])->name[k])) > 0);
                    try_near(names_of(i, bys[b])->name[k], try_selection, &bys[b]);
                }
    }
}

/* ---- Events ---- */

/* The other part of a key: the log for an id, or the id for a log. */
struct other {
    enum oracle_key by;
    const char *text;
    bool key_is_log;
};

static void try_event(struct oracle_text key, const void *context)
{
    const struct other *other = context;
    struct oracle_text text = oracle_known(other->text);
    struct oracle_text log = other->key_is_log ? key : text, id = other->key_is_log ? text : key;
    struct oracle_log of = {{NULL, 0}, {NULL, 0}, {NULL, 0}};
    uint32_t *found = numbers_of(sizes.candidates);

    ask_events(&questions, other->by, log, id);
    *(other->by == ORACLE_BY_PROVIDER ? &of.provider : &of.channel) = log;
    if (other->by != ORACLE_BY_ID)
        ask_candidates(&questions, &of, id, found, sizes.candidates);
    free(found);
}

static const char *log_of(size_t event, enum oracle_key by)
{
    const struct oracle_event *one = &oracle->events[event];

    return by == ORACLE_BY_ID ? "" : by == ORACLE_BY_PROVIDER ? one->provider : one->channel;
}

/* Whether no earlier event has the same log and, if it is part of the key, the same id. */
static bool is_first(size_t event, enum oracle_key by, bool with_id)
{
    for (size_t i = 0; i < event; i++)
        if (naive_same(log_of(i, by), log_of(event, by)) &&
            (!with_id || naive_same(oracle->events[i].id, oracle->events[event].id)))
            return false;
    return true;
}

void finds_what_the_oracle_finds_near_every_event(void **state)
{
    (void)state;
    for (size_t i = 0; i < oracle->event_count; i += event_step())
        for (enum oracle_key by = ORACLE_BY_ID; by < ORACLE_KEYS; by++) {
            struct other of_log = {by, log_of(i, by), false};

            if (oracle->events[i].id && of_log.text && is_first(i, by, true))
                try_near(oracle->events[i].id, try_event, &of_log);
        }
}

void finds_what_the_oracle_finds_near_every_log(void **state)
{
    (void)state;
    for (size_t i = 0; i < oracle->event_count; i += event_step())
        for (enum oracle_key by = ORACLE_BY_PROVIDER; by < ORACLE_KEYS; by++) {
            struct other of_id = {by, oracle->events[i].id, true};

            if (of_id.text && log_of(i, by) && is_first(i, by, effort.every_byte))
                try_near(log_of(i, by), try_event, &of_id);
        }
}
