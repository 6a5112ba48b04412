/* SPDX-License-Identifier: MIT
 *
 * Round trip of techniques: every id is found, and no other key.
 */
#include "roundtrip.h"

#include <stdlib.h>
#include <string.h>

static int compare_names(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Splits a list joined by "," and adds its names. */
static void add_names(struct names *names, const char *list)
{
    while (list) {
        size_t length = strcspn(list, ",");

        if ((names->count & (names->count - 1)) == 0) { /* full at each power of two */
            names->name = realloc(names->name, (names->count ? names->count * 2 : 1) * sizeof *names->name);
            assert_non_null(names->name);
        }
        names->name[names->count] = naive_copy(list);
        names->name[names->count++][length] = '\0';
        list = list[length] ? list + length + 1 : NULL;
    }
}

struct names names_in_column(const struct naive_rows *rows, int column)
{
    struct names names = {NULL, 0};
    size_t kept = 0;

    for (size_t i = 0; i < rows->count; i++)
        add_names(&names, rows->row[i].field[column]);
    if (names.count)
        qsort(names.name, names.count, sizeof *names.name, compare_names);
    for (size_t i = 0; i < names.count; i++) {
        if (kept && strcmp(names.name[kept - 1], names.name[i]) == 0)
            free(names.name[i]);
        else
            names.name[kept++] = names.name[i];
    }
    names.count = kept;
    return names;
}

void free_names(struct names *names)
{
    for (size_t i = 0; i < names->count; i++)
        free(names->name[i]);
    free(names->name);
}

/* Compares a key of any bytes with a text. */
static int compare_key(const char *key, size_t length, const char *text)
{
    size_t text_length = strlen(text);
    int order = memcmp(key, text, length < text_length ? length : text_length);

    return order ? order : (length > text_length) - (length < text_length);
}

bool is_technique(const char *id, size_t length)
{
    const struct naive_rows *techniques = &roundtrip.naive.techniques;
    size_t low = 0, high = techniques->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = compare_key(id, length, techniques->row[middle].field[NAIVE_TECHNIQUE_ID]);

        if (order == 0)
            return true;
        if (order < 0)
            high = middle;
        else
            low = middle + 1;
    }
    return false;
}

static void assert_technique(const struct attack_technique *technique, size_t index)
{
    const struct naive_row *expected = &roundtrip.naive.techniques.row[index];
    struct observed observed = {0};

    assert_int_equal(technique->index, index);
    observe_technique(roundtrip.db, technique, &observed);
    assert_columns(expected->field[NAIVE_TECHNIQUE_ID], expected, &observed, NAIVE_TECHNIQUE_ID, NAIVE_PLATFORM);
}

void finds_every_technique_by_id_and_by_index(void **state)
{
    const struct naive_rows *techniques = &roundtrip.naive.techniques;
    struct attack_technique technique;

    (void)state;
    assert_int_equal(attack_technique_count(roundtrip.db), techniques->count);
    for (uint32_t i = 0; i < techniques->count; i++) {
        const char *id = techniques->row[i].field[NAIVE_TECHNIQUE_ID];

        if (!attack_technique_find(roundtrip.db, id, strlen(id), &technique))
            fail_msg("%s is not found", id);
        assert_technique(&technique, i);
        assert_true(attack_technique_at(roundtrip.db, i, &technique));
        assert_technique(&technique, i);
    }
    assert_false(attack_technique_at(roundtrip.db, (uint32_t)techniques->count, &technique));
    assert_false(attack_technique_at(roundtrip.db, UINT32_MAX, &technique));
}

/* Looks up bytes, which must be found only if the naive reader has them as an id. */
static void try_key(const char *key, size_t length)
{
    struct attack_technique technique;
    bool found = attack_technique_find(roundtrip.db, key, length, &technique);

    if (found != is_technique(key, length))
        fail_msg("'%.*s' (%zu bytes) is %sfound", (int)length, key, length, found ? "" : "not ");
    if (found)
        assert_int_equal(compare_key(key, length, technique.id), 0);
}

/* Tries every other byte at every place; every byte before and after; every part; lower case. */
static void try_mutations(const char *id)
{
    char key[64];
    size_t length = strlen(id);

    assert_true(length * 2 < sizeof key);
    for (int byte = 0; byte < 256; byte++) {
        for (size_t at = 0; at <= length; at++) { /* at == length: one byte more */
            memcpy(key, id, length);
            key[at] = (char)byte;
            try_key(key, at < length ? length : length + 1);
        }
        key[0] = (char)byte;
        memcpy(key + 1, id, length);
        try_key(key, length + 1);
    }
    for (size_t from = 0; from < length; from++)
        for (size_t end = from + 1; end <= length; end++)
            try_key(id + from, end - from);
    memcpy(key, id, length);
    memcpy(key + length, id, length);
    try_key(key, length * 2);
}

void finds_no_mutation_of_a_technique_id(void **state)
{
    (void)state;
    for (size_t i = 0; i < roundtrip.naive.techniques.count; i++)
        try_mutations(roundtrip.naive.techniques.row[i].field[NAIVE_TECHNIQUE_ID]);
}

/* A sub-technique's id is its parent's, a dot and a number. */
static bool is_below(const char *id, const char *parent)
{
    size_t length = strlen(parent);

    return strncmp(id, parent, length) == 0 && id[length] == '.';
}

void finds_parents_and_subtechniques(void **state)
{
    const struct naive_rows *techniques = &roundtrip.naive.techniques;
    struct attack_technique technique, other;

    (void)state;
    for (size_t i = 0; i < techniques->count; i++) {
        const char *id = techniques->row[i].field[NAIVE_TECHNIQUE_ID];
        size_t parent = techniques->count;
        struct attack_technique_iterator below;

        assert_true(attack_technique_find(roundtrip.db, id, strlen(id), &technique));
        below = attack_technique_subtechniques(roundtrip.db, &technique);
        for (size_t k = 0; k < techniques->count; k++) {
            if (is_below(id, techniques->row[k].field[NAIVE_TECHNIQUE_ID]))
                parent = k;
            if (is_below(techniques->row[k].field[NAIVE_TECHNIQUE_ID], id)) {
                assert_true(attack_technique_next(&below, &other));
                assert_technique(&other, k);
            }
        }
        assert_false(attack_technique_next(&below, &other));
        assert_int_equal(attack_technique_parent(roundtrip.db, &technique, &other), parent < techniques->count);
        if (parent < techniques->count)
            assert_technique(&other, parent);
    }
}

void gives_the_data_components_of_each_technique(void **state)
{
    const struct naive_rows *expected = &roundtrip.naive.components;
    struct attack_technique technique;
    struct attack_data_component component, same;
    struct observed observed = {0};
    size_t at = 0;

    (void)state;
    for (uint32_t i = 0; attack_technique_at(roundtrip.db, i, &technique); i++) {
        struct attack_data_component_iterator components = attack_technique_data_components(roundtrip.db, &technique);

        for (; at < expected->count && strcmp(expected->row[at].field[NAIVE_TECHNIQUE_ID], technique.id) == 0; at++) {
            if (!attack_data_component_next(&components, &component))
                fail_msg("%s lacks data component '%s'", technique.id, expected->row[at].field[NAIVE_DATA_COMPONENT]);
            observe_component(&component, &observed);
            assert_columns(technique.id, &expected->row[at], &observed, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT);
            assert_true(attack_data_component_at(roundtrip.db, component.index, &same));
            assert_true(naive_same(same.name, component.name) && naive_same(same.data_source, component.data_source));
        }
        if (attack_data_component_next(&components, &component))
            fail_msg("%s has data component '%s', which is not in the source", technique.id,
                     component.name ? component.name : "(absent)");
    }
    assert_int_equal(at, expected->count);
}

/* Every retired id leads to the technique of today, and is no technique; the way back has it once, in order. */
void leads_from_a_retired_id_to_its_successor(void **state)
{
    const struct naive_rows *retired = &roundtrip.naive.retired;
    struct attack_technique technique, found;
    struct attack_former_id former;
    size_t former_ids = 0, revoked = 0;

    (void)state;
    for (size_t i = 0; i < retired->count; i++) {
        const char *id = retired->row[i].field[NAIVE_TECHNIQUE_ID], *by = retired->row[i].field[NAIVE_REVOKED_BY];

        assert_false(attack_technique_find(roundtrip.db, id, strlen(id), &found));
        assert_int_equal(attack_technique_successor(roundtrip.db, id, strlen(id), &technique),
                         by ? ATTACK_REVOKED : ATTACK_DEPRECATED);
        assert_true(naive_same(technique.id, by));
        revoked += by != NULL;
    }
    for (uint32_t i = 0; attack_technique_at(roundtrip.db, i, &technique); i++) {
        struct attack_former_id_iterator ids = attack_technique_former_ids(roundtrip.db, &technique);
        char last[sizeof former.id] = "";

        assert_int_equal(attack_technique_successor(roundtrip.db, technique.id, strlen(technique.id), &found),
                         ATTACK_NOT_RETIRED);
        for (; attack_former_id_next(&ids, &former); former_ids++) {
            assert_true(strcmp(last, former.id) < 0);
            strcpy(last, former.id);
            assert_int_equal(attack_technique_successor(roundtrip.db, former.id, strlen(former.id), &found),
                             ATTACK_REVOKED);
            assert_string_equal(found.id, technique.id);
        }
    }
    assert_int_equal(former_ids, revoked);
}

/* An alias finds the same events as the id that it stands for. */
void finds_events_by_an_alias(void **state)
{
    const struct naive_rows *aliases = &roundtrip.naive.aliases;

    (void)state;
    for (size_t i = 0; i < aliases->count; i++) {
        const char *alias = aliases->row[i].field[NAIVE_ALIAS], *id = aliases->row[i].field[NAIVE_EVENT_ID];
        struct attack_event_iterator by_alias = attack_events_find(roundtrip.db, alias, strlen(alias));
        struct attack_event event;
        size_t count = 0;

        for (; attack_event_next(&by_alias, &event); count++)
            assert_int_equal(naive_compare_folded(event.id, id), 0);
        for (uint32_t e = 0; attack_event_at(roundtrip.db, e, &event); e++)
            count -= naive_compare_folded(event.id, id) == 0;
        assert_int_equal(count, 0);
    }
}
