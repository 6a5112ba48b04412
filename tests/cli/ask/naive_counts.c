/* SPDX-License-Identifier: MIT
 *
 * The naive count makes a text "name, technique, ..." for every row, sorts these, drops duplicates and counts those
 * that start with each name.
 */
#include "naive_counts.h"

#include "cmocka_test.h"

#include <stdlib.h>
#include <string.h>

#define END_OF_PART "\x01"

const char *const kind_names[KINDS] = {"data-sources", "data-components", "events", "tactics", "platforms"};
const char *const scope_options[SCOPES] = {"--subtechniques", "--techniques", "--all"};

struct texts {
    char **text;
    size_t count, capacity;
};

void run_top(const char *tool, const char *const arguments[], const struct run_options *options,
             struct run_result *result)
{
    const char *all[16] = {tool, "top"};

    for (size_t i = 0; arguments[i]; i++) {
        assert_in_range(i, 0, 12);
        all[i + 2] = arguments[i];
    }
    run(all, options, result);
    assert_string_equal(result->err, "");
    assert_int_equal(result->exit_code, 0);
}

static void add_text(struct texts *texts, const char *name, size_t length, const char *technique, const char *more)
{
    size_t size = length + strlen(technique) + strlen(more) + 3;

    if (texts->count == texts->capacity) {
        texts->capacity = 2 * texts->capacity + 64;
        texts->text = realloc(texts->text, texts->capacity * sizeof *texts->text);
        assert_non_null(texts->text);
    }
    texts->text[texts->count] = malloc(size);
    assert_non_null(texts->text[texts->count]);
    snprintf(texts->text[texts->count++], size, "%.*s" END_OF_PART "%s" END_OF_PART "%s", (int)length, name, technique,
             more);
}

static void add_list(struct texts *texts, const char *list, const char *technique)
{
    while (list && *list) {
        size_t length = strcspn(list, ",");

        add_text(texts, list, length, technique, "");
        list += length + (list[length] == ',');
    }
}

static void add_event(struct texts *texts, const struct naive_row *row, const char *technique)
{
    const char *id = row->field[NAIVE_EVENT_ID], *platform = row->field[NAIVE_EVENT_PLATFORM];
    const char *log = row->field[NAIVE_LOG_SOURCE] ? row->field[NAIVE_LOG_SOURCE] : row->field[NAIVE_CHANNEL];
    char name[1000] = "";

    if (!id)
        return;
    strcat(name, id);
    if (log)
        strcat(strcat(name, " "), log);
    if (platform)
        strcat(strcat(strcat(name, " ("), platform), ")");
    add_text(texts, name, strlen(name), technique, "");
}

/* For a triple of a data source, this is its component, and vice versa. */
static void add_component(struct texts *texts, const struct naive_row *row, int column, int other, bool triples)
{
    const char *name = row->field[column];

    if (name)
        add_text(texts, name, strlen(name), row->field[NAIVE_TECHNIQUE_ID],
                 triples && row->field[other] ? row->field[other] : "");
}

static void add_row(struct texts *texts, const struct naive_row *row, int kind, bool triples)
{
    const char *technique = row->field[NAIVE_TECHNIQUE_ID];

    switch (kind) {
    case 0:
        add_component(texts, row, NAIVE_DATA_SOURCE, NAIVE_DATA_COMPONENT, triples);
        break;
    case 1:
        add_component(texts, row, NAIVE_DATA_COMPONENT, NAIVE_DATA_SOURCE, triples);
        break;
    case 2:
        add_event(texts, row, technique);
        break;
    default:
        add_list(texts, row->field[kind == 3 ? NAIVE_TACTIC : NAIVE_PLATFORM], technique);
    }
}

static int compare_texts(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int compare_counted(const void *a, const void *b)
{
    const struct counted *x = a, *y = b;

    return x->count < y->count ? 1 : x->count > y->count ? -1 : strcmp(x->name, y->name);
}

/* Frees the sorted texts as well. */
static struct counted *count_texts(struct texts *texts, size_t *count)
{
    struct counted *counts = calloc(texts->count + 1, sizeof *counts);
    const char *before = "";

    assert_non_null(counts);
    *count = 0;
    for (size_t i = 0; i < texts->count; i++) {
        size_t length = strcspn(texts->text[i], END_OF_PART);

        if (strcmp(texts->text[i], before) == 0)
            continue;
        before = texts->text[i];
        if (*count == 0 || strlen(counts[*count - 1].name) != length ||
            strncmp(counts[*count - 1].name, before, length) != 0) {
            counts[*count].name = strndup(before, length);
            assert_non_null(counts[*count].name);
            ++*count;
        }
        counts[*count - 1].count++;
    }
    for (size_t i = 0; i < texts->count; i++)
        free(texts->text[i]);
    free(texts->text);
    return counts;
}

struct counted *count_naively(const struct naive_mapping *mapping, int kind, int scope, bool triples, size_t *count)
{
    struct texts texts = {NULL, 0, 0};
    struct counted *counts;

    for (size_t i = 0; i < mapping->rows.count; i++) {
        const struct naive_row *row = &mapping->rows.row[i];
        int sub = strchr(row->field[NAIVE_TECHNIQUE_ID], '.') != NULL;

        if (scope == 2 || sub == (scope == 0))
            add_row(&texts, row, kind, triples);
    }
    if (texts.count)
        qsort(texts.text, texts.count, sizeof *texts.text, compare_texts);
    counts = count_texts(&texts, count);
    qsort(counts, *count, sizeof *counts, compare_counted);
    return counts;
}

void free_counts(struct counted *counts, size_t count)
{
    for (size_t i = 0; i < count; i++)
        free(counts[i].name);
    free(counts);
}
