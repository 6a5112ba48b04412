/* SPDX-License-Identifier: MIT
 *
 * Rows, and the techniques selected by tactic, platform or data component.
 */
#include "differential.h"
#include "observed.h"

#include <stdlib.h>
#include <string.h>

void gives_the_rows_that_the_model_reads(void **state)
{
    const struct naive_rows *expected = &matching.model.mapping.rows;
    struct attack_rows rows = attack_rows(matching.db);
    struct attack_row row;

    (void)state;
    for (size_t i = 0; i < expected->count; i++) {
        static struct observed observed;

        assert_true(attack_rows_next(&rows, &row));
        observe_row(matching.db, &row, &observed);
        assert_columns("a row", &expected->row[i], &observed, 0, NAIVE_FILTER_IN);
        assert_int_equal(row.technique.index, matching.model.technique_of_row[i]);
        differential.compared++;
    }
    assert_false(attack_rows_next(&rows, &row));
}

typedef uint32_t select_by(struct attack_set set, const struct attack_db *db, const char *name, size_t length);

/* A selection, and its names in the naive reader: for technique i, an array names[i] and its length. */
struct selection {
    select_by *select;
    char ***names;
    size_t *counts;
};

static bool is_selected(const struct selection *selection, size_t technique, struct model_text name)
{
    for (size_t i = 0; i < selection->counts[technique]; i++)
        if (model_equal(name, selection->names[technique][i]))
            return true;
    return false;
}

static void try_selection(const char *key, size_t length, const void *context)
{
    const struct selection *selection = context;
    struct attack_set set = {room_for(matching.sizes.technique_words), matching.sizes.technique_words};
    struct model_text name = {key, length};
    uint32_t said, expected = 0;

    attack_set_clear(set);
    said = selection->select(set, matching.db, key, length);
    for (uint32_t i = 0; i < matching.model.mapping.techniques.count; i++) {
        bool is = is_selected(selection, i, name);

        expected += is;
        if (attack_set_has(set, i) != is)
            fail_msg("'%.*s': technique %lu is%s selected", (int)length, key, (unsigned long)i, is ? " not" : "");
    }
    assert_int_equal(said, expected);
    free(set.words);
    differential.compared++;
}

static void add_name(struct selection *selection, size_t technique, const char *name, size_t length)
{
    size_t *count = &selection->counts[technique];
    char **names = realloc(selection->names[technique], (*count + 1) * sizeof *names);

    assert_non_null(names);
    selection->names[technique] = names;
    names[*count] = calloc(length + 1, 1);
    assert_non_null(names[*count]);
    memcpy(names[(*count)++], name, length);
}

static void add_list(struct selection *selection, size_t technique, const char *list)
{
    while (list) {
        const char *end = strchr(list, ',');

        add_name(selection, technique, list, end ? (size_t)(end - list) : strlen(list));
        list = end ? end + 1 : NULL;
    }
}

/* Selections by the lists in this column of the techniques. */
static void fill(struct selection *selection, int column)
{
    const struct naive_rows *components = &matching.model.mapping.components;

    for (size_t i = 0; i < matching.model.mapping.techniques.count; i++) {
        if (column != NAIVE_DATA_COMPONENT)
            add_list(selection, i, model_technique_text(&matching.model, i, column));
        for (size_t k = 0; column == NAIVE_DATA_COMPONENT && k < components->count; k++)
            if (components->row[k].field[column] &&
                naive_same(components->row[k].field[NAIVE_TECHNIQUE_ID],
                           model_technique_text(&matching.model, i, NAIVE_TECHNIQUE_ID)))
                add_name(selection, i, components->row[k].field[column], strlen(components->row[k].field[column]));
    }
}

/* Whether neither an earlier technique nor an earlier element of this one has the name. */
static bool is_new(const struct selection *selection, size_t technique, size_t name)
{
    for (size_t i = 0; i <= technique; i++)
        for (size_t k = 0; k < (i < technique ? selection->counts[i] : name); k++)
            if (strcmp(selection->names[i][k], selection->names[technique][name]) == 0)
                return false;
    return true;
}

static void try_column(select_by *select, int column)
{
    size_t count = matching.model.mapping.techniques.count;
    struct selection selection = {select, calloc(count + 1, sizeof *selection.names),
                                  calloc(count + 1, sizeof *selection.counts)};

    assert_true(selection.names && selection.counts);
    fill(&selection, column);
    for (size_t i = 0; i < count; i++)
        for (size_t k = 0; k < selection.counts[i]; k++)
            if (is_new(&selection, i, k))
                try_near(selection.names[i][k], try_selection, &selection);
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; k < selection.counts[i]; k++)
            free(selection.names[i][k]);
        free(selection.names[i]);
    }
    free(selection.names);
    free(selection.counts);
}

void selects_what_the_model_selects_near_every_name(void **state)
{
    (void)state;
    try_column(attack_set_add_tactic, NAIVE_TACTIC);
    try_column(attack_set_add_platform, NAIVE_PLATFORM);
    try_column(attack_set_add_data_component, NAIVE_DATA_COMPONENT);
}
