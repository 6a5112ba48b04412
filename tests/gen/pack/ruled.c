/* SPDX-License-Identifier: MIT
 *
 * Models with rules. No file is read.
 */
#include "ruled.h"

#include "pack/pack.h"
#include "pack/trial_db.h"

#include <stdlib.h>
#include <string.h>

static const struct place nowhere = {"ruled.c", 1, 1};

void ruled_begin(struct ruled *ruled)
{
    memset(ruled, 0, sizeof *ruled);
    ruled->diagnostics.quiet = true;
    model_init(&ruled->model, &ruled->arena, &ruled->diagnostics);
}

void ruled_end(struct ruled *ruled)
{
    arena_free(&ruled->arena);
}

void ruled_pack(struct ruled *ruled)
{
    if (!pack(&ruled->model, "sha256", "", INDEX_NONE, &ruled->packed))
        abort();
    ruled->db = make_trial_db(&ruled->arena, &ruled->packed);
}

uint32_t ruled_text(struct ruled *ruled, const char *text)
{
    return text ? model_text(&ruled->model, text, strlen(text), nowhere) : ABSENT;
}

/* ---- Conditions ------------------------------------------------------------------------------------------------- */

static uint32_t add_condition(struct ruled *ruled, uint32_t word, uint32_t number)
{
    uint32_t words[] = {word, number};

    return intern(&ruled->model.conditions, words, sizeof words) + 1;
}

static uint32_t add_test(struct ruled *ruled, const char *field, uint32_t op, const char *value)
{
    uint32_t text = ruled_text(ruled, value);
    struct test test = {ruled_text(ruled, field), op, intern(&ruled->model.lists, &text, value ? sizeof text : 0)};

    return intern(&ruled->model.tests, &test, sizeof test);
}

uint32_t ruled_test(struct ruled *ruled, const char *field, uint32_t op, const char *value)
{
    return add_condition(ruled, CONDITION_TEST, add_test(ruled, field, op, value));
}

uint32_t ruled_not(struct ruled *ruled, const char *field, uint32_t op, const char *value)
{
    return add_condition(ruled, CONDITION_NOT_TEST, add_test(ruled, field, op, value));
}

uint32_t ruled_always(struct ruled *ruled)
{
    return add_condition(ruled, CONDITION_AND, 0);
}

/* ---- Rules and events ------------------------------------------------------------------------------------------- */

uint32_t ruled_rule(struct ruled *ruled, const char *id, enum level level, enum status status, bool is_hunting)
{
    struct model *model = &ruled->model;
    const char *title = arena_format(&ruled->arena, "Title of %s", id);
    struct relationship relationship = {.id = ruled_text(ruled, id), .name = ruled_text(ruled, title)};
    struct rule rule = {.level = level, .status = status, .is_hunting = is_hunting, .place = nowhere};

    rule.relationship = intern(&model->relationships, &relationship, sizeof relationship) + 1;
    model->rules = arena_grow(&ruled->arena, model->rules, model->rule_count, &model->rule_capacity, sizeof rule);
    model->rules[model->rule_count++] = rule;
    return (uint32_t)model->rule_count;
}

uint32_t ruled_event(struct ruled *ruled, const struct ruled_log *log, uint32_t condition, uint32_t rule)
{
    struct event event = {.id = ruled_text(ruled, log->id),
                          .platform = ruled_text(ruled, log->platform),
                          .channel = ruled_text(ruled, log->channel),
                          .provider = ruled_text(ruled, log->provider),
                          .condition = condition,
                          .rule = rule};

    return intern(&ruled->model.events, &event, sizeof event) + 1;
}

void ruled_row(struct ruled *ruled, const char *technique, uint32_t event, enum kind kind)
{
    struct model *model = &ruled->model;
    struct naming naming = {ruled_text(ruled, "A technique"), ABSENT, ABSENT};
    struct component component = {ABSENT, ABSENT};
    struct relationship relationship = {.id = ruled_text(ruled, "REL-1")};
    uint32_t rule = model_event(model, event - 1)->rule;
    struct row row = {.event = event, .kind = kind, .place = nowhere};

    row.naming = intern(&model->namings, &naming, sizeof naming);
    row.technique = model_technique(model, ruled_text(ruled, technique), row.naming, nowhere);
    row.component = intern(&model->components, &component, sizeof component);
    row.relationship = rule ? model->rules[rule - 1].relationship
                            : intern(&model->relationships, &relationship, sizeof relationship) + 1;
    model_add_row(model, &row);
}
