/* SPDX-License-Identifier: MIT
 *
 * Stores, sorts and compares rows of the naive reader. It must not know YAML.
 */
#include "naive.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

const char *const naive_column_names[NAIVE_PRINTED] = {
    "technique_id",   "is_subtechnique", "technique",      "tactic",         "platform",           "data_source",
    "data_component", "relationship_id", "name",           "source",         "relationship",       "target",
    "event_id",       "event_name",      "event_platform", "audit_category", "audit_sub_category", "channel",
    "log_source",     "filter_in",       "kind",
};

static void *or_die(void *memory)
{
    if (!memory) {
        fputs("naive reader: out of memory\n", stderr);
        abort();
    }
    return memory;
}

char *naive_copy(const char *text)
{
    size_t size;

    if (!text)
        return NULL;
    size = strlen(text) + 1;
    return memcpy(or_die(malloc(size)), text, size);
}

void naive_drop(const char *text)
{
    free((void *)(uintptr_t)text); /* NOLINT(performance-no-int-to-ptr): it avoids turning -Wcast-qual off */
}

void naive_add(struct naive_rows *rows, const struct naive_row *row)
{
    struct naive_row *added;

    if (rows->count == rows->capacity) {
        rows->capacity = rows->capacity ? rows->capacity * 2 : 64;
        rows->row = or_die(realloc(rows->row, rows->capacity * sizeof *rows->row));
    }
    added = &rows->row[rows->count++];
    for (int i = 0; i < NAIVE_FIELDS; i++)
        added->field[i] = naive_copy(row->field[i]);
    added->place = row->place;
}

static void free_row(struct naive_row *row)
{
    for (int i = 0; i < NAIVE_FIELDS; i++)
        naive_drop(row->field[i]);
}

void naive_rows_free(struct naive_rows *rows)
{
    for (size_t i = 0; i < rows->count; i++)
        free_row(&rows->row[i]);
    free(rows->row);
    rows->row = NULL;
    rows->count = rows->capacity = 0;
}

void naive_free(struct naive_mapping *mapping)
{
    naive_rows_free(&mapping->rows);
    naive_rows_free(&mapping->techniques);
    naive_rows_free(&mapping->components);
    naive_rows_free(&mapping->retired);
    naive_rows_free(&mapping->aliases);
    free(mapping->attack_domain);
    free(mapping->attack_version);
    mapping->attack_domain = mapping->attack_version = NULL;
}

bool naive_same(const char *a, const char *b)
{
    return a == b || (a && b && strcmp(a, b) == 0);
}

bool naive_same_columns(const struct naive_row *a, const struct naive_row *b, int first, int last)
{
    for (int i = first; i <= last; i++)
        if (!naive_same(a->field[i], b->field[i]))
            return false;
    return first > NAIVE_FILTER_IN || last < NAIVE_FILTER_IN ||
           naive_same(a->field[NAIVE_CONDITION], b->field[NAIVE_CONDITION]);
}

static int folded(char c)
{
    return c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : (unsigned char)c;
}

int naive_compare_folded(const char *a, const char *b)
{
    if (!a || !b)
        return (a != NULL) - (b != NULL);
    while (*a && folded(*a) == folded(*b)) {
        a++;
        b++;
    }
    return (folded(*a) > folded(*b)) - (folded(*a) < folded(*b));
}

/* qsort is not stable, so the address decides ties. */
struct keyed {
    struct naive_row row;
    size_t position;
};

static int compare_technique(const void *a, const void *b)
{
    const struct keyed *one = a, *other = b;
    int order = strcmp(one->row.field[NAIVE_TECHNIQUE_ID], other->row.field[NAIVE_TECHNIQUE_ID]);

    return order ? order : (one->position > other->position) - (one->position < other->position);
}

/* Repeated rows have the same technique, and after sorting, the rows of a technique are neighbours. */
static bool repeats_earlier_row(const struct naive_rows *rows, const struct naive_row *row)
{
    for (size_t i = rows->count; i-- > 0;) {
        if (strcmp(rows->row[i].field[NAIVE_TECHNIQUE_ID], row->field[NAIVE_TECHNIQUE_ID]) != 0)
            return false;
        if (naive_same_columns(&rows->row[i], row, 0, NAIVE_FIELDS - 1))
            return true;
    }
    return false;
}

void naive_sort(struct naive_rows *rows)
{
    size_t count = rows->count;
    struct keyed *keyed;

    if (!count)
        return;
    keyed = or_die(malloc(count * sizeof *keyed));
    for (size_t i = 0; i < count; i++) {
        keyed[i].row = rows->row[i];
        keyed[i].position = i;
    }
    qsort(keyed, count, sizeof *keyed, compare_technique);
    rows->count = 0;
    for (size_t i = 0; i < count; i++) {
        if (repeats_earlier_row(rows, &keyed[i].row))
            free_row(&keyed[i].row);
        else
            rows->row[rows->count++] = keyed[i].row;
    }
    free(keyed);
}

static int compare_place(const void *a, const void *b)
{
    const struct naive_row *one = *(const struct naive_row *const *)a, *other = *(const struct naive_row *const *)b;

    return (one->place > other->place) - (one->place < other->place);
}

static bool all_absent(const struct naive_row *row, int first, int last)
{
    for (int i = first; i <= last; i++)
        if (row->field[i])
            return false;
    return first > NAIVE_FILTER_IN || last < NAIVE_FILTER_IN || !row->field[NAIVE_CONDITION];
}

const struct naive_row **naive_distinct(const struct naive_rows *rows, int first, int last, size_t *count)
{
    const struct naive_row **distinct = or_die(malloc((rows->count + 1) * sizeof *distinct));
    size_t found = 0;

    for (size_t i = 0; i < rows->count; i++) {
        const struct naive_row *row = &rows->row[i];
        size_t at = 0;

        if (all_absent(row, first, last))
            continue;
        while (at < found && !naive_same_columns(distinct[at], row, first, last))
            at++;
        if (at == found)
            distinct[found++] = row;
        else if (row->place < distinct[at]->place)
            distinct[at] = row;
    }
    qsort(distinct, found, sizeof *distinct, compare_place);
    *count = found;
    return distinct;
}

int naive_compare_events(const void *a, const void *b)
{
    static const int log[] = {NAIVE_EVENT_PLATFORM, NAIVE_CHANNEL, NAIVE_LOG_SOURCE, NAIVE_AUDIT_CATEGORY,
                              NAIVE_AUDIT_SUB_CATEGORY};
    const struct naive_row *one = *(const struct naive_row *const *)a, *other = *(const struct naive_row *const *)b;
    bool has = one->field[NAIVE_CONDITION], other_has = other->field[NAIVE_CONDITION];
    int order = naive_compare_folded(one->field[NAIVE_EVENT_ID], other->field[NAIVE_EVENT_ID]);

    if (!order)
        order = has - other_has;
    for (size_t i = 0; i < sizeof log / sizeof *log && !order && has; i++) {
        const char *text = one->field[log[i]], *other_text = other->field[log[i]];

        order = text && other_text ? strcmp(text, other_text) : (text != NULL) - (other_text != NULL);
    }
    return order ? order : (one->place > other->place) - (one->place < other->place);
}
