/* SPDX-License-Identifier: MIT
 *
 * Rows of two models have no numbers in common, so they are compared as the lines that stand for them.
 */
#include "compare.h"

#include "code_point.h"
#include "limits.h"

#include <stdio.h>
#include <string.h>

/* A line under way; a piece may hold any byte of the input. */
struct line {
    struct arena *arena;
    char *text;
    size_t length, capacity;
};

static void add_byte(struct line *line, char byte)
{
    line->text = arena_grow(line->arena, line->text, line->length, &line->capacity, 1);
    line->text[line->length++] = byte;
}

static void add_escaped(struct line *line, unsigned char byte)
{
    static const char digits[] = "0123456789abcdef";

    add_byte(line, '\\');
    add_byte(line, 'x');
    add_byte(line, digits[byte >> 4]);
    add_byte(line, digits[byte & 15]);
}

/* Adds text with what could break the line apart, steer a terminal or mislead the eye as an escape. */
static void add_text(struct line *line, const struct model *model, uint32_t text)
{
    const char *rest = model_text_at(model, text);

    while (*rest) {
        bool is_escaped;

        if (*rest == '\\')
            add_byte(line, '\\');
        for (size_t left = code_point_take(rest, &is_escaped); left; left--, rest++)
            if (is_escaped)
                add_escaped(line, (unsigned char)*rest);
            else
                add_byte(line, *rest);
    }
}

static void add_texts(struct line *line, const struct model *model, const uint32_t *texts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        add_byte(line, '\t');
        add_text(line, model, texts[i]);
    }
}

/* Adds the texts of a list, with the separators in turn between them. */
static void add_list(struct line *line, const struct model *model, uint32_t list, const char *separators)
{
    size_t count, turns = strlen(separators);
    const uint32_t *texts = model_list_at(model, list, &count);

    add_byte(line, '\t');
    for (size_t i = 0; i < count; i++) {
        if (i)
            add_byte(line, separators[(i - 1) % turns]);
        add_text(line, model, texts[i]);
    }
}

/* Makes the line of a row. */
static void render(struct line *line, const struct model *model, const struct row *row)
{
    static const struct relationship no_relationship;
    static const struct event no_event;
    const struct naming *naming = model_naming(model, row->naming);
    const struct component *component = model_component(model, row->component);
    const struct relationship *relationship =
        row->relationship ? model_relationship(model, row->relationship - 1) : &no_relationship;
    const struct event *event = row->event ? model_event(model, row->event - 1) : &no_event;
    uint32_t id = model->techniques[row->technique].id;

    line->length = 0;
    add_text(line, model, id);
    add_byte(line, '\t');
    for (const char *word = strchr(model_text_at(model, id), '.') ? "true" : "false"; *word; word++)
        add_byte(line, *word);
    add_texts(line, model, &naming->technique, 1);
    add_list(line, model, naming->tactics, ",");
    add_list(line, model, naming->platforms, ",");
    add_texts(line, model, (const uint32_t[]){component->source, component->name}, 2);
    add_texts(line, model,
              (const uint32_t[]){relationship->id, relationship->name, relationship->source, relationship->relationship,
                                 relationship->target, event->id, event->name, event->platform, event->audit_category,
                                 event->audit_sub_category, event->channel, event->provider},
              12);
    add_list(line, model, event->filters, "=,");
}

/* Numbers the lines of all rows. Returns false, and reports, where they are too long all together: the texts of a
 * technique stand in each of its rows. */
static bool read_lines(struct interner *lines, struct line *line, const struct model *model, size_t *bytes)
{
    for (size_t i = 0; i < model->row_count; i++) {
        if (model->rows[i].without_row)
            continue;
        render(line, model, &model->rows[i]);
        *bytes += line->length;
        if (*bytes > DIFFERENCE_BYTES_LIMIT) {
            report_error(model->diagnostics, model->rows[i].place,
                         "too many bytes in the rows that --against compares; the limit is %d", DIFFERENCE_BYTES_LIMIT);
            return false;
        }
        intern(lines, line->text, line->length);
    }
    return true;
}

/* Prints the rows of one model whose lines the other lacks, each once. Returns how many. */
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

bool print_difference(const struct model *old, const struct model *new)
{
    struct interner old_lines = {.arena = old->arena}, new_lines = {.arena = old->arena};
    struct line line = {.arena = old->arena};
    unsigned long lost, gained;
    size_t bytes = 0;

    if (!read_lines(&old_lines, &line, old, &bytes) || !read_lines(&new_lines, &line, new, &bytes))
        return false;
    lost = print_rest(&old_lines, &new_lines, '-');
    gained = print_rest(&new_lines, &old_lines, '+');
    printf("rows lost %lu, gained %lu\n", lost, gained);
    return true;
}
