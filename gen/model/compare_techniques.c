/* SPDX-License-Identifier: MIT */
#include "compare_techniques.h"

#include "line.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum change { GONE, REVOKED, DEPRECATED, NEW, RENAMED, MOVED, PLATFORMS, CHANGES };
static const char *const words[CHANGES] = {"gone", "revoked", "deprecated", "new", "renamed", "moved", "platforms"};

/* A technique of either model, or of both. */
struct pair {
    const char *id;
    uint32_t numbers[2]; /* + 1; 0: that model does not have it */
};

struct comparison {
    const struct model *models[2]; /* old, new */
    struct line line;
    unsigned long counts[CHANGES];
};

static int compare_pairs(const void *left, const void *right)
{
    const struct pair *a = left, *b = right;

    return strcmp(a->id, b->id);
}

/* Marks the techniques of a model that are not retired. In a subset, only those with rows are left. */
static bool *find_live(const struct model *model, struct arena *arena)
{
    bool *is_live = arena_allocate(arena, model->technique_ids.count + 1);

    for (size_t i = 0; i < model->technique_ids.count; i++)
        is_live[i] = !model->is_subset && !model->techniques[i].is_retired;
    for (size_t i = 0; i < model->row_count; i++)
        is_live[model->rows[i].technique] = true;
    return is_live;
}

/* Returns the techniques of both models by id; one of both is there twice. */
static struct pair *collect(const struct comparison *comparison, struct arena *arena, size_t *count)
{
    struct pair *pairs = arena_allocate(
        arena,
        (comparison->models[0]->technique_ids.count + comparison->models[1]->technique_ids.count + 1) * sizeof *pairs);

    *count = 0;
    for (int m = 0; m < 2; m++) {
        const struct model *model = comparison->models[m];
        const bool *is_live = find_live(model, arena);

        for (uint32_t i = 0; i < model->technique_ids.count; i++) {
            if (!is_live[i])
                continue;
            pairs[*count] = (struct pair){model_text_at(model, model->techniques[i].id), {0, 0}};
            pairs[(*count)++].numbers[m] = i + 1;
        }
    }
    if (*count)
        qsort(pairs, *count, sizeof *pairs, compare_pairs);
    return pairs;
}

static bool has_text(const struct model *model, uint32_t list, const char *text)
{
    size_t count;
    const uint32_t *items = model_list_at(model, list, &count);

    for (size_t i = 0; i < count; i++)
        if (strcmp(model_text_at(model, items[i]), text) == 0)
            return true;
    return false;
}

/* Whether each text of one list is in the other. Their order says nothing. */
static bool contains(const struct model *model, uint32_t list, const struct model *other, uint32_t others)
{
    size_t count;
    const uint32_t *items = model_list_at(model, list, &count);

    for (size_t i = 0; i < count; i++)
        if (!has_text(other, others, model_text_at(model, items[i])))
            return false;
    return true;
}

static void begin(struct comparison *comparison, const char *id, enum change change)
{
    comparison->counts[change]++;
    comparison->line.length = 0;
    line_add_word(&comparison->line, id);
    line_add_byte(&comparison->line, '\t');
    line_add_word(&comparison->line, words[change]);
}

static void end(struct comparison *comparison)
{
    printf("~ %.*s\n", (int)comparison->line.length, comparison->line.text);
}

static void print_lists(struct comparison *comparison, const char *id, enum change change, uint32_t old, uint32_t new)
{
    const struct model *const *models = comparison->models;

    if (contains(models[0], old, models[1], new) && contains(models[1], new, models[0], old))
        return;
    begin(comparison, id, change);
    line_add_list(&comparison->line, models[0], old, ",");
    line_add_list(&comparison->line, models[1], new, ",");
    end(comparison);
}

static void print_both(struct comparison *comparison, const struct pair *pair)
{
    const struct model *const *models = comparison->models;
    const struct naming *old = model_naming(models[0], models[0]->techniques[pair->numbers[0] - 1].naming),
                        *new = model_naming(models[1], models[1]->techniques[pair->numbers[1] - 1].naming);

    if (strcmp(model_text_at(models[0], old->technique), model_text_at(models[1], new->technique)) != 0) {
        begin(comparison, pair->id, RENAMED);
        line_add_texts(&comparison->line, models[0], &old->technique, 1);
        line_add_texts(&comparison->line, models[1], &new->technique, 1);
        end(comparison);
    }
    print_lists(comparison, pair->id, MOVED, old->tactics, new->tactics);
    print_lists(comparison, pair->id, PLATFORMS, old->platforms, new->platforms);
}

/* Returns the technique with this id in the new model, where it is retired if it is there; NULL if it is not. */
static const struct technique *find_retired(const struct model *model, const char *id)
{
    uint32_t text, number;

    return intern_find(&model->texts, id, strlen(id), &text) && model_find_technique(model, text, &number) &&
                   model->techniques[number].is_retired
               ? &model->techniques[number]
               : NULL;
}

static void print_one(struct comparison *comparison, const struct pair *pair)
{
    int m = pair->numbers[0] ? 0 : 1;
    const struct model *model = comparison->models[m];
    const struct naming *naming = model_naming(model, model->techniques[pair->numbers[m] - 1].naming);
    const struct technique *retired = m == 0 ? find_retired(comparison->models[1], pair->id) : NULL;

    begin(comparison, pair->id, m == 1 ? NEW : !retired ? GONE : retired->revoked_by != ABSENT ? REVOKED : DEPRECATED);
    if (m == 1)
        line_add_byte(&comparison->line, '\t');
    line_add_texts(&comparison->line, model, &naming->technique, 1);
    if (retired)
        line_add_texts(&comparison->line, comparison->models[1], &retired->revoked_by, 1);
    else if (m == 0)
        line_add_byte(&comparison->line, '\t');
    end(comparison);
}

static void print_counts(const struct comparison *comparison)
{
    unsigned long sum = 0;

    for (int i = 0; i < CHANGES; i++)
        sum += comparison->counts[i];
    for (int i = 0; i < CHANGES && sum; i++)
        printf("%s %s %lu", i ? "," : "techniques", words[i], comparison->counts[i]);
    if (sum)
        putchar('\n');
}

void print_technique_changes(const struct model *old, const struct model *new)
{
    struct comparison comparison = {.models = {old, new}, .line = {.arena = old->arena}};
    size_t count;
    struct pair *pairs = collect(&comparison, old->arena, &count);

    for (size_t i = 0; i < count; i++) {
        if (i + 1 < count && strcmp(pairs[i].id, pairs[i + 1].id) == 0) {
            int m = pairs[i].numbers[0] ? 1 : 0;

            pairs[i].numbers[m] = pairs[i + 1].numbers[m];
            print_both(&comparison, &pairs[i++]);
        } else {
            print_one(&comparison, &pairs[i]);
        }
    }
    print_counts(&comparison);
}
