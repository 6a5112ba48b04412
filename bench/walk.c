/* SPDX-License-Identifier: MIT
 *
 * Iterates over all rows with every field decoded, compared with a plain array of structs of pointers. That array takes
 * megabytes of RAM and must be filled first; nothing can be faster.
 */
#include "attack_events_builtin.h"
#include "timing.h"

#include <stdio.h>
#include <stdlib.h>

static unsigned long add_row(const struct attack_row *row)
{
    const void *fields[] = {
        row->technique.id,        row->technique.name,    row->data_component.name,  row->data_component.data_source,
        row->relationship.id,     row->relationship.name, row->relationship.source,  row->relationship.relationship,
        row->relationship.target, row->event.id,          row->event.name,           row->event.platform,
        row->event.channel,       row->event.provider,    row->event.audit_category, row->event.audit_sub_category};
    unsigned long sum = 0;

    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
        sum += (unsigned long)(size_t)fields[i];
    return sum + row->technique.variant + row->event.index;
}

static unsigned long walk_tables(const void *data, size_t operations)
{
    const struct attack_db *db = data;
    struct attack_row_iterator rows = attack_rows(db);
    struct attack_row row;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations && attack_row_next(&rows, &row); i++)
        sum += add_row(&row);
    return sum;
}

struct array {
    struct attack_row *rows;
};

static unsigned long walk_array(const void *data, size_t operations)
{
    const struct array *array = data;
    unsigned long sum = 0;

    for (size_t i = 0; i < operations; i++)
        sum += add_row(&array->rows[i]);
    return sum;
}

int main(void)
{
    const struct attack_db *db = attack_events_builtin();
    struct attack_info info;
    struct attack_row_iterator rows = attack_rows(db);
    struct array array;
    struct contestant contestants[] = {{"array of structs of pointers", walk_array, &array},
                                       {"attack_row_next", walk_tables, db}};

    attack_db_info(db, &info);
    array.rows = malloc(info.rows * sizeof *array.rows);
    for (uint32_t i = 0; i < info.rows; i++)
        attack_row_next(&rows, &array.rows[i]);
    printf("%lu rows; as an array %lu KiB of RAM\n", (unsigned long)info.rows,
           (unsigned long)(info.rows * sizeof *array.rows / 1024));
    compare("a row, every field decoded", contestants, 2, info.rows);
    free(array.rows);
    return 0;
}
