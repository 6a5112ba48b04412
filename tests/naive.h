/* SPDX-License-Identifier: MIT
 *
 * The oracle of the tests: a second, deliberately naive reader of the mapping forms. It loads whole documents with
 * libyaml's document API, copies every text and compares everything with everything. It must share no line and no
 * header with gen/ or runtime/, so that a mistake there is not repeated here.
 */
#ifndef NAIVE_H
#define NAIVE_H

#include <stdbool.h>
#include <stddef.h>

/* The columns of `attack-events rows --format tsv`, in its order. */
enum naive_column {
    NAIVE_TECHNIQUE_ID,
    NAIVE_IS_SUBTECHNIQUE,
    NAIVE_TECHNIQUE,
    NAIVE_TACTIC,
    NAIVE_PLATFORM,
    NAIVE_DATA_SOURCE,
    NAIVE_DATA_COMPONENT,
    NAIVE_RELATIONSHIP_ID,
    NAIVE_NAME,
    NAIVE_SOURCE,
    NAIVE_RELATIONSHIP,
    NAIVE_TARGET,
    NAIVE_EVENT_ID,
    NAIVE_EVENT_NAME,
    NAIVE_EVENT_PLATFORM,
    NAIVE_AUDIT_CATEGORY,
    NAIVE_AUDIT_SUB_CATEGORY,
    NAIVE_CHANNEL,
    NAIVE_LOG_SOURCE,
    NAIVE_FILTER_IN,
    NAIVE_COLUMNS,
    NAIVE_REVOKED_BY = NAIVE_COLUMNS, /* of a technique; not a column of the rows */
    NAIVE_FIELDS
};

extern const char *const naive_column_names[NAIVE_COLUMNS];

/* A row, or a part of one, as text: lists joined by ",", filters as Key=Value joined by ",". Absent is NULL. */
struct naive_row {
    const char *field[NAIVE_FIELDS];
    size_t place; /* where the row, or in the relational form its event, stands in the input */
};

struct naive_rows {
    struct naive_row *row;
    size_t count, capacity;
};

struct naive_mapping {
    struct naive_rows rows;       /* techniques bytewise by id, each one's rows in the order of the source */
    struct naive_rows techniques; /* each once, bytewise by id */
    struct naive_rows components; /* technique, data source, data component: likewise, each once */
    char *attack_domain, *attack_version;
};

/* Reads files of any form, as one mapping. Returns false, having said why on stderr, when it cannot. */
bool naive_read(struct naive_mapping *mapping, const char *const *paths, size_t path_count);
void naive_free(struct naive_mapping *mapping);

/* Returns whether both are absent, or both are the same text. */
bool naive_same(const char *a, const char *b);

/* Returns whether the columns first to last of two rows are the same. */
bool naive_same_columns(const struct naive_row *a, const struct naive_row *b, int first, int last);

/* Returns the rows in which the columns first to last, not all absent, are seen for the first time, in the order of
 * the input. The caller frees the array. */
const struct naive_row **naive_distinct(const struct naive_rows *rows, int first, int last, size_t *count);

/* Returns -1, 0 or 1 as strcmp does on the texts in lower case (A to Z only); absent is the least. */
int naive_compare_folded(const char *a, const char *b);

/* ---- For the parts of the reader itself ---- */

/* Returns a copy of the text that the caller frees; NULL for NULL. */
char *naive_copy(const char *text);

/* Frees what naive_copy returned; a row promises not to write its texts, but owns them. */
void naive_drop(const char *text);

/* Appends a copy of `row` with copies of its texts. */
void naive_add(struct naive_rows *rows, const struct naive_row *row);
void naive_rows_free(struct naive_rows *rows);

/* Sorts by technique, keeping the order within each, and drops every row that repeats an earlier one. */
void naive_sort(struct naive_rows *rows);

/* Joins by OSSEM-DM's rule. `events` holds the data component, relationship and event columns, in the order of the
 * input; `techniques` the technique columns; `components` the data components as techniques list them. Adds to the
 * mapping. */
void naive_join(struct naive_mapping *mapping, const struct naive_rows *events, const struct naive_rows *techniques,
                const struct naive_rows *components);

#endif
