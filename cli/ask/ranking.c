/* SPDX-License-Identifier: MIT
 *
 * Counts in one walk over the rows. Names are numbered beforehand, so that rows need no comparison of texts. Rows come
 * technique by technique, so the last technique seen with a unit says whether the pair is new.
 */
#include "ranking.h"

#include "event_names.h"
#include "host/order.h"
#include "print/value.h"
#include "text/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The state of a count. A unit is counted once for each technique: a data component if triples are counted, else the
 * item itself. */
struct tally {
    const struct attack_db *db;
    enum ranking_kind kind;
    bool triples;
    struct ranking_item *items; /* sorted by name, each once */
    size_t count;
    size_t *item_of;              /* position in `items` by the index of a data component or event; `count`: none */
    uint32_t *seen;               /* by unit: 1 + the technique that it was last seen with */
    struct attack_technique last; /* the technique whose names were counted last */
};

static int compare_names(const void *a, const void *b)
{
    return strcmp(((const struct ranking_item *)a)->name, ((const struct ranking_item *)b)->name);
}

static int compare_counts(const void *a, const void *b)
{
    const struct ranking_item *x = a, *y = b;

    return x->count != y->count ? order_of(y->count, x->count) : strcmp(x->name, y->name);
}

/* Returns the position of an item, or `count` if it has no name. */
static size_t find_item(const struct tally *tally, const char *name)
{
    struct ranking_item key = {name, 0};
    const struct ranking_item *found =
        name ? bsearch(&key, tally->items, tally->count, sizeof key, compare_names) : NULL;

    return found ? (size_t)(found - tally->items) : tally->count;
}

/* Returns the names of all data components by index; if data sources are ranked, the names of their sources. */
static const char **name_components(const struct attack_db *db, bool sources)
{
    const char **names = memory_resize(NULL, attack_data_component_count(db), sizeof *names);
    struct attack_data_component component;

    for (uint32_t i = 0; attack_data_component_at(db, i, &component); i++)
        names[i] = sources ? component.data_source : component.name;
    return names;
}

/* Makes one item for each distinct name, and numbers them. */
static void number_names(struct tally *tally, const char *const *names, size_t count)
{
    tally->items = memory_resize(NULL, count, sizeof *tally->items);
    tally->item_of = memory_resize(NULL, count, sizeof *tally->item_of);
    tally->seen = memory_zeros(count, sizeof *tally->seen);
    for (size_t i = 0; i < count; i++)
        if (names[i])
            tally->items[tally->count++] = (struct ranking_item){names[i], 0};
    tally->count = sort_distinct(tally->items, tally->count, sizeof *tally->items, compare_names);
    for (size_t i = 0; i < count; i++)
        tally->item_of[i] = find_item(tally, names[i]);
}

static void prepare(struct tally *tally, char **texts)
{
    const char **names = NULL;
    size_t count = 0;

    switch (tally->kind) {
    case RANKING_DATA_SOURCES:
    case RANKING_DATA_COMPONENTS:
        count = attack_data_component_count(tally->db);
        names = name_components(tally->db, tally->kind == RANKING_DATA_SOURCES);
        break;
    case RANKING_EVENTS:
        count = attack_event_count(tally->db);
        names = event_names(tally->db, texts);
        break;
    case RANKING_TACTICS:
        names = value_name_list(attack_tactics(tally->db), &count);
        break;
    case RANKING_PLATFORMS:
        names = value_name_list(attack_platforms(tally->db), &count);
        break;
    }
    number_names(tally, names, count);
    free(names);
}

static void count_item(struct tally *tally, size_t item, size_t unit, const struct attack_technique *technique)
{
    if (item == tally->count || tally->seen[unit] == technique->index + 1)
        return;
    tally->seen[unit] = technique->index + 1;
    tally->items[item].count++;
}

static void count_indexed(struct tally *tally, uint32_t index, const struct attack_technique *technique)
{
    size_t item = index == ATTACK_NONE ? tally->count : tally->item_of[index];

    count_item(tally, item, tally->triples ? index : item, technique);
}

static void count_names(struct tally *tally, struct attack_name_iterator names,
                        const struct attack_technique *technique)
{
    const char *name;

    if (technique->id == tally->last.id && technique->variant == tally->last.variant)
        return; /* it was counted with its first row */
    tally->last = *technique;
    while ((name = attack_name_next(&names)) != NULL) {
        size_t item = find_item(tally, name);

        count_item(tally, item, item, technique);
    }
}

static void count_row(struct tally *tally, const struct attack_row *row)
{
    switch (tally->kind) {
    case RANKING_DATA_SOURCES:
    case RANKING_DATA_COMPONENTS:
        count_indexed(tally, row->data_component.index, &row->technique);
        break;
    case RANKING_EVENTS:
        count_indexed(tally, row->event.index, &row->technique);
        break;
    case RANKING_TACTICS:
        count_names(tally, attack_technique_tactics(tally->db, &row->technique), &row->technique);
        break;
    case RANKING_PLATFORMS:
        count_names(tally, attack_technique_platforms(tally->db, &row->technique), &row->technique);
        break;
    }
}

static void count_rows(struct tally *tally, enum ranking_scope scope)
{
    struct attack_row_iterator rows = attack_rows(tally->db);
    struct attack_row row;
    size_t kept = 0;

    while (attack_row_next(&rows, &row))
        if (scope == RANKING_ALL || row.technique.is_subtechnique == (scope == RANKING_SUBTECHNIQUES))
            count_row(tally, &row);
    for (size_t i = 0; i < tally->count; i++)
        if (tally->items[i].count)
            tally->items[kept++] = tally->items[i];
    tally->count = kept;
    qsort(tally->items, kept, sizeof *tally->items, compare_counts);
}

void ranking_fill(const struct attack_db *db, enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by,
                  struct ranking *ranking)
{
    bool of_components = kind == RANKING_DATA_SOURCES || kind == RANKING_DATA_COMPONENTS;
    struct tally tally = {.db = db, .kind = kind, .triples = of_components && by == RANKING_BY_PAIRS};

    ranking->texts = NULL;
    prepare(&tally, &ranking->texts);
    count_rows(&tally, scope);
    ranking->items = tally.items;
    ranking->count = tally.count;
    free(tally.item_of);
    free(tally.seen);
}

void ranking_free(struct ranking *ranking)
{
    free(ranking->items);
    free(ranking->texts);
    memset(ranking, 0, sizeof *ranking);
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

const char *ranking_title(enum ranking_kind kind, enum ranking_scope scope)
{
    static const char *const titles[RANKING_KINDS][3] = {
        [RANKING_DATA_SOURCES] = {"Data sources of sub-techniques", "Data sources of techniques",
                                  "Data sources of techniques and sub-techniques"},
        [RANKING_DATA_COMPONENTS] = {"Data components of sub-techniques", "Data components of techniques",
                                     "Data components of techniques and sub-techniques"},
        [RANKING_EVENTS] = {"Events of sub-techniques", "Events of techniques",
                            "Events of techniques and sub-techniques"},
        [RANKING_TACTICS] = {"Tactics of sub-techniques", "Tactics of techniques",
                             "Tactics of techniques and sub-techniques"},
        [RANKING_PLATFORMS] = {"Platforms of sub-techniques", "Platforms of techniques",
                               "Platforms of techniques and sub-techniques"},
    };

    return titles[kind][scope];
}

const char *ranking_unit(enum ranking_kind kind, enum ranking_scope scope, enum ranking_by by)
{
    static const char *const triples[] = {"distinct sub-technique, data source and data component triples",
                                          "distinct technique, data source and data component triples",
                                          "distinct technique, data source and data component triples"};
    static const char *const techniques[] = {"distinct sub-techniques", "distinct techniques, sub-techniques left out",
                                             "distinct techniques and sub-techniques"};

    if (by == RANKING_BY_PAIRS && (kind == RANKING_DATA_SOURCES || kind == RANKING_DATA_COMPONENTS))
        return triples[scope];
    return techniques[scope];
}
