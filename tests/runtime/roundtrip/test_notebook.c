/* SPDX-License-Identifier: MIT
 *
 * Compares the rows that the notebook prints, which are in a fixture, with the mapping that it used. Compiled with
 * MAPPING_FUNCTION, MAPPING_HEADER and NOTEBOOK_ROWS (the path of the fixture).
 */
#include "attack_events.h"
#include "naive.h"
#include "observed.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { HEAD_ROWS = 5, LSASS_ROWS = 29, LINE_BYTES = 1024 };

static struct naive_rows notebook;

/* Splits a line into its columns, in place. An empty column is absent. Returns how many there are. */
static int cut_line(char *line, const char *field[NAIVE_FIELDS])
{
    int count = 0;

    line[strcspn(line, "\r\n")] = '\0';
    while (line && count < NAIVE_COLUMNS) {
        char *tab = strchr(line, '\t');

        if (tab)
            *tab++ = '\0';
        field[count++] = *line ? line : NULL;
        line = tab;
    }
    return line ? NAIVE_COLUMNS + 1 : count;
}

static int set_up(void **state)
{
    char line[LINE_BYTES];
    bool header = true, good = true;
    FILE *file = fopen(NOTEBOOK_ROWS, "rb");

    (void)state;
    if (!file)
        return -1;
    for (; fgets(line, sizeof line, file); header = false) {
        struct naive_row row = {{NULL}, notebook.count};

        good = good && cut_line(line, row.field) == NAIVE_COLUMNS;
        for (int i = 0; header && i < NAIVE_COLUMNS; i++)
            good = good && naive_same(row.field[i], naive_column_names[i]);
        if (!header)
            naive_add(&notebook, &row);
    }
    fclose(file);
    return good && notebook.count == HEAD_ROWS + LSASS_ROWS ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    naive_rows_free(&notebook);
    return 0;
}

/* Checks that the technique's first rows are the notebook's from `first` on. Returns the iterator behind them. */
static struct attack_row_iterator assert_rows(const char *id, size_t first, size_t count)
{
    const struct attack_db *db = MAPPING_FUNCTION();
    struct attack_technique technique;
    struct attack_row_iterator rows;
    struct attack_row row;
    struct observed observed = {0};
    char what[64];

    assert_true(attack_technique_find(db, id, strlen(id), &technique));
    rows = attack_technique_rows(db, &technique);
    for (size_t i = first; i < first + count; i++) {
        snprintf(what, sizeof what, "%s, row %zu of the notebook", id, i);
        assert_true(attack_row_next(&rows, &row));
        observe_row(db, &row, &observed);
        assert_columns(what, &notebook.row[i], &observed, 0, NAIVE_COLUMNS - 1);
    }
    return rows;
}

static void gives_the_rows_of_code_signing_policy_modification_that_head_shows(void **state)
{
    struct attack_row_iterator rows = assert_rows("T1553.006", 0, HEAD_ROWS);
    struct attack_row row;

    (void)state;
    assert_true(attack_row_next(&rows, &row)); /* the notebook prints only the first five */
}

static void gives_exactly_the_rows_of_lsass_memory_in_order(void **state)
{
    struct attack_row_iterator rows = assert_rows("T1003.001", HEAD_ROWS, LSASS_ROWS);
    struct attack_row row;

    (void)state;
    assert_false(attack_row_next(&rows, &row));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_the_rows_of_code_signing_policy_modification_that_head_shows),
        cmocka_unit_test(gives_exactly_the_rows_of_lsass_memory_in_order),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
