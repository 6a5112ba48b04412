/* SPDX-License-Identifier: MIT
 *
 * Selections of techniques, compared with the naive reader's techniques.
 */
#include "matching.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Whether a technique is selected by this text. */
typedef bool selects(size_t technique, struct model_text by);

/* Selects into a set that has a member already, which must stay. Returns how many techniques should be selected. */
static uint32_t try_selection(uint32_t (*select)(struct attack_set, const struct attack_db *, const char *, size_t),
                              selects *is_selected, struct model_text by)
{
    struct attack_set set = {room_for(matching.sizes.technique_words), matching.sizes.technique_words};
    uint32_t count = (uint32_t)matching.model.mapping.techniques.count, kept = count ? random_below(count) : 0;
    uint32_t selected = 0, said;

    attack_set_clear(set);
    attack_set_add(set, kept);
    said = select(set, matching.db, by.text, by.length);
    for (uint32_t i = 0; i < count; i++) {
        bool is = by.text && is_selected(i, by);

        selected += is;
        if (attack_set_has(set, i) != (is || i == kept))
            fail_msg("'%.*s': %s is in the wrong place", (int)by.length, by.text ? by.text : "",
                     model_technique_text(&matching.model, i, NAIVE_TECHNIQUE_ID));
    }
    assert_int_equal(said, selected);
    free(set.words);
    return selected;
}

/* ---- Families ---- */

static bool is_of_family(size_t technique, struct model_text by)
{
    const char *id = model_technique_text(&matching.model, technique, NAIVE_TECHNIQUE_ID);
    char head[64];
    size_t length = by.length;

    if (length >= sizeof head || memchr(by.text, '\0', length))
        return false;
    memcpy(head, by.text, length);
    head[length] = '\0';
    if (strcmp(head, id) == 0)
        return true;
    if (length < 3 || strcmp(head + length - 2, ".*") != 0)
        return false;
    head[length - 1] = '\0'; /* "T1003." is the prefix of its sub-techniques' ids */
    if (strncmp(id, head, length - 1) == 0)
        return true;
    head[length - 2] = '\0';
    return strcmp(head, id) == 0;
}

static uint32_t try_family(const char *id)
{
    return try_selection(attack_set_add_family, is_of_family, known(id));
}

/* An id with a byte behind it, which must not be read. Returns the length. */
static size_t with_name(char *key, size_t room, size_t technique)
{
    const char *id = model_technique_text(&matching.model, technique, NAIVE_TECHNIQUE_ID);
    const char *name = model_technique_text(&matching.model, technique, NAIVE_TECHNIQUE);

    strcpy(key, id);
    return strlen(id) + 1 + (size_t)snprintf(key + strlen(id) + 1, room - strlen(id) - 1, "%.40s", name ? name : "");
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
        try_family(others[i]);
    assert_int_equal(try_family(""), 0);
    assert_int_equal(try_family("*"), 0);
    assert_int_equal(try_family(".*"), 0);
    assert_int_equal(try_family("T100"), 0);
    assert_int_equal(try_family(NULL), 0);
    for (size_t i = 0; i < matching.model.mapping.techniques.count; i++) {
        const char *whole = model_technique_text(&matching.model, i, NAIVE_TECHNIQUE_ID);
        struct model_text with_nul = {id, 0};

        assert_int_equal(try_family(whole), 1);
        snprintf(id, sizeof id, "%s.*", whole);
        assert_true(try_family(id) >= 1);
        if (strchr(whole, '.')) {
            snprintf(id, sizeof id, "%.5s.*", whole);
            assert_true(try_family(id) >= 1);
        }
        with_nul.length = (size_t)snprintf(id, sizeof id, "%s", whole) + 1;
        assert_int_equal(try_selection(attack_set_add_family, is_of_family, with_nul), 0);
        id[0] = 't';
        assert_int_equal(try_family(id), 0);
        with_nul.length = with_name(id, sizeof id, i);
        assert_int_equal(try_selection(attack_set_add_family, is_of_family, with_nul), 0);
    }
    assert_int_equal(attack_set_add_family((struct attack_set){NULL, 0}, NULL, "T1003", 5), 0);
}

/* ---- Lists of a technique ---- */

static bool list_has(const char *list, struct model_text name)
{
    char *names = naive_copy(list);
    bool found = false;

    for (char *at = names; at && !found;) {
        char *end = strchr(at, ',');

        if (end)
            *end++ = '\0';
        found = model_equal(name, at);
        at = end;
    }
    free(names);
    return found;
}

static bool has_tactic(size_t technique, struct model_text by)
{
    return list_has(model_technique_text(&matching.model, technique, NAIVE_TACTIC), by);
}

static bool has_platform(size_t technique, struct model_text by)
{
    return list_has(model_technique_text(&matching.model, technique, NAIVE_PLATFORM), by);
}

static void try_names(const char *list)
{
    char name[256], *at = name, *end;

    if (!list)
        return;
    assert_true(strlen(list) < sizeof name);
    strcpy(name, list);
    do {
        struct model_text by = {at, 0};

        end = strchr(at, ',');
        by.length = end ? (size_t)(end - at) : strlen(at);
        try_selection(attack_set_add_tactic, has_tactic, by);
        try_selection(attack_set_add_platform, has_platform, by);
        at[0] ^= 0x20;
        try_selection(attack_set_add_tactic, has_tactic, by);
        try_selection(attack_set_add_platform, has_platform, by);
        by.length--;
        try_selection(attack_set_add_tactic, has_tactic, by);
        at = end ? end + 1 : NULL;
    } while (at);
}

void selects_by_tactic_and_platform(void **state)
{
    (void)state;
    for (size_t i = 0; i < matching.model.mapping.techniques.count; i += i < 60 ? 1 : 9) {
        try_names(model_technique_text(&matching.model, i, NAIVE_TACTIC));
        try_names(model_technique_text(&matching.model, i, NAIVE_PLATFORM));
    }
    try_names("no such tactic, nor such a platform,,credential");
    assert_int_equal(try_selection(attack_set_add_tactic, has_tactic, known(NULL)), 0);
    assert_int_equal(try_selection(attack_set_add_platform, has_platform, known("")), 0);
}

/* ---- Data components ---- */

static bool has_component(size_t technique, struct model_text by)
{
    const struct naive_rows *components = &matching.model.mapping.components;

    for (size_t i = 0; i < components->count; i++)
        if (naive_same(components->row[i].field[NAIVE_TECHNIQUE_ID],
                       model_technique_text(&matching.model, technique, NAIVE_TECHNIQUE_ID)) &&
            components->row[i].field[NAIVE_DATA_COMPONENT] &&
            model_equal(by, components->row[i].field[NAIVE_DATA_COMPONENT]))
            return true;
    return false;
}

void selects_by_data_component(void **state)
{
    struct naive_rows *components = &matching.model.mapping.components;
    size_t count;
    const struct naive_row **distinct = naive_distinct(components, NAIVE_DATA_COMPONENT, NAIVE_DATA_COMPONENT, &count);
    char name[256];

    (void)state;
    for (size_t i = 0; i < count; i++) {
        const char *whole = distinct[i]->field[NAIVE_DATA_COMPONENT];

        assert_true(strlen(whole) < sizeof name);
        strcpy(name, whole);
        assert_true(try_selection(attack_set_add_data_component, has_component, known(name)) > 0);
        name[0] ^= 0x20;
        assert_true(try_selection(attack_set_add_data_component, has_component, known(name)) > 0);
        name[0] = '\0';
        try_selection(attack_set_add_data_component, has_component, known(whole + 1));
    }
    try_selection(attack_set_add_data_component, has_component, known("no such component"));
    try_selection(attack_set_add_data_component, has_component, known(""));
    assert_int_equal(try_selection(attack_set_add_data_component, has_component, known(NULL)), 0);
    free(distinct);
}
