/* SPDX-License-Identifier: MIT
 *
 * The join: OSSEM-DM's relationships with the techniques of its flat mapping give that mapping's rows again, and the
 * rows for clouds that OSSEM-DM's own script misses. Compiled with MAPPING_FUNCTION and MAPPING_HEADER (the joined
 * mapping), FLAT_FILE, FLAT_ROWS and CLOUD_ROWS.
 */
#include "attack_events.h"
#include "naive.h"
#include "observed.h"

#include "cmocka_test.h"

#include MAPPING_HEADER

#include <stdlib.h>
#include <string.h>

static struct naive_rows joined;
static struct naive_mapping flat;

static int set_up(void **state)
{
    static const char *const paths[] = {FLAT_FILE};
    struct attack_row_iterator rows = attack_rows(MAPPING_FUNCTION());
    struct attack_row row;
    struct observed observed;

    (void)state;
    memset(&observed, 0, sizeof observed);
    while (attack_row_next(&rows, &row)) {
        observe_row(MAPPING_FUNCTION(), &row, &observed);
        naive_add(&joined, &observed.row);
    }
    return naive_read(&flat, paths, 1) ? 0 : -1;
}

static int tear_down(void **state)
{
    (void)state;
    naive_rows_free(&joined);
    naive_free(&flat);
    return 0;
}

static int compare_rows(const void *a, const void *b)
{
    const struct naive_row *one = a, *other = b;

    for (int i = 0; i < NAIVE_COLUMNS; i++) {
        const char *mine = one->field[i] ? one->field[i] : "", *others = other->field[i] ? other->field[i] : "";
        int order = strcmp(mine, others);

        if (order)
            return order;
    }
    return 0;
}

static void fail_with(const char *what, const struct naive_row *row)
{
    fail_msg("%s: %s, %s, %s, event %s on %s", what, row->field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_DATA_COMPONENT],
             row->field[NAIVE_RELATIONSHIP_ID], row->field[NAIVE_EVENT_ID], row->field[NAIVE_EVENT_PLATFORM]);
}

static void gives_every_row_of_the_flat_mapping_and_only_cloud_rows_more(void **state)
{
    size_t at = 0, cloud = 0;

    (void)state;
    assert_int_equal(flat.rows.count, FLAT_ROWS);
    assert_int_equal(joined.count, FLAT_ROWS + CLOUD_ROWS);
    qsort(joined.row, joined.count, sizeof *joined.row, compare_rows);
    qsort(flat.rows.row, flat.rows.count, sizeof *flat.rows.row, compare_rows);
    for (size_t i = 0; i < joined.count; i++) {
        const struct naive_row *row = &joined.row[i];
        int order = at < flat.rows.count ? compare_rows(row, &flat.rows.row[at]) : -1;

        if (order > 0)
            fail_with("the join lacks a row", &flat.rows.row[at]);
        if (order < 0 && !naive_same(row->field[NAIVE_EVENT_PLATFORM], "aws"))
            fail_with("the join has a row that the flat mapping lacks", row);
        if (order < 0)
            cloud++;
        else
            at++;
    }
    assert_int_equal(at, flat.rows.count);
    assert_int_equal(cloud, CLOUD_ROWS);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(gives_every_row_of_the_flat_mapping_and_only_cloud_rows_more),
    };

    return cmocka_run_group_tests(tests, set_up, tear_down);
}
