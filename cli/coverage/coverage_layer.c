/* SPDX-License-Identifier: MIT
 *
 * Scores and colours techniques by what is collected, and names in their comments what is missing.
 */
#include "coverage_layer.h"

#include "print/layer_drawing.h"
#include "uncollected.h"

#include <stdio.h>

static const char *const coverage_gradient[] = {"#e06666", "#ffe599", "#93c47d", NULL};

static const struct layer_legend coverage_legend[] = {
    {"covered: an event of every data component is collected", "#93c47d"},
    {"partly covered", "#ffe599"},
    {"not covered", "#e06666"},
};

static const char *color_of(struct attack_coverage coverage)
{
    if (coverage.covered == coverage.data_components)
        return coverage_legend[0].color;
    return coverage_legend[coverage.covered ? 1 : 2].color;
}

static void comment_on_coverage(struct cell *comment, struct attack_coverage coverage,
                                const struct uncollected *missing)
{
    struct value names = value_texts(missing->names, missing->count);
    char counts[64];

    snprintf(counts, sizeof counts, "%lu of %lu data component%s covered", (unsigned long)coverage.covered,
             (unsigned long)coverage.data_components, coverage.data_components == 1 ? "" : "s");
    cell_add(comment, counts);
    cell_add(comment, missing->count ? "; missing: " : NULL);
    cell_add_value(comment, &names);
}

static void add_coverage(struct layer_drawing *drawing, const struct attack_technique *technique,
                         const struct scope *scope, struct uncollected *missing)
{
    struct cell *comment = &drawing->comments[technique->index];
    struct attack_coverage coverage;

    uncollected_fill(missing, drawing->db, technique, scope->events, scope->collected);
    coverage = missing->coverage;
    if (!coverage.data_components) {
        cell_add(comment, "no event could be collected");
        layer_drawing_add(drawing, technique->index, LAYER_UNSCORED, NULL);
        return;
    }
    comment_on_coverage(comment, coverage, missing);
    layer_drawing_add(drawing, technique->index, coverage.covered * LAYER_PERCENT / coverage.data_components,
                      color_of(coverage));
}

enum exit_status coverage_layer_write(const struct attack_db *db, const struct scope *scope, const char *path)
{
    struct layer layer = {.name = "Coverage",
                          .description = "How far the events that are collected cover each technique. The score is the "
                                         "percentage of the technique's data components of which an event is "
                                         "collected, of those that have one.",
                          .gradient = coverage_gradient,
                          .legend = coverage_legend,
                          .legend_count = sizeof coverage_legend / sizeof *coverage_legend};
    struct uncollected missing = {.names = NULL};
    struct attack_technique technique;
    struct layer_drawing drawing;

    layer_drawing_start(&drawing, db);
    for (uint32_t i = 0; attack_set_next(scope->techniques, &i) && attack_technique_at(db, i, &technique); i++)
        add_coverage(&drawing, &technique, scope, &missing);
    uncollected_free(&missing);
    return layer_drawing_finish(&drawing, &layer, path);
}
