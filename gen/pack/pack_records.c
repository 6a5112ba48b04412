/* SPDX-License-Identifier: MIT
 *
 * The records of each table. It knows the layout and neither YAML nor C.
 */
#include "packing.h"

#include "host/order.h"

#include <stdlib.h>
#include <string.h>

void add_record(struct packing *packing, enum table table, const uint32_t *record)
{
    for (unsigned i = 0; i < table_shapes[table].cells; i++)
        /* NOLINTNEXTLINE(clang-analyzer-core.CallAndMessage): it does not know how many cells a record has. */
        numbers_add(packing->arena, &packing->packed->cells[table], record[i]);
}

/* Packs the lists of tactics and platforms before all other lists, the most frequent first. Every technique stores the
 * positions of two, and small numbers take fewer bytes. */
static void pack_naming_lists(struct packing *packing)
{
    const struct model *model = packing->model;
    size_t count = model->lists.count;
    uint32_t *uses = arena_allocate(packing->arena, count * sizeof *uses);
    const struct used *sorted;

    for (size_t i = 0; i < packing->techniques.count; i++) {
        const struct technique *technique = &model->techniques[packing->techniques.sorted[i].number];

        uses[model_naming(model, technique->naming)->tactics]++;
        uses[model_naming(model, technique->naming)->platforms]++;
    }
    sorted = sort_by_uses(packing->arena, uses, count);
    for (size_t i = 0; i < count && sorted[i].uses; i++)
        pack_text_list(packing, sorted[i].number);
}

static void pack_techniques(struct packing *packing)
{
    const struct model *model = packing->model;
    struct numbers body = {NULL, 0, 0};

    for (size_t i = 0; i < packing->techniques.count; i++) {
        const struct technique *technique = &model->techniques[packing->techniques.sorted[i].number];
        const struct naming *naming = model_naming(model, technique->naming);
        const struct numbers *mine = &packing->technique_runs[i];
        uint32_t record[TECHNIQUE_CELLS];
        size_t length;
        const char *text = technique_text(packing, packing->techniques.sorted[i].number, &length);

        body.count = 0;
        numbers_add(packing->arena, &body, pack_text_list(packing, naming->tactics));
        numbers_add(packing->arena, &body, pack_text_list(packing, naming->platforms));
        numbers_add(packing->arena, &body, (uint32_t)mine->count);
        for (size_t r = 0; r < mine->count; r++)
            numbers_add(packing->arena, &body, packing->run_position[mine->items[r]]);
        record[TECHNIQUE_TEXT] = strings_offset(&packing->packed->strings, text, length);
        record[TECHNIQUE_BODY] = lists_add(&packing->packed->lists, body.items, body.count);
        add_record(packing, TABLE_TECHNIQUES, record);
    }
}

static void pack_variants(struct packing *packing)
{
    for (size_t i = 0; i < packing->variants.count; i += 3) {
        const struct naming *naming = model_naming(packing->model, packing->variants.items[i + 2]);
        uint32_t record[VARIANT_CELLS];

        record[VARIANT_TECHNIQUE] = packing->variants.items[i];
        record[VARIANT_RUN] = packing->variants.items[i + 1];
        record[VARIANT_NAME] = offset_of(packing, naming->technique);
        record[VARIANT_TACTICS] = pack_text_list(packing, naming->tactics);
        record[VARIANT_PLATFORMS] = pack_text_list(packing, naming->platforms);
        add_record(packing, TABLE_VARIANTS, record);
    }
}

static void pack_components(struct packing *packing)
{
    for (size_t i = 0; i < packing->components.count; i++) {
        const struct component *component = model_component(packing->model, packing->components.sorted[i].number);
        uint32_t record[COMPONENT_CELLS];

        record[COMPONENT_SOURCE] = offset_of(packing, component->source);
        record[COMPONENT_NAME] = offset_of(packing, component->name);
        add_record(packing, TABLE_COMPONENTS, record);
    }
}

static void pack_relationships(struct packing *packing)
{
    for (size_t i = 0; i < packing->relationships.count; i++) {
        const struct relationship *relationship =
            model_relationship(packing->model, packing->relationships.sorted[i].number);
        uint32_t record[RELATIONSHIP_CELLS];

        record[RELATIONSHIP_ID] = offset_of(packing, relationship->id);
        record[RELATIONSHIP_NAME] = offset_of(packing, relationship->name);
        record[RELATIONSHIP_SOURCE] = offset_of(packing, relationship->source);
        record[RELATIONSHIP_RELATIONSHIP] = offset_of(packing, relationship->relationship);
        record[RELATIONSHIP_TARGET] = offset_of(packing, relationship->target);
        add_record(packing, TABLE_RELATIONSHIPS, record);
    }
}

static int compare_retired(const void *one, const void *other)
{
    const uint32_t *mine = one, *theirs = other;

    return order_of_pairs(mine[RETIRED_NUMBER], theirs[RETIRED_NUMBER], mine[RETIRED_SUB_NUMBER],
                          theirs[RETIRED_SUB_NUMBER]);
}

/* Packs the retired ids whose successor is in the mapping; those without a successor only with the whole mapping. */
static void pack_retired(struct packing *packing)
{
    const struct model *model = packing->model;
    struct numbers *cells = &packing->packed->cells[TABLE_RETIRED];

    for (uint32_t i = 0; i < model->technique_ids.count; i++) {
        const struct technique *technique = &model->techniques[i];
        const char *id = model_text_at(model, technique->id);
        uint32_t record[RETIRED_CELLS], successor = 0;
        bool has_successor = model_find_technique(model, technique->revoked_by, &successor);

        if (!technique->is_retired || (has_successor ? !packing->techniques.has[successor] : model->is_subset))
            continue;
        record[RETIRED_NUMBER] = (uint32_t)strtoul(id + 1, NULL, 10);
        record[RETIRED_SUB_NUMBER] = id[5] ? (uint32_t)strtoul(id + 6, NULL, 10) : 0;
        record[RETIRED_SUCCESSOR] = has_successor ? packing->techniques.position[successor] + 1 : 0;
        add_record(packing, TABLE_RETIRED, record);
    }
    if (cells->count)
        qsort(cells->items, cells->count / RETIRED_CELLS, RETIRED_CELLS * sizeof *cells->items, compare_retired);
}

/* Packs the distinct texts of many lists as one sorted list. */
static uint32_t pack_distinct(struct packing *packing, const struct numbers *all)
{
    const struct model *model = packing->model;
    struct keyed *sorted = arena_allocate(packing->arena, all->count * sizeof *sorted);
    struct numbers distinct = {NULL, 0, 0};

    for (size_t i = 0; i < all->count; i++) {
        sorted[i].key = model_text_at(model, all->items[i]);
        sorted[i].number = all->items[i];
    }
    qsort(sorted, all->count, sizeof *sorted, compare_keys);
    for (size_t i = 0; i < all->count; i++)
        if (sorted[i].number != ABSENT && (i == 0 || sorted[i].number != sorted[i - 1].number))
            numbers_add(packing->arena, &distinct, sorted[i].number);
    return pack_texts(packing, distinct.items, distinct.count);
}

static void add_list(struct packing *packing, struct numbers *all, uint32_t list)
{
    size_t count;
    const uint32_t *texts = model_list_at(packing->model, list, &count);

    for (size_t i = 0; i < count; i++)
        numbers_add(packing->arena, all, texts[i]);
}

static void pack_names(struct packing *packing)
{
    const struct model *model = packing->model;
    struct numbers tactics = {NULL, 0, 0}, platforms = {NULL, 0, 0}, sources = {NULL, 0, 0};

    for (size_t i = 0; i < packing->namings.count; i++) {
        const struct naming *naming = model_naming(model, packing->namings.sorted[i].number);

        add_list(packing, &tactics, naming->tactics);
        add_list(packing, &platforms, naming->platforms);
    }
    for (size_t i = 0; i < packing->components.count; i++)
        numbers_add(packing->arena, &sources, model_component(model, packing->components.sorted[i].number)->source);
    packing->packed->tactics = pack_distinct(packing, &tactics);
    packing->packed->platforms = pack_distinct(packing, &platforms);
    packing->packed->data_sources = pack_distinct(packing, &sources);
}

static bool needs_wide_cells(const struct packed *packed)
{
    for (enum table table = 0; table < TABLES; table++)
        for (size_t i = 0; i < packed->cells[table].count; i++)
            if (packed->cells[table].items[i] > UINT16_MAX)
                return true;
    return packed_count(packed, TABLE_TECHNIQUES) >= UINT16_MAX || packed_count(packed, TABLE_EVENTS) >= UINT16_MAX;
}

void pack_tables(const struct model *model, const char *sha256, const char *selection, struct packed *packed)
{
    struct packing packing = {.model = model, .arena = model->arena, .packed = packed};

    memset(packed, 0, sizeof *packed);
    packed->gperf_version = "";
    packing.fields.arena = model->arena;
    strings_init(&packed->strings, model->arena);
    lists_init(&packed->lists, model->arena);
    order_parts(&packing);
    order_rows(&packing);
    make_runs(&packing);
    pack_strings(&packing, sha256, selection);
    pack_naming_lists(&packing);
    pack_runs(&packing);
    pack_techniques(&packing);
    pack_variants(&packing);
    pack_components(&packing);
    pack_relationships(&packing);
    pack_events(&packing);
    pack_conditions(&packing);
    pack_rules(&packing);
    pack_aliases(&packing);
    pack_names(&packing);
    pack_retired(&packing);
    pack_bounds(&packing);
    packed->wide = needs_wide_cells(packed);
    packed->rows = packing.rows;
    packed->first_row = packing.first_row;
    packed->technique_numbers = arena_allocate(model->arena, packing.techniques.count * sizeof(uint32_t));
    for (size_t i = 0; i < packing.techniques.count; i++)
        packed->technique_numbers[i] = packing.techniques.sorted[i].number;
    for (size_t i = 0; i < model->row_count; i++)
        packed->row_count += !model->rows[i].without_row;
}
