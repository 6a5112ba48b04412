/* SPDX-License-Identifier: MIT
 *
 * Edge cases of the runtime: NULL arguments, mappings of another layout, numbers and keys of every length, sets that
 * end within a word, rounding of scores. The expected values are written out here.
 */
#include "by_hand.h"
#include "empty_views.h"

#include "cmocka_test.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define ABSENT(text) ((text) ? (text) : "-")

/* A copy of exactly this size, so that a sanitizer notices a read past it. */
static char *exact(const char *text, size_t length)
{
    char *copy = malloc(length ? length : 1);

    assert_non_null(copy);
    memcpy(copy, text, length);
    return copy;
}

static void assert_text(const char *text, const char *expected)
{
    if (!text || !expected)
        assert_ptr_equal(text, expected);
    else
        assert_string_equal(text, expected);
}

/* ---- Everything, once -------------------------------------------------------------------------------------------- */

struct page {
    char text[2000];
    size_t length;
};

static void put(struct page *page, const char *before, const char *text)
{
    int length = snprintf(page->text + page->length, sizeof page->text - page->length, "%s%s", before, ABSENT(text));

    assert_in_range(length, 0, sizeof page->text - page->length - 1);
    page->length += (size_t)length;
}

static void put_names(struct page *page, const char *before, struct attack_name_iterator names)
{
    const char *name;

    put(page, before, "");
    while ((name = attack_name_next(&names)) != NULL)
        put(page, name, "+");
    assert_null(attack_name_next(&names));
}

static void put_row(struct page *page, const struct attack_db *db, const struct attack_row *row)
{
    put(page, "", row->technique.id);
    put(page, " ", row->technique.name);
    put_names(page, " ", attack_technique_tactics(db, &row->technique));
    put_names(page, " ", attack_technique_platforms(db, &row->technique));
    put(page, " | ", row->data_component.data_source);
    put(page, " ", row->data_component.name);
    put(page, " | ", row->relationship.id);
    put(page, " ", row->relationship.source);
    put(page, " ", row->relationship.relationship);
    put(page, " ", row->relationship.target);
    put(page, " | ", row->event.id);
    put(page, " ", row->event.name);
    put(page, " ", row->event.channel);
    put(page, " ", row->event.provider);
    put(page, "\n", "");
}

static void gives_the_rows_that_were_laid_out(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        const struct attack_db *db = by_hand(layout);
        struct page page = {"", 0};
        struct attack_row row;

        for (struct attack_row_iterator rows = attack_rows(db); attack_row_next(&rows, &row);)
            put_row(&page, db, &row);
        assert_string_equal(page.text,
                            "T1001 First alpha+beta+ Windows+ | file file access | REL-1 user opened file | "
                            "10 ten Log/A Alpha\n"
                            "T1001 First alpha+beta+ Windows+ | file file access | REL-1 user opened file | "
                            "10 - - sysmon\n"
                            "T1001 First alpha+beta+ Windows+ | file file access | - - - - | - - - -\n"
                            "T1001 Other beta+ Linux+ | file file access | - - - thing | "
                            "4294967295 - Log/A Alpha\n"
                            "T1001.001 -  Linux+ | file file access | REL-1 user opened file | 10 ten Log/A Alpha\n"
                            "T1001.001 -  Linux+ | file file access | REL-1 user opened file | 10 - - sysmon\n"
                            "T1001.001 -  Linux+ | file file access | - - - - | - - - -\n"
                            "T1002 Last alpha+beta+ Windows+ | - - | - - - - | abcdefgh-Zz - - sysmon\n");
    }
}

static void gives_what_the_mapping_is(void **state)
{
    struct attack_info info;
    struct page page = {"", 0};

    (void)state;
    assert_true(attack_db_info(by_hand(0), &info));
    assert_string_equal(info.attack_domain, "domain");
    assert_string_equal(info.attack_version, "version");
    assert_string_equal(info.input_sha256, "sha256");
    assert_string_equal(info.selection, "selection");
    assert_string_equal(info.attribution, "attribution");
    assert_int_equal(info.techniques, 4);
    assert_int_equal(info.events, 5);
    assert_int_equal(info.rows, 8);
    assert_int_equal(info.relationships, 2);
    assert_int_equal(info.data_components, 3);
    assert_int_equal(info.candidates_most, 2);
    assert_int_equal(info.conditions, 0);
    put_names(&page, "", attack_tactics(by_hand(0)));
    put_names(&page, " ", attack_platforms(by_hand(0)));
    put_names(&page, " ", attack_data_sources(by_hand(0)));
    assert_string_equal(page.text, "alpha+beta+ Linux+Windows+ file+process+");
}

static void gives_the_parts_of_a_technique(void **state)
{
    static const char *const components[] = {"file+process+", "file+", "", ""};
    static const char *const subtechniques[] = {"T1001.001+T1001.002+", "", "", ""};
    static const char *const parents[] = {NULL, "T1001", "T1001", NULL};
    static const char *const former_ids[] = {"", "T1001.007+", "", "T1003+T1003.001+"};

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (uint32_t i = 0; i < TECHNIQUES; i++) {
            const struct attack_db *db = by_hand(layout);
            struct attack_technique technique, other;
            struct attack_data_component component;
            struct attack_former_id former;
            struct page page = {"", 0};

            assert_true(attack_technique_at(db, i, &technique));
            for (struct attack_data_component_iterator all = attack_technique_data_components(db, &technique);
                 attack_data_component_next(&all, &component);)
                put(&page, component.data_source, "+");
            assert_string_equal(page.text, components[i]);
            page.length = 0;
            page.text[0] = '\0';
            for (struct attack_technique_iterator all = attack_technique_subtechniques(db, &technique);
                 attack_technique_next(&all, &other);)
                put(&page, other.id, "+");
            assert_string_equal(page.text, subtechniques[i]);
            assert_int_equal(attack_technique_parent(db, &technique, &other), parents[i] != NULL);
            assert_text(other.id, parents[i]);
            page.length = 0;
            page.text[0] = '\0';
            for (struct attack_former_id_iterator all = attack_technique_former_ids(db, &technique);
                 attack_former_id_next(&all, &former);)
                put(&page, former.id, "+");
            assert_string_equal(page.text, former_ids[i]);
            assert_string_equal(former.id, "");
        }
}

static void gives_the_parts_of_an_event(void **state)
{
    static const char *const filters[] = {"", "Kind=Yes More=1 ", "", "", ""};
    static const char *const techniques[] = {"", "T1001+T1001.001+", "T1001+T1001.001+", "T1001+", "T1002+"};

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (uint32_t i = 0; i < EVENTS; i++) {
            const struct attack_db *db = by_hand(layout);
            struct attack_technique technique;
            struct attack_filter filter;
            struct attack_event event;
            struct page page = {"", 0};

            assert_true(attack_event_at(db, i, &event));
            assert_text(event.audit_category, i == 1 || i == 3 ? "Category" : NULL);
            assert_text(event.audit_sub_category, i == 1 || i == 3 ? "Sub" : NULL);
            assert_text(event.platform, i == 0 ? NULL : i == 1 || i == 3 ? "Windows" : "Linux");
            for (struct attack_filter_iterator all = attack_event_filters(db, &event);
                 attack_filter_next(&all, &filter);) {
                put(&page, filter.field, "=");
                put(&page, filter.value, " ");
            }
            assert_string_equal(page.text, filters[i]);
            page.length = 0;
            page.text[0] = '\0';
            for (struct attack_technique_iterator all = attack_event_techniques(db, &event);
                 attack_technique_next(&all, &technique);)
                put(&page, technique.id, "+");
            assert_string_equal(page.text, techniques[i]);
        }
}

static void says_what_a_technique_of_an_event_rests_on(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        const struct attack_db *db = by_hand(layout);
        struct attack_technique technique;
        struct attack_event event;
        struct attack_row row;
        uint32_t direct = 0;

        for (uint32_t e = 0; attack_event_at(db, e, &event); e++)
            for (uint32_t t = 0; attack_technique_at(db, t, &technique); t++) {
                enum attack_kind kind = ATTACK_RULE;

                assert_int_equal(attack_event_kind(db, &event, &technique, &kind), attack_score(db, t, e) != 0);
                if (attack_score(db, t, e))
                    assert_int_equal(kind, e == 1 && t == 1 ? ATTACK_DIRECT : ATTACK_CANDIDATE);
                else
                    assert_int_equal(kind, ATTACK_RULE);
                assert_false(attack_event_kind(db, &event, &technique, NULL));
            }
        for (uint32_t e = 0; attack_event_at(db, e, &event); e++)
            for (struct attack_technique_iterator all = attack_event_techniques(db, &event);
                 attack_technique_next(&all, &technique);)
                assert_int_equal(all.kind, e == 1 && technique.index == 1 ? ATTACK_DIRECT : ATTACK_CANDIDATE);
        for (struct attack_row_iterator rows = attack_rows(db); attack_row_next(&rows, &row);) {
            assert_int_equal(row.kind, direct == 0 && row.event.index == 3 ? ATTACK_DIRECT : ATTACK_CANDIDATE);
            direct += row.kind == ATTACK_DIRECT;
        }
        assert_int_equal(direct, 1);
    }
}

static void says_what_became_of_an_id(void **state)
{
    static const struct {
        const char *id;
        enum attack_retirement retirement;
        const char *successor;
    } cases[] = {
        {"T0999", ATTACK_DEPRECATED, NULL},      {"T1001.007", ATTACK_REVOKED, "T1001.001"},
        {"T1003", ATTACK_REVOKED, "T1002"},      {"T1003.001", ATTACK_REVOKED, "T1002"},
        {"T1001", ATTACK_NOT_RETIRED, NULL},     {"T1003.000", ATTACK_NOT_RETIRED, NULL},
        {"T1003.002", ATTACK_NOT_RETIRED, NULL}, {"t1003", ATTACK_NOT_RETIRED, NULL},
        {"T1003x001", ATTACK_NOT_RETIRED, NULL}, {"T1003.00/", ATTACK_NOT_RETIRED, NULL},
        {"T1003.0", ATTACK_NOT_RETIRED, NULL},   {"T10:3", ATTACK_NOT_RETIRED, NULL},
        {"", ATTACK_NOT_RETIRED, NULL},
    };

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
            struct attack_technique successor;
            size_t length = strlen(cases[i].id);

            assert_int_equal(attack_technique_successor(by_hand(layout), cases[i].id, length, &successor),
                             cases[i].retirement);
            assert_text(successor.id, cases[i].successor);
            assert_int_equal(attack_technique_successor(by_hand(layout), cases[i].id, length, NULL),
                             cases[i].retirement);
        }
    assert_int_equal(attack_technique_successor(by_hand(0), NULL, 5, NULL), ATTACK_NOT_RETIRED);
    assert_int_equal(attack_technique_successor(NULL, "T1003", 5, NULL), ATTACK_NOT_RETIRED);
}

static void lists_the_retired_ids(void **state)
{
    static const char *const ids[] = {"T0999", "T1001.007", "T1003", "T1003.001"};
    enum { RETIRED = sizeof ids / sizeof *ids };
    struct attack_former_id retired;

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        assert_int_equal(attack_retired_count(by_hand(layout)), RETIRED);
        for (uint32_t i = 0; i < RETIRED; i++) {
            assert_true(attack_retired_at(by_hand(layout), i, &retired));
            assert_string_equal(retired.id, ids[i]);
        }
        assert_false(attack_retired_at(by_hand(layout), RETIRED, &retired));
        assert_string_equal(retired.id, "");
        assert_false(attack_retired_at(by_hand(layout), 0, NULL));
    }
    assert_int_equal(attack_retired_count(NULL), 0);
    assert_false(attack_retired_at(NULL, 0, &retired));
}

static void finds_events_by_an_alias(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        const struct attack_db *db = by_hand(layout);
        struct attack_event_iterator events = attack_events_find(db, "TEN-alias", 9);
        struct attack_event event;

        assert_true(attack_event_next(&events, &event));
        assert_int_equal(event.index, 1);
        assert_true(attack_event_next(&events, &event));
        assert_int_equal(event.index, 2);
        assert_false(attack_event_next(&events, &event));
        events = attack_events_find_channel(db, "log/a", 5, "alias-z", 7);
        assert_false(attack_event_next(&events, &event)); /* its event is in no channel */
        events = attack_events_find(db, "ALIAS-Z", 7);
        assert_true(attack_event_next(&events, &event));
        assert_string_equal(event.id, "abcdefgh-Zz");
        events = attack_events_find(db, "alias", 5);
        assert_false(attack_event_next(&events, &event));
        events = attack_events_find(db, "zz", 2);
        assert_false(attack_event_next(&events, &event));
    }
}

/* ---- Nothing ----------------------------------------------------------------------------------------------------- */

static void takes_a_view_that_is_not_there_for_a_miss(void **state)
{
    const struct attack_db *db = by_hand(0);
    struct attack_technique technique;
    struct attack_event event;
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_technique_iterator techniques;
    struct attack_data_component_iterator components;
    struct attack_event_iterator events = attack_events_find(db, "10", 2);
    struct attack_filter_iterator filters;

    (void)state;
    assert_true(attack_technique_at(db, 0, &technique));
    assert_true(attack_event_at(db, 1, &event));
    techniques = attack_event_techniques(db, &event);
    components = attack_technique_data_components(db, &technique);
    filters = attack_event_filters(db, &event);
    assert_false(attack_db_info(db, NULL));
    assert_false(attack_data_component_at(db, 0, NULL));
    assert_false(attack_relationship_at(db, 0, NULL));
    assert_false(attack_technique_find(db, "T1001", 5, NULL));
    assert_false(attack_technique_at(db, 0, NULL));
    assert_false(attack_technique_parent(db, &technique, NULL));
    assert_false(attack_technique_next(&techniques, NULL));
    assert_false(attack_row_next(&rows, NULL));
    assert_false(attack_data_component_next(&components, NULL));
    assert_false(attack_event_next(&events, NULL));
    assert_false(attack_event_at(db, 0, NULL));
    assert_false(attack_filter_next(&filters, NULL));
    assert_true(attack_technique_next(&techniques, &technique)); /* it did not move on */
    assert_string_equal(technique.id, "T1001");
}

#define FILLED(type, name)                                                                                             \
    struct type name;                                                                                                  \
    memset(&(name), 0x5a, sizeof(name))

static void makes_a_view_empty_where_an_iterator_is_not_there(void **state)
{
    FILLED(attack_technique, technique);
    FILLED(attack_data_component, component);
    FILLED(attack_event, event);
    FILLED(attack_filter, filter);
    FILLED(attack_row, row);

    (void)state;
    assert_null(attack_name_next(NULL));
    assert_false(attack_technique_next(NULL, &technique));
    assert_no_technique(&technique);
    assert_false(attack_data_component_next(NULL, &component));
    assert_no_component(&component);
    assert_false(attack_event_next(NULL, &event));
    assert_no_event(&event);
    assert_false(attack_filter_next(NULL, &filter));
    assert_null(filter.field);
    assert_null(filter.value);
    assert_false(attack_row_next(NULL, &row));
    assert_no_technique(&row.technique);
    assert_no_component(&row.data_component);
    assert_no_relationship(&row.relationship);
    assert_no_event(&row.event);
    memset(&row, 0x5a, sizeof row);
    assert_false(attack_row_next_of(NULL, NULL, 0, &row));
    assert_no_event(&row.event);
}

static void fills_a_row_without_parts_with_none(void **state)
{
    FILLED(attack_row, row);
    struct attack_technique technique;

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        struct attack_row_iterator rows;

        assert_true(attack_technique_at(by_hand(layout), 0, &technique));
        rows = attack_technique_rows(by_hand(layout), &technique);
        for (int i = 0; i < 3; i++) {
            memset(&row, 0x5a, sizeof row);
            assert_true(attack_row_next(&rows, &row));
        }
        assert_int_equal(row.data_component.index, 0);
        assert_no_relationship(&row.relationship);
        assert_no_event(&row.event);
        assert_true(attack_technique_at(by_hand(layout), 3, &technique));
        rows = attack_technique_rows(by_hand(layout), &technique);
        memset(&row, 0x5a, sizeof row);
        assert_true(attack_row_next(&rows, &row));
        assert_no_component(&row.data_component);
        assert_int_equal(row.event.index, 4);
        assert_false(attack_row_next(&rows, &row));
        assert_false(attack_row_next(&rows, &row));
    }
}

static void misses_past_the_last(const struct attack_db *db, uint32_t techniques, uint32_t components,
                                 uint32_t relationships, uint32_t events)
{
    uint32_t past[] = {0, 1, UINT32_MAX};

    for (size_t i = 0; i < sizeof past / sizeof *past; i++) {
        bool last = past[i] == UINT32_MAX;
        FILLED(attack_technique, technique);
        FILLED(attack_data_component, component);
        FILLED(attack_relationship, relationship);
        FILLED(attack_event, event);

        assert_false(attack_technique_at(db, last ? past[i] : techniques + past[i], &technique));
        assert_no_technique(&technique);
        assert_false(attack_data_component_at(db, last ? past[i] : components + past[i], &component));
        assert_no_component(&component);
        assert_false(attack_relationship_at(db, last ? past[i] : relationships + past[i], &relationship));
        assert_no_relationship(&relationship);
        assert_false(attack_event_at(db, last ? past[i] : events + past[i], &event));
        assert_no_event(&event);
    }
}

static void misses_what_is_past_the_last(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        misses_past_the_last(by_hand(layout), 4, 3, 2, 5);
}

static void assert_holds_nothing(const struct attack_db *db)
{
    FILLED(attack_info, info);
    FILLED(attack_technique, technique);
    FILLED(attack_row, row);
    FILLED(attack_event, event);
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_event_iterator events = attack_events_find(db, "10", 2);
    struct attack_name_iterator lists[] = {attack_tactics(db), attack_platforms(db), attack_data_sources(db)};
    struct attack_log_event logged = {.number = 10, .provider = ATTACK_TEXT("Alpha")};
    union attack_scratch scratch[64];
    struct attack_answer answer;
    FILLED(attack_result, result);
    uint32_t found[2] = {7, 7}, zero = 0, scores[TECHNIQUES] = {0};
    struct attack_set set = {found, 1};

    misses_past_the_last(db, 0, 0, 0, 0);
    assert_false(attack_db_info(db, &info));
    assert_null(info.attack_domain);
    assert_null(info.attack_version);
    assert_null(info.input_sha256);
    assert_null(info.selection);
    assert_null(info.attribution);
    assert_int_equal(info.techniques + info.events + info.rows + info.relationships + info.data_components, 0);
    assert_int_equal(info.candidates_most + info.conditions, 0);
    assert_int_equal(attack_technique_count(db) + attack_event_count(db), 0);
    assert_int_equal(attack_data_component_count(db) + attack_relationship_count(db), 0);
    for (size_t i = 0; i < 3; i++)
        assert_null(attack_name_next(&lists[i]));
    assert_false(attack_technique_find(db, "T1001", 5, &technique));
    assert_no_technique(&technique);
    assert_false(attack_row_next(&rows, &row));
    assert_false(attack_event_next(&events, &event));
    assert_int_equal(attack_candidates(db, &logged, found, 2), 0);
    assert_int_equal(attack_scratch_size(db), 0);
    assert_int_equal(attack_match(db, &logged, scratch, sizeof scratch, &zero, 1, found), 0);
    assert_int_equal(attack_answers(db, &logged, scratch, sizeof scratch, &answer, 1, &result), 0);
    assert_int_equal(result.reason, ATTACK_NO_SCRATCH);
    assert_int_equal(result.events + result.conditions + result.unknown + result.is_cut_short, 0);
    assert_false(attack_missing_field(scratch, &zero, found));
    assert_int_equal(attack_field_count(db), 0);
    assert_null(attack_field_name(db, 0));
    assert_false(attack_event_has_condition(db, &event));
    assert_int_equal(attack_score(db, 0, 0), 0);
    attack_scores_add(db, 0, scores);
    assert_int_equal(attack_scores_best(db, scores, found, 2), 0);
    attack_set_add_techniques_of(set, db, &zero, 1);
    assert_int_equal(attack_set_add_family(set, db, "T1001", 5), 0);
    assert_int_equal(attack_set_add_tactic(set, db, "alpha", 5), 0);
    assert_int_equal(attack_set_add_platform(set, db, "Linux", 5), 0);
    assert_int_equal(attack_set_add_data_component(set, db, "file access", 11), 0);
    assert_int_equal(found[0], 7);
    assert_true(attack_technique_at(by_hand(0), 0, &technique));
    assert_int_equal(attack_technique_coverage(db, &technique, set, set).data_components, 0);
    lists[0] = attack_technique_tactics(db, &technique);
    assert_null(attack_name_next(&lists[0]));
}

static void holds_nothing_without_a_mapping_or_with_one_of_another_layout(void **state)
{
    (void)state;
    assert_holds_nothing(NULL);
    for (int layout = 0; layout < LAYOUTS; layout++) {
        struct attack_db *db = changed_by_hand(layout);

        db->layout = ATTACK_TABLES_LAYOUT - 1;
        assert_holds_nothing(db);
        db->layout = ATTACK_TABLES_LAYOUT + 1;
        assert_holds_nothing(db);
    }
}

static void an_iterator_stops_where_the_mapping_is_of_another_layout(void **state)
{
    struct attack_db *db = changed_by_hand(0);
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_event_iterator events = attack_events_find(db, "10", 2);
    struct attack_event event;
    struct attack_row row;

    (void)state;
    db->layout++;
    assert_false(attack_row_next(&rows, &row));
    assert_no_technique(&row.technique);
    assert_false(attack_event_next(&events, &event));
    assert_no_event(&event);
}

static void gives_nothing_of_a_view_that_holds_nothing(void **state)
{
    const struct attack_db *db = by_hand(0);
    struct attack_technique technique = {.id = NULL}, parent;
    struct attack_event event = {.id = NULL};
    struct attack_row row;
    uint32_t words[1] = {UINT32_MAX};
    struct attack_set all = {words, 1};

    (void)state;
    for (int view = 0; view < 3; view++) {
        struct attack_technique *shown = view ? &technique : NULL;
        struct attack_event *seen = view ? &event : NULL;
        struct attack_name_iterator names;
        struct attack_data_component_iterator components;
        struct attack_row_iterator rows;
        struct attack_technique_iterator techniques;
        struct attack_filter_iterator filters;
        struct attack_former_id_iterator former_ids;
        enum attack_kind kind;
        struct attack_former_id former;
        struct attack_data_component component;
        struct attack_filter filter;

        assert_false(attack_technique_at(db, TECHNIQUES, &technique));
        assert_false(attack_event_at(db, EVENTS, &event));
        if (view == 2) { /* a view of another, larger mapping */
            technique.index = TECHNIQUES;
            technique.is_subtechnique = true;
            technique.id = "T1001.001";
            event.index = EVENTS;
        }
        names = attack_technique_tactics(db, shown);
        assert_null(attack_name_next(&names));
        names = attack_technique_platforms(db, shown);
        assert_null(attack_name_next(&names));
        components = attack_technique_data_components(db, shown);
        assert_false(attack_data_component_next(&components, &component));
        rows = attack_technique_rows(db, shown);
        assert_false(attack_row_next(&rows, &row));
        techniques = attack_technique_subtechniques(db, shown);
        assert_false(attack_technique_next(&techniques, &parent));
        assert_false(attack_technique_parent(db, shown, &parent));
        assert_no_technique(&parent);
        former_ids = attack_technique_former_ids(db, shown);
        assert_false(attack_former_id_next(&former_ids, &former));
        assert_false(attack_event_kind(db, seen, shown, &kind));
        assert_int_equal(attack_technique_coverage(db, shown, all, all).data_components, 0);
        techniques = attack_event_techniques(db, seen);
        assert_false(attack_technique_next(&techniques, &parent));
        filters = attack_event_filters(db, seen);
        assert_false(attack_filter_next(&filters, &filter));
    }
}

/* ---- Numbers ----------------------------------------------------------------------------------------------------- */

static struct attack_name_iterator list_of(struct attack_db *db, const uint8_t *bytes, uint32_t size)
{
    db->lists = bytes;
    db->list_bytes = size;
    db->tactics = 1;
    return attack_tactics(db);
}

static void reads_numbers_of_every_length(void **state)
{
    static const uint8_t sizes[][8] = {{0, 1, 0x05},
                                       {0, 1, 0x85, 0x00},
                                       {0, 1, 0x85, 0x80, 0x00},
                                       {0, 1, 0x85, 0x80, 0x80, 0x80, 0x00},
                                       {0, 0x81, 0x80, 0x80, 0x80, 0x00, 0x05}};
    static const uint8_t large[] = {0, 0xff, 0xff, 0xff, 0xff, 0x0f, 0x85, 0x01, 0x80, 0x80, 0x04};
    static const uint8_t endless[] = {0, 0xff, 0xff, 0xff, 0xff, 0xff, 0x03};
    struct attack_db *db = changed_by_hand(0);
    struct attack_name_iterator names;

    (void)state;
    for (size_t i = 0; i < sizeof sizes / sizeof *sizes; i++) {
        names = list_of(db, sizes[i], sizeof sizes[i]);
        assert_int_equal(names.left, 1);
        assert_ptr_equal(attack_name_next(&names), db->strings + 5);
        assert_null(attack_name_next(&names));
    }
    names = list_of(db, large, sizeof large);
    assert_int_equal(names.left, UINT32_MAX);
    assert_ptr_equal(attack_name_next(&names), db->strings + 133);
    assert_int_equal(names.left, UINT32_MAX - 1);
    assert_ptr_equal(attack_name_next(&names), db->strings + 65536);
    names = list_of(db, endless, sizeof endless);
    assert_int_equal(names.at, 6); /* numbers of more than 32 bits are not read further */
    assert_ptr_equal(attack_name_next(&names), db->strings + 3);
}

static void takes_no_list_past_the_last_byte(void **state)
{
    static const uint8_t bytes[] = {0, 1, 5};
    struct attack_db *db = changed_by_hand(0);
    struct attack_name_iterator names;

    (void)state;
    list_of(db, bytes, sizeof bytes);
    db->tactics = 3;
    names = attack_tactics(db);
    assert_null(attack_name_next(&names));
    db->tactics = 2; /* the last byte is one */
    names = attack_tactics(db);
    assert_int_equal(names.left, 5);
}

/* ---- Keys -------------------------------------------------------------------------------------------------------- */

static uint32_t first_event(const struct attack_db *db, const char *id, size_t length)
{
    char *key = exact(id, length);
    struct attack_event_iterator events = attack_events_find(db, key, length);
    struct attack_event event;
    bool found = attack_event_next(&events, &event);

    free(key);
    return found ? event.index : ATTACK_NONE;
}

static void finds_an_event_by_all_bytes_of_its_id(void **state)
{
    static const struct {
        const char *id;
        size_t length;
        uint32_t event;
    } keys[] = {
        {"10", 2, 1},
        {"1", 1, ATTACK_NONE},
        {"100", 3, ATTACK_NONE},
        {"1\0", 2, ATTACK_NONE},
        {"10\0", 3, ATTACK_NONE},
        {"", 0, ATTACK_NONE},
        {"\0", 1, ATTACK_NONE},
        {"4294967295", 10, 3},
        {"4294967294", 10, ATTACK_NONE},
        {"4294967296", 10, ATTACK_NONE},
        {"5294967295", 10, ATTACK_NONE},
        {"3294967295", 10, ATTACK_NONE},
        {"42949672950", 11, ATTACK_NONE},
        {"429496729", 9, ATTACK_NONE},
        {"abcdefgh-Zz", 11, 4},
        {"ABCDEFGH-ZZ", 11, 4},
        {"abcdefgh-zZ", 11, 4},
        {"abcdefgh-Z", 10, ATTACK_NONE},
        {"abcdefgh", 8, ATTACK_NONE},
        {"abcdefgh-Zzz", 12, ATTACK_NONE},
        {"abcdefgh\rZz", 11, ATTACK_NONE},
        {"\x81"
         "bcdefgh-Zz",
         11, ATTACK_NONE},
        {"abcdefgh-Z\xfa", 11, ATTACK_NONE},
        {"abcdefgh-Z[", 11, ATTACK_NONE},
        {"abcdefgh-Z{", 11, ATTACK_NONE},
        {"abcdefgh-[z", 11, ATTACK_NONE},
        {"bbcdefgh-Zz", 11, ATTACK_NONE},
        {"abcdefg", 7, ATTACK_NONE},
        {"zzzzzzzzzzzzzzzzzzz", 19, ATTACK_NONE},
        {"/", 1, ATTACK_NONE},
        {"\xff", 1, ATTACK_NONE},
        {"abcdefgh-Zz\0", 12, ATTACK_NONE},
    };

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
            assert_int_equal(first_event(by_hand(layout), keys[i].id, keys[i].length), keys[i].event);
}

static char lower_case(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* Eight bytes at a time or one: each byte counts, with all its bits. */
static void finds_an_event_by_no_id_with_another_byte(void **state)
{
    static const char id[] = "abcdefgh-Zz";
    char key[sizeof id];

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (size_t i = 0; i < sizeof id - 1; i++)
            for (int byte = 0; byte < 256; byte++) {
                memcpy(key, id, sizeof id);
                key[i] = (char)byte;
                assert_int_equal(first_event(by_hand(layout), key, sizeof id - 1),
                                 lower_case(key[i]) == lower_case(id[i]) ? 4u : ATTACK_NONE);
            }
}

static void finds_a_technique_by_all_bytes_of_its_id(void **state)
{
    static const char *const keys[] = {"T1001", "T1001.001", "T1001.002", "T1002"};
    struct attack_technique technique;

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++)
        for (uint32_t i = 0; i < TECHNIQUES; i++) {
            size_t length = strlen(keys[i]);
            char *key = exact(keys[i], length);

            assert_true(attack_technique_find(by_hand(layout), key, length, &technique));
            assert_int_equal(technique.index, i);
            assert_int_equal(technique.is_subtechnique, length == 9);
            for (size_t at = 0; at < length; at++)
                for (int bit = 0; bit < 8; bit++) {
                    uint32_t other = 0;

                    key[at] = (char)(key[at] ^ 1 << bit);
                    while (other < TECHNIQUES &&
                           (strlen(keys[other]) != length || memcmp(keys[other], key, length) != 0))
                        other++;
                    assert_int_equal(attack_technique_find(by_hand(layout), key, length, &technique),
                                     other < TECHNIQUES);
                    assert_int_equal(technique.index, other < TECHNIQUES ? other : ATTACK_NONE);
                    key[at] = (char)(key[at] ^ 1 << bit);
                }
            free(key);
            assert_false(attack_technique_find(by_hand(layout), NULL, length, &technique));
            for (size_t wrong = 0; wrong < 12; wrong++)
                if (wrong != 5 && wrong != 9) {
                    key = exact("T1001.001xyz", wrong);
                    assert_false(attack_technique_find(by_hand(layout), key, wrong, &technique));
                    free(key);
                }
        }
}

static void finds_numbers_as_they_are_written(void **state)
{
    struct attack_event_iterator events;
    struct attack_event event;

    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        static const uint32_t misses[] = {0, 1, 9, 11, 100, 4294967294u, 429496729};
        const struct attack_db *db = by_hand(layout);

        events = attack_events_find_number(db, UINT32_MAX);
        assert_true(attack_event_next(&events, &event));
        assert_int_equal(event.index, 3);
        assert_false(attack_event_next(&events, &event));
        assert_false(attack_event_next(&events, &event));
        events = attack_events_find_number(db, 10);
        assert_true(attack_event_next(&events, &event));
        assert_int_equal(event.index, 1);
        assert_true(attack_event_next(&events, &event));
        assert_int_equal(event.index, 2);
        assert_false(attack_event_next(&events, &event));
        for (size_t i = 0; i < sizeof misses / sizeof *misses; i++) {
            events = attack_events_find_number(db, misses[i]);
            assert_false(attack_event_next(&events, &event));
        }
    }
}

/* A key of an id, its NUL, and what follows it in the texts: eight bytes at a time, all would be equal. */
static void compares_no_bytes_behind_the_end_of_an_id(void **state)
{
    static const char more[] = "94967295\0behind it";
    struct attack_db *db = changed_by_hand(0);
    uint16_t cells[EVENTS * EVENT_CELLS];
    uint32_t end = db->string_bytes;
    char *strings = calloc(1, end + sizeof more + ATTACK_STRING_PADDING);
    struct attack_event_iterator events;
    struct attack_event event;

    (void)state;
    assert_non_null(strings);
    memcpy(strings, db->strings, end);
    memcpy(strings + end, more, sizeof more);
    memcpy(cells, db->events, sizeof cells);
    cells[3 * EVENT_CELLS + EVENT_ID] = (uint16_t)end;
    db->events = cells;
    db->strings = strings;
    db->string_bytes = end + (uint32_t)sizeof more + ATTACK_STRING_PADDING;
    events = attack_events_find(db, more, 8);
    assert_true(attack_event_next(&events, &event));
    assert_int_equal(event.index, 3);
    for (size_t length = 9; length < sizeof more; length++) {
        events = attack_events_find(db, more, length);
        assert_false(attack_event_next(&events, &event));
    }
    free(strings);
}

/* The id of the second and third event becomes "0", the end of "10". */
static void finds_the_number_zero(void **state)
{
    struct attack_db *db = changed_by_hand(0);
    uint16_t cells[EVENTS * EVENT_CELLS];
    struct attack_event_iterator events;
    struct attack_event event;

    (void)state;
    memcpy(cells, db->events, sizeof cells);
    cells[1 * EVENT_CELLS + EVENT_ID]++;
    cells[2 * EVENT_CELLS + EVENT_ID]++;
    db->events = cells;
    events = attack_events_find_number(db, 0);
    assert_true(attack_event_next(&events, &event));
    assert_int_equal(event.index, 1);
    assert_string_equal(event.id, "0");
    assert_true(attack_event_next(&events, &event));
    assert_false(attack_event_next(&events, &event));
}

static uint32_t only_event(struct attack_event_iterator events)
{
    struct attack_event event;
    uint32_t found = ATTACK_NONE;

    if (attack_event_next(&events, &event))
        found = event.index;
    assert_false(attack_event_next(&events, &event));
    return found;
}

static void finds_the_events_of_a_log(void **state)
{
    (void)state;
    for (int layout = 0; layout < LAYOUTS; layout++) {
        const struct attack_db *db = by_hand(layout);

        assert_int_equal(only_event(attack_events_find_provider(db, "ALPHA", 5, "10", 2)), 1);
        assert_int_equal(only_event(attack_events_find_provider(db, "Sysmon", 6, "10", 2)), 2);
        assert_int_equal(only_event(attack_events_find_provider_number(db, "Sysmon", 6, 10)), 2);
        assert_int_equal(only_event(attack_events_find_channel(db, "log/a", 5, "10", 2)), 1);
        assert_int_equal(only_event(attack_events_find_channel_number(db, "log/a", 5, 10)), 1);
        assert_int_equal(only_event(attack_events_find_channel(db, "Alpha", 5, "10", 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "log/a", 5, "10", 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "", 0, "10", 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, NULL, 5, "10", 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "Alpha", 5, NULL, 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "Alpha", 5, "10", 0)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "Alph", 4, "10", 2)), ATTACK_NONE);
        assert_int_equal(only_event(attack_events_find_provider(db, "Alphaa", 6, "10", 2)), ATTACK_NONE);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_rows_that_were_laid_out),
        cmocka_unit_test(gives_what_the_mapping_is),
        cmocka_unit_test(gives_the_parts_of_a_technique),
        cmocka_unit_test(gives_the_parts_of_an_event),
        cmocka_unit_test(says_what_a_technique_of_an_event_rests_on),
        cmocka_unit_test(says_what_became_of_an_id),
        cmocka_unit_test(lists_the_retired_ids),
        cmocka_unit_test(finds_events_by_an_alias),
        cmocka_unit_test(takes_a_view_that_is_not_there_for_a_miss),
        cmocka_unit_test(makes_a_view_empty_where_an_iterator_is_not_there),
        cmocka_unit_test(fills_a_row_without_parts_with_none),
        cmocka_unit_test(misses_what_is_past_the_last),
        cmocka_unit_test(holds_nothing_without_a_mapping_or_with_one_of_another_layout),
        cmocka_unit_test(an_iterator_stops_where_the_mapping_is_of_another_layout),
        cmocka_unit_test(gives_nothing_of_a_view_that_holds_nothing),
        cmocka_unit_test(reads_numbers_of_every_length),
        cmocka_unit_test(takes_no_list_past_the_last_byte),
        cmocka_unit_test(finds_an_event_by_all_bytes_of_its_id),
        cmocka_unit_test(finds_an_event_by_no_id_with_another_byte),
        cmocka_unit_test(finds_a_technique_by_all_bytes_of_its_id),
        cmocka_unit_test(finds_numbers_as_they_are_written),
        cmocka_unit_test(finds_the_number_zero),
        cmocka_unit_test(compares_no_bytes_behind_the_end_of_an_id),
        cmocka_unit_test(finds_the_events_of_a_log),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
