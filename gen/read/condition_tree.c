/* SPDX-License-Identifier: MIT */
#include "condition_tree.h"

#include "base/generator_limits.h"

#include <string.h>

bool count_condition_work(struct model *model, struct place place, size_t work)
{
    bool was_full = model->condition_work > CONDITION_WORK_LIMIT;

    if (!was_full)
        model->condition_work += work;
    if (model->condition_work <= CONDITION_WORK_LIMIT)
        return true;
    if (!was_full)
        report_error(model->diagnostics, place,
                     "conditions have too many tests and values, counted for each event; the limit is %d",
                     CONDITION_WORK_LIMIT);
    return false;
}

/* ---- Words ------------------------------------------------------------------------------------------------------ */

struct tree {
    struct model *model;
    struct arena *scratch;
    struct place place;
    const struct renaming *renaming;
    size_t tests, values;
    bool is_bad; /* an error was reported */
};

/* What words stand for: one test, or an AND or OR with its children. Without words, it can never be true. */
struct part {
    struct numbers words;
    unsigned depth; /* ANDs and ORs within one another */
};

static void add_words(struct tree *tree, struct numbers *words, const uint32_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        numbers_add(tree->scratch, words, items[i]);
}

static size_t word_count(const uint32_t *words)
{
    return 2 + (*words == CONDITION_AND || *words == CONDITION_OR ? words[1] : 0);
}

static void fail_once(struct tree *tree, const char *what, unsigned limit)
{
    if (!tree->is_bad)
        report_error(tree->model->diagnostics, tree->place, "%s; the limit is %u", what, limit);
    tree->is_bad = true;
}

/* What a test costs: what it is renamed by is searched for its field, and for each value that is to be equal. */
static size_t work_of(const struct renaming *renaming, const struct test *test, size_t values)
{
    size_t searched = renaming ? renaming->field_count + renaming->value_count + renaming->lack_count : 0;
    size_t searches = test->op == TEST_EQUAL || test->op & TEST_FIELDREF ? 1 + values : 1;

    return 1 + values + searches * searched / 16;
}

static struct part test_part(struct tree *tree, const struct expression *expression, bool is_negated)
{
    struct part part = {{NULL, 0, 0}, 0};
    struct test test = expression->test;
    size_t values;
    bool is_partial = false;

    model_list_at(tree->model, test.values, &values);
    tree->values += values;
    if (++tree->tests > CONDITION_TESTS_LIMIT)
        fail_once(tree, "a condition has too many tests", CONDITION_TESTS_LIMIT);
    else if (tree->values > CONDITION_VALUES_LIMIT)
        fail_once(tree, "a condition has too many values", CONDITION_VALUES_LIMIT);
    else if (!count_condition_work(tree->model, tree->place, work_of(tree->renaming, &test, values)))
        tree->is_bad = true;
    if (tree->is_bad)
        return part;
    if (tree->renaming &&
        !rename_test(tree->model, tree->scratch, tree->renaming, &expression->test, &test, &is_partial))
        return part;
    if (is_partial && is_negated) /* false or unknown */
        return part;
    numbers_add(tree->scratch, &part.words, is_negated ? CONDITION_NOT_TEST : CONDITION_TEST);
    numbers_add(tree->scratch, &part.words, intern(&tree->model->tests, &test, sizeof test));
    return part;
}

/* The children of an AND or OR that is being made. */
struct joint {
    struct tree *tree;
    uint32_t kind;
    struct numbers words;
    struct interner seen;
    unsigned depth;
};

/* Adds children, each once. */
static void add_children(struct joint *joint, const uint32_t *words, size_t count)
{
    for (const uint32_t *end = words + count; words < end; words += word_count(words)) {
        size_t known = joint->seen.count;

        if (intern(&joint->seen, words, word_count(words) * sizeof *words) == known)
            add_words(joint->tree, &joint->words, words, word_count(words));
    }
}

static void add_part(struct joint *joint, const struct part *part)
{
    bool is_same = part->words.items[0] == joint->kind;
    unsigned depth = is_same ? part->depth - 1 : part->depth;

    joint->depth = depth > joint->depth ? depth : joint->depth;
    if (is_same)
        add_children(joint, part->words.items + 2, part->words.count - 2);
    else
        add_children(joint, part->words.items, part->words.count);
}

static struct part finish(struct joint *joint)
{
    struct part part = {joint->words, joint->depth};

    if (joint->seen.count < 2) /* none, or the only child */
        return part;
    part.words = (struct numbers){NULL, 0, 0};
    part.depth++;
    if (part.depth > CONDITION_DEPTH_LIMIT)
        fail_once(joint->tree, "a condition is too deep: too many ands and ors within one another",
                  CONDITION_DEPTH_LIMIT);
    numbers_add(joint->tree->scratch, &part.words, joint->kind);
    numbers_add(joint->tree->scratch, &part.words, (uint32_t)joint->words.count);
    add_words(joint->tree, &part.words, joint->words.items, joint->words.count);
    return part;
}

/* Its depth is bounded by that of the parentheses. */
static struct part part_of(struct tree *tree, const struct expression *expression, bool is_negated)
{
    struct joint joint = {.tree = tree};
    struct part never = {{NULL, 0, 0}, 0};

    if (tree->is_bad)
        return never;
    if (expression->kind == EXPRESSION_TEST)
        return test_part(tree, expression, is_negated);
    if (expression->kind == EXPRESSION_NOT)
        return part_of(tree, expression->parts[0], !is_negated);
    joint.kind = (expression->kind == EXPRESSION_AND) != is_negated ? CONDITION_AND : CONDITION_OR;
    joint.seen.arena = tree->scratch;
    for (size_t i = 0; i < expression->count; i++) {
        struct part part = part_of(tree, expression->parts[i], is_negated);

        if (part.words.count)
            add_part(&joint, &part);
        else if (joint.kind == CONDITION_AND || tree->is_bad)
            return never;
    }
    return finish(&joint);
}

uint32_t model_condition_of(struct model *model, struct arena *scratch, struct place place,
                            const struct expression *of_carrier, const struct renaming *renaming,
                            const struct expression *of_class)
{
    struct tree tree = {.model = model, .scratch = scratch, .place = place};
    struct joint joint = {.tree = &tree, .kind = CONDITION_AND, .seen = {.arena = scratch}};
    struct part part;
    uint32_t number;

    for (int i = 0; i < 2; i++) {
        const struct expression *expression = i ? of_class : of_carrier;

        tree.renaming = i ? renaming : NULL;
        if (!expression)
            continue;
        part = part_of(&tree, expression, false);
        if (!part.words.count)
            return 0;
        add_part(&joint, &part);
    }
    part = finish(&joint);
    if (tree.is_bad || !part.words.count)
        return 0;
    number = intern(&model->conditions, part.words.items, part.words.count * sizeof *part.words.items);
    if (number == CONDITIONS_LIMIT && !model->has_many_conditions) {
        fail_once(&tree, "too many different conditions", CONDITIONS_LIMIT);
        model->has_many_conditions = true;
    }
    return number + 1;
}

/* ---- Renaming --------------------------------------------------------------------------------------------------- */

/* Returns the carrier's name of a field, whose own name in lower case is `folded`; ABSENT if it lacks it. */
static uint32_t rename_field(const struct renaming *renaming, uint32_t field, uint32_t folded)
{
    for (size_t i = 0; i < renaming->field_count; i++)
        if (renaming->fields[2 * i] == folded)
            return renaming->fields[2 * i + 1];
    for (size_t i = 0; i < renaming->lack_count; i++)
        if (renaming->lacks[i] == folded)
            return ABSENT;
    return renaming->lacks_others ? ABSENT : field;
}

static bool has_value_map(const struct renaming *renaming, uint32_t folded)
{
    for (size_t i = 0; i < renaming->value_count; i++)
        if (renaming->values[3 * i] == folded)
            return true;
    return false;
}

/* Returns the list of values in the carrier's words, without those that it has no word for. */
static uint32_t rename_values(struct model *model, struct arena *scratch, const struct renaming *renaming,
                              const struct test *test, bool *is_partial)
{
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);
    uint32_t field = model_folded(model, test->field);
    struct numbers renamed = {NULL, 0, 0};

    for (size_t v = 0; v < count; v++) {
        uint32_t value = model_folded(model, values[v]);
        size_t i = 0;

        while (i < renaming->value_count && (renaming->values[3 * i] != field || renaming->values[3 * i + 1] != value))
            i++;
        if (i < renaming->value_count)
            numbers_add(scratch, &renamed, renaming->values[3 * i + 2]);
        else
            *is_partial = true;
    }
    return renamed.count ? intern(&model->lists, renamed.items, renamed.count * sizeof *renamed.items) : ABSENT;
}

/* Renames the fields that a test compares its own with. */
static uint32_t rename_references(struct model *model, struct arena *scratch, const struct renaming *renaming,
                                  const struct test *test, bool *is_partial)
{
    size_t count;
    const uint32_t *fields = model_list_at(model, test->values, &count);
    struct numbers renamed = {NULL, 0, 0};

    for (size_t i = 0; i < count; i++) {
        uint32_t folded = model_folded(model, fields[i]);
        uint32_t field = has_value_map(renaming, folded) ? ABSENT : rename_field(renaming, fields[i], folded);

        if (field != ABSENT)
            numbers_add(scratch, &renamed, field);
        else
            *is_partial = true;
    }
    return renamed.count ? intern(&model->lists, renamed.items, renamed.count * sizeof *renamed.items) : ABSENT;
}

bool rename_test(struct model *model, struct arena *scratch, const struct renaming *renaming, const struct test *test,
                 struct test *renamed, bool *is_partial)
{
    bool has_values = test->op != TEST_EXISTS && test->op != TEST_NULL, is_mapped;
    uint32_t folded = model_folded(model, test->field);

    *renamed = *test;
    if (test->field == ABSENT)
        return true;
    renamed->field = rename_field(renaming, test->field, folded);
    if (renamed->field == ABSENT)
        return false;
    is_mapped = has_values && has_value_map(renaming, folded);
    if (is_mapped && test->op != TEST_EQUAL)
        return false;
    if (is_mapped)
        renamed->values = rename_values(model, scratch, renaming, test, is_partial);
    else if (test->op & TEST_FIELDREF)
        renamed->values = rename_references(model, scratch, renaming, test, is_partial);
    return !has_values || renamed->values != ABSENT;
}
