/* SPDX-License-Identifier: MIT
 *
 * Round trip of misses: no key, keys whose length would be valid if it were truncated, the ends of all lists, no
 * mapping. A miss clears everything in the view.
 */
#include "empty_views.h"
#include "roundtrip.h"

#include <stdlib.h>
#include <string.h>

/* A length of more than 32 bits takes 4 GiB, which a sanitizer shadows even if it is not touched. */
#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(memory_sanitizer)
#define MEMORY_IS_SHADOWED 1
#endif
#elif defined(__SANITIZE_ADDRESS__)
#define MEMORY_IS_SHADOWED 1
#endif
#ifdef MEMORY_IS_SHADOWED
enum { LONGEST_BITS = 24 };
#else
enum { LONGEST_BITS = 32 };
#endif

/* A view with values, so that a miss has something to clear. */
static struct attack_technique some_technique(void)
{
    struct attack_technique technique;

    assert_true(attack_technique_at(roundtrip.db, attack_technique_count(roundtrip.db) - 1, &technique));
    technique.is_subtechnique = true;
    technique.index = 1;
    return technique;
}

static struct attack_event some_event(void)
{
    struct attack_event event;

    assert_true(attack_event_at(roundtrip.db, attack_event_count(roundtrip.db) - 1, &event));
    return event;
}

static const char *some_id(void)
{
    return roundtrip.naive.techniques.row[0].field[NAIVE_TECHNIQUE_ID];
}

static const struct naive_row *some_naive_event(void)
{
    size_t at = roundtrip.event_count;

    while (at-- > 0)
        if (roundtrip.events[at]->field[NAIVE_EVENT_ID] && roundtrip.events[at]->field[NAIVE_LOG_SOURCE])
            return roundtrip.events[at];
    fail_msg("no event has an id and a provider");
    return NULL;
}

static void assert_none(struct attack_event_iterator events)
{
    struct attack_event event = some_event();

    assert_false(attack_event_next(&events, &event));
    assert_no_event(&event);
}

void finds_nothing_for_no_key(void **state)
{
    const struct attack_db *db = roundtrip.db;
    const struct naive_row *event = some_naive_event();
    const char *id = event->field[NAIVE_EVENT_ID], *provider = event->field[NAIVE_LOG_SOURCE];
    size_t id_length = strlen(id), provider_length = strlen(provider);
    struct attack_technique technique = some_technique();

    (void)state;
    assert_false(attack_technique_find(db, NULL, 0, &technique));
    assert_false(attack_technique_find(db, NULL, 5, &technique));
    assert_false(attack_technique_find(db, NULL, 9, &technique));
    assert_false(attack_technique_find(db, "", 0, &technique));
    assert_false(attack_technique_find(db, some_id(), 0, &technique));
    assert_no_technique(&technique);
    assert_none(attack_events_find(db, NULL, 0));
    assert_none(attack_events_find(db, NULL, id_length));
    assert_none(attack_events_find(db, id, 0));
    assert_none(attack_events_find_provider(db, NULL, 0, id, id_length));
    assert_none(attack_events_find_provider(db, NULL, provider_length, id, id_length));
    assert_none(attack_events_find_provider(db, provider, 0, id, id_length));
    assert_none(attack_events_find_provider(db, provider, provider_length, NULL, id_length));
    assert_none(attack_events_find_provider(db, provider, provider_length, id, 0));
    assert_none(attack_events_find_channel(db, NULL, 0, id, id_length));
    assert_none(attack_events_find_channel(db, NULL, 8, id, id_length));
    assert_none(attack_events_find_channel(db, "", 0, id, id_length));
    assert_none(attack_events_find_provider_number(db, NULL, 0, 4688));
    assert_none(attack_events_find_channel_number(db, NULL, 8, 4688));
    assert_none(attack_events_find_channel_number(db, "", 0, 4688));
}

/* The key's bytes, then NULs: with a length that equals the key's in its lowest 8, 16 or 32 bits. */
static void try_long(const char *id, const char *event_id, const char *provider, size_t more)
{
    const struct attack_db *db = roundtrip.db;
    size_t event_length = strlen(event_id), provider_length = strlen(provider);
    struct attack_technique technique = some_technique();
    char *key = calloc(1, more + 512); /* 4 GiB of zero pages that nothing touches */

    if (!key)
        return; /* not enough memory for the longest one */
    assert_true(event_length < 512 && provider_length < 512);
    memcpy(key, id, strlen(id) + 1);
    assert_false(attack_technique_find(db, key, more + strlen(id), &technique));
    assert_no_technique(&technique);
    memcpy(key, event_id, event_length + 1);
    assert_none(attack_events_find(db, key, more + event_length));
    assert_none(attack_events_find_provider(db, provider, provider_length, key, more + event_length));
    memcpy(key, provider, provider_length + 1);
    assert_none(attack_events_find_provider(db, key, more + provider_length, event_id, event_length));
    assert_none(attack_events_find_channel(db, key, more + provider_length, event_id, event_length));
    free(key);
}

void finds_nothing_for_a_key_longer_than_it_seems(void **state)
{
    const struct naive_row *event = some_naive_event();

    (void)state;
    for (int bits = 8; bits <= LONGEST_BITS; bits += 8)
        if ((unsigned long long)SIZE_MAX > (1ULL << bits) + 512)
            try_long(some_id(), event->field[NAIVE_EVENT_ID], event->field[NAIVE_LOG_SOURCE], (size_t)(1ULL << bits));
}

/* The ends of the lists that need no key. */
static void assert_ends_are_zeros(const struct attack_technique *technique)
{
    const struct attack_db *db = roundtrip.db;
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_row row;
    struct attack_data_component component;

    row.technique = *technique;
    row.event = some_event();
    while (attack_row_next(&rows, &row))
        ;
    assert_no_technique(&row.technique);
    assert_no_component(&row.data_component);
    assert_no_relationship(&row.relationship);
    assert_no_event(&row.event);
    while (attack_data_component_next(&components, &component))
        ;
    assert_no_component(&component);
}

void fills_a_view_with_zeros_on_a_miss(void **state)
{
    const struct attack_db *db = roundtrip.db;
    struct attack_technique technique = some_technique(), found = technique;
    struct attack_technique_iterator techniques = attack_technique_subtechniques(db, &technique);
    struct attack_event event = some_event();
    struct attack_filter_iterator filters = attack_event_filters(db, &event);
    struct attack_filter filter = {"field", "value"};
    struct attack_data_component component = {"source", "name", 1};
    struct attack_relationship relationship = {"id", "name", "source", "relationship", "target", 1};

    (void)state;
    assert_true(attack_technique_at(db, 0, &technique));
    assert_false(attack_technique_find(db, "T0000", 5, &found));
    assert_no_technique(&found);
    found = technique;
    assert_false(attack_technique_at(db, UINT32_MAX, &found));
    assert_no_technique(&found);
    found = technique;
    while (attack_technique_next(&techniques, &found))
        ;
    assert_no_technique(&found);
    found = technique;
    techniques = attack_event_techniques(db, &event);
    while (attack_technique_next(&techniques, &found))
        ;
    assert_no_technique(&found);
    found = some_technique();
    assert_true(attack_technique_find(db, some_id(), strlen(some_id()), &technique));
    assert_false(attack_technique_parent(db, &technique, &found) && !technique.is_subtechnique);
    if (!technique.is_subtechnique)
        assert_no_technique(&found);
    assert_ends_are_zeros(&technique);
    while (attack_filter_next(&filters, &filter))
        ;
    assert_true(!filter.field && !filter.value);
    assert_false(attack_event_at(db, UINT32_MAX, &event));
    assert_no_event(&event);
    assert_false(attack_data_component_at(db, UINT32_MAX, &component));
    assert_no_component(&component);
    assert_false(attack_relationship_at(db, ATTACK_NONE, &relationship));
    assert_no_relationship(&relationship);
    assert_false(attack_technique_find(db, some_id(), strlen(some_id()), NULL));
    assert_false(attack_event_at(db, 0, NULL));
}

static void assert_finds_nothing(const struct attack_db *db)
{
    const struct naive_row *naive = some_naive_event();
    const char *id = naive->field[NAIVE_EVENT_ID], *provider = naive->field[NAIVE_LOG_SOURCE];
    size_t length = strlen(id), provider_length = strlen(provider);
    struct attack_technique found = some_technique();
    struct attack_event event = some_event();

    assert_false(attack_technique_find(db, some_id(), strlen(some_id()), &found));
    assert_no_technique(&found);
    found = some_technique();
    assert_false(attack_technique_at(db, 0, &found));
    assert_no_technique(&found);
    assert_none(attack_events_find(db, id, length));
    assert_none(attack_events_find_number(db, 4688));
    assert_none(attack_events_find_provider(db, provider, provider_length, id, length));
    assert_none(attack_events_find_provider_number(db, provider, provider_length, 4688));
    assert_none(attack_events_find_channel(db, "Security", 8, id, length));
    assert_none(attack_events_find_channel_number(db, "Security", 8, 4688));
    assert_false(attack_event_at(db, 0, &event));
    assert_no_event(&event);
}

static void assert_lists_nothing(const struct attack_db *db)
{
    struct attack_name_iterator names[] = {attack_tactics(db), attack_platforms(db), attack_data_sources(db)};
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_row row;
    struct attack_info info;

    assert_true(attack_db_info(roundtrip.db, &info));
    assert_false(attack_db_info(db, &info));
    assert_true(!info.attack_domain && !info.attack_version && !info.input_sha256 && !info.selection);
    assert_true(!info.attribution && !info.techniques && !info.events && !info.rows);
    assert_true(!info.relationships && !info.data_components);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        assert_null(attack_name_next(&names[i]));
    assert_false(attack_row_next(&rows, &row));
    assert_int_equal(attack_technique_count(db), 0);
    assert_int_equal(attack_event_count(db), 0);
    assert_int_equal(attack_relationship_count(db), 0);
    assert_int_equal(attack_data_component_count(db), 0);
}

/* Views of another mapping are invalid for this one. */
static void assert_has_nothing_of(const struct attack_db *db, const struct attack_technique *technique,
                                  const struct attack_event *event)
{
    struct attack_row_iterator rows = attack_technique_rows(db, technique);
    struct attack_technique_iterator below = attack_technique_subtechniques(db, technique);
    struct attack_technique_iterator techniques = attack_event_techniques(db, event);
    struct attack_data_component_iterator components = attack_technique_data_components(db, technique);
    struct attack_name_iterator tactics = attack_technique_tactics(db, technique);
    struct attack_name_iterator platforms = attack_technique_platforms(db, technique);
    struct attack_filter_iterator filters = attack_event_filters(db, event);
    struct attack_former_id_iterator former_ids;
    struct attack_former_id former;
    struct attack_technique found;
    struct attack_data_component component;
    struct attack_filter filter;
    struct attack_row row;
    enum attack_kind kind;

    assert_false(attack_row_next(&rows, &row));
    assert_false(attack_technique_next(&below, &found));
    assert_false(attack_technique_next(&techniques, &found));
    assert_false(attack_data_component_next(&components, &component));
    assert_null(attack_name_next(&tactics));
    assert_null(attack_name_next(&platforms));
    assert_false(attack_filter_next(&filters, &filter));
    assert_false(attack_technique_parent(db, technique, &found));
    former_ids = attack_technique_former_ids(db, technique);
    assert_false(attack_former_id_next(&former_ids, &former));
    assert_false(attack_event_kind(db, event, technique, &kind));
}

/* A descriptor starts with its layout number; if that is another one, nothing else may be read. */
void treats_no_mapping_as_an_empty_one(void **state)
{
    static const union {
        uint32_t layout;
        const void *alignment;
    } other_layout = {0xffffffffu};
    const struct attack_db *const empty[] = {NULL, (const struct attack_db *)(const void *)&other_layout};
    struct attack_technique technique;
    struct attack_event event;

    (void)state;
    assert_true(attack_technique_at(roundtrip.db, 0, &technique));
    assert_true(attack_event_at(roundtrip.db, 0, &event));
    for (size_t i = 0; i < sizeof empty / sizeof *empty; i++) {
        assert_finds_nothing(empty[i]);
        assert_lists_nothing(empty[i]);
        assert_has_nothing_of(empty[i], &technique, &event);
    }
}
