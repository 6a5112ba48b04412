/* SPDX-License-Identifier: MIT */
#include "retire.h"

/* What the mapping says of a technique. */
struct said {
    uint32_t rows, components;
};

static void count_said(struct model *model, struct said *said)
{
    for (size_t i = 0; i < model->row_count; i++)
        said[model->rows[i].technique].rows++;
    for (size_t i = 0; i < model->technique_entry_count; i++) {
        const struct technique_entry *entry = &model->technique_entries[i];
        size_t count;

        model_list_at(model, entry->components, &count);
        said[entry->technique].components += (uint32_t)count;
    }
}

/* Follows revoked techniques to the last. Returns its number; `technique_ids.count` if that is not in the mapping, or,
 * having reported it, if there is no last one. */
static uint32_t last_successor(struct model *model, uint32_t number)
{
    const struct technique *first = &model->techniques[number];
    size_t none = model->technique_ids.count;

    for (size_t steps = 0; model->techniques[number].revoked_by != ABSENT; steps++) {
        if (steps == none) {
            report_error(model->diagnostics, first->place, "%s is revoked by %s, and that one in the end by itself",
                         model_text_at(model, first->id), model_text_at(model, first->revoked_by));
            return (uint32_t)none;
        }
        if (!model_find_technique(model, model->techniques[number].revoked_by, &number))
            return (uint32_t)none;
    }
    return number;
}

static const char *what_is_said(const struct said *said)
{
    return said->rows ? counted(said->rows, "row") : counted(said->components, "data component");
}

/* Retires a technique. Returns the number of its successor; `technique_ids.count` if it has none. */
static uint32_t retire(struct model *model, uint32_t number, const struct said *said)
{
    struct technique *technique = &model->techniques[number];
    const char *id = model_text_at(model, technique->id), *by = model_text_at(model, technique->revoked_by);
    uint32_t none = (uint32_t)model->technique_ids.count, successor = none;
    bool has_content = said->rows || said->components;

    if (technique->revoked_by != ABSENT) {
        unsigned errors = model->diagnostics->errors;

        successor = last_successor(model, number);
        if (successor == none && model->diagnostics->errors == errors)
            report_warning(model->diagnostics, technique->place, "%s is revoked by %s, which is not in the mapping%s",
                           id, by, has_content ? "; it stays a technique" : "");
        if (successor == none && has_content)
            return none;
        if (successor != none && model->techniques[successor].is_deprecated)
            successor = none;
    }
    technique->is_retired = true;
    if (has_content && successor == none)
        report_warning(model->diagnostics, technique->place, "%s is deprecated; dropped: %s", id, what_is_said(said));
    else if (has_content)
        report_warning(model->diagnostics, technique->place, "%s is revoked by %s, which gets what it has: %s", id,
                       model_text_at(model, model->techniques[successor].id), what_is_said(said));
    return successor;
}

/* Moves the rows of each technique to its successor; drops those of one without. Rows may become equal by that, so all
 * are added again. */
static void move_rows(struct model *model, const uint32_t *successors)
{
    const struct row *rows = model->rows;
    size_t count = model->row_count;

    model->rows = NULL;
    model->row_count = model->row_capacity = model->full_row_count = 0;
    model->row_keys = (struct interner){.arena = model->arena};
    for (size_t i = 0; i < count; i++) {
        struct row row = rows[i];

        if (model->techniques[row.technique].is_retired) {
            row.technique = successors[row.technique];
            if (row.technique == model->technique_ids.count)
                continue;
            row.naming = model->techniques[row.technique].naming;
        }
        model_add_row(model, &row);
    }
}

static void move_entries(struct model *model, const uint32_t *successors)
{
    size_t kept = 0;

    for (size_t i = 0; i < model->technique_entry_count; i++) {
        struct technique_entry entry = model->technique_entries[i];

        if (model->techniques[entry.technique].is_retired) {
            entry.technique = successors[entry.technique];
            if (entry.technique == model->technique_ids.count)
                continue;
            entry.naming = model->techniques[entry.technique].naming;
        }
        model->technique_entries[kept++] = entry;
    }
    model->technique_entry_count = kept;
}

void retire_techniques(struct model *model)
{
    size_t count = model->technique_ids.count;
    struct said *said = arena_allocate(model->arena, count * sizeof *said);
    uint32_t *successors = arena_allocate(model->arena, count * sizeof *successors);
    bool any = false, moves_rows = false;

    count_said(model, said);
    for (uint32_t i = 0; i < count; i++) {
        const struct technique *technique = &model->techniques[i];

        if (technique->revoked_by == ABSENT && !technique->is_deprecated)
            continue;
        successors[i] = retire(model, i, &said[i]);
        any = any || technique->is_retired;
        moves_rows = moves_rows || (technique->is_retired && said[i].rows);
    }
    if (!any)
        return;
    for (uint32_t i = 0; i < count; i++) /* the chains are not needed any more */
        if (model->techniques[i].is_retired)
            model->techniques[i].revoked_by = successors[i] < count ? model->techniques[successors[i]].id : ABSENT;
    if (moves_rows)
        move_rows(model, successors);
    move_entries(model, successors);
}
