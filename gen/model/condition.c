/* SPDX-License-Identifier: MIT */
#include "condition.h"

const struct test *model_test(const struct model *model, uint32_t number)
{
    return interned(&model->tests, number, NULL);
}

const uint32_t *model_condition(const struct model *model, uint32_t number, size_t *words_count)
{
    size_t size;
    const uint32_t *words = interned(&model->conditions, number, &size);

    *words_count = size / sizeof *words;
    return words;
}
