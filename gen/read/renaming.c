/* SPDX-License-Identifier: MIT */
#include "renaming.h"

#include "host/letter_case.h"

#include <string.h>

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

static bool is_optional(const struct renaming *renaming, uint32_t folded)
{
    for (size_t i = 0; i < renaming->optional_count; i++)
        if (renaming->optional[i] == folded)
            return true;
    return renaming->others_are_optional;
}

bool rename_test(struct model *model, struct arena *scratch, const struct renaming *renaming, const struct test *test,
                 struct test *renamed, bool *is_partial)
{
    bool has_values = test->op != TEST_EXISTS && test->op != TEST_NULL, is_mapped;
    uint32_t folded = model_folded(model, test->field);

    *renamed = *test;
    if (test->field == ABSENT)
        return true;
    if (has_values && is_optional(renaming, folded))
        renamed->op |= TEST_OPTIONAL;
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

/* ---- What is known ---------------------------------------------------------------------------------------------- */

enum verdict { FAILS, PASSES, UNDECIDED };

/* What is known is compared with each value of a test. Where it is longer, the test is left to the run time. */
enum { KNOWN_BYTES = 255 };

static size_t length_up_to(const char *text, size_t most)
{
    const char *end = memchr(text, '\0', most);

    return end ? (size_t)(end - text) : most;
}

/* Whether `text` begins with `start`. */
static bool begins_with(const char *text, const char *start, bool is_cased)
{
    for (; *start; text++, start++)
        if (*text != *start && (is_cased || fold(*text) != fold(*start)))
            return false;
    return true;
}

static bool contains(const char *text, const char *part, bool is_cased)
{
    for (; *text; text++)
        if (begins_with(text, part, is_cased))
            return true;
    return !*part;
}

/* Compares a known value with one of a test. */
static enum verdict compare(const struct test *test, const char *known, const char *value)
{
    bool is_cased = (test->op & TEST_CASED) != 0;
    size_t length = strlen(known), wanted = length_up_to(value, KNOWN_BYTES + 1);

    switch (test->op & TEST_OP_MASK) {
    case TEST_EQUAL:
        return length == wanted && begins_with(known, value, is_cased) ? PASSES : FAILS;
    case TEST_STARTS:
        return begins_with(known, value, is_cased) ? PASSES : FAILS;
    case TEST_ENDS:
        return length >= wanted && begins_with(known + length - wanted, value, is_cased) ? PASSES : FAILS;
    case TEST_CONTAINS:
        return contains(known, value, is_cased) ? PASSES : FAILS;
    default:
        return UNDECIDED;
    }
}

static enum verdict verdict_of(const struct model *model, const struct test *test, uint32_t known)
{
    size_t count;
    const uint32_t *values = model_list_at(model, test->values, &count);
    enum verdict verdict = FAILS;

    if ((test->op & TEST_OP_MASK) == TEST_EXISTS || (test->op & TEST_OP_MASK) == TEST_NULL)
        return (test->op & TEST_OP_MASK) == TEST_EXISTS ? PASSES : FAILS;
    if (test->op & TEST_FIELDREF || length_up_to(model_text_at(model, known), KNOWN_BYTES + 1) > KNOWN_BYTES)
        return UNDECIDED;
    for (size_t i = 0; i < count && verdict != PASSES; i++) {
        enum verdict one = compare(test, model_text_at(model, known), model_text_at(model, values[i]));

        verdict = one == FAILS ? verdict : one;
    }
    return verdict;
}

bool is_test_known(struct model *model, const struct renaming *renaming, const struct test *test, bool *passes)
{
    uint32_t field = renaming->known_count ? model_folded(model, test->field) : ABSENT;

    for (size_t i = 0; field != ABSENT && i < renaming->known_count; i++)
        if (renaming->known[2 * i] == field) {
            enum verdict verdict = verdict_of(model, test, renaming->known[2 * i + 1]);

            *passes = verdict == PASSES;
            return verdict != UNDECIDED;
        }
    return false;
}
