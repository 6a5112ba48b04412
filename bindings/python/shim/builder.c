/* SPDX-License-Identifier: MIT */
#include "builder.h"

#include <stdlib.h>

static void add(struct builder *builder, struct numbers *numbers, int32_t number)
{
    builder->has_failed = !numbers_add(numbers, number) || builder->has_failed;
}

void builder_text(struct builder *builder, const char *text)
{
    add(builder, &builder->codes, pool_add(&builder->pool, text));
}

void builder_item(struct builder *builder, const char *text)
{
    add(builder, &builder->items, pool_add(&builder->pool, text));
}

void builder_end_list(struct builder *builder)
{
    builder->has_failed = builder->has_failed || builder->items.count > INT32_MAX;
    add(builder, &builder->ends, (int32_t)builder->items.count);
}

static void add_names(struct builder *builder, struct attack_name_iterator names)
{
    const char *name;

    while ((name = attack_name_next(&names)))
        builder_item(builder, name);
    builder_end_list(builder);
}

void builder_technique(struct builder *builder, const struct attack_db *db, const struct attack_technique *technique)
{
    struct attack_former_id_iterator ids = attack_technique_former_ids(db, technique);
    struct attack_former_id former;

    builder_text(builder, technique->id);
    builder_text(builder, technique->name);
    add_names(builder, attack_technique_tactics(db, technique));
    add_names(builder, attack_technique_platforms(db, technique));
    while (attack_former_id_next(&ids, &former))
        builder_item(builder, former.id);
    builder_end_list(builder);
    builder->rows++;
}

struct python_table *builder_finish(struct builder *builder)
{
    struct python_table *table = builder->has_failed || builder->pool.has_failed ? NULL : calloc(1, sizeof *table);

    pool_free_index(&builder->pool);
    if (!table) {
        free(builder->pool.texts);
        free(builder->codes.all);
        free(builder->ends.all);
        free(builder->items.all);
        return NULL;
    }
    *table = (struct python_table){
        .rows = builder->rows,
        .text_columns = builder->rows ? (uint32_t)(builder->codes.count / builder->rows) : 0,
        .list_columns = builder->rows ? (uint32_t)(builder->ends.count / builder->rows) : 0,
        .codes = builder->codes.all,
        .ends = builder->ends.all,
        .items = builder->items.all,
        .texts = builder->pool.texts,
        .text_bytes = builder->pool.used,
        .text_count = (uint32_t)builder->pool.count,
    };
    return table;
}

void attack_python_table_free(struct python_table *table)
{
    if (!table)
        return;
    free(table->codes);
    free(table->ends);
    free(table->items);
    free(table->texts);
    free(table);
}
