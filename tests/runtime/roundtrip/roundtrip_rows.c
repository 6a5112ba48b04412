/* SPDX-License-Identifier: MIT
 *
 * Round trip of the rows, of the lists of the whole mapping, and of attack_db_info().
 */
#define _POSIX_C_SOURCE 200809L /* popen */

#include "roundtrip.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Each part of a row that has an index is equal to the part at that index. */
static void assert_indexes(const struct attack_row *row, const struct observed *observed, const char *what)
{
    struct observed again = {0};
    struct attack_technique technique;
    struct attack_data_component component;
    struct attack_relationship relationship;
    struct attack_event event;

    assert_true(attack_technique_at(roundtrip.db, row->technique.index, &technique));
    assert_string_equal(technique.id, row->technique.id);
    if (row->data_component.data_source || row->data_component.name) {
        assert_true(attack_data_component_at(roundtrip.db, row->data_component.index, &component));
        observe_component(&component, &again);
        assert_columns(what, &observed->row, &again, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT);
    }
    assert_int_equal(attack_relationship_at(roundtrip.db, row->relationship.index, &relationship),
                     row->relationship.index != ATTACK_NONE);
    observe_relationship(&relationship, &again);
    assert_columns(what, &observed->row, &again, NAIVE_RELATIONSHIP_ID, NAIVE_TARGET);
    assert_int_equal(attack_event_at(roundtrip.db, row->event.index, &event), row->event.index != ATTACK_NONE);
    observe_event(roundtrip.db, &event, &again);
    assert_columns(what, &observed->row, &again, NAIVE_EVENT_ID, NAIVE_FILTER_IN);
}

/* Walks rows, which must be the naive ones from first to end - 1. */
static void assert_rows(struct attack_row_iterator rows, size_t first, size_t end)
{
    struct attack_row row;
    struct observed observed = {0};
    char what[64];

    for (size_t i = first; i < end; i++) {
        const struct naive_row *expected = &roundtrip.naive.rows.row[i];

        snprintf(what, sizeof what, "row %zu, of %s", i, expected->field[NAIVE_TECHNIQUE_ID]);
        if (!attack_row_next(&rows, &row))
            fail_msg("%s: there is no such row", what);
        observe_row(roundtrip.db, &row, &observed);
        assert_columns(what, expected, &observed, 0, NAIVE_COLUMNS - 1);
        assert_indexes(&row, &observed, what);
    }
    assert_false(attack_row_next(&rows, &row));
    assert_false(attack_row_next(&rows, &row));
}

void gives_back_every_row_in_order(void **state)
{
    (void)state;
    assert_rows(attack_rows(roundtrip.db), 0, roundtrip.naive.rows.count);
}

void gives_back_the_rows_of_each_technique(void **state)
{
    const struct naive_rows *rows = &roundtrip.naive.rows;
    struct attack_technique technique;
    size_t first = 0;

    (void)state;
    for (uint32_t i = 0; attack_technique_at(roundtrip.db, i, &technique); i++) {
        size_t end = first;

        while (end < rows->count && strcmp(rows->row[end].field[NAIVE_TECHNIQUE_ID], technique.id) == 0)
            end++;
        assert_rows(attack_technique_rows(roundtrip.db, &technique), first, end);
        first = end;
    }
    assert_int_equal(first, rows->count);
}

void walks_a_copied_iterator_again(void **state)
{
    struct attack_row_iterator rows = attack_rows(roundtrip.db), copy;
    size_t half = roundtrip.naive.rows.count / 2;
    struct attack_row row;

    (void)state;
    for (size_t i = 0; i < half; i++)
        assert_true(attack_row_next(&rows, &row));
    copy = rows;
    assert_rows(rows, half, roundtrip.naive.rows.count);
    assert_rows(copy, half, roundtrip.naive.rows.count);
}

/* Writes the SHA-256 of the joined files, computed by another program. */
static void hash_files(char digits[65])
{
    char command[4096] = "cat";
    FILE *pipe;

    for (size_t i = 0; i < roundtrip_file_count; i++) {
        assert_null(strchr(roundtrip_files[i], '\''));
        assert_true(strlen(command) + strlen(roundtrip_files[i]) + 64 < sizeof command);
        strcat(strcat(strcat(command, " '"), roundtrip_files[i]), "'");
    }
    strcat(command, " | { sha256sum || shasum -a 256; } 2>/dev/null");
    pipe = popen(command, "r"); /* NOLINT(cert-env33-c): the command is a constant of this test */
    assert_non_null(pipe);
    assert_int_equal(fscanf(pipe, "%64[0-9a-f]", digits), 1);
    assert_int_equal(pclose(pipe), 0);
}

static size_t count_distinct(const struct naive_rows *rows, int first, int last)
{
    size_t count;

    free(naive_distinct(rows, first, last, &count));
    return count;
}

void says_what_data_it_holds(void **state)
{
    struct attack_info info;
    char digits[65];

    (void)state;
    assert_true(attack_db_info(roundtrip.db, &info));
    assert_int_equal(info.rows, roundtrip.naive.rows.count);
    assert_int_equal(info.techniques, roundtrip.naive.techniques.count);
    assert_int_equal(info.events, roundtrip.event_count);
    assert_int_equal(info.relationships, count_distinct(&roundtrip.naive.rows, NAIVE_RELATIONSHIP_ID, NAIVE_TARGET));
    assert_int_equal(info.data_components,
                     count_distinct(&roundtrip.naive.components, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT));
    assert_true(naive_same(info.attack_domain, roundtrip.naive.attack_domain));
    assert_true(naive_same(info.attack_version, roundtrip.naive.attack_version));
    assert_null(info.selection);
    assert_non_null(info.attribution);
    assert_non_null(strstr(info.attribution, "The MITRE Corporation"));
    hash_files(digits);
    assert_non_null(info.input_sha256);
    assert_string_equal(info.input_sha256, digits);
}

static void assert_names(const char *what, struct attack_name_iterator found, const struct naive_rows *rows, int column)
{
    struct names expected = names_in_column(rows, column);

    assert_true(expected.count > 0);
    for (size_t i = 0; i < expected.count; i++) {
        const char *name = attack_name_next(&found);

        if (!naive_same(name, expected.name[i]))
            fail_msg("%s: found '%s', expected '%s'", what, name ? name : "(end)", expected.name[i]);
    }
    assert_null(attack_name_next(&found));
    assert_null(attack_name_next(&found));
    free_names(&expected);
}

void lists_every_tactic_platform_and_data_source_once(void **state)
{
    (void)state;
    assert_names("tactics", attack_tactics(roundtrip.db), &roundtrip.naive.techniques, NAIVE_TACTIC);
    assert_names("platforms", attack_platforms(roundtrip.db), &roundtrip.naive.techniques, NAIVE_PLATFORM);
    assert_names("data sources", attack_data_sources(roundtrip.db), &roundtrip.naive.components, NAIVE_DATA_SOURCE);
}

static int compare_components(const void *a, const void *b)
{
    const struct naive_row *one = *(const struct naive_row *const *)a, *other = *(const struct naive_row *const *)b;

    for (int i = NAIVE_DATA_SOURCE; i <= NAIVE_DATA_COMPONENT; i++) {
        const char *mine = one->field[i] ? one->field[i] : "", *others = other->field[i] ? other->field[i] : "";
        int order = strcmp(mine, others);

        if (order)
            return order;
    }
    return 0;
}

void lists_every_data_component_once(void **state)
{
    size_t count;
    const struct naive_row **expected =
        naive_distinct(&roundtrip.naive.components, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT, &count);
    struct attack_data_component component;
    struct observed observed = {0};

    (void)state;
    qsort(expected, count, sizeof *expected, compare_components);
    assert_int_equal(attack_data_component_count(roundtrip.db), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(attack_data_component_at(roundtrip.db, i, &component));
        assert_int_equal(component.index, i);
        observe_component(&component, &observed);
        assert_columns("data component", expected[i], &observed, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT);
    }
    assert_false(attack_data_component_at(roundtrip.db, (uint32_t)count, &component));
    free(expected);
}

void lists_every_relationship_once_in_order(void **state)
{
    size_t count;
    const struct naive_row **expected =
        naive_distinct(&roundtrip.naive.rows, NAIVE_RELATIONSHIP_ID, NAIVE_TARGET, &count);
    struct attack_relationship relationship;
    struct observed observed = {0};

    (void)state;
    assert_int_equal(attack_relationship_count(roundtrip.db), count);
    for (uint32_t i = 0; i < count; i++) {
        assert_true(attack_relationship_at(roundtrip.db, i, &relationship));
        assert_int_equal(relationship.index, i);
        observe_relationship(&relationship, &observed);
        assert_columns("relationship", expected[i], &observed, NAIVE_RELATIONSHIP_ID, NAIVE_TARGET);
    }
    assert_false(attack_relationship_at(roundtrip.db, (uint32_t)count, &relationship));
    free(expected);
}
