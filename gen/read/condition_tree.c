/* SPDX-License-Identifier: MIT */
#include "condition_tree.h"

#include "base/generator_limits.h"

#include <string.h>

enum { VALUES_OF_REGEX = 950 }; /* as many as its automaton has room for in the tables */

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

/* What words stand for: one test, or an AND or OR with its children. Without words, it can never be true, or it always
 * is. */
struct part {
    struct numbers words;
    unsigned depth; /* ANDs and ORs within one another */
    bool is_always;
};

static struct part always_if(bool is_always)
{
    return (struct part){{NULL, 0, 0}, 0, is_always};
}

static void add_words(struct tree *tree, struct numbers *words, const uint32_t *items, size_t count)
{
    for (size_t i = 0; i < count; i++)
        numbers_add(tree->scratch, words, items[i]);
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
    size_t searched = renaming ? renaming->field_count + renaming->value_count + renaming->lack_count +
                                     renaming->optional_count + renaming->known_count
                               : 0;
    size_t searches = test->op == TEST_EQUAL || test->op & TEST_FIELDREF ? 1 + values : 1;

    return 1 + values + searches * searched / 16;
}

static struct part renamed_part(struct tree *tree, const struct test *test, bool is_negated)
{
    struct part part = always_if(false);

    numbers_add(tree->scratch, &part.words, is_negated ? CONDITION_NOT_TEST : CONDITION_TEST);
    numbers_add(tree->scratch, &part.words, intern(&tree->model->tests, test, sizeof *test));
    return part;
}

static struct part test_part(struct tree *tree, const struct expression *expression, bool is_negated)
{
    struct test test = expression->test;
    size_t values;
    bool is_partial = false, is_lenient = tree->renaming && tree->renaming->is_lenient && is_negated, passes;

    model_list_at(tree->model, test.values, &values);
    tree->values += (test.op & TEST_OP_MASK) == TEST_REGEX ? values * VALUES_OF_REGEX : values;
    if (++tree->tests > CONDITION_TESTS_LIMIT)
        fail_once(tree, "a condition has too many tests", CONDITION_TESTS_LIMIT);
    else if (tree->values > CONDITION_VALUES_LIMIT)
        fail_once(tree, "a condition has too many values", CONDITION_VALUES_LIMIT);
    else if (!count_condition_work(tree->model, tree->place, work_of(tree->renaming, &test, values)))
        tree->is_bad = true;
    if (tree->is_bad)
        return always_if(false);
    if (tree->renaming && is_test_known(tree->model, tree->renaming, &test, &passes))
        return always_if(passes != is_negated);
    if (tree->renaming &&
        !rename_test(tree->model, tree->scratch, tree->renaming, &expression->test, &test, &is_partial))
        return always_if(is_lenient);
    if (is_partial && is_negated && !is_lenient) /* false or unknown */
        return always_if(false);
    return renamed_part(tree, &test, is_negated);
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
    for (const uint32_t *end = words + count; words < end; words += condition_node_words(words)) {
        size_t known = joint->seen.count;

        if (intern(&joint->seen, words, condition_node_words(words) * sizeof *words) == known)
            add_words(joint->tree, &joint->words, words, condition_node_words(words));
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
    struct part part = {joint->words, joint->depth, false};

    if (!joint->seen.count) /* an AND of what is always true, or an OR of what never is */
        return always_if(joint->kind == CONDITION_AND);
    if (joint->seen.count == 1)
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

    if (tree->is_bad)
        return always_if(false);
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
        else if (part.is_always != (joint.kind == CONDITION_AND) || tree->is_bad) /* it decides */
            return always_if(part.is_always && !tree->is_bad);
    }
    return finish(&joint);
}

/* Makes the part a whole condition. */
static uint32_t intern_condition(struct tree *tree, struct part *part)
{
    uint32_t number;

    if (part->is_always) {
        numbers_add(tree->scratch, &part->words, CONDITION_AND);
        numbers_add(tree->scratch, &part->words, 0);
    }
    number = intern(&tree->model->conditions, part->words.items, part->words.count * sizeof *part->words.items);
    if (number == CONDITIONS_LIMIT && !tree->model->has_many_conditions) {
        fail_once(tree, "too many different conditions", CONDITIONS_LIMIT);
        tree->model->has_many_conditions = true;
    }
    return number + 1;
}

uint32_t model_condition_of(struct model *model, struct arena *scratch, struct place place,
                            const struct expression *of_carrier, const struct renaming *renaming,
                            const struct expression *of_class)
{
    struct tree tree = {.model = model, .scratch = scratch, .place = place};
    struct joint joint = {.tree = &tree, .kind = CONDITION_AND, .seen = {.arena = scratch}};
    struct part part;

    for (int i = 0; i < 2; i++) {
        const struct expression *expression = i ? of_class : of_carrier;

        tree.renaming = i ? renaming : NULL;
        if (!expression)
            continue;
        part = part_of(&tree, expression, false);
        if (part.words.count)
            add_part(&joint, &part);
        else if (!part.is_always)
            return CONDITION_NEVER;
    }
    part = finish(&joint);
    return tree.is_bad || !(part.words.count || part.is_always) ? CONDITION_NEVER : intern_condition(&tree, &part);
}
