/* SPDX-License-Identifier: MIT
 *
 * The memory of an oracle, and what follows from its rows.
 */
#include "oracle.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void *oracle_memory(struct oracle *oracle, size_t count, size_t size)
{
    void **blocks = realloc(oracle->blocks, (oracle->block_count + 1) * sizeof *blocks);
    void *memory = calloc(count + 1, size);

    if (!blocks || !memory)
        abort();
    oracle->blocks = blocks;
    blocks[oracle->block_count++] = memory;
    return memory;
}

void oracle_add_name(struct oracle *oracle, struct oracle_names *names, const char *text, size_t length)
{
    const char **longer = oracle_memory(oracle, names->count + 1, sizeof *longer);
    char *copy = oracle_memory(oracle, length, 1);

    memcpy(copy, text, length);
    if (names->count)
        memcpy(longer, names->name, names->count * sizeof *longer);
    longer[names->count++] = copy;
    names->name = longer;
}

void oracle_free(struct oracle *oracle)
{
    for (size_t i = 0; i < oracle->block_count; i++)
        free(oracle->blocks[i]);
    free(oracle->blocks);
    naive_free(&oracle->mapping);
}

struct oracle_text oracle_known(const char *text)
{
    struct oracle_text same = {text, text ? strlen(text) : 0};

    return same;
}

enum oracle_kind oracle_shows(const struct oracle *oracle, size_t technique, size_t event)
{
    return oracle->shown[technique * oracle->event_count + event];
}

static struct oracle_factor factor_of(const struct oracle *oracle, size_t technique)
{
    struct oracle_factor factor = {65535, 0};
    uint64_t sum = 0, square;
    double exact_sum = 0;

    for (size_t i = 0; i < oracle->event_count; i++)
        if (oracle_shows(oracle, technique, i) == ORACLE_CANDIDATE) {
            sum += 65536 / oracle->events[i].shown_count[ORACLE_CANDIDATE];
            exact_sum += 1.0 / (double)oracle->events[i].shown_count[ORACLE_CANDIDATE];
        }
    square = sum ? ((uint64_t)1 << 38) / sum : 0;
    while ((uint64_t)factor.rounded * factor.rounded > square)
        factor.rounded--;
    factor.exact = exact_sum > 0 ? 1.0 / sqrt(exact_sum) : 0;
    return factor;
}

void oracle_relate(struct oracle *oracle)
{
    oracle->shown = oracle_memory(oracle, oracle->technique_count * oracle->event_count, sizeof *oracle->shown);
    for (size_t i = 0; i < oracle->row_count; i++) {
        const struct oracle_row *row = &oracle->rows[i];
        enum oracle_kind *shown = &oracle->shown[row->technique * oracle->event_count + row->event];

        if (row->event < oracle->event_count && row->kind > *shown)
            *shown = row->kind;
    }
    for (size_t technique = 0; technique < oracle->technique_count; technique++)
        for (size_t event = 0; event < oracle->event_count; event++)
            oracle->events[event].shown_count[oracle_shows(oracle, technique, event)]++;
    for (size_t i = 0; i < oracle->technique_count; i++)
        oracle->techniques[i].factor = factor_of(oracle, i);
}
