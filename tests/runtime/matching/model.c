/* SPDX-License-Identifier: MIT
 *
 * Builds the model: the naive reader's rows as events with filters, and which technique has which event.
 */
#include "model.h"

#include <stdlib.h>
#include <string.h>

static void *allocate(size_t count, size_t size)
{
    void *memory = calloc(count + 1, size);

    if (!memory)
        abort();
    return memory;
}

static int compare_events(const void *a, const void *b)
{
    const struct naive_row *one = *(const struct naive_row *const *)a, *other = *(const struct naive_row *const *)b;
    int order = naive_compare_folded(one->field[NAIVE_EVENT_ID], other->field[NAIVE_EVENT_ID]);

    return order ? order : (one->place > other->place) - (one->place < other->place);
}

/* "Field=Value,Field=Value": in the tested mappings, no filter has a comma or an equals sign in its texts. */
static void read_filters(struct model_event *event)
{
    char *texts = naive_copy(event->row->field[NAIVE_FILTER_IN]);

    for (char *at = texts; at;) {
        char *end = strchr(at, ','), *equals;

        if (end)
            *end++ = '\0';
        equals = strchr(at, '=');
        if (!equals || event->filter_count == MODEL_FILTERS)
            abort();
        *equals = '\0';
        event->filters[event->filter_count].field = naive_copy(at);
        event->filters[event->filter_count++].value = naive_copy(equals + 1);
        at = end;
    }
    free(texts);
}

static size_t event_of(const struct model *model, const struct naive_row *row)
{
    size_t event = 0;

    while (event < model->event_count &&
           !naive_same_columns(model->events[event].row, row, NAIVE_EVENT_ID, NAIVE_FILTER_IN))
        event++;
    return event;
}

static size_t technique_of(const struct model *model, const struct naive_row *row)
{
    size_t technique = 0;

    while (
        !naive_same(model->mapping.techniques.row[technique].field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_TECHNIQUE_ID]))
        technique++;
    return technique;
}

static void relate(struct model *model)
{
    const struct naive_rows *rows = &model->mapping.rows;

    model->event_of_row = allocate(rows->count, sizeof *model->event_of_row);
    model->technique_of_row = allocate(rows->count, sizeof *model->technique_of_row);
    model->shown = allocate(model->mapping.techniques.count * model->event_count, sizeof *model->shown);
    for (size_t i = 0; i < rows->count; i++) {
        size_t event = event_of(model, &rows->row[i]), technique = technique_of(model, &rows->row[i]);

        model->event_of_row[i] = event;
        model->technique_of_row[i] = technique;
        if (event < model->event_count && !model->shown[technique * model->event_count + event]) {
            model->shown[technique * model->event_count + event] = true;
            model->events[event].technique_count++;
        }
    }
}

bool model_read(struct model *model, const char *const *paths, size_t path_count)
{
    const struct naive_row **rows;

    memset(model, 0, sizeof *model);
    if (!naive_read(&model->mapping, paths, path_count))
        return false;
    rows = naive_distinct(&model->mapping.rows, NAIVE_EVENT_ID, NAIVE_FILTER_IN, &model->event_count);
    qsort(rows, model->event_count, sizeof *rows, compare_events);
    model->events = allocate(model->event_count, sizeof *model->events);
    for (size_t i = 0; i < model->event_count; i++) {
        model->events[i].row = rows[i];
        read_filters(&model->events[i]);
    }
    free(rows);
    relate(model);
    return true;
}

void model_free(struct model *model)
{
    for (size_t i = 0; i < model->event_count; i++)
        for (size_t k = 0; k < model->events[i].filter_count; k++) {
            free(model->events[i].filters[k].field);
            free(model->events[i].filters[k].value);
        }
    free(model->events);
    free(model->event_of_row);
    free(model->technique_of_row);
    free(model->shown);
    naive_free(&model->mapping);
}

const char *model_event_text(const struct model *model, size_t event, int column)
{
    return model->events[event].row->field[column];
}

const char *model_technique_text(const struct model *model, size_t technique, int column)
{
    return model->mapping.techniques.row[technique].field[column];
}

bool model_shows(const struct model *model, size_t technique, size_t event)
{
    return model->shown[technique * model->event_count + event];
}
