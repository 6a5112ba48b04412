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

/* The end of a chain of revoked techniques is the last technique + 1, or one of these. */
#define UNKNOWN 0u
#define MISSING (UINT32_MAX - 1) /* it is not in the mapping */
#define CIRCLE UINT32_MAX

/* Follows a revoked technique to the end of its chain, and notes that end for each technique on the way, so that all
 * chains together take one walk. Returns that end. */
static uint32_t find_end(const struct model *model, uint32_t *ends, uint32_t number)
{
    uint32_t end = UNKNOWN, at = number;

    for (size_t steps = 0; end == UNKNOWN; steps++) {
        uint32_t revoked_by = model->techniques[at].revoked_by;

        if (ends[at] != UNKNOWN)
            end = ends[at];
        else if (revoked_by == ABSENT)
            end = at + 1;
        else if (steps == model->technique_ids.count)
            end = CIRCLE;
        else if (!model_find_technique(model, revoked_by, &at))
            end = MISSING;
    }
    for (at = number; model->techniques[at].revoked_by != ABSENT && ends[at] == UNKNOWN;) {
        ends[at] = end;
        if (!model_find_technique(model, model->techniques[at].revoked_by, &at))
            break;
    }
    return end;
}

static const char *what_is_said(const struct said *said)
{
    return said->rows ? counted(said->rows, "row") : counted(said->components, "data component");
}

/* Retires a technique. Returns the number of its successor; `technique_ids.count` if it has none. */
static uint32_t retire(struct model *model, uint32_t number, const struct said *said, uint32_t *ends)
{
    struct technique *technique = &model->techniques[number];
    const char *id = model_text_at(model, technique->id), *by = model_text_at(model, technique->revoked_by);
    uint32_t none = (uint32_t)model->technique_ids.count, successor = none;
    bool has_content = said->rows || said->components;

    if (technique->revoked_by != ABSENT) {
        uint32_t end = find_end(model, ends, number), next;

        if (end == CIRCLE)
            report_error(model->diagnostics, technique->place,
                         "%s is revoked by %s, and the successors go round in a circle", id, by);
        else if (end == MISSING)
            report_warning(model->diagnostics, technique->place, "%s is revoked by %s, %s in the mapping%s", id, by,
                           model_find_technique(model, technique->revoked_by, &next) ? "whose own successor is not"
                                                                                     : "which is not",
                           has_content ? "; it stays a technique" : "");
        if ((end == CIRCLE || end == MISSING) && has_content)
            return none;
        if (end != CIRCLE && end != MISSING && !model->techniques[end - 1].is_deprecated)
            successor = end - 1;
    }
    technique->is_retired = true;
    if (has_content && successor == none)
        report_warning(model->diagnostics, technique->place, "%s is deprecated; dropped: %s", id, what_is_said(said));
    else if (has_content)
        report_warning(model->diagnostics, technique->place, "%s is revoked by %s, which gets its %s", id,
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
    uint32_t *ends = arena_allocate(model->arena, count * sizeof *ends);
    bool any = false, moves_rows = false;

    count_said(model, said);
    for (uint32_t i = 0; i < count; i++) {
        const struct technique *technique = &model->techniques[i];

        if (technique->revoked_by == ABSENT && !technique->is_deprecated)
            continue;
        successors[i] = retire(model, i, &said[i], ends);
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
