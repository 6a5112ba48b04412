/* SPDX-License-Identifier: MIT
 *
 * The numbers of two models are unrelated, so rows are compared as lines of text. It must not change either model.
 */
#include "compare.h"

#include "base/generator_limits.h"
#include "compare_techniques.h"
#include "condition_line.h"
#include "line.h"

#include <stdio.h>
#include <string.h>

/* Begins a line with the columns of a technique. */
static void add_technique(struct line *line, const struct model *model, uint32_t technique, uint32_t naming_number)
{
    const struct naming *naming = model_naming(model, naming_number);
    uint32_t id = model->techniques[technique].id;

    line->length = 0;
    line_add_text(line, model, id, "");
    line_add_word(line, strchr(model_text_at(model, id), '.') ? "\ttrue" : "\tfalse");
    line_add_texts(line, model, &naming->technique, 1);
    line_add_list(line, model, naming->tactics, ",");
    line_add_list(line, model, naming->platforms, ",");
}

/* Makes the line of a row, or of a technique and a component without rows, which rests on nothing. */
static void render(struct line *line, const struct model *model, const struct row *row)
{
    static const struct relationship no_relationship;
    static const struct event no_event;
    static const char *const kinds[] = {[KIND_CANDIDATE] = "\tcandidate",
                                        [KIND_DIRECT] = "\tdirect",
                                        [KIND_ANALYTIC] = "\tanalytic",
                                        [KIND_CONDITION] = "\tcondition",
                                        [KIND_RULE] = "\trule"};
    const struct component *component = model_component(model, row->component);
    const struct relationship *relationship =
        row->relationship ? model_relationship(model, row->relationship - 1) : &no_relationship;
    const struct event *event = row->event ? model_event(model, row->event - 1) : &no_event;

    add_technique(line, model, row->technique, row->naming);
    line_add_texts(line, model, (const uint32_t[]){component->source, component->name}, 2);
    line_add_texts(line, model,
                   (const uint32_t[]){relationship->id, relationship->name, relationship->source,
                                      relationship->relationship, relationship->target, event->id, event->name,
                                      event->platform, event->audit_category, event->audit_sub_category, event->channel,
                                      event->provider},
                   12);
    line_add_list(line, model, event->filters, "=,"); /* none, if there is a condition */
    if (event->condition)
        line_add_condition(line, model, event->condition - 1);
    if (!row->without_row)
        line_add_word(line, kinds[row->kind]);
}

/* The lines of a model, numbered. */
struct lines {
    struct line line;
    size_t *bytes; /* total length of the lines of both models */
    struct interner rows;
    struct interner others; /* lines for techniques and components without rows */
};

/* Numbers the line that was built. Returns false, and reports, if all lines together are too long: the texts of a
 * technique are repeated in each of its rows. */
static bool add_line(struct lines *lines, struct interner *kind, const struct model *model, struct place place)
{
    *lines->bytes += lines->line.length;
    if (*lines->bytes > DIFFERENCE_BYTES_LIMIT) {
        report_error(model->diagnostics, place, "too many bytes in the rows that --against compares; the limit is %d",
                     DIFFERENCE_BYTES_LIMIT);
        return false;
    }
    intern(kind, lines->line.text, lines->line.length);
    return true;
}

/* Adds a line for each technique that is revoked, or has neither rows nor data components. */
static bool read_techniques(struct lines *lines, const struct model *model, const bool *has_rows)
{
    for (uint32_t i = 0; i < model->technique_ids.count; i++) {
        const struct technique *technique = &model->techniques[i];

        if (has_rows[i] || model->is_subset)
            continue;
        add_technique(&lines->line, model, i, technique->naming);
        line_add_word(&lines->line, "\trevoked_by=");
        line_add_text(&lines->line, model, technique->revoked_by, "");
        if (!add_line(lines, &lines->others, model, technique->place))
            return false;
    }
    return true;
}

static bool read_lines(struct lines *lines, const struct model *model, struct arena *arena, size_t *bytes)
{
    bool *has_rows = arena_allocate(arena, model->technique_ids.count + 1);

    memset(lines, 0, sizeof *lines);
    lines->bytes = bytes;
    lines->line.arena = lines->rows.arena = lines->others.arena = arena;
    for (size_t i = 0; i < model->row_count; i++) {
        const struct row *row = &model->rows[i];

        has_rows[row->technique] = true;
        render(&lines->line, model, row);
        if (!add_line(lines, row->without_row ? &lines->others : &lines->rows, model, row->place))
            return false;
    }
    return read_techniques(lines, model, has_rows);
}

/* Prints the lines that only one of the models has, each once. Returns how many. */
static unsigned long print_rest(const struct interner *mine, const struct interner *others, char sign)
{
    unsigned long printed = 0;

    for (uint32_t i = 0; i < mine->count; i++) {
        size_t length;
        const char *text = interned(mine, i, &length);
        uint32_t number;

        if (intern_find(others, text, length, &number))
            continue;
        printf("%c %.*s\n", sign, (int)length, text);
        printed++;
    }
    return printed;
}

static void print_both_rests(const struct interner *old, const struct interner *new, const char *what, bool always)
{
    unsigned long lost = print_rest(old, new, '-'), gained = print_rest(new, old, '+');

    if (lost || gained || always)
        printf("%s lost %lu, gained %lu\n", what, lost, gained);
}

bool print_difference(const struct model *old, const struct model *new)
{
    struct lines old_lines, new_lines;
    size_t bytes = 0;

    if (!read_lines(&old_lines, old, old->arena, &bytes) || !read_lines(&new_lines, new, old->arena, &bytes))
        return false;
    print_technique_changes(old, new);
    print_both_rests(&old_lines.others, &new_lines.others, "techniques and data components without rows", false);
    print_both_rests(&old_lines.rows, &new_lines.rows, "rows", true);
    return true;
}
